"""One line in which everything may stand together."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.names import full_name
from app.contacts.quick_add import QuickLine, read_line
from app.core.words import use_language

PLACES = ["Leiden", "Noordwijk", "Alphen aan den Rijn", "Den Haag"]


@pytest.mark.parametrize(
    ("typed", "name", "e164", "place"),
    [
        ("Elif Şahin 0600000052 noordwijk", "Elif Şahin", "+31600000052", "Noordwijk"),
        ("0600000052 Elif Şahin, noordwijk", "Elif Şahin", "+31600000052", "Noordwijk"),
        ("elif şahin noordwijk", "Elif Şahin", None, "Noordwijk"),
        (
            "karel van den ijssel alphen aan den rijn 0612345678",
            "Karel van den IJssel",
            "+31612345678",
            "Alphen aan den Rijn",
        ),
        ("Den Haag, Kim Verbeek", "Kim Verbeek", None, "Den Haag"),
        ("Kim Verbeek uit Lisse", "Kim Verbeek", None, "Lisse"),
        ("Jan van Leiden", "Jan van Leiden", None, ""),
        ("Jan van Leiden Leiden", "Jan van Leiden", None, "Leiden"),
        ("Gemeente Leiden 14 071", "Gemeente Leiden", None, ""),
        ("Luc Van Damme +32 3 123 45 67 Knokke", "Luc Van Damme", "+3231234567", "Knokke"),
        ("2311ez leiden kim verbeek", "Kim Verbeek", None, "Leiden"),
        ("Kim", "Kim", None, ""),
        ("Ömer Öztürk\n06 12345678\nLeiden", "Ömer Öztürk", "+31612345678", "Leiden"),
        ("0612345678", "", "+31612345678", ""),
        ("", "", None, ""),
    ],
)
def test_name_phone_and_place_are_told_apart(typed: str, name: str, e164: str | None, place: str) -> None:
    line = read_line(typed, PLACES)

    assert (line.name, line.place) == (name, place)
    assert e164 is None or [phone.e164 for phone in line.phones] == [e164]


def test_an_address_is_read_without_a_comma() -> None:
    line = read_line("Kim Verbeek Touwbaan 4-A 2225 XK Katwijk 0612345678 (werk) kim@x.example")

    assert line.name == "Kim Verbeek"
    assert (line.street.street, line.street.house_number, line.street.suffix) == ("Touwbaan", "4", "A")
    assert (line.postcode, line.place) == ("2225 XK", "Katwijk")
    assert [phone.remark for phone in line.phones] == ["werk"]
    assert line.emails == ("kim@x.example",)


def test_a_firm_is_no_person_but_may_name_one() -> None:
    line = read_line(
        "Schildersbedrijf Van der Plas, Ben van der Plas, 071-5128740, Katwijk, www.plas.example insta @plas"
    )

    assert (line.name, line.is_organisation, line.place) == ("Schildersbedrijf Van der Plas", True, "Katwijk")
    assert [full_name(person) for person in line.persons] == ["Ben van der Plas"]
    assert line.websites == ("https://www.plas.example",)
    assert [(account.network, account.handle) for account in line.accounts] == [("instagram", "plas")]


def test_a_person_at_a_firm_gets_capitals_too() -> None:
    line = read_line("Bakkerij ’t Hart, els van der hart, 0252 012345, Lisse")

    assert [full_name(person) for person in line.persons] == ["Els van der Hart"]


def test_a_sentence_about_a_firm_is_no_person() -> None:
    line = read_line("Bakkerij ’t Hart 0252 012345 2161 AB Lisse www.hart.example wil graag nieuwe gevel")

    assert line.persons == ()
    assert line.remark == "wil graag nieuwe gevel"


@pytest.mark.parametrize("endless", ["x", "a.", "9", "'"])
def test_a_word_without_an_end_takes_no_longer_than_any_other(endless: str) -> None:
    start = time.process_time()

    read_line(endless * 10_000)

    # Tried from each of its letters, it takes minutes.
    assert time.process_time() - start < 10


def test_two_people_make_a_household() -> None:
    with use_language("nl"):
        line = read_line("Ans en Theo de Vries 071 012 34 56")

    assert line.name == "Fam. De Vries"
    assert [full_name(person) for person in line.persons] == ["Ans de Vries", "Theo de Vries"]
    assert read_line("Fam. De Vries").persons == ()


def test_what_cannot_be_placed_is_kept_as_a_remark() -> None:
    assert (
        read_line("Kim @kwast 06 12345678 wil graag snel behang", PLACES).remark
        == "@kwast, wil graag snel behang"
    )


def test_a_script_is_just_a_strange_name() -> None:
    assert read_line("<script>alert(1)</script>").name == "<script>alert(1)</script>"


@given(st.text(max_size=300))
def test_any_line_is_read(text: str) -> None:
    line = read_line(text, PLACES)

    assert isinstance(line, QuickLine)
    assert "\ue000" not in line.name + line.place + line.remark


@given(
    st.sampled_from(["Elif Şahin", "Anna van der Berg", "Kim Verbeek"]),
    st.permutations(["06 12345678", "kim@x.example", "2311 EZ"]),
)
def test_the_order_does_not_matter(name: str, others: list[str]) -> None:
    line = read_line(", ".join([name, *others]))

    assert line.name == name
    assert [phone.e164 for phone in line.phones] == ["+31612345678"]
    assert (line.emails, line.postcode) == (("kim@x.example",), "2311 EZ")
