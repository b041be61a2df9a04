"""Names in the order of a Dutch card box."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.relations.sorting import KEY_LENGTH, LETTERS, OTHER, fold, letter_of, sort_key

TEXTS = st.text(max_size=300)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Öztürk", "ozturk"),
        ("’t Hart", "t hart"),
        ("'s-Gravenhage", "s-gravenhage"),
        ("ĳssel", "ijssel"),
        ("IJssel", "ijssel"),
        ("Şahin", "sahin"),
        ("Işık", "isik"),
        ("İnci", "inci"),
        ("Łódź", "lodz"),
        ("Strauß", "strauss"),
        ("Søren  Ærø\t", "soren aero"),
        ("B&B De Witte", "b&b de witte"),
        ("J\u200box", "jox"),
        ("Ελένη", "ελενη"),
    ],
)
def test_folding_takes_away_what_people_leave_out_when_they_search(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_a_key_fits_in_an_index_and_holds_no_accents(text: str) -> None:
    key = sort_key(text)

    assert len(key) <= KEY_LENGTH
    assert key == key.strip()
    assert not any(unicodedata.category(sign) == "Mn" for sign in key)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=KEY_LENGTH))
def test_capitals_and_spacing_do_not_change_the_order(text: str) -> None:
    assert sort_key(text.upper()) == sort_key(text) == sort_key(f"  {text}  ")


def test_a_name_of_500_letters_is_cut_at_120() -> None:
    assert sort_key("Wolfeschlegel" * 40) == ("wolfeschlegel" * 40)[:120]


@pytest.mark.parametrize(
    ("key", "tab"),
    [("ijssel, karel", "IJ"), ("jansen", "IJ"), ("ozturk", "O"), ("zijl", "XYZ"), ("quist", "QR")],
)
def test_letters_with_few_names_share_a_tab(key: str, tab: str) -> None:
    assert letter_of(key) == tab
    assert tab in LETTERS


@pytest.mark.parametrize("key", ["", "3 musketiers", "ελενη", "&c"])
def test_what_begins_with_no_letter_stands_apart(key: str) -> None:
    assert letter_of(key) == OTHER
