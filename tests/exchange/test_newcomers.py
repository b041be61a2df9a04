"""What a card of a phone becomes in the box."""

import pytest

from app.contacts.models import DetailKind
from app.contacts.names import PersonName, full_name
from app.contacts.vcard import Account, Card, CardAddress, Labelled
from app.core.words import use_language
from app.exchange.newcomers import LONGEST, Newcomer, newcomer
from app.relations.models import Nature


def rows(new: Newcomer, kind: DetailKind) -> list[tuple[str, str, str]]:
    return [(detail.given, detail.normalised, detail.label) for detail in new.details if detail.kind is kind]


def test_a_person_is_a_private_relation_in_the_order_of_the_surname() -> None:
    new = newcomer(Card(full_name="Anna van der Berg", first_name="Anna", last_name="van der Berg"))

    assert (new.nature, new.name) == (Nature.PRIVATE, "Anna van der Berg")
    assert new.sort_name == "berg | anna | van der"
    assert new.people == (PersonName(first_name="Anna", infix="van der", last_name="Berg"),)


@pytest.mark.parametrize(
    "card",
    [
        Card(first_name="Anna", middle_names="van der", last_name="Berg"),
        Card(first_name="Anna van der Berg"),
        Card(last_name="Berg, Anna van der"),
        Card(full_name="Anna van der Berg"),
    ],
)
def test_the_infix_is_found_wherever_the_phone_put_it(card: Card) -> None:
    assert newcomer(card).people == (PersonName(first_name="Anna", infix="van der", last_name="Berg"),)


def test_a_double_surname_stays_whole_where_the_card_parts_it() -> None:
    new = newcomer(Card(first_name="Ana", last_name="García López"))

    assert new.people == (PersonName(first_name="Ana", last_name="García López"),)


def test_title_initials_and_nickname_find_their_places() -> None:
    card = Card(prefix="Mevr.", first_name="J.P.", last_name="de Vries", nickname="Jo")

    assert newcomer(card).people == (
        PersonName(salutation="ms", initials="J.P.", infix="de", last_name="Vries", call_me="Jo"),
    )


def test_a_first_name_in_capitals_is_a_name() -> None:
    assert newcomer(Card(first_name="KIM", last_name="VERBEEK")).people == (
        PersonName(first_name="KIM", last_name="VERBEEK"),
    )


def test_a_nickname_that_says_the_same_is_left_out() -> None:
    [person] = newcomer(Card(first_name="Loes", last_name="Haar", nickname="loes")).people

    assert person.call_me is None


def test_somebody_of_an_organisation_is_its_contact_person() -> None:
    new = newcomer(Card(full_name="Kim Verbeek", organisation="Atelier", units=("Winkel",), job="stylist"))

    assert (new.nature, new.name, new.job) == (Nature.ORGANISATION, "Atelier", "stylist, Winkel")
    assert new.people == (PersonName(first_name="Kim", last_name="Verbeek"),)


@pytest.mark.parametrize(
    "card",
    [
        Card(full_name="Atelier", organisation="Atelier"),
        Card(organisation="Atelier"),
        Card(full_name="Atelier", is_organisation=True),
    ],
)
def test_an_organisation_alone_has_no_person(card: Card) -> None:
    new = newcomer(card)

    assert (new.nature, new.name, new.people) == (Nature.ORGANISATION, "Atelier", ())


@pytest.mark.parametrize(
    "name", ["Verf B.V.", "Jansen BV", "Stichting Oud Leiden", "Gemeente Leiden", "Kees & Co VOF"]
)
def test_an_organisation_is_known_by_its_legal_form(name: str) -> None:
    assert newcomer(Card(full_name=name)).nature is Nature.ORGANISATION


def test_a_couple_on_one_card_is_a_household_of_two() -> None:
    new = newcomer(Card(full_name="Ans & Theo de Vries"))

    assert (new.nature, new.name) == (Nature.PRIVATE, "Ans & Theo de Vries")
    assert [full_name(person) for person in new.people] == ["Ans de Vries", "Theo de Vries"]


def test_a_surname_that_is_also_a_kind_of_shop_stays_a_surname() -> None:
    assert newcomer(Card(first_name="Piet", last_name="Bank")).nature is Nature.PRIVATE


def test_without_a_name_the_number_names_the_card() -> None:
    new = newcomer(Card(phones=(Labelled("06 00 00 00 62"),)))

    assert (new.name, new.people) == ("06 00 00 00 62", ())


