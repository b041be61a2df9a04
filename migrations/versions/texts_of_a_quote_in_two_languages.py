"""The usual texts of a quote in two languages"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXTS = ("quote_payment", "quote_closing")
LANGUAGES = ("nl", "en")


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("shop", schema=None) as batch_op:
        for text in TEXTS:
            for language in LANGUAGES:
                batch_op.add_column(
                    sa.Column(f"{text}_{language}", sa.Text(), server_default=sa.text("('')"), nullable=False)
                )
    # What there was is in the language of the shop.
    op.execute(
        "UPDATE shop SET quote_payment_en = quote_payment, quote_closing_en = quote_closing WHERE language = 'en'"
    )
    op.execute(
        "UPDATE shop SET quote_payment_nl = quote_payment, quote_closing_nl = quote_closing WHERE language <> 'en'"
    )
    with op.batch_alter_table("shop", schema=None) as batch_op:
        for text in TEXTS:
            batch_op.drop_column(text)


def downgrade() -> None:
    """Go back from this version."""
    with op.batch_alter_table("shop", schema=None) as batch_op:
        for text in TEXTS:
            batch_op.add_column(sa.Column(text, sa.Text(), server_default=sa.text("('')"), nullable=False))
    op.execute(
        "UPDATE shop SET quote_payment = quote_payment_en, quote_closing = quote_closing_en WHERE language = 'en'"
    )
    op.execute(
        "UPDATE shop SET quote_payment = quote_payment_nl, quote_closing = quote_closing_nl WHERE language <> 'en'"
    )
    with op.batch_alter_table("shop", schema=None) as batch_op:
        for text in TEXTS:
            batch_op.alter_column(text, server_default=None)
            for language in LANGUAGES:
                batch_op.drop_column(f"{text}_{language}")
