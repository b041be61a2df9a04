"""Names: read from a line, put in order, written on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.names import (
    PersonName,
    envelope_name,
    family_salutation,
    full_name,
    household_name,
    letter_salutation,
    listed_name,
    main_name,
    private_listed_name,
    private_sort_key,
    read_name,
    sort_name,
)
from app.core.words import use_language
from app.relations.sorting import KEY_LENGTH

FIRST_NAMES = st.sampled_from(["Anna", "Jan Peter", "Ömer", "Ben", "Al", "Els", "Ġorġ"])
INFIXES = st.sampled_from(["van der", "'t", "van den", "de", "el", "in 't", "von", "ben", None])
LAST_NAMES = st.sampled_from(
    ["Berg", "Öztürk", "Jansen-de Boer", "IJssel", "Dijkstra-van der Haar", "Smit-Bakker"]
)


@pytest.mark.parametrize(
    ("typed", "first", "infix", "last"),
    [
        ("Anna van der Berg", "Anna", "van der", "Berg"),
        ("Berg, Anna van der", "Anna", "van der", "Berg"),
        ("Berg, van der – Anna", "Anna", "van der", "Berg"),
        ("Kim Verbeek", "Kim", None, "Verbeek"),
        ("Verbeek, Kim", "Kim", None, "Verbeek"),
        ("Kim", "Kim", None, None),
        ("De Vries", None, "de", "Vries"),
        ("Els 't Hart", "Els", "'t", "Hart"),
        ("Els ’t Hart", "Els", "’t", "Hart"),
        ("Karel van den IJssel", "Karel", "van den", "IJssel"),
        ("Noor Jansen-de Boer", "Noor", None, "Jansen-de Boer"),
        ("Noor Jansen - de Boer", "Noor", None, "Jansen-de Boer"),
        ("Mounir el Hamdaoui", "Mounir", "el", "Hamdaoui"),
        ("Anna Maria Van Der Berg", "Anna Maria", "van der", "Berg"),
        ("Gerrit van de markt", "Gerrit", "van de", "markt"),
        ("Ben Smit", "Ben", None, "Smit"),
        ("Mohamed ben Ali", "Mohamed", "ben", "Ali"),
    ],
)
def test_a_line_is_read_into_parts(
    typed: str, first: str | None, infix: str | None, last: str | None
) -> None:
    name = read_name(typed)

    assert (name.first_name, name.infix, name.last_name) == (first, infix, last)


@pytest.mark.parametrize(
    ("typed", "salutation", "initials"),
    [
        ("mevrouw A. van der Berg", "ms", "A."),
        ("dhr. J.P. de Wit", "mr", "J.P."),
        ("De heer De Heer", "mr", None),
        ("JP de Wit", None, "J.P."),
        ("Mrs Smith", "ms", None),
    ],
)
def test_titles_and_initials_are_kept_apart(typed: str, salutation: str | None, initials: str | None) -> None:
    name = read_name(typed)

    assert (name.salutation, name.initials) == (salutation, initials)


@given(FIRST_NAMES, INFIXES, LAST_NAMES)
def test_a_name_is_read_back_as_it_was_written(first: str, infix: str | None, last: str) -> None:
    name = PersonName(first_name=first, infix=infix, last_name=last)

    assert read_name(full_name(name)) == name
    assert read_name(listed_name(name)) == name


@given(st.text(max_size=300))
def test_any_text_has_a_name_and_a_key_that_fits(text: str) -> None:
    name = read_name(text)

    assert len(sort_name(name)) <= KEY_LENGTH
    assert len(private_sort_key(text)) <= KEY_LENGTH
    assert letter_salutation(name).endswith(",")
    full_name(name), listed_name(name), envelope_name(name)


@given(st.text(alphabet="abcdefghij ", max_size=60))
def test_no_letter_of_a_name_is_lost(text: str) -> None:
    written = full_name(read_name(text)).casefold().replace(" ", "")

    assert sorted(written) == sorted(text.replace(" ", ""))


def test_the_dutch_order_skips_the_infix_and_the_belgian_does_not() -> None:
    dutch = [read_name(name) for name in ("Jan de Vries", "Anna van der Berg", "Bo Bakker", "Els 't Hart")]
    damme = read_name("Luc Van Damme", rule="be")

    assert [name.last_name for name in sorted(dutch, key=sort_name)] == ["Bakker", "Berg", "Hart", "Vries"]
    assert full_name(damme) == "Luc Van Damme"
    assert sort_name(damme) == "van damme | luc"
    assert listed_name(damme) == "Van Damme, Luc"


def test_lists_put_the_main_word_first() -> None:
    assert listed_name(read_name("Anna van der Berg")) == "Berg, van der – Anna"
    assert listed_name(read_name("Kim Verbeek")) == "Verbeek, Kim"
    assert listed_name(read_name("Kim")) == "Kim"
    assert listed_name(main_name("Fam. De Vries")) == "Vries, de – Fam."


@pytest.mark.parametrize(
    ("typed", "dutch", "english"),
    [
        ("mevrouw A. van der Berg", "Geachte mevrouw Van der Berg,", "Dear Ms Van der Berg,"),
        ("dhr. J. de Vries", "Geachte heer De Vries,", "Dear Mr De Vries,"),
        ("meneer 't Hart", "Geachte heer 't Hart,", "Dear Mr 't Hart,"),
        ("mevrouw Noor Jansen-de Boer", "Geachte mevrouw Jansen,", "Dear Ms Jansen,"),
        ("Kim Verbeek", "Beste Kim Verbeek,", "Dear Kim Verbeek,"),
        ("K. Verbeek", "Geachte heer of mevrouw Verbeek,", "Dear Mr or Ms Verbeek,"),
        ("Kim", "Beste Kim,", "Hello Kim,"),
        ("", "Geachte heer of mevrouw,", "Dear Sir or Madam,"),
    ],
)
def test_a_letter_greets_without_guessing(typed: str, dutch: str, english: str) -> None:
    with use_language("nl"):
        assert letter_salutation(read_name(typed)) == dutch
    with use_language("en"):
        assert letter_salutation(read_name(typed)) == english


def test_whoever_is_called_by_the_first_name_is_greeted_by_it() -> None:
    with use_language("nl"):
        assert letter_salutation(read_name("mevrouw Anna van der Berg"), informal=True) == "Beste Anna,"
        assert (
            letter_salutation(read_name("mevrouw Van der Berg"), informal=True)
            == "Geachte mevrouw Van der Berg,"
        )


def test_an_envelope_has_initials_where_they_are_known() -> None:
    with use_language("nl"):
        assert envelope_name(read_name("mevrouw A. van der Berg")) == "Mevrouw A. van der Berg"
        assert envelope_name(read_name("dhr. Jan de Vries")) == "De heer Jan de Vries"
        assert envelope_name(read_name("Kim Verbeek")) == "Kim Verbeek"


def test_a_household_has_the_name_its_people_share() -> None:
    with use_language("nl"):
        assert household_name(map(read_name, ["Ans de Vries", "Theo de Vries"])) == "Fam. De Vries"
        assert household_name(map(read_name, ["Kim Verbeek", "Jan Smit"])) == "Kim Verbeek en Jan Smit"
        assert household_name(map(read_name, ["A Smit", "B Bos", "C Mol"])) == "A. Smit, B. Bos en C. Mol"
        assert household_name([read_name("Kim Verbeek")]) == "Kim Verbeek"
        assert household_name([]) == ""
        assert family_salutation(main_name("Fam. De Vries")) == "Geachte familie De Vries,"


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Fam. De Vries", "Vries, de – Fam."),
        ("Kim Verbeek en Jan Smit", "Verbeek, Kim en Jan Smit"),
        ("Kim Verbeek/Jan Smit", "Smit, Kim Verbeek/Jan"),
        ("en", "en"),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_a_list_hides_nobody_of_a_household(name: str, listed: str) -> None:
    assert private_listed_name(name) == listed


def test_a_household_stands_under_its_surname() -> None:
    assert private_sort_key("Fam. De Vries") == "vries | fam. | de"
    assert private_sort_key("De Vries family") == "vries | family | de"
    assert private_sort_key("Kim Verbeek en Jan Smit") == "verbeek | kim"
