"""Cards as real programs write them, and our own card there and back."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.vcard import MOST_CARDS, Account, Card, CardAddress, Labelled, read_cards, write_card
from app.contacts.vcard_lines import LINE_OCTETS, LONGEST_NOTE, LONGEST_TEXT, MOST_LINES
from app.core.errors import RuleBroken
from app.core.words import use_language

FIXTURES = sorted((Path(__file__).parent / "cards").glob("*.vcf"), key=lambda path: path.stem)


def said(found: Any) -> Any:
    """The same without what is empty, as the JSON beside each fixture writes it."""
    if dataclasses.is_dataclass(found):
        fields = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
        return {name: said(value) for name, value in fields.items() if value}
    return [said(one) for one in found] if isinstance(found, tuple | list) else found


def only_card(content: bytes) -> Card:
    [read] = read_cards(content)
    assert read.card is not None, read.reason
    return read.card


def one(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_file_as_a_program_writes_it_gives_the_fields_beside_it(path: Path) -> None:
    with use_language("en"):
        assert said(read_cards(path.read_bytes())) == json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_there_are_at_least_fifteen_habits() -> None:
    assert len(FIXTURES) >= 15


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_file_broken_off_anywhere_never_stops_the_reading(path: Path) -> None:
    content = path.read_bytes()
    whole = len(read_cards(content))
    for end in range(0, len(content), 7):
        assert len(read_cards(content[:end])) <= whole


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04word/document.xml",
        b"<!doctype html><title>N:x</title>\nTEL:06",
        "Naam;Telefoon\r\nKim;06".encode("utf-16"),
    ],
)
def test_what_holds_no_card_gives_none(content: bytes) -> None:
    assert read_cards(content) == []


@given(st.binary(max_size=400))
def test_any_bytes_inside_a_card_are_survived(content: bytes) -> None:
    read_cards(b"BEGIN:VCARD\r\nFN:Kim\r\nNOTE:" + content + b"\r\nEND:VCARD\r\n")


# What a shop owner can type: everything but control signs; a name may even hold a line break.
def texts(longest: int = 40) -> st.SearchStrategy[str]:
    letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffd\ufffe\uffff")
    hard = st.sampled_from(
        [";", ",", "\\", "\n", ":", "\\n", "=", '"', "🎨", "ĳ", "\u2028", "\u202e", "END:VCARD"]
    )
    return st.lists(letters | hard, max_size=longest).map(lambda signs: "".join(signs).strip())


named = texts().filter(bool)
labels = st.sampled_from(["", "mobile", "work", "home", "fax", "work fax", "main", "Achterdeur; na 6"])
labelled = st.lists(st.builds(Labelled, value=named, label=labels), max_size=3)
addresses = st.builds(
    CardAddress, street=named, postcode=texts(), place=texts(), region=texts(), country=texts(), label=labels
)


@given(
    st.builds(
        Card,
        full_name=named,
        prefix=texts(),
        first_name=named,
        middle_names=texts(),
        last_name=texts(),
        suffix=texts(),
        nickname=texts(),
        organisation=named,
        units=st.lists(named, max_size=3).map(tuple),
        job=texts(),
        phones=labelled.map(tuple),
        mails=labelled.map(tuple),
        addresses=st.lists(addresses, max_size=2, unique=True).map(tuple),
        categories=st.lists(named, max_size=3, unique=True).map(tuple),
        note=texts(400),
        uid=texts(),
        is_organisation=st.booleans(),
    )
)
def test_a_card_comes_back_as_it_was_written(card: Card) -> None:
    content = write_card(card)

    again = only_card(content)

    assert again == dataclasses.replace(card, phones=again.phones, mails=again.mails)
    assert set(again.phones) <= set(card.phones)
    assert {found.value.casefold() for found in again.mails} <= {
        found.value.casefold() for found in card.mails
    }
    assert all(len(line) <= LINE_OCTETS for line in content.split(b"\r\n"))


def test_the_words_of_an_end_behind_a_fold_are_words() -> None:
    notes = ["." * size + "END:VCARD" for size in range(150)]

    assert [only_card(write_card(Card(first_name="Kim", note=note))).note for note in notes] == notes


@given(last_name=named, first_name=texts(), note=texts(400))
def test_another_reader_sees_the_same(last_name: str, first_name: str, note: str) -> None:
    card = Card(last_name=last_name, first_name=first_name, note=note)

    other = vobject.readOne(write_card(card).decode())

    assert (other.n.value.family, other.n.value.given) == (last_name, first_name)
    assert getattr(other, "note", None) is None if not note else other.note.value == note


def test_a_name_cannot_write_a_line_of_its_own() -> None:
    card = Card(
        full_name="a\r\nX-EVIL: y",
        organisation="b\nTEL:112",
        phones=(Labelled("06\r\nURL:x", "a\r\nNOTE:b"),),
    )

    lines = write_card(card).decode().split("\r\n")

    assert [line.partition(":")[0] for line in lines if line] == [
        "BEGIN", "VERSION", "N", "FN", "ORG", "item1.TEL", "item1.X-ABLabel", "END",
    ]  # fmt: skip


def test_an_account_and_a_website_cannot_write_a_line_of_their_own() -> None:
    card = Card(
        full_name="Kim",
        websites=(Labelled("https://kim.example/\r\nTEL:112"),),
        accounts=(Account("insta\r\ngram:", "https://kim.example/\r\nTEL:112"),),
    )

    assert only_card(write_card(card)).phones == ()


def test_websites_and_accounts_come_back() -> None:
    card = Card(
        full_name="Kim",
        websites=(
            Labelled("https://kim.example/over;ons,en?a=1&b=%20", "work"),
            Labelled("https://kim-example.example"),
        ),
        accounts=(Account("instagram", "https://www.instagram.com/kim.verbeek"),),
    )

    assert only_card(write_card(card)) == dataclasses.replace(card, last_name="Kim")


def test_a_dutch_label_becomes_a_type_that_every_phone_knows() -> None:
    content = write_card(
        Card(full_name="Kim", phones=(Labelled("071 000 00 01", "Werk"), Labelled("06", "mobiel")))
    )

    assert b"TEL;TYPE=WORK:071 000 00 01\r\nTEL;TYPE=CELL:06\r\n" in content


def test_two_types_are_both_kept() -> None:
    assert only_card(one("FN:Kim", "TEL;TYPE=CELL;TYPE=WORK:06")).phones == (Labelled("06", "work mobile"),)


def test_a_fax_of_an_iphone_is_told_from_a_phone() -> None:
    card = only_card(one("FN:Kim", "item1.TEL:071", "item1.X-ABLabel:_$!<HomeFAX>!$_"))

    assert card.phones == (Labelled("071", "home fax"),)


def test_the_preferred_number_comes_first() -> None:
    card = only_card(one("FN:Kim", "TEL:1", "TEL;TYPE=pref:2", "TEL;PREF=1:3"))

    assert [phone.value for phone in card.phones] == ["2", "3", "1"]


def test_the_same_number_is_kept_once_and_other_websites_are_not_taken_for_the_same() -> None:
    card = only_card(one("FN:Kim", "TEL:06-12 34", "TEL:(06) 1234", "URL:a-b.example", "URL:ab.example"))

    assert [phone.value for phone in card.phones] == ["06-12 34"]
    assert [page.value for page in card.websites] == ["a-b.example", "ab.example"]


def test_a_backslash_in_an_encoded_value_is_only_a_backslash() -> None:
    card = only_card(one("FN:Kim", "NOTE;QUOTED-PRINTABLE:C:\\nieuw=0Aregel", version="2.1"))

    assert card.note == "C:\\nieuw\nregel"


def test_a_label_without_an_address_is_kept_as_the_address() -> None:
    card = only_card(one("FN:Kim", "LABEL;WORK:Markt 1\\nLeiden"))

    assert card.addresses == (CardAddress(street="Markt 1\nLeiden"),)


def test_a_note_in_base64_is_read() -> None:
    assert only_card(one("FN:Kim", "NOTE;ENCODING=BASE64:QmVsdCBncmFhZw==")).note == "Belt graag"


def test_long_texts_are_cut_and_said_to_be() -> None:
    content = one("FN:" + "é" * 5_000, "NOTE:" + "n" * 30_000, *["TEL:1"] * 500)

    with use_language("en"):
        [read] = read_cards(content)

    assert read.card is not None
    assert (len(read.card.full_name), len(read.card.note)) == (LONGEST_TEXT, LONGEST_NOTE)
    assert read.notices == ("The card holds a very long text or very many lines. The rest is left out.",)


def test_no_card_holds_more_lines_than_a_card_can() -> None:
    [read] = read_cards(one("FN:Kim", *[f"TEL:{number}" for number in range(10_000)]))

    assert read.card is not None
    assert len(read.card.phones) < MOST_LINES


def test_a_file_with_more_cards_than_a_box_holds_is_refused() -> None:
    with pytest.raises(RuleBroken, match=str(MOST_CARDS)):
        read_cards(b"BEGIN:VCARD\nEND:VCARD\n" * (MOST_CARDS + 1))
