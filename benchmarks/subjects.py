"""What is measured, and the least that each of them can cost: the cards, and then all the others."""

import random
import sqlite3
from functools import partial

from sqlalchemy import func, select

from app.contacts.models import Address, ContactDetail
from app.relations.models import Relation
from app.search.queries import look_for
from app.search.terms import readings
from app.timeline.models import Interaction
from benchmarks.measure import Row, growth, in_turns, p95
from benchmarks.pages import measure_page
from benchmarks.quote_pdf import measure_quote_pdf
from benchmarks.quotes import measure_narrowed, measure_quotes, measure_reasons
from benchmarks.saving import measure_saving
from benchmarks.shop import SEED, MeasuredShop

LONGEST_TYPED = 10
SEARCH_ROUNDS = 9


def measure_all(shop: MeasuredShop, smaller: dict[str, Row]) -> list[Row]:
    """Every row for this size; `smaller` holds the rows of the size before, to tell the growth."""
    return [
        _search(shop, smaller.get("search")),
        measure_page(shop, "list", "/relations", shop.relations, smaller.get("list")),
        measure_page(shop, "card", f"/relations/{_some_card(shop)}", shop.relations, smaller.get("card")),
        measure_quotes(shop, smaller.get("quotes")),
        measure_narrowed(shop, smaller.get("narrowed")),
        measure_reasons(shop, smaller.get("reasons")),
        measure_saving(shop),
        measure_quote_pdf(shop),
    ]


def _search(shop: MeasuredShop, smaller: Row | None) -> Row:
    """Finding at each letter that somebody types; beside it twenty lines straight from the index."""
    took, floor = [], []
    with shop.sessions() as session:  # a page has one open already, to know who asks
        for typed in _keystrokes(shop):
            times = in_turns(
                partial(look_for, session, typed), partial(_ask_index, shop.raw, typed), rounds=SEARCH_ROUNDS
            )
            took.append(min(times[0]))
            floor.append(min(times[1]))
    ms = p95(took)
    return Row("search", shop.relations, ms, p95(floor), growth=growth(ms, shop.relations, smaller))


def _ask_index(raw: sqlite3.Connection, typed: str) -> None:
    """The first twenty that hold all that was typed, with what their line shows, unread and in no order."""
    needles = [term if len(term) > 2 else f"  {term}"[-3:] for term in readings(typed)[0].terms]
    pieces = [needle[start : start + 3] for needle in needles for start in range(len(needle) - 2)]
    asked = " AND ".join(f'"{piece}"' for piece in pieces)
    # The index knows pieces of three; whether longer ones stand side by side is seen in the text.
    longer = [needle for needle in needles if len(needle) > 3]
    raw.execute(
        "SELECT d.relation_id, d.line, d.pieces, d.body"
        " FROM search_pieces JOIN search_document AS d ON d.id = search_pieces.rowid"
        f" WHERE search_pieces MATCH ?{' AND instr(d.body, ?)' * len(longer)}"
        " ORDER BY search_pieces.rowid LIMIT 20",
        (asked, *longer),
    ).fetchall()


def _keystrokes(shop: MeasuredShop) -> list[str]:
    """Names, places and numbers of the shop, typed letter by letter."""
    chance = random.Random(SEED)  # noqa: S311 - the same words each time
    texts: list[str] = []
    with shop.sessions() as session:
        for column, count in ((Relation.name, 30), (Address.place, 5), (ContactDetail.given, 5)):
            texts += chance.sample(session.scalars(select(column).order_by(column)).all(), count)
    typed = (text[:length] for text in texts for length in range(1, min(LONGEST_TYPED, len(text)) + 1))
    return [text for text in typed if text[-1].isalnum()]


def _some_card(shop: MeasuredShop) -> int:
    """The card with the most on its timeline: what is slow, is slow there."""
    with shop.sessions() as session:
        talks = func.count(Interaction.id)
        query = select(Interaction.relation_id).group_by(Interaction.relation_id).order_by(talks.desc())
        return session.scalars(query).first() or 1
