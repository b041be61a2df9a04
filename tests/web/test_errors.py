"""What people see when something goes wrong: a page that says what to do, and nothing of our insides."""

import re
import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, default_exceptions

from app.core.database import Session
from app.core.errors import RuleBroken
from app.shop.models import Shop
from app.users.access import MARK
from app.users.models import Role, User
from app.web.database import db
from app.web.errors import PAGES
from tests.conftest import Client
from tests.security.inventory import forms_of

TEMPLATES = Path(__file__).parents[2] / "templates" / "errors"
TYPED = {"name": "Katwijk <b>", "hours": "one\ntwo", "form_key": "k" * 20}


class Failing:
    """Lets the page for a new branch fail in any way."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app, self.monkeypatch = app, monkeypatch

    def with_(self, error: Exception) -> None:
        """Raise this, after the database was changed."""

        def view() -> None:
            db.session.get_one(Shop, 1).name = "half"
            db.session.flush()
            raise error

        setattr(view, MARK, Role.OWNER)
        self.monkeypatch.setitem(self.app.view_functions, "branches.add", view)


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Failing:
    """The page for a new branch, failing on demand as it would for people."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return Failing(app, monkeypatch)


def of_sqlite(code: int) -> OperationalError:
    """What SQLAlchemy raises when SQLite says this."""
    original = sqlite3.OperationalError("no")
    original.sqlite_errorcode = code
    return OperationalError("INSERT INTO secret VALUES (?)", {"x": "very secret"}, original)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_mistake_of_ours_shows_a_number_and_nothing_else(
    client: Client, failing: Failing, session: Session, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    failing.with_(ValueError("secret /home/marleen SELECT"))

    answer = getattr(client, method)("/settings/branches/new")

    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert not re.search(r"secret|/home|SELECT|Traceback|ValueError|\.py", answer.text)
    reference = re.search(r"Name this number: ([0-9A-F]{6})", answer.text)
    assert reference is not None
    assert f"reference {reference[1]}" in caplog.text
    assert "ValueError" in caplog.text
    session.expire_all()
    assert session.get_one(Shop, 1).name != "half"


@pytest.mark.parametrize("error", [ValueError("no"), of_sqlite(sqlite3.SQLITE_BUSY)])
def test_errors_speak_the_language_of_the_person(
    client: Client, owner: User, failing: Failing, error: Exception
) -> None:
    owner.language = "nl"
    failing.with_(error)

    assert "Naar Vandaag" in client.get("/settings/branches/new").text
    assert "Deze pagina vinden we niet" in client.get("/nowhere").text


def test_a_stranger_is_spoken_to_as_the_browser_asks(anonymous: Client) -> None:
    for language, title in (
        ("nl-NL,nl;q=0.9", "vinden we niet"),
        ("de", "vinden we niet"),
        ("en", "We cannot"),
    ):
        assert title in anonymous.get("/nowhere", headers={"Accept-Language": language}).text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_BUSY, (503, "The card box is busy for a moment")),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, (503, "The card box is busy for a moment")),
        (sqlite3.SQLITE_FULL, (507, "The disk of this computer is full")),
    ],
)
def test_a_busy_or_full_database_keeps_what_was_typed(
    client: Client, failing: Failing, session: Session, code: int, said: tuple[int, str]
) -> None:
    status, title = said
    failing.with_(of_sqlite(code))

    answer = client.post("/settings/branches/new?from=x", data=TYPED)

    assert answer.status_code == status
    assert title in answer.text
    assert '<form method="post" action="/settings/branches/new?from=x"' in answer.text
    assert '<p class="typed">one\ntwo</p>' in answer.text
    for name, value in (("name", "Katwijk &lt;b&gt;"), ("hours", "one\ntwo"), ("form_key", "k" * 20)):
        assert f'name="{name}" value="{value}"' in answer.text
    assert "secret" not in answer.text
    session.expire_all()
    assert session.get_one(Shop, 1).name != "half"


def test_a_mistake_or_a_rule_shows_what_was_typed(client: Client, failing: Failing) -> None:
    for error in (ValueError("no"), RuleBroken("Not on Mondays.")):
        failing.with_(error)
        answer = client.post("/settings/branches/new", data=TYPED)
        assert '<p class="typed">Katwijk &lt;b&gt;</p>' in answer.text
        assert "k" * 20 not in answer.text


def test_a_page_that_is_too_old_can_be_sent_again_by_its_own_browser_only(client: Client) -> None:
    client.sends_token = False
    for headers, again in (({"Sec-Fetch-Site": "same-origin"}, True), ({}, False)):
        answer = client.post("/settings/branches/new", data=TYPED, headers=headers)
        assert answer.status_code == 400
        assert '<p class="typed">Katwijk &lt;b&gt;</p>' in answer.text
        assert ("Try again" in answer.text) == again
        if again:
            fields = forms_of(answer.text, "")[-1].fields
            assert client.post("/settings/branches/new", data=fields).status_code == 302


def test_a_secret_is_not_sent_back(client: Client, failing: Failing) -> None:
    failing.with_(of_sqlite(sqlite3.SQLITE_FULL))

    answer = client.post("/settings/branches/new", data=TYPED | {"password": "drie losse woorden"})

    assert answer.status_code == 507
    assert "drie losse woorden" not in answer.text
    assert "Katwijk" not in answer.text


def test_any_other_failure_of_the_database_is_ours(client: Client, failing: Failing) -> None:
    failing.with_(of_sqlite(sqlite3.SQLITE_CORRUPT))

    answer = client.post("/settings/branches/new", data=TYPED)

    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_a_broken_rule_says_which_and_changes_nothing(
    client: Client, failing: Failing, session: Session
) -> None:
    failing.with_(RuleBroken("Only on <Mondays>."))

    answer = client.post("/settings/branches/new", data=TYPED)

    assert answer.status_code == 409
    assert "Only on &lt;Mondays&gt;." in answer.text
    assert 'href="/settings/branches/new"' in answer.text
    session.expire_all()
    assert session.get_one(Shop, 1).name != "half"


def test_an_error_page_needs_no_database(
    client: Client, failing: Failing, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing.with_(ValueError("no"))

    def broken() -> None:
        raise of_sqlite(sqlite3.SQLITE_CORRUPT)

    monkeypatch.setitem(app.template_context_processors, None, [broken])

    answer = client.get("/settings/branches/new")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text


def test_every_page_that_is_promised_is_there() -> None:
    assert {int(path.stem) for path in TEMPLATES.glob("[0-9]*.html")} == set(PAGES)


@pytest.mark.parametrize("code", sorted(default_exceptions))
def test_every_way_to_refuse_has_a_page(client: Client, failing: Failing, code: int) -> None:
    error = default_exceptions[code]()
    assert isinstance(error, HTTPException)
    failing.with_(error)

    answer = client.get("/settings/branches/new")

    assert answer.status_code == code
    assert "Name this number" in answer.text


def test_a_page_that_opens_by_a_button_only_says_so(client: Client) -> None:
    answer = client.get("/sign-out")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "This page opens with a button only" in answer.text


def test_the_way_back_is_the_page_one_came_from(client: Client, owner: User) -> None:
    for referrer, way_back in (
        ("http://localhost/settings/staff/1", 'href="/settings/staff/1"'),
        ("http://evil.example/settings/staff/1", ""),
        ("http://localhost//evil.example", ""),
    ):
        answer = client.post("/settings/staff/1/block", headers={"Referer": referrer})
        assert answer.status_code == 409
        assert ("Back to the page" in answer.text) == bool(way_back)
        assert way_back in answer.text
        assert "evil" not in answer.text
