"""The letter: what can be ticked, who it is from, and where its pages end."""

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from app.core.database import Session
from app.quotes.letter import letter_of
from app.quotes.models import LineKind, Quote
from app.relations.models import Nature
from app.shop.models import FormOfAddress, Shop, VatCode
from tests.conftest import Client
from tests.factories import make_branch, make_person, make_rates, make_relation, make_user
from tests.quotes.paper import line, make_letter, pages_of, version_of

OPTION, ALTERNATIVE = LineKind.OPTION, LineKind.ALTERNATIVE


@pytest.fixture(autouse=True)
def _rates(session: Session) -> None:
    make_rates(session)


def paper(app: Flask, session: Session, quote: Quote) -> str:
    return " ".join(pages_of(app, session, quote))


def test_options_are_ticked_once_and_the_signature_says_so(app: Flask, session: Session) -> None:
    lines = [line("Painting"), line("The skirting", OPTION, price=Decimal(185)), line("A door", OPTION)]

    text = paper(app, session, make_letter(session, lines))

    table, _total, rest = text.partition("Total, with btw €100.00")
    choices, _agreed, signature = rest.partition("Agreed")
    assert "The skirting" not in table
    assert "You may choose too not in the total" in choices
    assert "1 The skirting 1 €185.00 2 A door 1 €100.00" in choices
    assert "I choose what I ticked above. Where nothing is ticked, what is in the total counts." in signature
    assert "The skirting" not in signature


def test_of_a_choice_one_is_in_the_total_and_the_others_say_what_they_differ(
    app: Flask, session: Session
) -> None:
    lines = [
        line("Wallpaper Duinriet", ALTERNATIVE, choice="A", is_chosen=True),
        line("Wallpaper Helm", ALTERNATIVE, choice="A", price=Decimal(76)),
        line("Wallpaper Gold", ALTERNATIVE, choice="A", price=Decimal(300)),
    ]

    text = paper(app, session, make_letter(session, lines))

    table, _total, rest = text.partition("Total, with btw €100.00")
    assert "Wallpaper Duinriet choice A: see below 1 100.00 100.00" in table
    assert "Helm" not in table
    assert "Choice A: tick one" in rest
    assert "A1 Wallpaper Duinriet this one is in the total 1 €100.00" in rest
    assert "A2 Wallpaper Helm €24.00 less" in rest
    assert "A3 Wallpaper Gold €200.00 more" in rest
    assert text.count("Wallpaper Helm") == 1


def test_a_choice_may_have_a_name(app: Flask, session: Session) -> None:
    lines = [
        line("White, 6 cm", ALTERNATIVE, choice="Skirting", is_chosen=True),
        line("Oak, 9 cm", ALTERNATIVE, choice="Skirting"),
    ]

    text = paper(app, session, make_letter(session, lines))

    assert "White, 6 cm choice Skirting: see below" in text
    assert "Choice Skirting: tick one" in text
    assert "1 White, 6 cm this one is in the total" in text


def test_without_a_choice_the_signature_speaks_of_no_ticks(app: Flask, session: Session) -> None:
    assert "ticked" not in paper(app, session, make_letter(session, [line("Painting")]))


LOW: dict[str, Any] = {"vat_code": VatCode.LOW, "vat_percent": Decimal(9)}


@pytest.mark.parametrize(
    "other",
    [
        line("Wallpaper"),
        line("Wallpaper", OPTION),
        line("Wallpaper", ALTERNATIVE, choice="A"),
    ],
)
def test_each_line_says_its_btw_when_there_is_more_than_one(
    app: Flask, session: Session, other: dict[str, Any]
) -> None:
    text = paper(app, session, make_letter(session, [line("Painting", **LOW), other]))

    assert "Quantity Price Btw Amount" in text
    assert "Painting 1 100.00 9% 100.00" in text
    assert " 21% " in text


def test_one_rate_needs_no_column(app: Flask, session: Session) -> None:
    lines = [line("Painting"), line("A present", price=None, **LOW), line("A door", OPTION)]

    assert "Btw" not in paper(app, session, make_letter(session, lines))


def test_a_shop_without_btw_has_no_column_of_it(app: Flask, session: Session) -> None:
    quote = make_letter(session, [line("Painting", **LOW), line("Wallpaper")], texts={"charges_vat": False})

    assert "Btw" not in paper(app, session, quote)


def test_a_heading_adds_up_what_is_under_it_and_heads_no_empty_part(app: Flask, session: Session) -> None:
    lines = [
        line("The room", LineKind.HEADING),
        line("Walls"),
        line("Ceiling"),
        line("Extras", LineKind.HEADING),
        line("A door", OPTION),
    ]

    text = paper(app, session, make_letter(session, lines))

    assert "The room 200.00 Walls" in text
    assert "Extras" not in text


def test_an_allowance_is_marked_and_explained(app: Flask, session: Session) -> None:
    text = paper(app, session, make_letter(session, [line("Plaster", LineKind.ALLOWANCE)]))

    assert "Plaster allowance 1 100.00 100.00" in text
    assert "An allowance is a sum we set aside" in text


