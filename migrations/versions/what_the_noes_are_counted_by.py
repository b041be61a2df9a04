"""What the noes are counted by"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

CURRENT = sa.text("superseded_at IS NULL")
COUNTED = (
    *("decision", "decided_on", "superseded_at", "said_by", "main_reason_id", "product_group_id"),
    *("days_to_quote", "competitor_id", "call_again_on", "total_ex", "quote_id"),
)


def upgrade() -> None:
    """Go to this version."""
    _index_outcomes(*COUNTED)
    op.create_index("ix_quote_id_relation_id", "quote", ["id", "relation_id"], unique=False)
    op.create_index("ix_relation_id_region_id", "relation", ["id", "region_id"], unique=False)


def downgrade() -> None:
    """Go back from this version."""
    op.drop_index("ix_relation_id_region_id", "relation")
    op.drop_index("ix_quote_id_relation_id", "quote")
    _index_outcomes("decision", "decided_on")


def _index_outcomes(*columns: str) -> None:
    op.drop_index("ix_quote_outcome_decided", "quote_outcome")
    op.create_index(
        "ix_quote_outcome_decided",
        "quote_outcome",
        [*columns],
        unique=False,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
