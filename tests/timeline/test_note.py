"""The page on which a conversation is noted: their words come first, a promise to call back is kept."""

import datetime as dt
import html
from collections.abc import Callable, Iterator

import pytest

from app.core import clock
from app.core.database import Session
from app.core.formats import show_date_digits
from app.opening.days import OpeningDays
from app.quotes.models import QuoteStatus
from app.tasks.models import Task, TaskEnd, TaskReason
from app.timeline.forms import days_to_call_back
from app.timeline.models import Channel, Interaction
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_quote, make_relation, make_task

FRIDAY_MORNING = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(FRIDAY_MORNING):
        yield


def talk(session: Session) -> Interaction:
    return session.query(Interaction).one()


def test_the_page_asks_what_they_said_before_what_was_agreed(client: Client, session: Session) -> None:
    relation = make_relation(session)

    page = client.get(f"/relations/{relation.id}/note").text

    assert page.index("What did the customer say?") < page.index("What did we agree?")
    assert page.index('name="their_words"') < page.index('name="agreed"') < page.index('name="call_back"')


def test_a_supplier_is_no_customer(client: Client, session: Session) -> None:
    relation = make_relation(session, "Het Stofhuis", is_supplier=True)

    page = client.get(f"/relations/{relation.id}/note").text

    assert "What did they say?" in page
    assert "What did the customer say?" not in page


def test_two_boxes_and_save_is_enough(client: Client, session: Session, owner: User) -> None:
    relation = make_relation(session)

    answer = client.post(
        f"/relations/{relation.id}/note",
        data={"their_words": "It peels.", "agreed": "Yusuf looks.", "channel": "phone"},
    )

    assert answer.status_code == 302
    assert answer.location == f"/relations/{relation.id}"
    noted = talk(session)
    assert (noted.their_words, noted.agreed, noted.channel) == ("It peels.", "Yusuf looks.", Channel.PHONE)
    assert (noted.by_id, noted.at, noted.is_reached) == (owner.id, FRIDAY_MORNING, True)
    assert session.query(Task).count() == 0


def test_everything_that_can_be_said_of_a_talk_is_kept(client: Client, session: Session, bram: User) -> None:
    relation = make_relation(session)
    person = make_person(session, relation)

    client.post(
        f"/relations/{relation.id}/note",
        data={
            "person_id": person.id,
            "staff_id": bram.id,
            "channel": "visit",
            "on": "18-11-2026",
            "their_words": "Line one\r\nline two",
        },
    )

    noted = talk(session)
    assert (noted.person_id, noted.by_id, noted.channel) == (person.id, bram.id, Channel.VISIT)
    assert clock.in_shop_time(noted.at).date() == dt.date(2026, 11, 18)
    assert noted.their_words == "Line one\nline two"


@pytest.mark.parametrize(
    ("posted", "due_on"),
    [
        ({"call_back": "2026-11-21"}, dt.date(2026, 11, 21)),
        ({"call_back": "2026-11-23"}, dt.date(2026, 11, 23)),
        ({"call_back": "day", "call_back_on": "1-12-2026"}, dt.date(2026, 12, 1)),
        ({"call_back_on": "next week"}, dt.date(2026, 11, 27)),
        ({"call_back": "2026-11-21", "call_back_on": "3-1"}, dt.date(2027, 1, 3)),
    ],
    ids=["tomorrow", "Monday", "a day", "typed without ticking", "typed goes before ticked"],
)
def test_calling_back_becomes_a_task(
    client: Client, session: Session, bram: User, posted: dict[str, str], due_on: dt.date
) -> None:
    relation = make_relation(session)

    client.post(
        f"/relations/{relation.id}/note",
        data={"channel": "phone", "agreed": "About the stairs", "call_back_by_id": bram.id} | posted,
    )

    task = session.query(Task).one()
    assert (task.reason, task.due_on, task.responsible_id) == (TaskReason.CALL_BACK, due_on, bram.id)
    assert (task.relation_id, task.words) == (relation.id, "About the stairs")


def test_from_today_the_talk_ends_its_task(client: Client, session: Session, owner: User) -> None:
    relation = make_relation(session)
    task = make_task(session, relation, owner)

    answer = client.post(
        f"/relations/{relation.id}/note?task={task.id}", data={"channel": "phone", "their_words": "Yes."}
    )

    session.refresh(task)
    assert answer.location == "/"
    assert task.ended is TaskEnd.DONE


def test_nobody_answered_leaves_the_task_for_another_day(
    client: Client, session: Session, owner: User
) -> None:
    relation = make_relation(session)
    task = make_task(session, relation, owner)

    client.post(
        f"/relations/{relation.id}/note?task={task.id}", data={"channel": "phone", "nobody_answered": "y"}
    )

    session.refresh(task)
    assert (task.done_at, task.tries) == (None, 1)
    assert task.due_on > TODAY
    assert not talk(session).is_reached
    session.refresh(relation)
    assert relation.last_spoken_on is None


