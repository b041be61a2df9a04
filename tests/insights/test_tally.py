"""What may be said with few and with many: counts from five on, whole percents from twenty on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.insights.tally import Slice, percents
from app.quotes.standing import HowKnown


def of(declined: int, accepted: int = 0) -> Slice:
    """A slice with so many quotes."""
    slice_ = Slice(accepted=accepted)
    slice_.total.add(HowKnown.CUSTOMER, declined, Decimal(declined))
    return slice_


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=15))
def test_percents_come_to_a_hundred_and_none_is_off_by_one(counts: list[int]) -> None:
    found = percents(counts)

    total = sum(counts)
    assert sum(found) == (100 if total else 0)
    for count, percent in zip(counts, found, strict=True):
        assert total == 0 or abs(100 * count / total - percent) < 1


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([1, 1, 1], [34, 33, 33]),
        ([7, 7, 7, 3], [29, 29, 29, 13]),
        ([20], [100]),
        ([199, 1], [100, 0]),
        ([1, 2, 4], [14, 29, 57]),
    ],
)
def test_what_is_left_over_goes_to_the_largest_remainders(counts: list[int], expected: list[int]) -> None:
    assert percents(counts) == expected


def test_what_equals_have_left_over_goes_to_the_largest() -> None:
    assert sum(percents([1] * 6)) == 100
    assert percents([1, 1, 1, 1, 1, 1]) == [17, 17, 17, 17, 16, 16]
    assert percents([3, 5]) == [37, 63]


@pytest.mark.parametrize(
    ("declined", "accepted", "percent"),
    [(10, 9, None), (10, 10, 50), (0, 20, 100), (20, 0, 0), (19, 0, None)],
)
def test_acceptance_has_a_percentage_from_twenty_decided_quotes_on(
    declined: int, accepted: int, percent: int | None
) -> None:
    assert of(declined, accepted).accepted_percent == percent


@pytest.mark.parametrize(
    ("declined", "accepted", "may"),
    [(9, 0, False), (10, 0, True), (4, 5, False), (4, 6, True), (0, 10, True)],
)
def test_ten_decided_quotes_may_be_compared(declined: int, accepted: int, may: bool) -> None:
    assert of(declined, accepted).may_be_compared is may


@pytest.mark.parametrize(
    ("declined", "too_few", "percentages"),
    [(0, True, False), (4, True, False), (5, False, False), (19, False, False), (20, False, True)],
)
def test_reasons_count_only_the_declined(declined: int, too_few: bool, percentages: bool) -> None:
    slice_ = of(declined, accepted=30)

    assert (slice_.is_too_few, slice_.has_percentages) == (too_few, percentages)
