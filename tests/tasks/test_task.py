"""What can happen to a task: planned, done, put off, handed over, and tried in vain."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from app.audit.models import Deed
from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.core.words import use_language
from app.opening.models import ClosedDay
from app.quotes.models import QuoteStatus
from app.shop.models import FormOfAddress
from app.shop.texts import filled_in
from app.tasks.actions import finish, finish_about, hand_over, not_reached, plan, postpone
from app.tasks.models import Task, TaskEnd, TaskReason
from app.tasks.queries import due_tasks, find_open_task, on_list_of, open_tasks, tasks_of
from app.tasks.words import heading_of, reason_name, sayings
from app.timeline.models import Interaction
from app.users.models import User
from tests.factories import make_person, make_quote, make_relation, make_task, make_user

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def test_a_task_has_a_day_and_one_person(session: Session, bram: User, owner: User) -> None:
    relation = make_relation(session)
    person = make_person(session, relation)
    quote = make_quote(session, relation, status=QuoteStatus.SENT)

    task = plan(
        session,
        relation=relation,
        person=person,
        reason=TaskReason.ASK_WHY,
        words="Ask Anna",
        due_on=days(3),
        responsible=owner,
        about=quote,
        by=bram,
    )

    assert (task.due_on, task.responsible_id, task.made_by_id) == (days(3), owner.id, bram.id)
    assert (task.about, task.about_id) == ("quote", quote.id)
    assert tasks_of(session, relation.id) == [task]


def test_a_missed_call_needs_no_card(session: Session, bram: User) -> None:
    task = plan(
        session,
        relation=None,
        reason=TaskReason.OTHER,
        words="071 012 00 99",
        due_on=TODAY,
        responsible=bram,
        by=bram,
    )

    assert list(session.scalars(open_tasks())) == [task]


def test_nothing_is_planned_for_who_has_left(session: Session, bram: User) -> None:
    gone = make_user(session, name="Piet", left_on=days(-30))

    with pytest.raises(RuleBroken, match="Piet no longer works here"):
        plan(session, relation=None, reason=TaskReason.OTHER, due_on=TODAY, responsible=gone, by=bram)


def test_done_takes_it_off_the_list(session: Session, bram: User) -> None:
    relation = make_relation(session)
    task = make_task(session, relation, bram)

    finish(session, task, by=bram)

    assert (task.ended, task.done_by_id, task.done_at) == (TaskEnd.DONE, bram.id, clock.now())
    assert tasks_of(session, relation.id) == []


@pytest.mark.parametrize(
    "again",
    [
        lambda session, task, bram: finish(session, task, by=bram),
        lambda session, task, bram: postpone(session, task, until=days(2), by=bram),
        lambda session, task, bram: hand_over(session, task, to=bram, by=bram),
        lambda session, task, bram: not_reached(session, task, by=bram),
    ],
    ids=["done", "later", "hand over", "not reached"],
)
def test_what_is_done_stays_done(
    session: Session, bram: User, again: Callable[[Session, Task, User], None]
) -> None:
    task = make_task(session, make_relation(session), bram)
    finish(session, task, by=bram)

    with pytest.raises(RuleBroken, match="already done"):
        again(session, task, bram)

    assert (task.due_on, task.ended, task.tries) == (TODAY, TaskEnd.DONE, 0)
    assert session.query(Interaction).count() == 0


def test_later_is_another_day(session: Session, bram: User) -> None:
    task = make_task(session, make_relation(session), bram, due_time=dt.time(15, 0))

    postpone(session, task, until=days(3), by=bram)

    assert (task.due_on, task.due_time) == (days(3), None)


@pytest.mark.parametrize("back", [0, -1])
def test_later_is_never_today_or_before(session: Session, bram: User, back: int) -> None:
    task = make_task(session, make_relation(session), bram)

    with pytest.raises(RuleBroken, match="after today"):
        postpone(session, task, until=days(back), by=bram)

    assert task.due_on == TODAY


def test_handed_over_it_stands_on_one_list_only(session: Session, bram: User, owner: User) -> None:
    task = make_task(session, make_relation(session), bram)

    hand_over(session, task, to=owner, by=bram)

    for who, listed in ((bram, []), (owner, [task])):
        assert list(session.scalars(open_tasks().where(on_list_of(session, who, TODAY)))) == listed


def test_it_is_not_handed_over_to_who_has_left(session: Session, bram: User) -> None:
    task = make_task(session, make_relation(session), bram)

    with pytest.raises(RuleBroken, match="no longer works here"):
        hand_over(session, task, to=make_user(session, name="Piet", left_on=days(-1)), by=bram)

    assert task.responsible_id == bram.id


def test_not_reached_comes_back_after_the_weekend_and_the_card_knows(session: Session, bram: User) -> None:
    relation = make_relation(session)
    person = make_person(session, relation)
    task = make_task(session, relation, bram, person_id=person.id, due_on=days(-4))

    not_reached(session, task, by=bram)

    talk = session.query(Interaction).one()
    assert (task.due_on, task.tries, task.done_at) == (days(3), 1, None)
    assert (talk.relation_id, talk.person_id, talk.is_reached) == (relation.id, person.id, False)
    assert relation.last_spoken_on is None


def test_who_works_on_saturday_only_leaves_them_alone_for_a_week(session: Session) -> None:
    joep = make_user(session, name="Joep", works_on="6")
    task = make_task(session, make_relation(session), joep)

    not_reached(session, task, by=joep)

    assert task.due_on == days(8)


def test_not_reached_never_comes_back_on_a_closed_day(session: Session, bram: User) -> None:
    task = make_task(session, make_relation(session), bram)
    session.add_all([ClosedDay(closed_on=days(3)), ClosedDay(closed_on=days(4))])

    not_reached(session, task, by=bram)

    assert task.due_on == days(5)


def test_without_a_card_there_is_nobody_to_reach(session: Session, bram: User) -> None:
    task = make_task(session, None, bram)

    with pytest.raises(RuleBroken, match="no card"):
        not_reached(session, task, by=bram)

    assert task.tries == 0


def test_each_thing_done_to_a_task_is_one_deed(session: Session, bram: User) -> None:
    task = make_task(session, make_relation(session), bram)
    session.commit()

    not_reached(session, task, by=bram)
    session.commit()

    assert [deed.what for deed in session.query(Deed).filter_by(by_id=bram.id)] == ["task.not_reached"]


def test_what_happens_to_a_quote_ends_the_tasks_about_it(session: Session, bram: User) -> None:
    relation = make_relation(session)
    quote, other = make_quote(session, relation), make_quote(session, relation)
    chase = make_task(
        session, relation, bram, reason=TaskReason.CHASE_QUOTE, about="quote", about_id=quote.id
    )
    ends = make_task(session, relation, bram, reason=TaskReason.QUOTE_ENDS, about="quote", about_id=quote.id)
    elsewhere = make_task(
        session, relation, bram, reason=TaskReason.CHASE_QUOTE, about="quote", about_id=other.id
    )

    finish_about(session, "quote", quote.id, TaskReason.CHASE_QUOTE, by=bram)
    assert (chase.ended, ends.ended, elsewhere.ended) == (TaskEnd.OVERTAKEN, None, None)

    finish_about(session, "quote", quote.id, by=bram)
    assert (ends.ended, elsewhere.ended) == (TaskEnd.OVERTAKEN, None)


def test_the_most_urgent_comes_first_and_tomorrow_can_wait(session: Session, bram: User) -> None:
    relation = make_relation(session)
    made = {
        name: make_task(session, relation, bram, reason=reason, due_on=days(due))
        for name, reason, due in (
            ("why", TaskReason.ASK_WHY, -5),
            ("ends", TaskReason.QUOTE_ENDS, 0),
            ("call", TaskReason.CALL_BACK, 0),
            ("call late", TaskReason.CALL_BACK, -1),
            ("tomorrow", TaskReason.CALL_BACK, 1),
        )
    }

    listed = list(session.scalars(due_tasks(TODAY)))

    assert listed == [made["call late"], made["call"], made["ends"], made["why"]]


def test_cards_in_the_bin_and_cards_left_in_peace_ask_for_nothing(session: Session, bram: User) -> None:
    make_task(session, make_relation(session, deleted_at=clock.now()), bram)
    make_task(session, make_relation(session, restricted_on=TODAY), bram)

    assert list(session.scalars(open_tasks())) == []


@pytest.mark.parametrize("number", [None, 0, -1, 2**63, 999])
def test_a_task_that_is_not_there_is_not_found(session: Session, number: int | None) -> None:
    assert find_open_task(session, number, 1) is None


def test_a_task_of_another_card_is_not_found(session: Session, bram: User) -> None:
    task = make_task(session, make_relation(session), bram)
    other = make_relation(session, "Other")

    assert find_open_task(session, task.id, other.id) is None


def test_every_reason_has_a_name_in_both_languages() -> None:
    for reason in TaskReason:
        with use_language("nl"):
            dutch = reason_name(reason)
        assert reason_name(reason) != dutch


def test_every_talk_has_a_sentence_for_u_and_for_je() -> None:
    assert {saying.reason for saying in sayings()} == {reason for reason in TaskReason if reason.is_talk}
    for saying in sayings():
        with use_language("nl"):
            u, je = (saying.ours(form) for form in FormOfAddress)
        assert u
        assert je
        assert u != je


def test_a_sentence_is_filled_and_other_braces_stay() -> None:
    assert (
        filled_in("Hello {customer}, {smile}", {"customer": "Kim", "staff": "Bram"}) == "Hello Kim, {smile}"
    )


def test_a_name_with_braces_is_said_as_it_is() -> None:
    assert filled_in("{customer} and {staff}", {"customer": "{staff}", "staff": "Bram"}) == "{staff} and Bram"


@pytest.mark.parametrize(
    ("due", "heading"),
    [(-1, "Late"), (0, "Today"), (1, "The coming week"), (7, "The coming week"), (8, "Later on")],
)
def test_days_stand_under_their_heading(due: int, heading: str) -> None:
    assert heading_of(days(due), TODAY).name == heading
