"""Settings, Mails to write: our words between the salutation and the name, until the owner writes her own."""

import html

from app.core.database import Session
from app.letterhead.mails import mail_texts
from app.shop.models import FormOfAddress
from app.shop.queries import texts
from tests.conftest import Client
from tests.forms import boxes_of

PAGE = "/settings/sentences/mail_quote"


def own(session: Session) -> dict[tuple[str, str, FormOfAddress], str]:
    session.expire_all()
    return texts(session, "mail.")


def test_every_mail_stands_on_the_page_with_our_words(client: Client) -> None:
    page = html.unescape(client.get("/settings/sentences").text)

    for mail in mail_texts():
        assert mail.name in page
        assert mail.ours(FormOfAddress.U) in page


def test_own_words_are_kept_with_their_paragraphs_and_given_back(client: Client, session: Session) -> None:
    boxes = boxes_of(client.get(PAGE).text, nl_je="Hoi {klant},\r\n\r\nJe offerte {nummer}, tot {dag}.")

    answer = client.post(PAGE, data=boxes)

    kept = {("mail.quote", "nl", FormOfAddress.JE): "Hoi {klant},\n\nJe offerte {nummer}, tot {dag}."}
    assert answer.location == "/settings/sentences"
    assert own(session) == kept
    client.post(f"{PAGE}/ours")
    assert own(session) == {}


def test_a_mail_may_be_long_but_not_without_end(client: Client, session: Session) -> None:
    client.post(PAGE, data=boxes_of(client.get(PAGE).text, en="x" * 2_000))
    assert len(own(session)) == 2

    page = client.post(PAGE, data=boxes_of(client.get(PAGE).text, en="y" * 2_001)).text
    assert "too long" in page
    assert "y" * 2_001 in page
