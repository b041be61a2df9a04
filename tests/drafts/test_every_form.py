"""Every form that promises to keep what is typed in it shows that again."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.core.database import Session
from app.relations.models import Relation
from tests.conftest import Client
from tests.factories import make_relation
from tests.forms import boxes_of
from tests.security.inventory import Page, forms_of, pages
from tests.security.test_browser import _Strict
from tests.security.test_input import NASTY

WORDS = "Typed & <not saved>"
NO_BOXES = (
    "people-²-first_name",
    "lines-" + "9" * 5_000,
    "lines--",
    "ways-0",
    "people-0-ways-0-text-0",
    "\0",
    "",
)
# Pages that are about a card by what stands behind the `?`.
ABOUT_A_CARD = {"complaints.add", "mistakes.add", "quotes.add", "tasks.add", "wishes.add"}
# A long text here is not a story that somebody types while a customer waits.
NEEDS_NO_DRAFT = re.compile(
    r"^/(settings|regions|import|exchange|lists)\b|/(ring|consents|reopen|withdraw|hand-over)\b"
)


@pytest.fixture
def card(session: Session) -> Relation:
    return make_relation(session, "Anna van der Berg")


@pytest.fixture
def written_on(client: Client, app: Flask, session: Session, card: Relation) -> list[tuple[str, str]]:
    """The pages with a form in which long texts are typed, and what they hold."""
    return [
        (path, answer.text)
        for path in _addresses(pages(app, session), card)
        if (answer := client.get(path)).status_code == 200
        and any(form.long_texts and form.method == "post" for form in forms_of(answer.text, path))
    ]


def test_every_story_is_kept(written_on: list[tuple[str, str]]) -> None:
    unkept = [
        path for path, page in written_on if "data-draft=" not in page and not NEEDS_NO_DRAFT.search(path)
    ]

    assert unkept == []


def test_what_is_kept_is_shown_again(client: Client, written_on: list[tuple[str, str]]) -> None:
    keeping = [(path, page) for path, page in written_on if "data-draft=" in page]
    assert len(keeping) > 8
    for path, page in keeping:
        asks = urlsplit(html.unescape(re.findall(r'data-draft="([^"]+)"', page)[0]))
        form = next(form for form in forms_of(page, path) if form.long_texts)
        boxes = MultiDict(boxes_of(page).items(multi=True))
        boxes[form.long_texts[0]] = WORDS
        boxes.poplist("form_key")
        about = {name: texts[0] for name, texts in parse_qs(asks.query).items()}
        sent = client.post(asks.path, query_string={**about, "page": path, "key": "k"}, data=boxes)

        assert sent.status_code == 204, path
        assert "data-draft-offer" in client.get(path).text, path
        resumed = client.get(f"{path}{'&' if '?' in path else '?'}draft=1").text
        assert html.escape(WORDS) in resumed, path


def test_whatever_is_kept_breaks_no_form(client: Client, written_on: list[tuple[str, str]]) -> None:
    """Names of boxes that no page has, and texts that no box takes."""
    for path, page in written_on:
        if "data-draft=" not in page:
            continue
        boxes = {name: [NASTY, "\0", "9" * 500] for name in (*boxes_of(page), *NO_BOXES)}
        keep = {"page": path, "title": NASTY, "key": NASTY}
        assert client.post("/drafts/keep", query_string=keep, data=boxes).status_code == 204, path

        resumed = client.get(f"{path}{'&' if '?' in path else '?'}draft=1")
        today = client.get("/")

        for answer in (resumed, today):
            reader = _Strict()
            reader.feed(answer.text)
            assert (answer.status_code, reader.found) == (200, []), path


def _addresses(all_pages: list[Page], card: Relation) -> Iterator[str]:
    for page in all_pages:
        if "GET" in page.methods and page.is_for is not None and not page.path.endswith(".pdf"):
            yield f"{page.path}?relation={card.id}" if page.endpoint in ABOUT_A_CARD else page.path
