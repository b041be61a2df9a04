"""When somebody rings about a quote that was sent: in the owner's rhythm, until there is a reply."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.outcomes import actions as outcomes
from app.outcomes.given import Answer, Yes
from app.quotes.calls import plan_chase
from app.quotes.models import Quote, QuoteStatus
from app.shop.queries import get_shop
from app.tasks import actions as tasks
from app.tasks.models import Task, TaskEnd, TaskReason
from app.tasks.queries import open_tasks as on_lists
from app.timeline.models import Happening
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason, make_relation
from tests.quotes.look import open_tasks, relation_of

FRIDAY = dt.date(2026, 11, 20)
FIRST, SECOND = dt.date(2026, 11, 24), dt.date(2026, 12, 1)
BEFORE_THE_END, AFTER_THE_END = dt.date(2026, 12, 17), dt.date(2026, 12, 21)
RHYTHM = {
    TaskReason.CHASE_QUOTE: FIRST,
    TaskReason.CHASE_AGAIN: SECOND,
    TaskReason.QUOTE_ENDS: BEFORE_THE_END,
    TaskReason.ASK_WHY: AFTER_THE_END,
}


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def quote(session: Session, bram: User) -> Quote:
    """A quote that is sent today and holds for thirty days, with all its calls."""
    quote = make_quote(session, make_relation(session, "Kim Verbeek"), status=QuoteStatus.SENT)
    plan_chase(session, quote, FRIDAY, by=bram)
    session.commit()
    return quote


def planned(session: Session, by: User, **fields: Any) -> dict[TaskReason, dt.date]:
    """The calls about a quote that is sent today."""
    plan_chase(session, make_quote(session, status=QuoteStatus.SENT, **fields), FRIDAY, by=by)
    return {task.reason: task.due_on for task in session.scalars(select(Task))}


def call(session: Session, quote: Quote, reason: TaskReason) -> Task:
    """The call about the quote with this reason."""
    query = select(Task).where(Task.about == "quote", Task.about_id == quote.id, Task.reason == reason)
    return session.scalars(query).one()


def listed(session: Session, day: dt.date) -> list[TaskReason]:
    """What stands on the lists on this day."""
    with clock.frozen(clock.start_of(day)):
        return [task.reason for task in session.scalars(on_lists())]


def test_four_times_at_most(session: Session, bram: User) -> None:
    assert planned(session, bram) == RHYTHM


def test_the_owner_sets_the_rhythm(session: Session, bram: User) -> None:
    shop = get_shop(session)
    shop.chase_after_days, shop.chase_again_after_days, shop.call_before_end_days = 3, 8, 5

    assert planned(session, bram) == {
        TaskReason.CHASE_QUOTE: dt.date(2026, 11, 25),
        TaskReason.CHASE_AGAIN: dt.date(2026, 12, 2),
        TaskReason.QUOTE_ENDS: dt.date(2026, 12, 15),
        TaskReason.ASK_WHY: AFTER_THE_END,
    }


def test_zero_is_never_but_what_they_decided_is_always_asked(session: Session, bram: User) -> None:
    shop = get_shop(session)
    shop.chase_after_days = shop.chase_again_after_days = shop.call_before_end_days = 0

    assert planned(session, bram) == {TaskReason.ASK_WHY: AFTER_THE_END}


def test_the_later_calls_come_also_without_the_first(session: Session, bram: User) -> None:
    get_shop(session).chase_after_days = 0

    assert planned(session, bram) == {why: day for why, day in RHYTHM.items() if day != FIRST}


def test_a_second_call_on_the_day_of_the_first_is_none(session: Session, bram: User) -> None:
    get_shop(session).chase_again_after_days = 2

    assert planned(session, bram) == {why: day for why, day in RHYTHM.items() if day != SECOND}


def test_nobody_asks_whether_it_arrived_after_its_last_day(session: Session, bram: User) -> None:
    tomorrow = FRIDAY + dt.timedelta(days=1)

    assert planned(session, bram, valid_until=tomorrow) == {TaskReason.ASK_WHY: dt.date(2026, 11, 23)}


def test_a_quote_without_a_last_day_is_never_over(session: Session, bram: User) -> None:
    assert planned(session, bram, valid_until=None) == {
        TaskReason.CHASE_QUOTE: FIRST,
        TaskReason.CHASE_AGAIN: SECOND,
    }


def test_what_was_sent_long_ago_is_asked_on_the_next_working_day(session: Session, bram: User) -> None:
    over = FRIDAY - dt.timedelta(days=40)

    assert planned(session, bram, valid_until=over) == {TaskReason.ASK_WHY: dt.date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (FRIDAY, TaskReason.CHASE_QUOTE),
        (FIRST, TaskReason.CHASE_QUOTE),
        (SECOND - dt.timedelta(days=1), TaskReason.CHASE_QUOTE),
        (SECOND, TaskReason.CHASE_AGAIN),
        (BEFORE_THE_END - dt.timedelta(days=1), TaskReason.CHASE_AGAIN),
        (BEFORE_THE_END, TaskReason.QUOTE_ENDS),
        (AFTER_THE_END, TaskReason.ASK_WHY),
    ],
)
def test_one_call_at_a_time_stands_on_the_lists(
    session: Session, quote: Quote, day: dt.date, reason: TaskReason
) -> None:
    assert listed(session, day) == [reason]


def test_who_was_spoken_to_is_not_rung_about_it_again(session: Session, bram: User, quote: Quote) -> None:
    tasks.finish(session, call(session, quote, TaskReason.CHASE_QUOTE), by=bram)

    assert [task.reason for task in open_tasks(session, quote)] == [TaskReason.ASK_WHY]


def test_who_was_not_reached_is_rung_in_the_rhythm(session: Session, bram: User, quote: Quote) -> None:
    with clock.frozen(clock.start_of(FIRST)):
        again = tasks.not_reached(session, call(session, quote, TaskReason.CHASE_QUOTE), by=bram)

    first = call(session, quote, TaskReason.CHASE_QUOTE)
    assert (again, first.ended, first.tries) == (SECOND, TaskEnd.OVERTAKEN, 1)
    assert listed(session, FIRST) == [TaskReason.CHASE_AGAIN]


def test_the_next_call_leaves_them_alone_tomorrow(session: Session, bram: User, quote: Quote) -> None:
    with clock.frozen(clock.start_of(SECOND - dt.timedelta(days=1))):
        again = tasks.not_reached(session, call(session, quote, TaskReason.CHASE_QUOTE), by=bram)

    assert again == dt.date(2026, 12, 2)


def test_the_question_comes_back_until_there_is_an_answer(session: Session, bram: User, quote: Quote) -> None:
    with clock.frozen(clock.start_of(AFTER_THE_END)):
        again = tasks.not_reached(session, call(session, quote, TaskReason.ASK_WHY), by=bram)

    question = call(session, quote, TaskReason.ASK_WHY)
    assert (again, question.done_at, question.tries) == (dt.date(2026, 12, 23), None, 1)
    # The calls that nobody made do not come back.
    assert [task.reason for task in open_tasks(session, quote)] == [TaskReason.ASK_WHY]


@pytest.mark.parametrize("deed", ["drop", "later"])
def test_a_call_that_was_passed_over_does_not_come_back(
    session: Session, bram: User, quote: Quote, deed: str
) -> None:
    second = call(session, quote, TaskReason.CHASE_AGAIN)
    with clock.frozen(clock.start_of(SECOND)):
        if deed == "drop":
            tasks.finish(session, second, by=bram, ended=TaskEnd.DROPPED)
        else:
            tasks.postpone(session, second, until=SECOND + dt.timedelta(days=3), by=bram)

    assert call(session, quote, TaskReason.CHASE_QUOTE).ended is TaskEnd.OVERTAKEN
    assert TaskReason.CHASE_QUOTE not in listed(session, SECOND)


def test_another_quote_of_the_same_card_keeps_its_calls(session: Session, bram: User, quote: Quote) -> None:
    other = make_quote(session, relation_of(session, quote), status=QuoteStatus.SENT)
    plan_chase(session, other, FRIDAY, by=bram)

    tasks.finish(session, call(session, quote, TaskReason.CHASE_QUOTE), by=bram)

    assert {task.reason for task in open_tasks(session, other)} == set(RHYTHM)


def test_an_answer_ends_every_call(session: Session, bram: User, quote: Quote) -> None:
    outcomes.accept(session, quote, Yes(FRIDAY), by=bram)

    assert open_tasks(session, quote) == []


def test_a_no_asks_why_once(session: Session, bram: User, quote: Quote) -> None:
    on = FRIDAY + dt.timedelta(days=3)
    outcomes.decline(session, quote, answer=Answer.to_ask(by=bram, on=on, decided_on=FRIDAY), by=bram)

    assert [(task.reason, task.due_on) for task in open_tasks(session, quote)] == [(TaskReason.ASK_WHY, on)]


def test_a_no_with_its_reason_asks_nothing(session: Session, bram: User, quote: Quote) -> None:
    given = Answer(FRIDAY, main_reason=make_reason(session))
    outcomes.decline(session, quote, answer=given, by=bram)

    assert open_tasks(session, quote) == []


def test_they_replied_and_nobody_rings_any_more(client: Client, session: Session, quote: Quote) -> None:
    assert "They replied: no more calls" in client.get(f"/quotes/{quote.id}").text

    answer = client.post(f"/quotes/{quote.id}/replied")

    assert answer.location == f"/quotes/{quote.id}"
    session.expire_all()
    assert [task.reason for task in open_tasks(session, quote)] == [TaskReason.ASK_WHY]
    assert "quote.replied" in session.scalars(select(Happening.what)).all()
    assert "They replied: no more calls" not in client.get(f"/quotes/{quote.id}").text


def test_only_an_open_quote_has_calls_to_stop(client: Client, session: Session, bram: User) -> None:
    draft = make_quote(session)
    session.commit()

    assert client.post(f"/quotes/{draft.id}/replied").status_code == 409
    assert client.post("/quotes/999/replied").status_code == 404


def test_a_viewer_stops_no_calls(
    client_as: Callable[[User], Client], session: Session, viewer: User, quote: Quote
) -> None:
    assert client_as(viewer).post(f"/quotes/{quote.id}/replied").status_code == 403
    assert {task.reason for task in open_tasks(session, quote)} == set(RHYTHM)


def test_the_quote_says_when_somebody_rings(client: Client, quote: Quote) -> None:
    assert "Next call" in client.get(f"/quotes/{quote.id}").text


def test_a_talk_that_was_about_the_quote_ends_its_calls(
    client: Client, session: Session, quote: Quote
) -> None:
    page = f"/relations/{quote.relation_id}/note"
    first = call(session, quote, TaskReason.CHASE_QUOTE)
    assert "Was it about a quote?" in client.get(page).text

    client.post(
        page, data={"channel": "phone", "staff_id": str(first.responsible_id), "about": str(first.id)}
    )

    session.expire_all()
    assert [task.reason for task in open_tasks(session, quote)] == [TaskReason.ASK_WHY]
    assert "Was it about a quote?" not in client.get(page).text


def test_a_talk_about_something_else_ends_nothing(client: Client, session: Session, quote: Quote) -> None:
    first = call(session, quote, TaskReason.CHASE_QUOTE)
    page = f"/relations/{quote.relation_id}/note"
    who = {"channel": "phone", "staff_id": str(first.responsible_id)}

    client.post(page, data=who)
    client.post(page, data=who | {"about": str(first.id), "nobody_answered": "y"})

    session.expire_all()
    assert {task.reason for task in open_tasks(session, quote)} == set(RHYTHM)


def test_a_call_of_another_card_cannot_be_ended_from_here(
    client: Client, session: Session, quote: Quote
) -> None:
    first = call(session, quote, TaskReason.CHASE_QUOTE)
    other = make_relation(session, "Somebody else")
    session.commit()

    answer = client.post(
        f"/relations/{other.id}/note",
        data={"channel": "phone", "staff_id": str(first.responsible_id), "about": str(first.id)},
    )

    assert answer.status_code == 200
    session.expire_all()
    assert call(session, quote, TaskReason.CHASE_QUOTE).done_at is None
