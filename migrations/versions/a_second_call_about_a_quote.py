"""A second call about a quote, and when one that ended in silence may be closed"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("shop", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "chase_again_after_days",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="7",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "close_after_days",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="10",
                nullable=False,
            )
        )


def downgrade() -> None:
    """Go back from this version."""
    with op.batch_alter_table("shop", schema=None) as batch_op:
        batch_op.drop_column("close_after_days")
        batch_op.drop_column("chase_again_after_days")
