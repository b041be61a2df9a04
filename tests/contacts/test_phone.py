"""Phone numbers: nothing is refused, what can be read is shown the way the Dutch write it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.phone import ReadPhone, digits_for_search, phone_link, read_phones, show_phone

DUTCH = st.from_regex(r"\+31[1-9][0-9]{8}", fullmatch=True)
FOREIGN = st.from_regex(r"\+(?:32[2-9]|49[2-9]|44[2-9]|33[1-9])[0-9]{8}", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0612345678", "06 12 34 56 78"),
        ("06-12345678", "06 12 34 56 78"),
        ("06.12.34.56.78", "06 12 34 56 78"),
        ("+31 (0)6 12345678", "06 12 34 56 78"),
        ("0031612345678", "06 12 34 56 78"),
        ("31612345678", "06 12 34 56 78"),
        ("+31071 512 34 56", "071 512 34 56"),
        ("(071) 512 34 56", "071 512 34 56"),
        ("071 – 512 34 56", "071 512 34 56"),
        ("0252-105521", "0252 10 55 21"),
        ("0800 0543", "0800 0543"),
        ("0900-8844", "0900 8844"),
        ("0800 1234567", "0800 123 45 67"),
        ("088 1234567", "088 123 45 67"),
        ("0600000052", "06 00 00 00 52"),
        ("+32 3 123 45 67", "+32 3 123 45 67"),
        ("0032 3 123 45 67", "+32 3 123 45 67"),
        ("+49 (0)30 1234567", "+49 30 1234567"),
        ("112", "112"),
        ("14 071", "14 071"),
        ("0800-GENIUS", "0800-GENIUS"),
        ("06 1234567", "06 1234567"),
        ("geheim", "geheim"),
    ],
)
def test_a_number_is_shown_as_people_here_write_it(typed: str, shown: str) -> None:
    [phone] = read_phones(typed)

    assert phone.given == typed
    assert show_phone(phone.given, phone.e164) == shown


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("06-12345678 (Jan)", [("+31612345678", "Jan")]),
        ("Jan: 06-12345678", [("+31612345678", "Jan")]),
        ("071 512 34 56 tst 12", [("+31715123456", "tst 12")]),
        ("tel. 071 512 34 56, na 17.30 uur", [("+31715123456", "na 17.30 uur")]),
        ("071-5123456 / 06-12345678", [("+31715123456", ""), ("+31612345678", "")]),
        ("071-5123456/57", [("+31715123456", "57")]),
        ("06 12345678 06 87654321", [("+31612345678", ""), ("+31687654321", "")]),
        ("thuis 071 5123456 mobiel 06 12345678", [("+31715123456", "thuis"), ("+31612345678", "mobiel")]),
        (
            "werk 071-5123456, mobiel 06-12345678 (Jan)",
            [("+31715123456", "werk"), ("+31612345678", "mobiel, Jan")],
        ),
        ("+32 3 123 45 67 06 12345678", [("+3231234567", ""), ("+31612345678", "")]),
        ("0900 1234567 (10 ct)", [("+319001234567", "10 ct")]),
        ("14071 (gemeente)", [(None, "gemeente")]),
        ("06-12345678 sinds 12-11-2026", [("+31612345678", "sinds 12-11-2026")]),
        ("", []),
        ("\u200b ", []),
    ],
)
def test_words_around_a_number_become_its_remark(typed: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(phone.e164, phone.remark) for phone in read_phones(typed)] == expected


@given(st.text(max_size=120))
def test_nothing_that_is_typed_is_refused(text: str) -> None:
    for phone in read_phones(text):
        assert phone.given
        assert show_phone(phone.given, phone.e164)
        assert (phone_link(phone.given, phone.e164) or "tel:").startswith("tel:")


@given(st.text(alphabet="0123456789+()-/. ,;extJan", max_size=60))
def test_no_digit_is_lost(text: str) -> None:
    kept = "".join(phone.given + phone.remark for phone in read_phones(text))

    assert sorted(filter(str.isdigit, kept)) == sorted(filter(str.isdigit, text))


@given(st.one_of(DUTCH, FOREIGN))
def test_what_is_shown_is_read_back_as_the_same_number(e164: str) -> None:
    assert read_phones(show_phone(e164, e164)) == [ReadPhone(show_phone(e164, e164), e164, "")]


@given(DUTCH)
def test_a_number_is_found_however_it_is_typed(e164: str) -> None:
    home = "0" + e164.removeprefix("+31")

    assert digits_for_search(e164) == home
    assert digits_for_search(show_phone(e164, e164)) == home
    assert digits_for_search("0031 (0)" + e164.removeprefix("+31")) == home
    assert digits_for_search(e164.removeprefix("+")) == home


@pytest.mark.parametrize(
    ("typed", "digits"), [("+31 6 12", "0612"), ("06-12", "0612"), ("+31", "0"), ("0032 3", "323"), ("x", "")]
)
def test_a_piece_of_a_number_is_enough(typed: str, digits: str) -> None:
    assert digits_for_search(typed) == digits


def test_only_a_number_can_be_rung() -> None:
    assert phone_link("06 12345678", "+31612345678") == "tel:+31612345678"
    assert phone_link("14 071", None) == "tel:14071"
    assert phone_link("javascript:alert(1)", None) is None
    assert phone_link("geheim", "geheim") is None


@pytest.mark.parametrize("text", ["0" * 4000, "1 " * 3000, "+1" + "2" * 3000, "(" * 3000, "06-" * 2000])
def test_very_long_nonsense_is_read_quickly(text: str) -> None:
    started = time.monotonic()

    read_phones(text)

    assert time.monotonic() - started < 10
