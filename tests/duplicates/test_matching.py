"""Which cards look alike, and why; whatever the order, and whatever fingers do to a name."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.contacts.models import Address
from app.duplicates.matching import (
    Likened,
    NameLikeness,
    Reason,
    likeness,
    name_likeness,
    same_place,
    words_of,
)

NAMES = st.lists(st.text("abcdefghijklmnoprstuvwxyzé", min_size=1, max_size=12), min_size=1, max_size=4).map(
    " ".join
)
SOME = st.frozensets(st.sampled_from(["1", "2", "3"]), max_size=2)
CARDS = st.builds(
    Likened, id=st.integers(1, 9), name=NAMES | st.text(max_size=20), phones=SOME, mails=SOME, places=SOME
)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Anna van der Berg", "Anna v.d. Berg", NameLikeness.SAME),
        ("Anna van der Berg", "Anna v/d Berg", NameLikeness.SAME),
        ("Anna van der Berg", "Berg, van der – Anna", NameLikeness.SAME),
        ("Fam. De Vries", "De Vries", NameLikeness.SAME),
        ("familie de Vries", "Vries", NameLikeness.SAME),
        ("Bakkerij Jansen BV", "Bakkerij Jansen B.V.", NameLikeness.SAME),
        ("Bakkerij Jansen v.o.f.", "bakkerij jansen", NameLikeness.SAME),
        ("Ömer Öztürk", "omer ozturk", NameLikeness.SAME),
        ("Mevrouw Anna Berg", "anna berg", NameLikeness.SAME),
        ("A. van der Berg", "Anna van der Berg", NameLikeness.ALMOST),
        ("Kim Verbeek", "Kim Verbek", NameLikeness.ALMOST),
        ("Kim Verbeek", "Kmi Verbeek", NameLikeness.NONE),
        ("Willemijn Bakker", "Willemjin Baker", NameLikeness.ALMOST),
        ("Bakkerij Jansen", "BakkerijJansen", NameLikeness.ALMOST),
        ("Jan de Vries", "Fam. De Vries", NameLikeness.PART),
        ("Jan de Vries", "Piet de Vries", NameLikeness.NONE),
        ("Jan Smit", "Jan Smid", NameLikeness.ALMOST),
        ("Jan", "Jan Smit", NameLikeness.PART),
        ("J.", "Jan Smit", NameLikeness.NONE),
        ("", "", NameLikeness.NONE),
        ("Kim", "Tom", NameLikeness.NONE),
        ("De", "De", NameLikeness.SAME),
    ],
)
def test_names_that_look_alike(one: str, other: str, how: NameLikeness) -> None:
    assert name_likeness(one, other) is how
    assert name_likeness(other, one) is how


def card(name: str, *, phone: str = "", mail: str = "", place: str = "") -> Likened:
    return Likened(1, name, *(frozenset({value} if value else ()) for value in (phone, mail, place)))


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (card("Kim Verbeek"), card("Kim Verbeek"), [Reason.SAME_NAME]),
        (card("Kim"), card("Kim"), None),
        (card("Kim", phone="1"), card("Kim", phone="1"), [Reason.SAME_NAME, Reason.SAME_PHONE]),
        (card("Kim Verbeek", phone="1"), card("Kim Verbeek", phone="2"), [Reason.SAME_NAME]),
        (card("Kim Verbeek", phone="1", place="a"), card("Kim Verbeek", phone="2", place="b"), None),
        (card("Jan Smit", place="a"), card("Piet Pot", place="a"), None),
        (
            card("Jan Smit", place="a"),
            card("Fam. Smit", place="a"),
            [Reason.SAME_ADDRESS, Reason.PART_OF_NAME],
        ),
        (card("Kwast & Kleed", phone="1"), card("Marleen", phone="1"), [Reason.SAME_PHONE]),
        (
            card("A. v.d. Berg", mail="1"),
            card("Anna van der Berg", mail="1"),
            [Reason.SAME_MAIL, Reason.ALMOST_SAME_NAME],
        ),
    ],
)
def test_reasons(one: Likened, other: Likened, reasons: list[Reason] | None) -> None:
    found = likeness(one, other)

    assert (found and list(found.reasons)) == reasons


def test_more_reasons_weigh_more() -> None:
    by_all = likeness(card("Kim Verbeek", phone="1", place="a"), card("Kim Verbeek", phone="1", place="a"))
    by_phone = likeness(card("Kim Verbeek", phone="1"), card("Marleen", phone="1"))

    assert by_all
    assert by_phone
    assert by_all.weight > by_phone.weight


@given(CARDS, CARDS)
def test_likeness_is_the_same_from_both_sides(one: Likened, other: Likened) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(st.text(), st.text())
def test_names_are_alike_from_both_sides(one: str, other: str) -> None:
    assert name_likeness(one, other) is name_likeness(other, one)


@given(NAMES)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert name_likeness(name, name) is NameLikeness.SAME
    assert name_likeness(name, f"  {name.upper()} ") is NameLikeness.SAME


@given(NAMES, st.data())
def test_one_slip_in_a_long_word_is_almost_the_same(name: str, data: st.DataObject) -> None:
    words = name.split()
    long_words = [word for word in words if len(word) > 5 and word in words_of(name)]
    assume(long_words)
    word = data.draw(st.sampled_from(long_words))
    place = data.draw(st.integers(1, len(word) - 2))
    slipped = data.draw(
        st.sampled_from([word[:place] + word[place + 1 :], word[:place] + word[place] + word[place:]])
    )
    assume(slipped in words_of(slipped))

    assert name_likeness(name, name.replace(word, slipped, 1)) >= NameLikeness.ALMOST


def address(**fields: str) -> Address:
    usual = {
        "street": "Touwbaan",
        "house_number": "4",
        "suffix": "A",
        "postcode": "2225 XK",
        "place": "Katwijk",
    }
    return Address(**{"kind": "visit", "name": None} | usual | fields)


@pytest.mark.parametrize(
    ("fields", "is_same"),
    [
        ({}, True),
        ({"postcode": "2225xk", "street": "touw baan"}, True),
        ({"suffix": "-a"}, True),
        ({"suffix": ""}, False),
        ({"house_number": "5"}, False),
        ({"kind": "post"}, False),
        ({"name": "Loods"}, False),
    ],
)
def test_one_door(fields: dict[str, str], is_same: bool) -> None:
    assert same_place(address(), address(**fields)) is is_same


def test_a_door_without_a_postcode_is_known_by_its_street() -> None:
    assert same_place(address(postcode=""), address(postcode="", place="KATWIJK"))
    assert not same_place(address(postcode=""), address(postcode="", street="Havenweg"))
