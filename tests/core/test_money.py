"""Rounding: whole cents, half a cent away from zero."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import CENT, to_cents, to_euros

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("1.005", "1.01"), ("1.004", "1.00"), ("-1.005", "-1.01"), ("2", "2.00"), ("0.995", "1.00")],
)
def test_half_a_cent_goes_away_from_zero(amount: str, rounded: str) -> None:
    assert str(to_cents(Decimal(amount))) == rounded


def test_nothing_is_shown_as_minus_zero() -> None:
    assert str(to_cents(Decimal("-0.001"))) == "0.00"


@given(AMOUNTS)
def test_rounding_moves_at_most_half_a_cent_and_only_once(amount: Decimal) -> None:
    rounded = to_cents(amount)

    assert abs(rounded - amount) <= CENT / 2
    assert to_cents(rounded) == rounded
    assert to_cents(-amount) == -rounded


@pytest.mark.parametrize(
    ("amount", "euros"),
    [("15206.61", "15207"), ("0.50", "1"), ("0.49", "0"), ("-2.50", "-3"), ("12.00", "12")],
)
def test_whole_euros_are_rounded_as_cents_are(amount: str, euros: str) -> None:
    assert to_euros(Decimal(amount)) == Decimal(euros)
