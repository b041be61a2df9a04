"""A whole page as a browser asks for it, and what it asks of the database meanwhile."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, template_rendered
from jinja2 import Template

from benchmarks.measure import Row, counted, growth, in_turns, median, peak_mb
from benchmarks.shop import MeasuredShop

PAGE_ROUNDS = 60


@dataclass
class Seen:
    """What a page asked of the database, and what it then filled in."""

    statements: list[tuple[str, Any]]
    template: Template
    context: dict[str, Any]

    def ask(self, shop: MeasuredShop) -> None:
        """Ask the same without SQLAlchemy."""
        for statement, values in self.statements:
            shop.raw.execute(statement, values).fetchall()


def measure_page(shop: MeasuredShop, name: str, address: str, n: int, smaller: Row | None) -> Row:
    """A whole page; beside it the same questions without SQLAlchemy and the same template, filled in."""
    seen = watch(shop, address)

    def floor() -> None:
        seen.ask(shop)
        seen.template.render(seen.context)

    with shop.app.test_request_context(address):
        took, least = in_turns(lambda: get(shop, address), floor, rounds=PAGE_ROUNDS)
    ms = median(took)
    return Row(
        name,
        n,
        ms,
        median(least),
        statements=len(seen.statements),
        peak_mb=peak_mb(lambda: get(shop, address)),
        growth=growth(ms, n, smaller),
    )


def watch(shop: MeasuredShop, address: str) -> Seen:
    """Ask for a page and look at what it does."""
    get(shop, address)  # the first time compiles the templates and notes when somebody was last here
    filled: list[tuple[Template, dict[str, Any]]] = []

    def note(_app: Flask, template: Template, context: dict[str, Any], **_more: object) -> None:
        filled.append((template, context))

    with counted(shop.engine) as statements, template_rendered.connected_to(note, shop.app):
        get(shop, address)
    [(template, context)] = filled
    return Seen(statements, template, context)


def get(shop: MeasuredShop, address: str) -> str | None:
    """Ask for a page as the owner; what sort of answer came."""
    answer = shop.client.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address} answers {answer.status}")
    return answer.mimetype
