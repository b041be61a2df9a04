"""Settings, Opening days: the days of the week, closed days, holidays."""

import datetime as dt
import html
from collections.abc import Callable, Iterator

import pytest

from app.core import clock
from app.core.database import Session
from app.opening.models import ClosedDay
from app.opening.queries import closed_periods, opening_days
from app.shop.models import Shop
from app.users.models import User
from tests.conftest import Client

PAGE = "/settings/opening"


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def closed(session: Session) -> dict[dt.date, str]:
    session.expire_all()
    return {day.closed_on: day.why for day in session.query(ClosedDay)}


def close(session: Session, *days: dt.date, why: str = "holiday") -> list[ClosedDay]:
    rows = [ClosedDay(closed_on=day, why=why) for day in days]
    session.add_all(rows)
    session.flush()
    return rows


def test_open_on_other_days_of_the_week(client: Client, session: Session) -> None:
    answer = client.post(f"{PAGE}/weekdays", data={"open_on": ["6", "2", "3", "4", "5"]})

    session.expire_all()
    assert answer.location == PAGE
    assert session.get_one(Shop, 1).open_on == "23456"
    assert not opening_days(session).is_open(dt.date(2026, 11, 23))


@pytest.mark.parametrize("posted", [{}, {"open_on": "8"}])
def test_a_shop_is_open_on_some_day(client: Client, session: Session, posted: dict[str, str]) -> None:
    answer = client.post(f"{PAGE}/weekdays", data=posted | {"sent": "y"})

    assert answer.status_code == 200
    assert "Not saved yet." in answer.text
    assert session.get_one(Shop, 1).open_on == "123456"


def test_one_closed_day(client: Client, session: Session) -> None:
    answer = client.post(f"{PAGE}/closed", data={"first": "24-12", "why": "Christmas Eve"})

    assert answer.location == PAGE
    assert closed(session) == {dt.date(2026, 12, 24): "Christmas Eve"}
    assert "Christmas Eve" in client.get(PAGE).text


def test_some_weeks_off_stand_as_one_line_and_go_as_one(client: Client, session: Session) -> None:
    client.post(f"{PAGE}/closed", data={"first": "27-7-2027", "last": "10-8-2027", "why": "holiday"})
    client.post(f"{PAGE}/closed", data={"first": "11-8-2027", "why": "stocktaking"})

    first, second = closed_periods(session)
    assert len(closed(session)) == 16
    assert (first.first, first.last, second.why) == (
        dt.date(2027, 7, 27),
        dt.date(2027, 8, 10),
        "stocktaking",
    )
    client.post(f"{PAGE}/closed/{first.id}/open-again")

    assert closed(session) == {dt.date(2027, 8, 11): "stocktaking"}


def test_a_day_that_is_closed_already_gets_the_new_reason(client: Client, session: Session) -> None:
    close(session, dt.date(2026, 12, 24), why="?")

    client.post(f"{PAGE}/closed", data={"first": "24-12-2026", "why": "Christmas Eve"})

    assert closed(session) == {dt.date(2026, 12, 24): "Christmas Eve"}


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"first": "", "why": "holiday"}, "Type a day"),
        ({"first": "19-11-2026"}, "This day is over"),
        ({"first": "31-11-2026"}, "30"),
        ({"first": "24-12-2026", "last": "23-12-2026"}, "before the first one"),
        ({"first": "24-12-2026", "last": "24-12-2027"}, "more than three months"),
        ({"first": "24-12-2026", "why": "x" * 81}, "too long"),
    ],
)
def test_what_is_not_right_yet_is_not_kept(
    client: Client, session: Session, posted: dict[str, str], sentence: str
) -> None:
    page = html.unescape(client.post(f"{PAGE}/closed", data=posted).text)

    assert sentence in page
    for name, typed in posted.items():
        assert f'value="{typed}"' in page, name
    assert closed(session) == {}


def test_the_holidays_are_closed_with_one_click(client: Client, session: Session) -> None:
    page = client.get(PAGE).text
    assert "King’s Day, Tuesday 27 April 2027" in html.unescape(page)
    assert "Easter Sunday" not in page, "the shop is closed on Sundays anyway"
    assert 'value="2027-05-05">' in page, "Liberation Day is offered without its tick"

    answer = client.post(f"{PAGE}/holidays", data={"days": ["2026-12-25", "2026-12-26"]})

    assert answer.location == PAGE
    assert closed(session) == {
        dt.date(2026, 12, 25): "Christmas Day",
        dt.date(2026, 12, 26): "Second Christmas Day",
    }
    assert 'value="2026-12-25"' not in client.get(PAGE).text


@pytest.mark.parametrize("days", [[], ["2026-12-24"], ["nonsense"]])
def test_only_holidays_that_were_offered_are_closed(
    client: Client, session: Session, days: list[str]
) -> None:
    answer = client.post(f"{PAGE}/holidays", data={"days": days, "sent": "y"})

    assert answer.status_code == 200
    assert "Not saved yet." in answer.text
    assert closed(session) == {}


@pytest.mark.parametrize("number", [0, 999, 2**63])
def test_an_unknown_day_is_not_found(client: Client, number: int) -> None:
    assert client.post(f"{PAGE}/closed/{number}/open-again").status_code == 404


@pytest.mark.parametrize(
    ("page", "posted"),
    [
        ("weekdays", {"open_on": "1"}),
        ("closed", {"first": "24-12-2026"}),
        ("holidays", {"days": "2026-12-25"}),
        ("closed/1/open-again", {}),
    ],
)
def test_only_the_owner_decides(
    client_as: Callable[[User], Client], session: Session, bram: User, page: str, posted: dict[str, str]
) -> None:
    close(session, dt.date(2027, 1, 1), why="New Year")
    browser = client_as(bram)

    assert browser.get(PAGE).status_code == 403
    assert browser.post(f"{PAGE}/{page}", data=posted).status_code == 403
    assert closed(session) == {dt.date(2027, 1, 1): "New Year"}
    assert session.get_one(Shop, 1).open_on == "123456"
