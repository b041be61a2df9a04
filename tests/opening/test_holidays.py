"""The Dutch holidays, computed."""

import datetime as dt

import pytest

from app.core.words import use_language
from app.opening.holidays import holidays


def test_the_holidays_of_a_year() -> None:
    assert [(holiday.day.isoformat(), holiday.name) for holiday in holidays(2027)] == [
        ("2027-01-01", "New Year’s Day"),
        ("2027-03-28", "Easter Sunday"),
        ("2027-03-29", "Easter Monday"),
        ("2027-04-27", "King’s Day"),
        ("2027-05-05", "Liberation Day"),
        ("2027-05-06", "Ascension Day"),
        ("2027-05-16", "Whit Sunday"),
        ("2027-05-17", "Whit Monday"),
        ("2027-12-25", "Christmas Day"),
        ("2027-12-26", "Second Christmas Day"),
    ]


@pytest.mark.parametrize(("year", "day"), [(2025, 26), (2026, 27), (2031, 26)])
def test_kings_day_is_never_on_a_sunday(year: int, day: int) -> None:
    assert dt.date(year, 4, day) in [holiday.day for holiday in holidays(year)]


def test_most_shops_are_open_on_liberation_day() -> None:
    assert [holiday.name for holiday in holidays(2027) if not holiday.is_usual] == ["Liberation Day"]


def test_they_have_their_dutch_names() -> None:
    with use_language("nl"):
        assert holidays(2027)[3].name == "Koningsdag"
