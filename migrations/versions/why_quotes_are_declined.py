"""Why quotes are declined"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# As they were in this version; what a new shop begins with may change later.
REASONS_TO_ACCEPT = (
    ("yes_price", "Goede prijs", "Good price"),
    ("yes_advice", "Goed advies", "Good advice"),
    ("yes_offer", "Precies wat de klant zocht", "Just what the customer wanted"),
    ("yes_in_time", "Snel, of op het goede moment", "Quick, or at the right moment"),
    ("yes_known", "Kende ons al", "Knew us already"),
    ("yes_recommended", "Aangeraden door een bekende", "Recommended by someone they know"),
    ("yes_nearby", "Dichtbij", "Nearby"),
    ("yes_other", "Anders, namelijk …", "Something else"),
)


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "mistake",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("relation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("quote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["noted_by_id"], ["staff_member.id"], name=op.f("fk_mistake_noted_by_id")),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_mistake_quote_id")),
        sa.ForeignKeyConstraint(["relation_id"], ["relation.id"], name=op.f("fk_mistake_relation_id")),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["staff_member.id"], name=op.f("fk_mistake_responsible_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mistake")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mistake", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mistake_discussed_on"), ["discussed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_mistake_noted_by_id"), ["noted_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mistake_quote_id"), ["quote_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mistake_relation_id"), ["relation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mistake_responsible_id"), ["responsible_id"], unique=False)

    op.create_table(
        "chosen_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["quote_line.id"], name=op.f("fk_chosen_line_line_id")),
        sa.ForeignKeyConstraint(["outcome_id"], ["quote_outcome.id"], name=op.f("fk_chosen_line_outcome_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_line")),
        sa.UniqueConstraint("outcome_id", "line_id", name=op.f("uq_chosen_line_outcome_id_line_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("chosen_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chosen_line_line_id"), ["line_id"], unique=False)

    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("discussed_at_home", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("terms_enclosed", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    with op.batch_alter_table("quote_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("choice", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("is_chosen", sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table("quote_outcome", schema=None) as batch_op:
        batch_op.add_column(sa.Column("total", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(
            sa.Column("product_group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(
            sa.Column("days_to_quote", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("their_price", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("answer_next", sa.Text(), server_default=sa.text("('')"), nullable=False)
        )
        batch_op.add_column(sa.Column("lesson", sa.Text(), server_default=sa.text("('')"), nullable=False))
        batch_op.create_index(
            batch_op.f("ix_quote_outcome_product_group_id"), ["product_group_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_quote_outcome_product_group_id"), "product_group", ["product_group_id"], ["id"]
        )

    with op.batch_alter_table("quote_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("legal", sa.Text(), server_default=sa.text("('')"), nullable=False))

    with op.batch_alter_table("shop", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "chase_after_days",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="2",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "call_before_end_days",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="3",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("address_on_right", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("terms_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_index(batch_op.f("ix_shop_terms_id"), ["terms_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_shop_terms_id"), "stored_file", ["terms_id"], ["id"])

    _allow(
        ("item", "text", "heading", "option", "alternative", "allowance"),
        ("mail", "print", "message", "handed_over"),
    )
    _fill_outcomes()
    _add_reasons_to_accept()


def downgrade() -> None:
    """Go back from this version."""
    op.execute("UPDATE quote_line SET kind = 'item' WHERE kind IN ('option', 'alternative', 'allowance')")
    op.execute("UPDATE quote_version SET sent_how = 'mail' WHERE sent_how = 'message'")
    _allow(("item", "text", "heading"), ("mail", "print", "handed_over"))
    with op.batch_alter_table("shop", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_shop_terms_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_shop_terms_id"))
        batch_op.drop_column("terms_id")
        batch_op.drop_column("address_on_right")
        batch_op.drop_column("call_before_end_days")
        batch_op.drop_column("chase_after_days")

    with op.batch_alter_table("quote_version", schema=None) as batch_op:
        batch_op.drop_column("legal")

    with op.batch_alter_table("quote_outcome", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_quote_outcome_product_group_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_quote_outcome_product_group_id"))
        batch_op.drop_column("lesson")
        batch_op.drop_column("answer_next")
        batch_op.drop_column("their_price")
        batch_op.drop_column("days_to_quote")
        batch_op.drop_column("product_group_id")
        batch_op.drop_column("total")

    with op.batch_alter_table("quote_line", schema=None) as batch_op:
        batch_op.drop_column("is_chosen")
        batch_op.drop_column("choice")

    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.drop_column("terms_enclosed")
        batch_op.drop_column("discussed_at_home")

    with op.batch_alter_table("chosen_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chosen_line_line_id"))

    op.drop_table("chosen_line")
    with op.batch_alter_table("mistake", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mistake_responsible_id"))
        batch_op.drop_index(batch_op.f("ix_mistake_relation_id"))
        batch_op.drop_index(batch_op.f("ix_mistake_quote_id"))
        batch_op.drop_index(batch_op.f("ix_mistake_noted_by_id"))
        batch_op.drop_index(batch_op.f("ix_mistake_discussed_on"))

    op.drop_table("mistake")


def _allow(kinds: tuple[str, ...], ways: tuple[str, ...]) -> None:
    """Say anew which sorts of lines and which ways of sending there are."""
    for table, column, values in (("quote_line", "kind", kinds), ("quote_version", "sent_how", ways)):
        listed = ", ".join(f"'{value}'" for value in values)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"ck_{table}_{column}"), type_="check")
            batch_op.create_check_constraint(batch_op.f(f"ck_{table}_{column}"), f"{column} IN ({listed})")


def _fill_outcomes() -> None:
    """Give what was decided before its total with btw, and the days it took to send the quote."""
    op.execute(
        "UPDATE quote_outcome SET total = (SELECT version.total FROM quote_version AS version"
        " WHERE version.quote_id = quote_outcome.quote_id AND version.no = quote_outcome.version_no)"
    )
    connection = op.get_bind()
    quote = sa.table(
        "quote", sa.column("id"), sa.column("asked_on", sa.Date()), sa.column("first_sent_on", sa.Date())
    )
    outcome = sa.table("quote_outcome", sa.column("quote_id"), sa.column("days_to_quote"))
    asked = sa.select(quote).where(quote.c.asked_on.is_not(None), quote.c.first_sent_on.is_not(None))
    for row in connection.execute(asked).all():
        days = (row.first_sent_on - row.asked_on).days
        connection.execute(sa.update(outcome).where(outcome.c.quote_id == row.id).values(days_to_quote=days))


def _add_reasons_to_accept() -> None:
    """Give a shop that is there already the reasons of a yes; a new one begins with them."""
    connection = op.get_bind()
    if not connection.scalar(sa.text("SELECT count(*) FROM shop")):
        return
    reason = sa.table(
        "rejection_reason",
        *(
            sa.column(name)
            for name in ("code", "reason_group", "asked_for", "name_nl", "name_en", "position")
        ),
        sa.column("needs_words", sa.Boolean()),
    )
    for position, (code, dutch, english) in enumerate(REASONS_TO_ACCEPT):
        connection.execute(
            sa.insert(reason).values(
                code=code,
                reason_group="ours",
                asked_for="accepted",
                name_nl=dutch,
                name_en=english,
                needs_words=code == "yes_other",
                position=position,
            )
        )
