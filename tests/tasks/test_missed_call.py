"""Somebody rang and nobody answered: one line puts it on the list, with the card when we know the number."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from app.core import clock
from app.core.database import Session
from app.opening.models import ClosedDay
from app.tasks.models import Task, TaskReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_phone, make_relation

PAGE = "/tasks/missed-call"
TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def test_who_is_known_by_the_number_is_on_the_list_with_the_card(
    client: Client, session: Session, owner: User
) -> None:
    relation = make_relation(session, "Kim Verbeek")
    make_phone(session, relation, "071 012 34 56")
    make_phone(session, make_relation(session, "Somebody else"), "071 012 34 57")

    answer = client.post(PAGE, data={"who": "071-0123456 about the stairs"})

    task = session.query(Task).one()
    assert answer.location == "/"
    assert (task.relation_id, task.reason, task.due_on) == (relation.id, TaskReason.CALL_BACK, TODAY)
    assert (task.words, task.responsible_id) == ("071-0123456 about the stairs", owner.id)
    assert "Kim Verbeek is on your list" in client.get("/").text


@pytest.mark.parametrize("who", ["06 99 99 99 99", "a lady from Katwijk", "112"])
def test_who_is_not_known_is_on_the_list_all_the_same(client: Client, session: Session, who: str) -> None:
    client.post(PAGE, data={"who": who})

    task = session.query(Task).one()
    assert (task.relation_id, task.words) == (None, who)


def test_a_number_that_a_family_shares_names_nobody(client: Client, session: Session) -> None:
    for name in ("Kim", "Bob"):
        make_phone(session, make_relation(session, name), "071 012 34 56")

    client.post(PAGE, data={"who": "071 012 34 56"})

    assert session.query(Task).one().relation_id is None


def test_on_a_closed_day_it_waits_for_the_next_open_one(client: Client, session: Session) -> None:
    session.add_all([ClosedDay(closed_on=TODAY), ClosedDay(closed_on=TODAY + dt.timedelta(days=1))])

    client.post(PAGE, data={"who": "Kim"})

    assert session.query(Task).one().due_on == TODAY + dt.timedelta(days=3)


@pytest.mark.parametrize(("who", "sentence"), [("", "Type the number"), ("x" * 121, "too long")])
def test_nothing_is_not_kept(client: Client, session: Session, who: str, sentence: str) -> None:
    answer = client.post(PAGE, data={"who": who})

    assert answer.status_code == 200
    assert sentence in answer.text
    assert f'value="{who}"' in answer.text
    assert session.query(Task).count() == 0


def test_a_viewer_notes_nothing(client_as: Callable[[User], Client], session: Session, viewer: User) -> None:
    make_relation(session)
    browser = client_as(viewer)

    assert browser.post(PAGE, data={"who": "Kim"}).status_code == 403
    assert PAGE not in browser.get("/").text
    assert session.query(Task).count() == 0
