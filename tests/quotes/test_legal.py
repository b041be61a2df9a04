"""The legal texts: each stands on the quotes it is for, in the shop's own words, and stays as it was sent."""

from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from app.core import clock
from app.core.database import Session
from app.letterhead.legal import Legal
from app.quotes.actions import new_version, send
from app.quotes.given import Sending
from app.quotes.legal import as_kept, legal_of
from app.quotes.letter import letter_of
from app.quotes.models import LineKind, PriceKind, Quote, QuoteStatus, SentHow
from app.quotes.queries import lines_of, version_of
from app.relations.models import Nature
from app.shop.models import FormOfAddress, Shop, TextBlock, VatCode, VatScheme
from app.users.models import User
from tests.factories import make_person, make_quote, make_rates, make_relation
from tests.quotes.paper import line, make_letter


@pytest.fixture(autouse=True)
def _rates(session: Session) -> None:
    make_rates(session)


def legal(session: Session, quote: Quote, form: FormOfAddress = FormOfAddress.U) -> dict[Legal, str]:
    version = version_of(session, quote)
    return legal_of(session, quote, version, lines_of(session, version), form)


def test_an_ordinary_quote_needs_none(session: Session) -> None:
    assert legal(session, make_letter(session, [line("Painting")])) == {}


@pytest.mark.parametrize(
    ("what", "lines", "fields", "texts"),
    [
        (Legal.GUIDE_PRICE, [line("Painting")], {"price_kind": PriceKind.GUIDE}, {}),
        (Legal.TERMS, [line("Painting")], {"terms_enclosed": True}, {}),
        (Legal.WITHDRAWAL, [line("Painting")], {"discussed_at_home": True}, {}),
        (Legal.ALLOWANCE, [line("Plaster", LineKind.ALLOWANCE)], {}, {}),
        (Legal.KOR, [line("Painting")], {}, {"charges_vat": False}),
        (Legal.REVERSE, [line("Painting", vat_code=VatCode.REVERSE, vat_percent=Decimal(0))], {}, {}),
    ],
)
def test_each_has_its_own_occasion(
    session: Session, what: Legal, lines: list[Any], fields: dict[str, Any], texts: dict[str, Any]
) -> None:
    assert list(legal(session, make_letter(session, lines, texts=texts, **fields))) == [what]


def test_a_company_cannot_change_its_mind(session: Session) -> None:
    company = make_relation(session, nature=Nature.ORGANISATION)

    assert legal(session, make_letter(session, [line("Painting")], company, discussed_at_home=True)) == {}


def test_an_option_under_the_reverse_charge_is_not_charged_yet(session: Session) -> None:
    option = line("A door", LineKind.OPTION, vat_code=VatCode.REVERSE, vat_percent=Decimal(0))

    assert legal(session, make_letter(session, [line("Painting"), option])) == {}


def test_the_numbers_of_the_shop_stand_in_the_foot(session: Session) -> None:
    shop = session.get_one(Shop, 1)
    shop.statutory_name, shop.chamber_number, shop.vat_id = "Garenmarkt B.V.", "00000000", "NL000000000B00"
    dutch = make_relation(session, language="nl")

    assert legal(session, make_letter(session, [line("Verf")], dutch)) == {
        Legal.COMPANY: "Kwast & Kleed is een handelsnaam van Garenmarkt B.V.",
        Legal.CHAMBER: "KVK 00000000",
        Legal.VAT_ID: "btw NL000000000B00",
    }


def test_an_unknown_btw_number_leaves_room_to_write_it(session: Session) -> None:
    reverse = line("Painting", vat_code=VatCode.REVERSE, vat_percent=Decimal(0))

    assert "number ……" in legal(session, make_letter(session, [reverse]))[Legal.REVERSE]


def test_the_words_of_the_shop_come_first_in_each_language_and_form(session: Session) -> None:
    for form, body in ((FormOfAddress.U, "Uw regels."), (FormOfAddress.JE, "Jouw regels, {winkel}.")):
        session.add(TextBlock(code="legal.withdrawal", language="nl", form=form, body=body))
    dutch = make_relation(session, language="nl")
    quote = make_letter(session, [line("Verf")], dutch, discussed_at_home=True)
    english = make_letter(session, [line("Paint")], discussed_at_home=True)

    assert legal(session, quote)[Legal.WITHDRAWAL] == "Uw regels."
    assert legal(session, quote, FormOfAddress.JE)[Legal.WITHDRAWAL] == "Jouw regels, Kwast & Kleed."
    assert legal(session, english)[Legal.WITHDRAWAL].startswith("You may change your mind.")


def test_sending_freezes_what_was_printed(session: Session, owner: User) -> None:
    relation = make_relation(session, language="nl")
    make_person(session, relation, form=FormOfAddress.JE)
    quote = make_quote(session, relation, discussed_at_home=True)
    _send(session, quote, owner)

    session.get_one(Shop, 1).chamber_number = "12345678"
    session.add(TextBlock(code="legal.withdrawal", language="nl", form=FormOfAddress.JE, body="Anders."))
    session.flush()

    assert version_of(session, quote).legal.startswith("[withdrawal] Je mag je bedenken.")
    assert legal(session, quote)[Legal.WITHDRAWAL].startswith("Je mag je bedenken.")
    new_version(session, quote, by=owner)
    assert legal(session, quote, FormOfAddress.JE)[Legal.WITHDRAWAL] == "Anders."


def test_a_quote_sent_without_any_stays_without(app: Flask, session: Session, owner: User) -> None:
    quote = make_quote(session)
    _send(session, quote, owner)
    session.get_one(Shop, 1).vat_scheme = VatScheme.KOR
    session.get_one(Shop, 1).chamber_number = "12345678"
    session.flush()

    with app.app_context():
        assert letter_of(session, quote).foot == ["Kwast & Kleed"]


def test_kept_texts_come_back_as_they_were(session: Session) -> None:
    printed = {what: f"[{what}] {what}\n\nand more: [x] [kor]" for what in Legal}
    quote = make_letter(session, [line("Painting")], texts={"legal": as_kept(printed)})

    assert legal(session, quote) == printed


def test_what_somebody_else_wrote_there_is_no_text_of_ours(session: Session) -> None:
    quote = make_letter(session, [line("Painting")], texts={"legal": '<script>"[kor]'})

    assert legal(session, quote) == {}


def _send(session: Session, quote: Quote, owner: User) -> None:
    assert quote.status is QuoteStatus.DRAFT
    today = clock.today()
    send(
        session,
        quote,
        Sending(how=SentHow.PRINT, to="Kim", on=today, valid_until=today),
        make_pdf=None,
        by=owner,
    )