def test_numbers_are_kept_as_typed_and_in_one_writing() -> None:
    card = Card(
        full_name="Kim", phones=(Labelled("06-00000062", "mobile"), Labelled("071 000 00 01 (Jan)", "work"))
    )

    with use_language("nl"):
        assert rows(newcomer(card), DetailKind.PHONE) == [
            ("06-00000062", "+31600000062", "mobiel"),
            ("071 000 00 01", "+31710000001", "werk, Jan"),
        ]


def test_two_numbers_on_one_line_become_two() -> None:
    new = newcomer(Card(full_name="Kim", phones=(Labelled("071 000 00 01 / 06 00 00 00 62"),)))

    assert [detail.normalised for detail in new.phones] == ["+31710000001", "+31600000062"]


def test_a_number_that_is_none_is_kept_all_the_same() -> None:
    new = newcomer(Card(full_name="Gemeente", phones=(Labelled("14 071"),)))

    assert rows(new, DetailKind.PHONE) == [("14 071", "14 071", "")]


def test_a_label_of_their_own_stays_theirs() -> None:
    new = newcomer(Card(full_name="Kim", mails=(Labelled("Kim@Shop.example", "Atelier Zuid"),)))

    assert rows(new, DetailKind.EMAIL) == [("Kim@Shop.example", "kim@shop.example", "Atelier Zuid")]


def test_a_page_on_a_network_is_an_account_and_another_page_a_website() -> None:
    card = Card(
        full_name="Kim", websites=(Labelled("https://www.facebook.com/kimverbeek"), Labelled("kim.example"))
    )

    new = newcomer(card)

    assert [(account.network, account.handle) for account in new.accounts] == [("facebook", "kimverbeek")]
    assert rows(new, DetailKind.WEBSITE) == [("kim.example", "https://kim.example", "")]


def test_an_account_on_a_network_we_do_not_know_is_kept_in_words() -> None:
    card = Card(
        full_name="Kim",
        accounts=(
            Account("skype", "kim.verbeek"),
            Account("twitter", "@kim"),
            Account("xmpp", "kim@haar.example"),
        ),
    )

    accounts = newcomer(card).accounts

    assert [(it.network, it.given, it.url) for it in accounts] == [
        ("other", "skype: kim.verbeek", None),
        ("x", "@kim", "https://x.com/kim"),
        ("other", "xmpp: kim@haar.example", None),
    ]


def test_an_address_is_cut_in_its_parts() -> None:
    card = Card(full_name="Kim", addresses=(CardAddress("Breestraat 8\nBovenwoning", "2311ch", "Leiden"),))

    [place] = newcomer(card).places

    assert (place.street, place.house_number, place.suffix) == ("Breestraat", "8", "Bovenwoning")
    assert (place.postcode, place.place, place.country) == ("2311 CH", "Leiden", "NL")


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("", "NL"),
        ("Nederland", "NL"),
        ("België", "BE"),
        ("Germany", "DE"),
        ("fr", "FR"),
        ("Oostenrijk ", "AT"),
        ("Narnia", "NL"),
    ],
)
def test_a_country_is_read_in_dutch_and_english(country: str, code: str) -> None:
    card = Card(full_name="Kim", addresses=(CardAddress("Markt 1", country=country),))

    assert newcomer(card).places[0].country == code


def test_what_we_cannot_put_apart_of_an_address_abroad_stays_with_the_place() -> None:
    card = Card(
        full_name="Kim",
        addresses=(
            CardAddress("Main Street 1", place="Springfield", region="Oregon", country="United States"),
            CardAddress("Markt 1", place="Leiden", region="Zuid-Holland", country="Nederland"),
            CardAddress("Wardrobe 1", place="Cair Paravel", country="Narnia"),
        ),
    )

    assert [(place.place, place.country) for place in newcomer(card).places] == [
        ("Springfield, Oregon", "US"),
        ("Leiden", "NL"),
        ("Cair Paravel, Narnia", "NL"),
    ]


def test_what_a_form_cannot_hold_is_cut_and_said_to_be() -> None:
    new = newcomer(Card(full_name="é" * 500, organisation="Atelier\nZuid"))

    assert new.is_cut
    assert new.name == "Atelier Zuid"
    [person] = new.people
    assert max(len(part or "") for part in (person.first_name, person.last_name)) == LONGEST


@pytest.mark.parametrize(
    "name", ["🎨 🖌", "שרה כהן", "<script>alert(1)</script>", "' OR 1=1 --", "\u202ehsilgnE"]
)
def test_a_strange_name_is_a_name(name: str) -> None:
    new = newcomer(Card(full_name=name))

    assert new.name == name
    assert new.sort_name
