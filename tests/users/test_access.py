"""How pages are guarded: declared, asked first, and shut when nobody said for whom they are."""

import pytest
from flask import Flask

from app.core.database import Session
from app.users.access import MARK, OPEN_ENDPOINTS, public, requires
from app.users.models import Role
from tests.conftest import Client


def test_roles_include_each_other_upwards() -> None:
    assert [[above.includes(below) for below in Role] for above in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_every_view_says_for_whom_it_is(app: Flask) -> None:
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in OPEN_ENDPOINTS and not hasattr(view, MARK)
    ]

    assert silent == []


def test_a_view_that_does_not_say_stays_shut(
    client: Client, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "users.me", lambda: "open")

    with pytest.raises(RuntimeError, match=r"users\.me does not say"):
        client.get("/me")


def test_marks_are_what_they_say() -> None:
    assert getattr(requires(Role.STAFF)(lambda: ""), MARK) is Role.STAFF
    assert getattr(public(lambda: ""), MARK) != getattr(requires(Role.VIEWER)(lambda: ""), MARK)


def test_a_stranger_is_sent_to_sign_in_and_back(anonymous: Client, session: Session) -> None:
    assert anonymous.get("/settings/staff?a=b%20c").location == "/sign-in?next=/settings/staff?a%3Db%2520c"
    assert anonymous.post("/settings/staff/new").location == "/sign-in"
