"""Nobody answered when we asked, or we ask on another day; also where nobody had it on their list."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.outcomes import actions
from app.outcomes.given import Answer
from app.quotes import queries
from app.quotes.models import Quote, QuoteStatus
from app.shop.defaults import add_defaults
from app.tasks.models import Task, TaskReason
from app.timeline.models import Interaction
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_complaint, make_quote, make_reason, make_relation, make_task
from tests.quotes.look import open_tasks, relation_of, typed

TODAY = clock.today()
NEXT_WEEK = TODAY + dt.timedelta(days=7)


@pytest.fixture
def ended(session: Session) -> Quote:
    """A quote whose last day has passed, without an answer, on nobody's list."""
    add_defaults(session)
    quote = make_quote(session, make_relation(session, "Kim Verbeek"), status=QuoteStatus.SENT)
    quote.valid_until = TODAY - dt.timedelta(days=3)
    session.commit()
    return quote


def questions(session: Session, quote: Quote) -> list[tuple[TaskReason, dt.date, int]]:
    """What stands on the lists about the quote, from the database."""
    session.expire_all()
    return [(task.reason, task.due_on, task.tries) for task in open_tasks(session, quote)]


def test_not_reached_puts_it_on_my_list_in_a_few_days(client: Client, session: Session, ended: Quote) -> None:
    answer = client.post(f"/still-to-ask/{ended.id}/not-reached")

    assert answer.location == "/still-to-ask"
    ((reason, due_on, tries),) = questions(session, ended)
    assert (reason, tries) == (TaskReason.ASK_WHY, 1)
    assert due_on > TODAY + dt.timedelta(days=1)
    assert [talk.is_reached for talk in session.scalars(select(Interaction))] == [False]
    assert "Kim Verbeek" in client.get("/still-to-ask").text


def test_tries_add_up_until_the_page_asks_for_a_conclusion(
    client: Client, session: Session, ended: Quote
) -> None:
    for _time in range(3):
        client.post(f"/still-to-ask/{ended.id}/not-reached")

    assert [tries for _reason, _due, tries in questions(session, ended)] == [3]
    assert "would they not say, or was there no answer?" in client.get("/still-to-ask").text


def test_later_is_on_the_chosen_day(client: Client, session: Session, ended: Quote) -> None:
    assert "Kim Verbeek" in client.get(f"/still-to-ask/{ended.id}/later").text

    answer = client.post(f"/still-to-ask/{ended.id}/later", data={"until": typed(NEXT_WEEK)})

    assert answer.location == "/still-to-ask"
    assert questions(session, ended) == [(TaskReason.ASK_WHY, NEXT_WEEK, 0)]


def test_it_moves_the_task_that_somebody_has(
    client: Client, session: Session, ended: Quote, bram: User
) -> None:
    card = relation_of(session, ended)
    make_task(session, card, bram, reason=TaskReason.ASK_WHY, about="quote", about_id=ended.id)
    session.commit()

    client.post(f"/still-to-ask/{ended.id}/later", data={"until": typed(NEXT_WEEK)})

    assert questions(session, ended) == [(TaskReason.ASK_WHY, NEXT_WEEK, 0)]
    assert [task.responsible_id for task in open_tasks(session, ended)] == [bram.id]


@pytest.mark.parametrize("until", ["", "yesterday", "31-2-2027", "x" * 500])
def test_a_day_that_is_none_plans_nothing(client: Client, session: Session, ended: Quote, until: str) -> None:
    answer = client.post(f"/still-to-ask/{ended.id}/later", data={"until": until})

    assert answer.status_code == 200
    assert 'href="#until"' in answer.text
    assert questions(session, ended) == []


