"""Service and sales apart: nobody is rung at home to be sold something, unless they said that we may."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.contacts.models import ConsentAnswer, ConsentChannel
from app.core import clock
from app.core.database import Session
from app.home.queries import today_for
from app.relations.models import Nature, Relation
from app.tasks.actions import plan
from app.tasks.models import Task, TaskReason
from app.tasks.queries import count_open, find_open_task, on_list_of, tasks_of
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_consent, make_relation, make_task

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def text_of(page: str) -> str:
    main = page[page.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def offer(session: Session, relation: Relation, by: User, reason: TaskReason = TaskReason.WIN_BACK) -> Task:
    return plan(session, relation=relation, reason=reason, due_on=TODAY, responsible=by, by=by)


@pytest.mark.parametrize("reason", TaskReason)
def test_the_reason_says_whether_it_is_sales(session: Session, owner: User, reason: TaskReason) -> None:
    task = offer(session, make_relation(session), owner, reason)

    assert task.is_sales == (reason in (TaskReason.WIN_BACK, TaskReason.OFFER))


@pytest.mark.parametrize(
    ("fields", "is_listed"),
    [
        ({"nature": Nature.PRIVATE}, False),
        ({"nature": Nature.ORGANISATION}, True),
        ({"nature": Nature.ORGANISATION, "is_sole_trader": True}, False),
    ],
    ids=["at home", "a firm", "one person's business"],
)
def test_only_a_firm_may_be_rung_unasked(
    session: Session, owner: User, fields: dict[str, Any], is_listed: bool
) -> None:
    task = offer(session, make_relation(session, **fields), owner)

    day = today_for(session, owner, whose="all")

    assert [call.task for call in day.calls] == ([task] if is_listed else [])
    assert [call.task for call in day.waiting] == ([] if is_listed else [task])


def test_about_what_they_asked_for_anybody_may_be_rung(session: Session, owner: User) -> None:
    task = offer(session, make_relation(session), owner, TaskReason.CALL_BACK)

    day = today_for(session, owner)

    assert [call.task for call in day.calls] == [task]
    assert day.waiting == []


def test_a_yes_lets_the_talk_in_and_a_later_no_takes_it_out(session: Session, owner: User) -> None:
    relation = make_relation(session)
    task = offer(session, relation, owner)
    assert today_for(session, owner).talks == 0

    make_consent(session, relation)
    assert [call.task for call in today_for(session, owner).calls] == [task]

    make_consent(session, relation, answer=ConsentAnswer.NO)
    day = today_for(session, owner, whose="mine")
    assert (day.talks, day.mine, day.refused) == (0, 0, {relation.id})


def test_a_yes_to_mail_is_no_yes_to_ringing(session: Session, owner: User) -> None:
    relation = make_relation(session)
    offer(session, relation, owner)
    make_consent(session, relation, channel=ConsentChannel.EMAIL)

    assert today_for(session, owner).talks == 0


def test_every_list_and_count_follows_the_same_rule(session: Session, owner: User, client: Client) -> None:
    relation = make_relation(session, "Kim")
    task = offer(session, relation, owner)

    assert tasks_of(session, relation.id) == []
    assert find_open_task(session, task.id, relation.id) is None
    assert count_open(session, on_list_of(session, owner, TODAY)) == (0, 0)
    assert "Kim" not in text_of(client.get("/tasks").text)


def test_the_card_says_quietly_that_the_talk_waits(client: Client, session: Session, owner: User) -> None:
    relation = make_relation(session, "Kim")
    task = offer(session, relation, owner)

    page = client.get(f"/relations/{relation.id}").text
    assert "waits until they say that you may ring" in page
    assert f'href="/relations/{relation.id}/consents">Note what they answer' in page
    assert f"task={task.id}" not in page

    make_consent(session, relation)

    page = client.get(f"/relations/{relation.id}").text
    assert "waits until" not in page
    assert f"task={task.id}" in page


def test_the_page_says_quietly_who_waits_and_where_to_ask(
    client: Client, session: Session, owner: User
) -> None:
    asked, refused = make_relation(session, "Kim"), make_relation(session, "Bob")
    for relation in (asked, refused):
        offer(session, relation, owner)
    make_consent(session, refused, answer=ConsentAnswer.NO)

    page = client.get("/").text

    assert "2 sales talks wait: ask first whether you may ring" in text_of(page)
    assert "Kim Ask how they are Note what they answer" in text_of(page)
    assert "Bob Ask how they are · said that you may not ring" in text_of(page)
    assert f'href="/relations/{asked.id}/consents"' in page


def test_left_in_peace_is_left_in_peace(session: Session, owner: User) -> None:
    for field in ({"restricted_on": TODAY}, {"deleted_at": clock.now()}):
        offer(session, make_relation(session, **field), owner)

    day = today_for(session, owner)

    assert (day.calls, day.waiting) == ([], [])


def test_planning_a_talk_asks_what_it_is_for(
    client: Client, session: Session, owner: User, client_as: Callable[[User], Client]
) -> None:
    relation = make_relation(session)
    page = text_of(client.get(f"/tasks/new?relation={relation.id}").text)
    assert "Yes, about something they asked for" in page
    assert "Yes, to offer something" in page

    for reason, sentence in (("offer", "It waits until they say"), ("call_back", "On the list of Marleen")):
        answer = client.post(
            f"/tasks/new?relation={relation.id}",
            data={"words": reason, "due_on": "tomorrow", "reason": reason},
        )
        assert sentence in client.get(answer.location).text

    assert {task.words: task.is_sales for task in session.query(Task)} == {"offer": True, "call_back": False}


def test_a_talk_that_waits_is_still_there_when_they_say_yes(
    client: Client, session: Session, owner: User
) -> None:
    relation = make_relation(session, "Kim")
    make_task(session, relation, owner, reason=TaskReason.OFFER, is_sales=True, words="New curtains")
    make_consent(session, relation)

    assert "New curtains" in text_of(client.get("/").text)