def test_our_branch_direct_number_and_numbers_in_the_foot(app: Flask, session: Session) -> None:
    make_branch(session, street="Botermarkt 1", phone="071 1", position=0)
    ours = make_branch(session, name="Katwijk", street="Drogersplein 8", phone="071 2", position=1)
    shop = session.get_one(Shop, 1)
    shop.iban, shop.chamber_number, shop.vat_id = "NL91ABNA0417164300", "00000000", "NL000000000B00"
    shop.website = "https://www.kwast.example/"
    make_user(session, name="Sanne", direct_number="06 00 00 00 02")
    quote = make_letter(session, [line("Painting")], shop_branch_id=ours.id)

    text = paper(app, session, quote)

    assert text.index("Drogersplein 8") < text.index("Botermarkt 1")
    assert "071 2" in text
    assert "071 1" not in text
    assert "www.kwast.example Kim" not in text
    assert "https://" not in text
    assert "Sanne, 06 00 00 00 02" in text
    assert (
        "Botermarkt 1, 2311 EM Leiden · KVK 00000000 · btw NL000000000B00 · IBAN NL91 ABNA 0417 1643 00"
        in text
    )


@pytest.mark.parametrize("on_right", [True, False])
def test_the_address_stands_on_the_side_of_the_window(
    client: Client, session: Session, on_right: bool
) -> None:
    session.get_one(Shop, 1).address_on_right = on_right
    quote = make_letter(session, [line("Painting")])

    page = client.get(f"/print/quotes/{quote.id}.html").text

    assert ("letter-page--right" in page) is on_right


def test_the_letter_says_je_to_who_is_je(app: Flask, session: Session) -> None:
    relation = make_relation(session, language="nl")
    person = make_person(session, relation, form=FormOfAddress.JE)
    lines = [line("Verf"), line("Deur", OPTION)]
    quote = make_letter(session, lines, relation, {"asked": "Licht."}, person_id=person.id)

    text = paper(app, session, quote)

    assert "Wat je ons vroeg. Licht." in text
    assert "Je kunt ook kiezen" in text


@pytest.mark.parametrize("rest", ["nothing", "closing", "options"])
def test_no_page_holds_only_the_total_or_only_the_signature(app: Flask, session: Session, rest: str) -> None:
    texts = {"closing": "Thank you for asking us.\nWe look forward to it."} if rest == "closing" else {}
    options = [line(f"Choice {number}", OPTION) for number in range(3)] if rest == "options" else []
    above = {"nothing": "Line ", "closing": "We look forward", "options": "Choice 2"}[rest]
    broken = 0
    for count in range(1, 41) if rest == "nothing" else range(6, 26):
        lines = [line(f"Line {number}.") for number in range(1, count + 1)]
        pages = pages_of(app, session, make_letter(session, [*lines, *options], texts=texts))

        [with_total] = [page for page in pages if "Total, with btw" in page]
        [with_signature] = [page for page in pages if "Signature" in page]
        assert f"Line {count}. " in with_total.partition("Total, with btw")[0], count
        assert above in with_signature.partition("Agreed")[0], count
        assert "Kind regards," in with_signature, count
        broken += len(pages) > 1
    assert broken > 5


def test_a_choice_is_not_torn_over_two_pages(app: Flask, session: Session) -> None:
    alternatives = [
        line(f"Colour {number}", ALTERNATIVE, choice="A", is_chosen=number == 0) for number in range(4)
    ]
    torn = []
    for count in range(4, 24):
        lines = [line(f"Line {number}.") for number in range(count)]
        pages = pages_of(app, session, make_letter(session, [*lines, *alternatives]))
        torn += [count for page in pages if ("A1 Colour 0 this" in page) != ("A4 Colour 3 costs" in page)]
    assert torn == []


def test_a_long_story_runs_on_over_the_page_and_a_short_row_stays_whole(app: Flask, session: Session) -> None:
    story = " ".join(f"word{number}" for number in range(110))
    short = "First.\nSecond.\nThird.\nFourth."
    run_on = 0
    for count in range(14, 24):
        above, below = [line(f"Line {number}.") for number in range(count)], [line("After it.")] * 30
        lines = [*above, line(story), line(short), *below]
        pages = pages_of(app, session, make_letter(session, lines))

        run_on += ("word0 " in pages[0]) and ("word109" in pages[1])
        assert all(("First." in page) == ("Fourth." in page) for page in pages), count
        lonely = [page for page in pages if ("word0 " in page) and ("word5 " not in page)]
        assert lonely == [], count
    assert run_on > 3


def test_every_page_says_which_quote_and_for_whom_and_repeats_the_head_of_the_table(
    app: Flask, session: Session
) -> None:
    quote = make_letter(session, [line(f"Line {number}.") for number in range(60)])

    pages = pages_of(app, session, quote)

    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert f"Quote {quote.number}" in page
        assert "Kim Verbeek" in page
        assert f"{number} of 3" in page
        assert "Description Quantity Price Amount" in page
    order = [" ".join(pages).index(f"Line {number}.") for number in range(60)]
    assert order == sorted(order)


def test_a_shop_and_a_card_with_nothing_filled_in_make_a_letter(app: Flask, session: Session) -> None:
    company = make_relation(session, "Bakery", nature=Nature.ORGANISATION, language="en")
    quote = make_letter(session, [line("")], company, subject="", asked_on=None)
    version_of(session, quote).valid_until = None

    text = paper(app, session, quote)

    assert "Dear Sir or Madam," in text
    assert "Good to know" not in text
    assert "None" not in text
    with app.app_context():
        assert letter_of(session, quote).foot == ["Kwast & Kleed"]


def test_a_number_in_the_foot_is_not_torn_from_its_name(app: Flask, session: Session) -> None:
    shop = session.get_one(Shop, 1)
    shop.iban, shop.chamber_number = "NL91ABNA0417164300", "00000000"

    with app.app_context():
        foot = letter_of(session, make_letter(session, [line("Painting")])).foot

    assert foot[1:] == ["KVK\u00a000000000", "IBAN\u00a0NL91\u00a0ABNA\u00a00417\u00a01643\u00a000"]
