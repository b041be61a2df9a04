"""Which day comes next on which the shop is open and somebody works."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.opening.days import OpeningDays
from app.users.models import User

FRIDAY = dt.date(2026, 11, 20)
WEEK = "123456"

days_of_the_week = st.text("1234567", max_size=7)
days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))
closed_days = st.lists(st.integers(-400, 400), max_size=60)


def sanne(works_on: str = "12345") -> User:
    return User(name="Sanne", works_on=works_on)


@pytest.mark.parametrize(
    ("works_on", "count", "day"),
    [
        ("12345", 1, dt.date(2026, 11, 23)),
        ("12345", 3, dt.date(2026, 11, 25)),
        ("246", 1, dt.date(2026, 11, 21)),
        ("246", 2, dt.date(2026, 11, 24)),
        ("5", 1, dt.date(2026, 11, 27)),
        ("", 2, dt.date(2026, 11, 23)),
        ("7", 1, dt.date(2026, 11, 21)),
        ("12345", 0, FRIDAY),
    ],
)
def test_the_days_somebody_works_and_the_shop_is_open_are_counted(
    works_on: str, count: int, day: dt.date
) -> None:
    assert OpeningDays(WEEK, {}).workday_after(FRIDAY, count, sanne(works_on)) == day


def test_a_closed_day_is_skipped() -> None:
    opening = OpeningDays(WEEK, {dt.date(2026, 11, 21): "", dt.date(2026, 11, 23): ""})

    assert not opening.is_open(dt.date(2026, 11, 23))
    assert opening.next_open(FRIDAY) == dt.date(2026, 11, 24)
    assert opening.workday_after(FRIDAY, 2, sanne()) == dt.date(2026, 11, 25)


def test_backwards_the_day_itself_counts() -> None:
    opening = OpeningDays(WEEK, {FRIDAY: "stocktaking"})

    assert opening.workday_until(FRIDAY, sanne()) == dt.date(2026, 11, 19)
    assert opening.workday_until(dt.date(2026, 11, 19), sanne()) == dt.date(2026, 11, 19)
    assert opening.workday_until(dt.date(2026, 11, 22), sanne("67")) == dt.date(2026, 11, 21)


def test_a_shop_without_opening_days_does_not_wait_for_ever() -> None:
    assert OpeningDays("", {}).next_open(FRIDAY) == dt.date(2026, 11, 21)


@given(days, st.integers(1, 10), days_of_the_week, days_of_the_week, closed_days)
def test_the_next_workday_is_never_a_closed_day(
    day: dt.date, count: int, open_on: str, works_on: str, closed: list[int]
) -> None:
    opening = OpeningDays(open_on, {day + dt.timedelta(days=number): "" for number in closed})

    after = opening.workday_after(day, count, sanne(works_on))
    until = opening.workday_until(day, sanne(works_on))

    assert opening.is_open(after)
    assert opening.is_open(until)
    assert opening.is_open(opening.next_open(day))
    assert after >= day + dt.timedelta(days=count)
    assert until <= day < opening.next_open(day)
    assert after >= opening.workday_after(day, 1, sanne(works_on))


@given(days, days_of_the_week, days_of_the_week)
def test_nobody_is_planned_on_a_day_off_while_there_is_another_day(
    day: dt.date, open_on: str, works_on: str
) -> None:
    opening, person = OpeningDays(open_on, {}), sanne(works_on)

    after = opening.workday_after(day, 1, person)

    assert not person.is_off(after) or not opening.weekdays & person.workdays
