"""What is proposed for each card, beside what is in the box."""

from app.contacts.vcard import Card, CardRead, Labelled
from app.duplicates.matching import words_of
from app.exchange.proposals import Answer, Box, Finding, Known, Proposal, fingerprint, propose
from app.relations.models import Nature

PHONE, MAIL = "+31600000062", "kim@verbeek.example"


def card(name: str, phone: str = "", mail: str = "", **fields: str) -> Card:
    return Card(
        full_name=name,
        phones=(Labelled(phone),) if phone else (),
        mails=(Labelled(mail),) if mail else (),
        **fields,  # type: ignore[arg-type]
    )


def box_with(name: str, *reached_at: str, nature: Nature = Nature.PRIVATE, person: str = "") -> Box:
    box = Box()
    names = frozenset(words_of(one) for one in (name, person) if one)
    box.put(Known(7, nature, names, frozenset(reached_at)))
    return box


def proposed(box: Box, *cards: Card) -> list[Proposal]:
    return propose([CardRead(number, card) for number, card in enumerate(cards, start=1)], box)


def outcome(box: Box, *cards: Card) -> list[tuple[Finding, Answer, int | None]]:
    return [(it.finding, it.answer, it.relation_id) for it in proposed(box, *cards)]


def in_file(*cards: Card) -> list[tuple[Finding, Answer, int | None]]:
    return [(it.finding, it.answer, it.with_card) for it in proposed(Box(), *cards)]


def test_nobody_like_it_is_new() -> None:
    assert outcome(box_with("Jan Smit", PHONE), card("Kim Verbeek", "071 000 00 01")) == [
        (Finding.NEW, Answer.ADD, None)
    ]


def test_the_same_name_and_number_is_there_already() -> None:
    assert outcome(box_with("Kim Verbeek", PHONE), card("Kim Verbeek", "06 00 00 00 62")) == [
        (Finding.DOUBLE, Answer.SKIP, 7)
    ]


def test_a_double_that_brings_a_number_is_put_with_the_other() -> None:
    assert outcome(box_with("Kim Verbeek", PHONE), card("Verbeek, Kim", "06-00000062", MAIL)) == [
        (Finding.DOUBLE, Answer.JOIN, 7)
    ]


def test_the_same_number_under_a_name_that_looks_alike_is_asked() -> None:
    assert outcome(box_with("Kim Verbeek", PHONE), card("Marieke Verbeek", "06 00 00 00 62")) == [
        (Finding.DOUBT, Answer.JOIN, 7)
    ]


def test_the_same_number_under_another_name_stays_apart_unless_somebody_says_so() -> None:
    assert outcome(box_with("Kim Verbeek", PHONE), card("Jan Smit", "06 00 00 00 62")) == [
        (Finding.DOUBT, Answer.ADD, 7)
    ]


def test_a_shared_mailbox_alone_makes_nobody_the_same() -> None:
    assert outcome(
        box_with("VvE Zonzicht", "info@beheer.example"), card("Jan Smit", mail="info@beheer.example")
    ) == [(Finding.DOUBT, Answer.ADD, 7)]


def test_the_same_name_with_another_number_is_asked_and_stays_apart() -> None:
    assert outcome(box_with("Kim Verbeek", PHONE), card("Kim Verbeek", "071 000 00 01")) == [
        (Finding.DOUBT, Answer.ADD, 7)
    ]


def test_the_same_name_without_any_number_is_put_with_the_other() -> None:
    assert outcome(box_with("Kim Verbeek"), card("Kim Verbeek", "071 000 00 01")) == [
        (Finding.DOUBT, Answer.JOIN, 7)
    ]


