"""Every address of the app, each leading to something that is there; a new page comes along by itself."""

import hashlib
import inspect
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from sqlalchemy import Engine, select
from werkzeug.routing import Rule

from app.audit.models import Deed
from app.core.database import Base, Session
from app.users.access import EVERYBODY, MARK, OPEN_ENDPOINTS
from app.users.models import Role
from tests import factories
from tests.conftest import Client

# What sort of row it is that an address gives another name, and what stands in it besides ids.
ROWS = {"responsible": "user", "group": "product_group", "detail": "phone", "other": "relation"}
WORDS = {
    "which": "reasons",
    "split": "region",
    "what": "logo",
    "version": "x",
    "name": "css/app.css",
    "code": "made-up",
    "version_no": 1,
    "key": "call_back",
}


@dataclass(frozen=True)
class Page:
    """One address, for whom it is (None: everybody), and how it may be asked for."""

    endpoint: str
    path: str
    is_for: Role | None
    methods: frozenset[str]


@dataclass
class Form:
    """One form of a page, filled in as the page shows it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    long_texts: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def pages(app: Flask, session: Session) -> list[Page]:
    """All pages, with ids of rows that are made for them."""
    made = Made(session)
    found = [_page(app, rule, made) for rule in app.url_map.iter_rules()]
    session.commit()
    return sorted(found, key=lambda page: (page.endpoint, page.path))


def held(engine: Engine) -> dict[str, str]:
    """What every table holds now, as one mark for each, so that two moments can be compared."""
    marks = {}
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.execute(select(table).order_by(table.c.id)).all()
            marks[table.name] = hashlib.sha256(repr(rows).encode("utf-8", "backslashreplace")).hexdigest()
    return marks


class Watch:
    """Says whether the database still holds what it held, to the last row."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # SQLite counts the commits of others, so that most looks need not read every table.
        self._own = sqlite3.connect(str(engine.url.database))
        self._version = self._count()
        self._held = held(engine)

    def is_unchanged(self) -> bool:
        """Whether every table is as it was."""
        version = self._count()
        if version == self._version:
            return True
        self._version = version
        return held(self.engine) == self._held

    def close(self) -> None:
        """Let go of the database."""
        self._own.close()

    def _count(self) -> int:
        return int(self._own.execute("PRAGMA data_version").fetchone()[0])


def quick(all_pages: list[Page]) -> list[Page]:
    """The pages that take no time: a PDF has a twin in HTML that asks the same questions."""
    return [page for page in all_pages if not page.path.endswith(".pdf")]


def forms_of(html: str, path: str) -> list[Form]:
    """The forms of a page."""
    reader = _FormReader(path)
    reader.feed(html)
    return reader.forms


def forms_that_save(client: Client, all_pages: list[Page]) -> Iterator[tuple[Page, Form]]:
    """Every form on every page that posts something, as this person sees it."""
    for page in all_pages:
        if "GET" in page.methods and page.is_for is not None and not page.path.endswith(".pdf"):
            answer = client.get(page.path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for form in forms_of(answer.text, page.path):
                    if form.method == "post":
                        yield page, form


class Made:
    """Rows by the name they have in an address: `quote_id` is a row of factories.make_quote."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.rows: dict[str, Any] = {}

    def value(self, argument: str) -> object:
        """What to write into an address for this argument."""
        if argument in WORDS:
            return WORDS[argument]
        if argument == "deed_id":
            # A deed of its own, on a card: what touches the staff only the owner may undo.
            relation = self.row("relation")
            self.session.commit()
            relation.story = "Paints boats."
            self.session.commit()
            return self.session.scalars(select(Deed.id).order_by(Deed.id.desc())).first()
        return self.row("reason" if argument == "row_id" else argument.removesuffix("_id")).id

    def row(self, noun: str) -> Any:
        """The one row of this kind, made when it is first asked for."""
        if noun not in self.rows:
            self.rows[noun] = self._make(noun)
        return self.rows[noun]

    def _make(self, noun: str) -> Any:
        noun = ROWS.get(noun, noun)
        make = getattr(factories, f"make_{noun}", None)
        assert make is not None, f"tests/factories.py needs a make_{noun}, for an address with {noun}_id"
        needed = [
            name
            for name, parameter in inspect.signature(make).parameters.items()
            if parameter.default is parameter.empty and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        ]
        return make(self.session, *(self.row(name) for name in needed[1:]))


def _page(app: Flask, rule: Rule, made: Made) -> Page:
    fixed = dict(rule.defaults or {})
    open_arguments = sorted(rule.arguments - fixed.keys())
    values = {**fixed, **{argument: made.value(argument) for argument in open_arguments}}
    adapter = app.url_map.bind("localhost")
    mark = getattr(app.view_functions[rule.endpoint], MARK, None)
    assert mark or rule.endpoint in OPEN_ENDPOINTS, f"{rule.endpoint} does not say for whom it is"
    return Page(
        rule.endpoint,
        adapter.build(rule.endpoint, values),
        None if mark in (None, EVERYBODY) else Role(mark),
        frozenset(rule.methods or ()) - {"HEAD", "OPTIONS"},
    )


class _FormReader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[Form] = []
        self._inside: Form | None = None
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._inside = Form(given.get("action") or self.path, (given.get("method") or "get").lower())
            self.forms.append(self._inside)
        if self._inside is None:
            return
        if tag == "input" and name:
            self._input(given.get("type") or "text", name, given)
        elif tag == "textarea":
            self._area = name
            self._inside.fields[name] = ""
            self._inside.long_texts.append(name)
        elif tag == "select":
            self._select = name
        elif (
            tag == "option"
            and self._select
            and ("selected" in given or self._select not in self._inside.fields)
        ):
            self._inside.fields[self._select] = given.get("value") or ""
        elif tag == "button" and name:
            self._inside.fields.setdefault(name, given.get("value") or "")

    def _input(self, kind: str, name: str, given: dict[str, str | None]) -> None:
        assert self._inside is not None
        if kind in {"radio", "checkbox"}:
            if "checked" in given:
                self._inside.fields[name] = given.get("value") or "on"
        elif kind != "file":
            self._inside.fields[name] = given.get("value") or ""
            if kind not in {"hidden", "password"}:
                self._inside.texts.append(name)

    def handle_data(self, data: str) -> None:
        if self._inside is not None and self._area is not None:
            self._inside.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
