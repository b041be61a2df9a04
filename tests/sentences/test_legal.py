"""Settings, Legal texts: when each is printed, our words until the owner writes her own, and ours again."""

import html
from collections.abc import Callable

import pytest

from app.core.database import Session
from app.letterhead.legal import legal_texts
from app.shop.models import FormOfAddress, TextBlock
from app.shop.queries import texts
from app.users.models import User
from tests.conftest import Client
from tests.forms import boxes_of

PAGE = "/settings/legal"
WITHDRAWAL = "/settings/sentences/legal_withdrawal"


def own(session: Session) -> dict[tuple[str, str, FormOfAddress], str]:
    session.expire_all()
    return texts(session, "legal.")


def test_every_text_stands_on_the_page_with_its_occasion(client: Client) -> None:
    page = html.unescape(client.get(PAGE).text)

    for text in legal_texts():
        assert text.name in page
        assert text.trigger in page
        assert text.ours(FormOfAddress.U) in page
    assert ">your own words<" not in page


def test_own_words_are_kept_and_shown(client: Client, session: Session) -> None:
    boxes = boxes_of(client.get(WITHDRAWAL).text, nl_u="U mag terug, bij {winkel}.")

    answer = client.post(WITHDRAWAL, data=boxes)

    assert answer.location == PAGE
    assert own(session) == {("legal.withdrawal", "nl", FormOfAddress.U): "U mag terug, bij {winkel}."}
    assert ">your own words<" in client.get(PAGE).text


def test_what_speaks_to_nobody_has_one_dutch_text(client: Client, session: Session) -> None:
    address = "/settings/sentences/legal_chamber"
    boxes = boxes_of(client.get(address).text)
    assert "nl_je" not in boxes

    client.post(address, data={**boxes, "nl_u": "Handelsregister {nummer}"})

    assert own(session) == {("legal.chamber", "nl", FormOfAddress.U): "Handelsregister {nummer}"}


def test_back_to_ours(client: Client, session: Session) -> None:
    session.add(TextBlock(code="legal.withdrawal", language="nl", form=FormOfAddress.U, body="Mag niet."))

    answer = client.post(f"{WITHDRAWAL}/ours", follow_redirects=True)

    assert "You use our text again." in answer.text
    assert own(session) == {}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("For {klant}", "We cannot fill in {klant}. You can use {shop}."), ("x" * 2_001, "too long")],
)
def test_what_cannot_be_printed_is_not_kept(
    client: Client, session: Session, typed: str, sentence: str
) -> None:
    boxes = boxes_of(client.get(WITHDRAWAL).text, en=typed)

    page = html.unescape(client.post(WITHDRAWAL, data=boxes).text)

    assert sentence in page
    assert typed in page
    assert own(session) == {}


def test_only_the_owner_writes_them(
    client_as: Callable[[User], Client], session: Session, bram: User
) -> None:
    browser = client_as(bram)

    assert browser.get(PAGE).status_code == 403
    assert browser.post(WITHDRAWAL, data={"nl_u": "Hoi"}).status_code == 403
    assert own(session) == {}
