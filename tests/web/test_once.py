"""A form that is posted twice is saved once."""

import datetime as dt
import io
import threading

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session as PlainSession
from werkzeug.test import TestResponse

from app.core import clock
from app.core.database import Session
from app.shop.models import ShopBranch
from app.web.models import PostedForm
from app.web.once import KEPT
from tests.conftest import Client

BRANCH = {"name": "Katwijk", "form_key": "the-key-of-this-form"}


def branches(session: PlainSession) -> int:
    """How many branches there are now."""
    session.expire_all()
    return session.scalar(select(func.count(ShopBranch.id))) or 0


def test_the_second_post_changes_nothing_and_leads_to_the_same_page(client: Client, session: Session) -> None:
    first = client.post("/settings/branches/new", data=BRANCH)
    second = client.post("/settings/branches/new", data=BRANCH)

    assert first.location == second.location == "/settings/branches"
    assert second.status_code == 303
    assert branches(session) == 1
    assert "This was saved the first time." in client.get(second.location).text


def test_two_clicks_at_once_make_one_row(client: Client, app: Flask, session: Session) -> None:
    headers = {"X-CSRFToken": client.token()}
    with client.session_transaction() as cookie:
        mine = dict(cookie)
    answers: list[TestResponse] = []
    session.commit()

    def click() -> None:
        browser = app.test_client()
        assert isinstance(browser, Client)
        browser.before, browser.sends_token = lambda: None, False
        with browser.session_transaction() as cookie:
            cookie.update(mine)
        answers.append(browser.post("/settings/branches/new", data=BRANCH, headers=headers))

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    assert {answer.location for answer in answers} == {"/settings/branches"}
    assert sorted(answer.status_code for answer in answers) == [302, 303, 303, 303]
    assert branches(session) == 1


def test_who_went_back_and_typed_on_is_not_repeating(client: Client, session: Session) -> None:
    client.post("/settings/branches/new", data=BRANCH)
    client.post("/settings/branches/new", data=BRANCH | {"name": "Leiden"})

    assert branches(session) == 2


def test_another_page_with_the_same_form_is_another_form(client: Client, session: Session) -> None:
    client.post("/settings/branches/new", data=BRANCH)
    client.post("/settings/branches/new", data=BRANCH | {"form_key": "another"})

    assert branches(session) == 2


def test_a_refused_form_can_be_sent_again(client: Client, session: Session) -> None:
    wrong = BRANCH | {"name": ""}
    assert client.post("/settings/branches/new", data=wrong).status_code == 200
    assert client.post("/settings/branches/new", data=wrong).status_code == 200
    assert session.scalars(select(PostedForm)).all() == []


def test_each_page_gives_its_form_a_key_of_its_own(client: Client) -> None:
    pages = {client.get("/settings/branches/new").text for _ in range(2)}

    keys = {page.partition('name="form_key" value="')[2].partition('"')[0] for page in pages}
    assert len(keys) == 2
    assert all(len(key) > 20 for key in keys)


def test_the_same_file_is_the_same_post(client: Client, session: Session) -> None:
    for name in ("a.vcf", "a.vcf", "b.vcf"):
        client.post(
            "/settings/branches/new",
            data=BRANCH | {"file": (io.BytesIO(b"BEGIN:VCARD"), name)},
            content_type="multipart/form-data",
        )

    assert branches(session) == 2


def test_keys_are_forgotten_after_some_days(client: Client, session: Session) -> None:
    client.post("/settings/branches/new", data=BRANCH)
    session.scalars(select(PostedForm)).one().posted_at = clock.now() - KEPT - dt.timedelta(seconds=1)
    client.post("/settings/branches/new", data=BRANCH | {"form_key": "another"})

    session.expire_all()
    assert len(session.scalars(select(PostedForm)).all()) == 1