def test_of_an_open_or_an_answered_quote_there_is_nothing_to_ask(
    client: Client, session: Session, ended: Quote, bram: User
) -> None:
    still_open = make_quote(session, status=QuoteStatus.SENT)
    actions.decline(session, ended, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)
    session.commit()

    for quote in (still_open, ended):
        assert client.post(f"/still-to-ask/{quote.id}/not-reached").status_code == 409
        assert (
            client.post(f"/still-to-ask/{quote.id}/later", data={"until": typed(NEXT_WEEK)}).status_code
            == 409
        )
        assert questions(session, quote) == []
    assert client.post("/still-to-ask/999/not-reached").status_code == 404
    assert client.get("/still-to-ask/999/later").status_code == 404


def test_the_question_of_who_complains_is_still_on_the_page(
    client: Client, session: Session, ended: Quote, bram: User
) -> None:
    card = relation_of(session, ended)
    make_complaint(session, card, bram)
    session.commit()

    page = client.get("/still-to-ask").text
    assert "Kim Verbeek" in page
    assert "Open complaint: read it first" in page


def test_what_to_say_to_who_never_answered(client: Client, ended: Quote) -> None:
    page = client.get("/still-to-ask").text

    assert "nog even open houden, of koos u iets anders" in page
    assert "Wat gaf voor u de doorslag?" not in page


def test_somebody_who_says_no_at_last_is_asked_why(client: Client, ended: Quote) -> None:
    assert "Wat gaf voor u de doorslag?" in client.get(f"/quotes/{ended.id}/decline").text


@pytest.fixture
def asked(session: Session, ended: Quote, owner: User) -> Task:
    """The same, on the owner's list."""
    card = relation_of(session, ended)
    return make_task(session, card, owner, reason=TaskReason.ASK_WHY, about="quote", about_id=ended.id)


def test_spoken_leads_to_what_they_decided_or_to_when_we_ask_again(
    client: Client, session: Session, ended: Quote, asked: Task
) -> None:
    session.commit()
    page = f"/relations/{ended.relation_id}/note?task={asked.id}"
    assert page.replace("&", "&amp;") in client.get("/").text

    note = client.get(page).text
    for what in ("accept", "decline", "extend"):
        assert f'href="/quotes/{ended.id}/{what}"' in note
    answer = client.post(
        page,
        data={
            "channel": "phone",
            "staff_id": str(asked.responsible_id),
            "their_words": "We still think about it.",
            "call_back": "day",
            "call_back_on": typed(NEXT_WEEK),
            "call_back_by_id": str(asked.responsible_id),
        },
    )

    assert answer.status_code == 302
    assert questions(session, ended) == [(TaskReason.ASK_WHY, NEXT_WEEK, 0)]
    assert [talk.their_words for talk in session.scalars(select(Interaction))] == ["We still think about it."]


def test_who_named_no_day_is_asked_again_in_a_week(
    client: Client, session: Session, ended: Quote, asked: Task
) -> None:
    session.commit()
    data = {"channel": "phone", "staff_id": str(asked.responsible_id)}
    client.post(f"/relations/{ended.relation_id}/note?task={asked.id}", data=data)

    ((reason, due_on, _tries),) = questions(session, ended)
    assert reason is TaskReason.ASK_WHY
    assert due_on >= NEXT_WEEK


@pytest.mark.parametrize("reason", [reason for reason in TaskReason if reason.is_chase])
def test_a_call_that_came_too_late_asks_what_they_decided(
    client: Client, session: Session, ended: Quote, owner: User, reason: TaskReason
) -> None:
    make_task(session, relation_of(session, ended), owner, reason=reason, about="quote", about_id=ended.id)
    session.commit()

    page = client.get("/").text
    assert "what did they decide?" in page
    assert "nog even open houden, of koos u iets anders" in page


def test_a_viewer_asks_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User, ended: Quote
) -> None:
    browser = client_as(viewer)

    assert browser.post(f"/still-to-ask/{ended.id}/not-reached").status_code == 403
    assert browser.post(f"/still-to-ask/{ended.id}/later", data={"until": "tomorrow"}).status_code == 403
    assert questions(session, ended) == []
    assert queries.current_outcome(session, ended) is None
