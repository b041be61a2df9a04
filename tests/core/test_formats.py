"""Numbers, amounts, dates and times as people in the Netherlands type and read them."""

import datetime as dt
import string
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.formats import (
    TOO_LARGE,
    Unreadable,
    read_amount,
    read_date,
    read_number,
    show_amount,
    show_date,
    show_date_digits,
    show_day,
    show_moment,
    show_number,
    show_quantity,
    show_time,
)
from app.core.words import use_language

LANGUAGES = st.sampled_from(["nl", "en"])
AMOUNTS = st.decimals(min_value=-TOO_LARGE + 1, max_value=TOO_LARGE - 1, places=2)
QUANTITIES = st.decimals(min_value=-TOO_LARGE + 1, max_value=TOO_LARGE - 1, places=3)
DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31))
SATURDAY = dt.date(2026, 11, 21)


@given(AMOUNTS, LANGUAGES, st.booleans(), st.booleans())
def test_an_amount_can_be_typed_as_it_is_shown(
    amount: Decimal, language: str, symbol: bool, short: bool
) -> None:
    with use_language(language):
        assert read_amount(show_amount(amount, symbol=symbol, short=short)) == amount


@given(QUANTITIES, LANGUAGES)
def test_a_quantity_can_be_typed_as_it_is_shown(quantity: Decimal, language: str) -> None:
    with use_language(language):
        assert read_number(show_quantity(quantity)) == quantity


@given(DAYS, DAYS, LANGUAGES)
def test_a_date_can_be_typed_as_it_is_shown(day: dt.date, today: dt.date, language: str) -> None:
    with use_language(language):
        assert read_date(show_date(day), today) == day
        assert read_date(show_date_digits(day), today) == day
        assert read_date(day.isoformat(), today) == day


@given(st.dates(min_value=dt.date(2026, 1, 1), max_value=dt.date(2026, 12, 31)), LANGUAGES)
def test_a_day_of_this_year_is_read_back_from_the_middle_of_it(day: dt.date, language: str) -> None:
    middle = dt.date(2026, 7, 2)
    with use_language(language):
        assert read_date(show_day(day, today=middle), middle) == day


@given(st.text(max_size=40), LANGUAGES)
def test_whatever_is_typed_is_read_or_answered_with_a_sentence(text: str, language: str) -> None:
    with use_language(language):
        for read in (read_number, read_amount, lambda typed: read_date(typed, SATURDAY)):
            problem = problem_of(read, text)
            assert problem is None or problem.endswith(".")


@given(st.text(alphabet=string.digits + ".,-€ ", min_size=1, max_size=12), LANGUAGES)
def test_an_amount_never_has_more_than_two_decimals(text: str, language: str) -> None:
    with use_language(language):
        if problem_of(read_amount, text) is None:
            amount = read_amount(text)
            assert amount == amount.quantize(Decimal("0.01"))
            assert abs(amount) < TOO_LARGE


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234,5", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("12,-", "12"),
        ("12,--", "12"),
        ("12.–", "12"),
        ("€ 12", "12"),
        ("12 euro", "12"),
        ("EUR 12,50", "12.50"),
        ("€ -12,50", "-12.50"),
        ("-€12.50", "-12.50"),
        ("− 12", "-12"),
        ("12 500", "12500"),
        (",50", "0.50"),
        ("0,125000", None),
        ("12,50000", "12.50"),
    ],
)
def test_the_many_ways_to_type_an_amount(typed: str, amount: str | None) -> None:
    with use_language("nl"):
        if amount is None:
            with pytest.raises(Unreadable):
                read_amount(typed)
        else:
            assert read_amount(typed) == Decimal(amount)


def test_an_english_amount_has_its_signs_the_other_way_round() -> None:
    with use_language("en"):
        assert read_amount("1,234") == 1234
        assert read_amount("1,234.5") == Decimal("1234.50")
        assert read_amount("12,50") == Decimal("12.50")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_number_that_can_mean_two_things_is_asked_again(language: str) -> None:
    with use_language(language), pytest.raises(Unreadable) as problem:
        read_number("1.234" if language == "nl" else "1,234")

    assert "1234" in problem.value.sentence
    assert ("1,234" if language == "nl" else "1.234") in problem.value.sentence


