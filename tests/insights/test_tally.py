"""What may be said with few and with many: counts from five on, whole percents from twenty on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.insights.tally import Slice, Tally, percents
from app.quotes.standing import HowKnown


def of(declined: int, accepted: int = 0) -> Slice:
    """A slice with so many quotes."""
    slice_ = Slice(accepted=accepted)
    slice_.total.add(HowKnown.CUSTOMER, declined, Decimal(declined))
    return slice_


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=15))
def test_none_of_the_percents_is_off_by_one_and_equals_are_equal(counts: list[int]) -> None:
    found = percents(counts)

    total = sum(counts)
    by_count = sorted(zip(counts, found, strict=True))
    assert [percent for _count, percent in by_count] == sorted(found)
    assert len(set(by_count)) == len(set(counts))
    if len(set(counts)) == len(counts):
        assert sum(found) == (100 if total else 0)
    for count, percent in zip(counts, found, strict=True):
        assert total == 0 or abs(100 * count / total - percent) < 1


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([1, 1, 1], [33, 33, 33]),
        ([7, 7, 7, 3], [29, 29, 29, 13]),
        ([20], [100]),
        ([199, 1], [100, 0]),
        ([1, 2, 4], [14, 29, 57]),
    ],
)
def test_what_is_left_over_goes_to_the_largest_remainders(counts: list[int], expected: list[int]) -> None:
    assert percents(counts) == expected


@pytest.mark.parametrize(
    ("counts", "expected", "is_off"),
    [
        ([7] * 3, [33] * 3, True),
        ([4] * 6, [17] * 6, True),
        ([3, 3, 4, 4, 10], [12, 12, 17, 17, 42], False),
        ([10, 10, 10, 10], [25] * 4, False),
        ([21, 35], [37, 63], False),
    ],
)
def test_what_is_left_over_is_never_shared_out_among_some_of_equals(
    counts: list[int], expected: list[int], is_off: bool
) -> None:
    slice_ = Slice()
    for number, count in enumerate(counts):
        slice_.total.add(HowKnown.CUSTOMER, count, Decimal(count))
        slice_.by_reason[number] = Tally()
        slice_.by_reason[number].add(HowKnown.CUSTOMER, count, Decimal(count))

    assert percents(counts) == expected
    assert slice_.is_off_a_hundred is is_off


@pytest.mark.parametrize(
    ("declined", "accepted", "percent"),
    [(10, 9, None), (10, 10, 50), (0, 20, 100), (20, 0, 0), (19, 0, None)],
)
def test_acceptance_has_a_percentage_from_twenty_decided_quotes_on(
    declined: int, accepted: int, percent: int | None
) -> None:
    assert of(declined, accepted).accepted_percent == percent


@pytest.mark.parametrize(
    ("declined", "accepted", "may", "reasons_may"),
    [
        (9, 0, False, False),
        (10, 0, True, True),
        (4, 5, False, False),
        (9, 6, True, False),
        (0, 10, True, False),
    ],
)
def test_ten_decided_quotes_may_be_compared_and_the_reasons_of_ten_noes(
    declined: int, accepted: int, may: bool, reasons_may: bool
) -> None:
    assert of(declined, accepted).may_be_compared is may
    assert of(declined, accepted).has_reasons_to_compare is reasons_may


@pytest.mark.parametrize(
    ("declined", "too_few", "percentages"),
    [(0, True, False), (4, True, False), (5, False, False), (19, False, False), (20, False, True)],
)
def test_reasons_count_only_the_declined(declined: int, too_few: bool, percentages: bool) -> None:
    slice_ = of(declined, accepted=30)

    assert (slice_.is_too_few, slice_.has_percentages) == (too_few, percentages)
