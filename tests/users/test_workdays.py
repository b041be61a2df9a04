"""Counting in the days that somebody works."""

import datetime as dt

import pytest

from app.users.models import User

FRIDAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("works_on", "count", "day"),
    [
        ("12345", 1, dt.date(2026, 11, 23)),
        ("12345", 3, dt.date(2026, 11, 25)),
        ("246", 1, dt.date(2026, 11, 21)),
        ("246", 2, dt.date(2026, 11, 24)),
        ("5", 1, dt.date(2026, 11, 27)),
        ("", 2, dt.date(2026, 11, 22)),
        ("0", 2, dt.date(2026, 11, 22)),
        ("12345", 0, FRIDAY),
    ],
)
def test_the_days_somebody_works_are_counted(works_on: str, count: int, day: dt.date) -> None:
    assert User(name="Sanne", works_on=works_on).workday_after(FRIDAY, count) == day