@pytest.mark.parametrize(
    "typed", ["", "abc", "12a", "1.23,45", "1,2,3", "1.2.3", "--5", "٣", ".", "-", "€", "9" * 40, "1e5", "½"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    for read in (read_number, read_amount):
        with pytest.raises(Unreadable):
            read(typed)


def test_showing_follows_the_language() -> None:
    with use_language("nl"):
        assert show_amount(Decimal("-1234.5")) == "€\N{NO-BREAK SPACE}-1.234,50"
        assert show_amount(Decimal("3480.00"), short=True) == "€\N{NO-BREAK SPACE}3.480"
        assert show_number(5000) == "5.000"
        assert show_quantity(Decimal("1234.500")) == "1234,5"
        assert show_date(dt.date(2026, 11, 3)) == "3 november 2026"
        assert show_date_digits(dt.date(2026, 11, 3)) == "03-11-2026"
        assert show_amount(Decimal("1234.5"), language="en") == "€1,234.50"
    with use_language("en"):
        assert show_amount(Decimal("-1234.5")) == "-€1,234.50"
        assert show_amount(Decimal("1234.5"), symbol=False) == "1,234.50"
        assert show_date(dt.date(2026, 11, 3)) == "3 November 2026"


def test_the_year_is_left_out_only_in_that_year() -> None:
    with use_language("nl"):
        assert show_day(dt.date(2026, 11, 3), today=SATURDAY) == "3 nov"
        assert show_day(dt.date(2024, 11, 3), today=SATURDAY) == "3 nov 2024"


def test_moments_are_shown_by_the_clock_of_the_shop() -> None:
    moment = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    with use_language("nl"):
        assert show_moment(moment, today=SATURDAY) == "2 jul, 00.30 uur"
        assert show_time(dt.time(14, 5)) == "14.05 uur"
    with use_language("en"):
        assert show_time(moment) == "00:30"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3-11-2026", dt.date(2026, 11, 3)),
        ("3/11/26", dt.date(2026, 11, 3)),
        ("03.11.2026", dt.date(2026, 11, 3)),
        ("3 nov 2026", dt.date(2026, 11, 3)),
        ("di 3 november", dt.date(2026, 11, 3)),
        ("November 3, 2026", dt.date(2026, 11, 3)),
        ("3rd Nov", dt.date(2026, 11, 3)),
        ("3/11", dt.date(2026, 11, 3)),
        ("5-1", dt.date(2027, 1, 5)),
        ("1-2-58", dt.date(1958, 2, 1)),
        ("29-2-2024", dt.date(2024, 2, 29)),
        ("Vandaag", SATURDAY),
        ("morgen", dt.date(2026, 11, 22)),
        ("tomorrow", dt.date(2026, 11, 22)),
        ("overmorgen", dt.date(2026, 11, 23)),
        ("gisteren", dt.date(2026, 11, 20)),
        ("vr", dt.date(2026, 11, 27)),
        ("za", dt.date(2026, 11, 28)),
        ("next Friday", dt.date(2026, 11, 27)),
        ("over 3 dagen", dt.date(2026, 11, 24)),
        ("in 2 weeks", dt.date(2026, 12, 5)),
        ("volgende week", dt.date(2026, 11, 28)),
    ],
)
def test_the_many_ways_to_type_a_date(typed: str, day: dt.date) -> None:
    assert read_date(typed, SATURDAY) == day


def test_a_date_without_a_year_looks_the_way_it_is_asked_to() -> None:
    assert read_date("1-6", SATURDAY, ahead=True) == dt.date(2027, 6, 1)
    assert read_date("20-12", SATURDAY, ahead=False) == dt.date(2025, 12, 20)
    assert read_date("21-11", SATURDAY, ahead=False) == SATURDAY
    assert read_date("vr", SATURDAY, ahead=False) == dt.date(2026, 11, 20)


def test_a_day_that_does_not_exist_says_how_long_the_month_is() -> None:
    with use_language("en"), pytest.raises(Unreadable, match="February 2026 has 28 days"):
        read_date("31-2-2026", SATURDAY)


def test_months_and_days_the_wrong_way_round_are_not_swapped_in_silence() -> None:
    with use_language("en"), pytest.raises(Unreadable, match="no month 21"):
        read_date("11/21/2026", SATURDAY)


@pytest.mark.parametrize(
    "typed", ["", "ooit", "0-1-2026", "1-0-2026", "3-11-20266", "3-11-0026", "29-2", "over 5 jaar"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_date(typed, SATURDAY)


def problem_of(read: Callable[[str], object], text: str) -> str | None:
    """The sentence that answers this text, or None when it was read."""
    try:
        read(text)
    except Unreadable as problem:
        return problem.sentence
    return None