def test_the_page_shows_why_and_what_to_say(client: Client, session: Session, owner: User) -> None:
    relation = make_relation(session, language="en")
    quote = make_quote(session, relation, status=QuoteStatus.SENT)
    task = make_task(session, relation, owner, reason=TaskReason.QUOTE_ENDS, about="quote", about_id=quote.id)

    page = html.unescape(client.get(f"/relations/{relation.id}/note?task={task.id}").text)

    assert f"Quote {quote.number} is valid until" in page
    assert f"Our quote {quote.number} is valid until" in page
    assert "this is Marleen from Kwast & Kleed" in page


def test_a_task_of_another_card_is_not_touched(client: Client, session: Session, owner: User) -> None:
    relation = make_relation(session)
    task = make_task(session, make_relation(session, "Somebody else"), owner)

    client.post(f"/relations/{relation.id}/note?task={task.id}", data={"channel": "phone"})

    session.refresh(task)
    assert task.done_at is None


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"on": "tomorrow"}, "still to come"),
        ({"on": "30-2-2026"}, "30"),
        ({"call_back": "day"}, "Type the day to call back"),
        ({"call_back_on": "19-11-2026"}, "This day is over"),
        ({"call_back_on": "soonish"}, "3-11-2026"),
        ({"channel": "pigeon"}, "Choose one from the list"),
        ({"person_id": "9999"}, "Choose one from the list"),
        ({"staff_id": "9999"}, "Choose one from the list"),
        ({"their_words": "x" * 5001}, "too long"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_bad_input_keeps_what_was_typed(
    client: Client, session: Session, bram: User, posted: dict[str, str], sentence: str
) -> None:
    relation = make_relation(session)
    make_person(session, relation)
    typed = {"channel": "phone", "their_words": "“It <peels> & cracks”", "agreed": "Look again"}

    answer = client.post(f"/relations/{relation.id}/note", data=typed | posted)

    page = html.unescape(answer.text)
    assert answer.status_code == 200
    assert sentence in page
    assert (typed | posted)["their_words"] in page
    assert "Look again" in page
    assert session.query(Interaction).count() == 0
    assert session.query(Task).count() == 0


def test_their_words_are_never_markup(client: Client, session: Session) -> None:
    relation = make_relation(session, "<script>alert(1)</script>")

    page = client.get(f"/relations/{relation.id}/note").text

    assert "<script>alert" not in page


def test_a_viewer_notes_nothing(client_as: Callable[[User], Client], session: Session, viewer: User) -> None:
    relation = make_relation(session)

    answer = client_as(viewer).post(f"/relations/{relation.id}/note", data={"channel": "phone"})

    assert answer.status_code == 403
    assert session.query(Interaction).count() == 0


def test_nothing_is_noted_on_a_card_in_the_bin(client: Client, session: Session) -> None:
    relation = make_relation(session, deleted_at=clock.now())

    typed = {"channel": "phone", "their_words": "Red, please"}
    answer = client.post(f"/relations/{relation.id}/note", data=typed)

    assert answer.status_code == 409
    assert "Put it back first." in answer.text
    assert "Red, please" in answer.text
    assert session.query(Interaction).count() == 0


@pytest.mark.parametrize("number", [0, 999, 2**63])
def test_an_unknown_card_is_not_found(client: Client, number: int) -> None:
    assert client.get(f"/relations/{number}/note").status_code == 404


def test_a_card_in_the_bin_says_what_to_do(client: Client, session: Session) -> None:
    relation = make_relation(session, deleted_at=clock.now())

    answer = client.post(f"/relations/{relation.id}/note", data={"channel": "phone"})

    assert answer.status_code == 409
    assert "Put it back first" in answer.text
    assert session.query(Interaction).count() == 0


def test_the_days_offered_are_near_and_each_stands_once() -> None:
    for ahead in range(7):
        today = TODAY + dt.timedelta(days=ahead)
        days = [day for day, _word in days_to_call_back(today, OpeningDays("123456", {}))]
        assert days == sorted(set(days))
        assert all(0 < (day - today).days <= 7 for day in days)
        assert {day.weekday() for day in days} >= {0, 4}


def test_no_day_is_offered_on_which_the_shop_is_closed() -> None:
    closed = OpeningDays("23456", {dt.date(2026, 11, 27): "", dt.date(2026, 11, 21): ""})

    assert days_to_call_back(TODAY, closed) == [
        (dt.date(2026, 11, 24), "next week, Tuesday 24 November"),
    ]
    thursday = days_to_call_back(dt.date(2026, 11, 26), closed)
    assert thursday == [
        (dt.date(2026, 11, 28), "Saturday 28 November"),
        (dt.date(2026, 12, 1), "next week, Tuesday 1 December"),
    ]


def test_dates_come_back_as_they_are_shown(client: Client, session: Session) -> None:
    relation = make_relation(session)

    client.post(
        f"/relations/{relation.id}/note",
        data={"channel": "mail", "on": show_date_digits(dt.date(2026, 3, 1))},
    )

    assert clock.in_shop_time(talk(session).at).date() == dt.date(2026, 3, 1)
