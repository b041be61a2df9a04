"""Postcodes as people type them become ranges; the first region that has one gets it."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.formats import Unreadable
from app.regions.postcodes import Map, Range, number_of, read_ranges, show_ranges

NUMBERS = st.integers(1000, 9999)
RANGES = st.builds(lambda pair: Range(min(pair), max(pair)), st.tuples(NUMBERS, NUMBERS))
UNTIL = st.sampled_from(["-", " - ", "–", " – ", " t/m ", " T/M ", " tot en met ", "..", " to "])
BETWEEN = st.sampled_from([", ", ",", "; ", "\n", " en ", " and ", " & ", "  "])
ZIPS = st.from_regex(r"[1-9][0-9]{3} ?[A-Z]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "ranges"),
    [
        ("2300-2334, 2350 t/m 2353", [(2300, 2334), (2350, 2353)]),
        ("2312", [(2312, 2312)]),
        ("2312 en 2313", [(2312, 2312), (2313, 2313)]),
        ("2312 2313", [(2312, 2312), (2313, 2313)]),
        ("2312 AB - 2313zz", [(2312, 2313)]),
        ("2312 AB 2313zz 2314", [(2312, 2312), (2313, 2313), (2314, 2314)]),
        ("2300–2334.", [(2300, 2334)]),
        ("2300-2320, 2310-2334, 2334", [(2300, 2334)]),
        ("  \n", []),
    ],
)
def test_what_people_type_is_read(typed: str, ranges: list[tuple[int, int]]) -> None:
    assert read_ranges(typed) == [Range(*pair) for pair in ranges]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Leiden", "“Leiden” is no postcode"),
        ("2300-", "“2300-” is no postcode"),
        ("0123", "“0123” is no postcode"),
        ("23001", "“23001” is no postcode"),
        ("2300-2310-2320", "“2300-2310-2320” is no postcode"),
        ("2300, 23x", "“23x” is no postcode"),
        ("2334-2300", "2334-2300 runs backwards"),
        ("٢٣١٢", "is no postcode"),
    ],
)
def test_what_cannot_be_read_is_named(typed: str, told: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read_ranges(typed)

    assert told in problem.value.sentence


@given(st.lists(RANGES, max_size=6), st.data())
def test_every_way_of_writing_says_the_same(ranges: list[Range], data: st.DataObject) -> None:
    text = ""
    for one in ranges:
        text += data.draw(BETWEEN) if text else ""
        text += str(one.first) if one.first == one.last else f"{one.first}{data.draw(UNTIL)}{one.last}"

    read = read_ranges(text)

    assert _numbers(read) == _numbers(ranges)
    assert read == sorted(read)
    assert all(one.last < following.first for one, following in pairwise(read))
    assert read_ranges(show_ranges(read)) == read


@given(st.text(max_size=60))
def test_any_text_is_read_or_named(typed: str) -> None:
    with suppress(Unreadable):
        assert all(1000 <= one.first <= one.last <= 9999 for one in read_ranges(typed))


@given(st.lists(st.lists(RANGES, max_size=4), max_size=5), NUMBERS, ZIPS)
def test_the_first_region_that_has_a_postcode_gets_it(
    regions: list[list[Range]], number: int, postcode: str
) -> None:
    drawn = Map(enumerate(regions))

    for asked in (number, int(postcode[:4])):
        having = [place for place, ranges in enumerate(regions) if asked in _numbers(ranges)]
        assert drawn.region_of(f"{asked} AB") == next(iter(having), None)
        assert drawn.region_of(f"{asked} AB", "BE") is None


@pytest.mark.parametrize(
    ("postcode", "number"),
    [("2311 EZ", 2311), ("2311EZ", 2311), (" 2311", 2311), ("", None), ("D-12345", None), ("23111", None)],
)
def test_four_digits_are_what_counts(postcode: str, number: int | None) -> None:
    assert number_of(postcode) == number


def _numbers(ranges: list[Range]) -> set[int]:
    return {number for one in ranges for number in range(one.first, one.last + 1)}
