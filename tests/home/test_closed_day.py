"""A closed day is quiet: the page says when the shop opens again, and what waits then."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator

import pytest

from app.core import clock
from app.core.database import Session
from app.opening.models import ClosedDay
from app.tasks.models import TaskReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_phone, make_relation, make_task

SUNDAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)):
        yield


def page_of(client: Client) -> tuple[str, str]:
    page = client.get("/").text
    main = page[page.index("<main") :]
    return page, " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def test_it_says_when_the_shop_opens_again_and_who_waits_then(
    client: Client, session: Session, owner: User
) -> None:
    late = make_relation(session, "Fam. De Vries")
    make_phone(session, late, "071 012 34 56")
    make_task(session, late, owner, words="the stairs", due_on=SUNDAY - dt.timedelta(days=2))
    make_task(session, make_relation(session, "Kim"), owner, due_on=SUNDAY + dt.timedelta(days=1))
    make_task(session, make_relation(session, "Bob"), owner, due_on=SUNDAY + dt.timedelta(days=2))
    make_task(session, None, owner, reason=TaskReason.OTHER, words="Ladders", due_on=SUNDAY)

    page, text = page_of(client)

    assert "The shop is closed today Open again tomorrow, with 2 talks." in text
    assert "Fam. De Vries Call back: the stairs 071 012 34 56" in text
    assert "Ladders" in text
    assert "Bob" not in text[: text.index("Last worked on")]
    assert "Not reached" not in text
    assert "call__why--late" not in page


def test_a_holiday_says_its_name_and_skips_to_the_next_open_day(
    client_as: Callable[[User], Client], session: Session, owner: User
) -> None:
    session.add(ClosedDay(closed_on=SUNDAY + dt.timedelta(days=1), why="Stocktaking"))
    make_task(session, make_relation(session), owner, due_on=SUNDAY + dt.timedelta(days=2))

    with clock.frozen(dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)):
        _page, text = page_of(client_as(owner))

    assert "The shop is closed today: Stocktaking Open again tomorrow, with 1 talk." in text


def test_nobody_waits(client: Client, session: Session) -> None:
    make_relation(session)

    assert "Open again tomorrow. Nobody to speak yet." in page_of(client)[1]


def test_on_an_open_day_there_are_the_usual_buttons(
    client_as: Callable[[User], Client], session: Session, owner: User
) -> None:
    make_task(session, make_relation(session), owner)

    with clock.frozen(dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)):
        _page, text = page_of(client_as(owner))

    assert "Not reached" in text
    assert "closed" not in text
