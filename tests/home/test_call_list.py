"""Today's calls on paper: the lines of the page, with what can be said and boxes to tick."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from app.core import clock
from app.core.database import Session
from app.tasks.models import TaskReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_complaint, make_phone, make_relation, make_task, make_user
from tests.printing.reading import pages

TODAY = dt.date(2026, 11, 20)
LIST = "/call-list.pdf"


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def to_ring(session: Session, user: User, name: str = "Anna van der Berg", days_ago: int = 0) -> None:
    """Somebody to call back."""
    card = make_relation(session, name)
    make_phone(session, card, "071 012 34 56")
    due_on = TODAY - dt.timedelta(days=days_ago)
    make_task(session, card, user, reason=TaskReason.CALL_BACK, words="about the lamp", due_on=due_on)
    session.commit()


def test_a_line_says_whom_to_ring_why_and_what_to_say(client: Client, session: Session, owner: User) -> None:
    to_ring(session, owner, days_ago=2)

    (text,) = pages(client.get(LIST))

    assert "Call list for 20 November 2026" in text
    assert f"The list of {owner.name}, 1 person to speak" in text
    assert "Anna van der Berg 071 012 34 56" in text
    assert "Call back: about the lamp · since 18 Nov" in text
    assert "Ik zou u terugbellen." in text
    assert "Spoken Not reached Later, on" in text


def test_the_list_is_the_one_on_the_page(client: Client, session: Session, owner: User) -> None:
    sanne = make_user(session, name="Sanne")
    to_ring(session, owner, "Mine")
    to_ring(session, sanne, "Hers")

    assert 'href="/call-list.pdf?whose=mine"' in client.get("/").text
    assert 'href="/call-list.pdf?whose=all"' in client.get("/?whose=all").text
    mine, all_ = pages(client.get(f"{LIST}?whose=mine"))[0], pages(client.get(f"{LIST}?whose=all"))[0]
    assert ("Mine" in mine, "Hers" in mine) == (True, False)
    assert "Everybody’s list, 2 people to speak" in all_
    assert "Hers" in all_


def test_what_is_to_be_done_stands_under_it_and_a_complaint_beside_the_number(
    client: Client, session: Session, owner: User
) -> None:
    card = make_relation(session, "Kim Verbeek")
    make_complaint(session, card, owner)
    make_task(session, card, owner, reason=TaskReason.CALL_BACK, due_on=TODAY)
    make_task(session, None, owner, reason=TaskReason.OTHER, words="Order the lamps", due_on=TODAY)
    session.commit()

    (text,) = pages(client.get(LIST))

    assert "Open complaint: read it first" in text
    assert text.index("Kim Verbeek") < text.index("To do today") < text.index("Order the lamps")


def test_on_a_closed_day_it_is_the_list_of_the_next_open_one(
    client_as: Callable[[User], Client], session: Session, owner: User
) -> None:
    card = make_relation(session, "Anna van der Berg")
    make_task(session, card, owner, reason=TaskReason.CALL_BACK, due_on=dt.date(2026, 11, 23))
    session.commit()

    with clock.frozen(dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)):
        (text,) = pages(client_as(owner).get(LIST))

    assert "Call list for 23 November 2026" in text
    assert "Anna van der Berg" in text


def test_sixty_people_with_endless_words_are_never_cut_in_two(
    client: Client, session: Session, owner: User
) -> None:
    for place in range(60):
        card = make_relation(session, f"Kim {place} {'x' * 500}")
        make_task(session, card, owner, reason=TaskReason.CALL_BACK, words="y" * 500, due_on=TODAY)
    session.commit()

    texts = pages(client.get(LIST))

    assert "50 people to speak (the first of 60)" in texts[0]
    counts = [(text.count("Kim "), text.count("Not reached"), text.count("No number yet")) for text in texts]
    assert sum(count[0] for count in counts) in {50, 100}
    assert all(count[1] == count[2] for count in counts), counts


def test_an_empty_list_says_so(client: Client) -> None:
    assert "Nobody to speak." in pages(client.get(LIST))[0]
    assert "/call-list.pdf" not in client.get("/").text


def test_who_only_looks_may_print_it(
    client_as: Callable[[User], Client], viewer: User, session: Session, owner: User
) -> None:
    to_ring(session, owner)

    assert "Anna van der Berg" in pages(client_as(viewer).get(LIST))[0]


def test_without_a_pdf_it_is_a_page(client: Client, session: Session, owner: User) -> None:
    to_ring(session, owner)

    assert "Anna van der Berg" in client.get("/call-list.html").text
