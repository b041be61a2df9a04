"""Which days a period covers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.periods import Days, Period, months_before

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.THIS_QUARTER, dt.date(2026, 10, 1), TODAY),
        (Period.THIS_YEAR, dt.date(2026, 1, 1), TODAY),
        (Period.TWELVE_MONTHS, dt.date(2025, 11, 21), TODAY),
        (Period.LAST_YEAR, dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        (Period.ALL, None, None),
    ],
)
def test_a_period_covers_these_days(period: Period, first: dt.date | None, last: dt.date | None) -> None:
    assert period.days(TODAY) == Days(first, last)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 1, 1)),
        (dt.date(2026, 3, 31), dt.date(2026, 1, 1)),
        (dt.date(2026, 4, 1), dt.date(2026, 4, 1)),
        (dt.date(2026, 12, 31), dt.date(2026, 10, 1)),
    ],
)
def test_a_quarter_begins_in_january_april_july_and_october(today: dt.date, first: dt.date) -> None:
    assert Period.THIS_QUARTER.days(today).first == first


def test_twelve_months_back_from_a_leap_day() -> None:
    assert Period.TWELVE_MONTHS.days(dt.date(2028, 2, 29)).first == dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (dt.date(2026, 11, 20), 3, dt.date(2026, 8, 20)),
        (dt.date(2026, 1, 31), 1, dt.date(2025, 12, 31)),
        (dt.date(2026, 5, 31), 3, dt.date(2026, 2, 28)),
        (dt.date(2024, 2, 29), 24, dt.date(2022, 2, 28)),
    ],
)
def test_so_many_months_before_is_the_same_day_or_the_last(
    day: dt.date, months: int, before: dt.date
) -> None:
    assert months_before(day, months) == before


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 240))
def test_so_many_months_back_is_a_day_of_that_month(day: dt.date, months: int) -> None:
    back = months_before(day, months)

    assert (day.year - back.year) * 12 + day.month - back.month == months
    assert back.day == day.day or (back.day < day.day and (back + dt.timedelta(days=1)).day == 1)
