"""What is measured, and the least that each of them can cost."""

import random
import sqlite3
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Flask, template_rendered
from jinja2 import Template
from sqlalchemy import func, select

from app.contacts.models import Address, ContactDetail
from app.relations.models import Relation
from app.search.queries import look_for
from app.search.terms import readings
from app.timeline.models import Interaction
from benchmarks.measure import Row, counted, in_turns, median, p95, peak_mb
from benchmarks.quote_pdf import measure_quote_pdf
from benchmarks.saving import measure_saving
from benchmarks.shop import SEED, MeasuredShop

LONGEST_TYPED = 10
PAGE_ROUNDS = 60
SEARCH_ROUNDS = 9


def measure_all(shop: MeasuredShop, smaller: dict[str, Row]) -> list[Row]:
    """Every row for this size; `smaller` holds the rows of the size before, to tell the growth."""
    return [
        _search(shop, smaller.get("search")),
        _page(shop, "list", "/relations", smaller.get("list")),
        _page(shop, "card", f"/relations/{_some_card(shop)}", smaller.get("card")),
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
    return _row("search", shop, p95(took), p95(floor), smaller)


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


def _page(shop: MeasuredShop, name: str, address: str, smaller: Row | None) -> Row:
    """A whole page; beside it the same questions without SQLAlchemy and the same template, filled in."""
    seen = _watch(shop, address)

    def floor() -> None:
        for statement, values in seen.statements:
            shop.raw.execute(statement, values).fetchall()
        seen.template.render(seen.context)

    with shop.app.test_request_context(address):
        took, least = in_turns(lambda: _get(shop, address), floor, rounds=PAGE_ROUNDS)
    return _row(
        name,
        shop,
        median(took),
        median(least),
        smaller,
        statements=len(seen.statements),
        peak_mb=peak_mb(lambda: _get(shop, address)),
    )


@dataclass
class _Seen:
    """What a page asked of the database, and what it then filled in."""

    statements: list[tuple[str, Any]]
    template: Template
    context: dict[str, Any]


def _watch(shop: MeasuredShop, address: str) -> _Seen:
    _get(shop, address)  # the first time compiles the templates and notes when somebody was last here
    filled: list[tuple[Template, dict[str, Any]]] = []

    def note(_app: Flask, template: Template, context: dict[str, Any], **_more: object) -> None:
        filled.append((template, context))

    with counted(shop.engine) as statements, template_rendered.connected_to(note, shop.app):
        _get(shop, address)
    [(template, context)] = filled
    return _Seen(statements, template, context)


def _get(shop: MeasuredShop, address: str) -> None:
    answer = shop.client.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address} answers {answer.status}")


def _some_card(shop: MeasuredShop) -> int:
    """The card with the most on its timeline: what is slow, is slow there."""
    with shop.sessions() as session:
        talks = func.count(Interaction.id)
        query = select(Interaction.relation_id).group_by(Interaction.relation_id).order_by(talks.desc())
        return session.scalars(query).first() or 1


def _row(
    name: str, shop: MeasuredShop, ms: float, floor_ms: float, smaller: Row | None, **more: float
) -> Row:
    growth = (ms / shop.relations) / (smaller.ms / smaller.n) if smaller else None
    return Row(name, shop.relations, ms, floor_ms, growth=growth, **more)  # type: ignore[arg-type]
