"""Folding, and how a query is read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.terms import LONGEST_QUERY, MOST_TERMS, fold, phone_words, readings


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("  Café   L’Étoile ", "cafe l'etoile"),
        ("’t Hárt", "t hart"),
        ("Łukasz Øster Æbel", "lukasz oster aebel"),
        ("Strauß", "strauss"),
        ("İstanbul Şahin Çağlı", "istanbul sahin cagli"),
        ("ĲSSELSTEIN", "ijsselstein"),
        ("Jan–Kees", "jan-kees"),
        ("ﬁets\u00a0\u200bwinkel", "fiets winkel"),
        ("a\x00b\nc", "ab c"),
        ("\ud800wees", "wees"),
    ],
)
def test_what_people_forget_is_folded_away(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_can_be_stored_and_has_single_spaces(text: str) -> None:
    folded = fold(text)

    folded.encode()
    assert "\x00" not in folded
    assert "  " not in folded
    assert folded == folded.strip()


@pytest.mark.parametrize(
    "written",
    ["0612345678", "06-12 34 56 78", "06 1234 5678", "(06) 1234.5678"],
)
def test_a_national_number_is_one_term_however_it_is_spaced(written: str) -> None:
    assert readings(written)[0].terms == ("0612345678",)


@pytest.mark.parametrize(
    "written",
    [
        "+31 6 1234",
        "0031 61234",
        "+31 (0)6 12 34",
        "+31(0)61234",
        "+31 06 1234",
        "00 31 6 1234",
        "(+31) 6-1234",
    ],
)
def test_an_international_number_is_one_term_however_it_is_written(written: str) -> None:
    assert readings(written)[0].terms == ("061234",)


@pytest.mark.parametrize(
    "written", ["0612", "+31612", "0031612", "(0)612", "061234", "345678", "+31 6 1234 5678"]
)
def test_a_phone_number_is_found_by_any_piece_in_any_writing(written: str) -> None:
    (term,) = readings(written)[0].terms

    assert any(term in word for word in phone_words("06-12345678", "+31612345678"))


@given(
    digits=st.text("0123456789", min_size=9, max_size=9),
    spaces=st.lists(st.integers(0, 12), max_size=4),
    prefix=st.sampled_from(["+31", "0031", "+31(0)", "0"]),
    cut=st.integers(0, 8),
)
def test_however_a_number_is_spaced_each_beginning_of_it_is_on_the_card(
    digits: str, spaces: list[int], prefix: str, cut: int
) -> None:
    digits = "6" + digits[1:]
    typed = prefix + digits[: 9 - cut]
    for position in spaces:
        if position > len(prefix):
            typed = typed[:position] + " " + typed[position:]

    (term,) = readings(typed)[0].terms
    assert any(word.startswith(term) for word in phone_words("", f"+31{digits}"))


def test_a_number_nobody_could_read_is_found_by_its_digits() -> None:
    assert phone_words("toestel 12-34", "") == ["1234"]
    assert phone_words("geen", "") == []


def test_a_foreign_number_is_found_by_its_international_digits() -> None:
    assert phone_words("+32 475 12 34 56", "+32475123456") == ["32475123456"]


def test_a_postcode_is_one_term_with_and_without_its_space() -> None:
    assert readings("1234 AB")[0].terms == ("1234ab",)
    assert readings("1234AB")[0].terms == ("1234ab",)
    assert readings("leiden 2312 k")[0].terms == ("leiden", "2312k")


def test_numbers_that_only_stand_beside_each_other_are_also_read_apart() -> None:
    assert [reading.terms for reading in readings("Kerkstraat 12 2312 Leiden")] == [
        ("kerkstraat", "122312", "leiden"),
        ("kerkstraat", "12", "2312", "leiden"),
    ]


@pytest.mark.parametrize("typed", ["van der Berg", "v.d. Berg", "v/d Berg", "v d berg", "VAN DEN BERG"])
def test_an_infix_is_read_in_each_way_to_write_it(typed: str) -> None:
    assert ("vdberg",) in [reading.terms for reading in readings(typed) if not reading.is_loose]


def test_punctuation_is_kept_first_and_given_up_last() -> None:
    assert [reading.terms for reading in readings("O'Neil")] == [("o'neil",), ("o", "neil")]
    assert readings("'s-H")[0].terms == ("s-h",)
    assert readings("2026-0042")[0].terms == ("20260042",)
    assert readings("2026-0042")[1].terms == ("2026-0042",)


def test_terms_are_split_into_fragments_and_short_terms() -> None:
    reading = readings("j de vries")[0]

    assert reading.fragments == ("vries",)
    assert reading.short_terms == ("j", "de")


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800", "\u200b\u200d"])
def test_nothing_typed_is_nothing_to_look_for(text: str) -> None:
    assert readings(text) == []


@given(st.text(max_size=500))
def test_any_text_is_read_within_bounds(text: str) -> None:
    for reading in readings(text):
        assert 1 <= len(reading.terms) <= MOST_TERMS
        assert sum(map(len, reading.terms)) <= LONGEST_QUERY
        assert all(term and not re.search(r"\s", term) for term in reading.terms)
