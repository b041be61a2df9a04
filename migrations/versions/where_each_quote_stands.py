"""Where each quote stands"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

STANDING = (
    *("decision", "last_step_on", "status", "valid_until"),
    *("relation_id", "responsible_id", "total_ex", "total"),
)


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decision", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("last_step_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("total_ex", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("total", sa.BigInteger(), server_default="0", nullable=False))

    _fill()

    open_only = sa.text("decision IS NULL")
    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.drop_index("ix_quote_status_valid_until")
        batch_op.create_index(
            "ix_quote_open",
            ["status", "valid_until", "last_step_on", "decision", *STANDING[4:]],
            unique=False,
            sqlite_where=open_only,
            postgresql_where=open_only,
        )
        batch_op.create_index("ix_quote_listed", ["first_sent_on", "id", *STANDING], unique=False)
        batch_op.create_index("ix_quote_standing", [*STANDING], unique=False)


def downgrade() -> None:
    """Go back from this version."""
    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.drop_index("ix_quote_standing")
        batch_op.drop_index("ix_quote_listed")
        batch_op.drop_index("ix_quote_open")
        batch_op.create_index("ix_quote_status_valid_until", ["status", "valid_until"], unique=False)
        batch_op.drop_column("total")
        batch_op.drop_column("total_ex")
        batch_op.drop_column("last_step_on")
        batch_op.drop_column("decision")


def _fill() -> None:
    """From the current version, and then from how the quote ended; from now on the database keeps it up."""
    op.execute("UPDATE quote SET last_step_on = first_sent_on")
    op.execute(
        "UPDATE quote SET total_ex = version.total_ex, total = version.total FROM quote_version AS version"
        " WHERE version.quote_id = quote.id AND version.no = quote.version_no"
    )
    op.execute(
        "UPDATE quote SET decision = ended.decision, last_step_on = ended.decided_on,"
        " total_ex = ended.total_ex, total = ended.total FROM quote_outcome AS ended"
        " WHERE ended.quote_id = quote.id AND ended.superseded_at IS NULL"
    )
