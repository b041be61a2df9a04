"""What was sent stays as it was sent, whatever happens to the shop, the rates, the card or the texts."""

import datetime as dt
import html
from collections.abc import Callable
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from app.core import clock
from app.core.database import Session
from app.files.actions import keep_file
from app.quotes import queries
from app.quotes.models import Quote
from app.shop.models import FormOfAddress, Shop, ShopBranch, TextBlock, VatCode, VatRate, VatScheme
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_address, make_branch, make_email, make_person, make_quote, make_rates
from tests.quotes.look import relation_of, typed

TODAY = clock.today()
IN_A_MONTH = TODAY + dt.timedelta(days=30)

Change = Callable[[Session, Quote], None]


def of_the_shop(session: Session, _quote: Quote) -> None:
    shop = session.get_one(Shop, 1)
    shop.name, shop.vat_scheme, shop.vat_per_line = "Another shop", VatScheme.KOR, True
    shop.chamber_number, shop.iban, shop.address_on_right = "00000001", "NL00BANK0000000001", True
    shop.logo_id = keep_file(session, "logo.png", "image/png", b"\x89PNG").id
    session.query(ShopBranch).one().street = "Another street 1"


def of_a_rate(session: Session, _quote: Quote) -> None:
    session.add(VatRate(code=VatCode.HIGH, percent=Decimal(25), valid_from=TODAY))


def of_the_card(session: Session, quote: Quote) -> None:
    relation = relation_of(session, quote)
    relation.name, relation.language = "Another name", "nl"
    make_address(session, relation, street="Langegracht")
    person = queries.sheet_of(session, quote).quote.person
    assert person is not None
    person.last_name, person.form = "Bakker", FormOfAddress.JE


def of_who_works_here(session: Session, quote: Quote) -> None:
    user = session.get_one(User, quote.responsible_id)
    user.name, user.direct_number = "Somebody else", "06 99 99 99 99"


def of_the_texts(session: Session, _quote: Quote) -> None:
    for code in ("legal.guide_price", "legal.chamber", "mail.quote"):
        for language in ("nl", "en"):
            session.add(TextBlock(code=code, language=language, form=FormOfAddress.U, body="Other words"))


CHANGES: list[Change] = [of_the_shop, of_a_rate, of_the_card, of_who_works_here, of_the_texts]


@pytest.fixture
def draft(session: Session) -> Quote:
    """A quote for Anna in English, from a branch, not sent yet."""
    make_rates(session)
    make_branch(session)
    quote = make_quote(session, valid_until=IN_A_MONTH)
    relation = relation_of(session, quote)
    relation.language = "en"
    quote.person_id = make_person(session, relation).id
    make_address(session, relation)
    make_email(session, relation)
    return quote


def send(client: Client, quote: Quote, **data: str) -> None:
    given = {"how": "mail", "to": "kim@example.nl", "on": typed(TODAY), "valid_until": typed(IN_A_MONTH)}
    assert client.post(f"/quotes/{quote.id}/send", data=given | data).status_code == 302


def change_everything(session: Session, quote: Quote) -> None:
    for change in CHANGES:
        change(session, quote)
        session.flush()


def test_the_paper_is_the_same_to_the_byte(client: Client, session: Session, draft: Quote) -> None:
    send(client, draft)
    address = f"/quotes/{draft.id}/versions/1"
    before = client.get(f"{address}.pdf").data
    assert before.startswith(b"%PDF")

    for change in CHANGES:
        change(session, draft)
        assert client.get(f"{address}.pdf").data == before, change.__name__

    mail = message_from_bytes(client.get(f"{address}.eml").data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == before
    assert client.get(f"/print/quotes/{draft.id}.pdf", follow_redirects=True).data == before


@pytest.mark.parametrize("change", CHANGES)
def test_the_pages_show_what_was_sent(client: Client, session: Session, draft: Quote, change: Change) -> None:
    send(client, draft)
    sent = queries.sheet_of(session, draft)
    sums, window = sent.sums, sent.version.address

    change(session, draft)

    now = queries.sheet_of(session, draft)
    assert (now.sums, now.version.address, now.version.sent_to) == (sums, window, "kim@example.nl")
    for page in (f"/quotes/{draft.id}", f"/quotes/{draft.id}/versions/1"):
        text = html.unescape(client.get(page).text)
        assert "€121.00" in text
        assert "21%" in text
        assert "25%" not in text


def test_a_later_version_leaves_the_paper_of_the_first_alone(
    client: Client, session: Session, draft: Quote
) -> None:
    send(client, draft)
    first = client.get(f"/quotes/{draft.id}/versions/1.pdf").data
    change_everything(session, draft)

    client.post(f"/quotes/{draft.id}/new-version")
    send(client, draft)

    assert client.get(f"/quotes/{draft.id}/versions/1.pdf").data == first
    assert client.get(f"/quotes/{draft.id}/versions/2.pdf").data != first
    text = html.unescape(client.get(f"/quotes/{draft.id}/versions/1").text)
    assert "€121.00" in text
    assert "Touwbaan 4" in text


def test_without_a_paper_what_was_sent_still_stands_on_the_page(
    client: Client, session: Session, draft: Quote
) -> None:
    send(client, draft, without_pdf="y")
    change_everything(session, draft)

    text = html.unescape(client.get(f"/quotes/{draft.id}/versions/1").text)

    assert "No PDF was kept" in text
    assert "€121.00" in text
    assert "Touwbaan 4" in text
    assert client.get(f"/quotes/{draft.id}/versions/1.pdf").status_code == 404