def test_a_number_without_a_name_says_nothing_new_about_who_has_it() -> None:
    nameless = Card(phones=(Labelled("06 00 00 00 62"),))

    assert outcome(box_with("Kim Verbeek", PHONE), nameless) == [(Finding.DOUBLE, Answer.SKIP, 7)]
    assert in_file(card("Kim Verbeek", "06 00 00 00 62"), nameless)[1] == (Finding.TWICE, Answer.JOIN, 1)
    assert outcome(box_with("Jan Smit", MAIL), nameless) == [(Finding.NEW, Answer.ADD, None)]


def test_infixes_accents_and_order_do_not_hide_a_name() -> None:
    assert words_of("Jan Vd Berg") == words_of("Berg, van der – Jan")
    assert words_of("Ömer Ozturk") == words_of("Öztürk, Ömer")
    assert words_of("Bakkerij Hart") == words_of("’t Hart, Bakkerij")
    assert words_of("De") == {"de"}


def test_another_person_of_an_organisation_joins_it() -> None:
    box = box_with("Bakkerij Hart", "info@hart.example", nature=Nature.ORGANISATION, person="Jan Hart")

    assert outcome(box, card("Piet Kok", "071 000 00 01", organisation="Bakkerij Hart")) == [
        (Finding.DOUBT, Answer.JOIN, 7)
    ]
    assert outcome(box, card("Piet Kok", mail="info@hart.example", organisation="Bakkerij Hart")) == [
        (Finding.DOUBLE, Answer.JOIN, 7)
    ]


def test_a_card_that_was_read_before_is_passed_over_even_under_another_number() -> None:
    box = Box()
    box.keys = {"urn:1": 7}

    assert outcome(box, card("Kim Smit", "071 000 00 01", uid="urn:1")) == [(Finding.BEFORE, Answer.SKIP, 7)]


def test_without_a_mark_of_its_own_a_card_is_known_by_all_that_stands_on_it() -> None:
    assert fingerprint(card("Kim", "06")) == fingerprint(card("Kim", "06"))
    assert fingerprint(card("Kim", "06")) != fingerprint(card("Kim", "07"))


def test_a_program_that_gives_every_card_the_same_mark_loses_nobody() -> None:
    found = in_file(card("Kim Verbeek", "06 1", uid="0"), card("Jan Smit", "06 2", uid="0"))

    assert [finding for finding, _answer, _with in found] == [Finding.NEW, Finding.NEW]


def test_the_very_same_card_twice_in_a_file_goes_in_once() -> None:
    assert in_file(card("Kim Verbeek", "06 00 00 00 62"), card("Kim Verbeek", "06 00 00 00 62"))[1] == (
        Finding.TWICE,
        Answer.SKIP,
        1,
    )


def test_one_number_a_card_makes_one_person_as_old_phones_write_it() -> None:
    assert in_file(card("Kim Verbeek", "06 00 00 00 62"), card("Kim Verbeek", "071 000 00 01"))[1] == (
        Finding.TWICE,
        Answer.JOIN,
        1,
    )


def test_a_first_name_alone_may_be_anybody() -> None:
    assert in_file(card("Jan", "06 00 00 00 62"), card("Jan", "071 000 00 01"))[1] == (
        Finding.NEW,
        Answer.ADD,
        None,
    )


def test_a_family_with_one_number_stays_apart() -> None:
    assert in_file(card("Jan Smit", "071 000 00 01"), card("Els Kok", "071 000 00 01"))[1] == (
        Finding.NEW,
        Answer.ADD,
        None,
    )


def test_colleagues_come_together_and_each_once() -> None:
    people = ["Jan Hart", "Piet Kok", "Piet Kok"]

    found = in_file(
        *(card(name, f"071 000 00 0{n}", organisation="Bakkerij Hart") for n, name in enumerate(people))
    )

    assert found == [
        (Finding.NEW, Answer.ADD, None),
        (Finding.NEW, Answer.JOIN, 1),
        (Finding.TWICE, Answer.JOIN, 1),
    ]


def test_a_card_that_could_not_be_read_has_no_proposal() -> None:
    assert propose([CardRead(1, None, "no name")], Box()) == []
