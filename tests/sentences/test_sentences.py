"""Settings, Sentences to say: ours until the owner writes her own, and ours again when she wants."""

import html
from collections.abc import Callable

import pytest

from app.core.database import Session
from app.home.queries import today_for
from app.shop.models import FormOfAddress, TextBlock
from app.shop.queries import texts
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_relation, make_task
from tests.forms import boxes_of

PAGE = "/settings/sentences"
CALL_BACK = f"{PAGE}/call_back"


def own(session: Session) -> dict[tuple[str, str, FormOfAddress], str]:
    session.expire_all()
    return texts(session, "say.")


def test_every_occasion_stands_on_the_page_with_our_sentence(client: Client) -> None:
    page = html.unescape(client.get(PAGE).text)

    for name in (
        "Call back",
        "The quote ends soon",
        "The quote has ended",
        "Ask the reason",
        "Offer something",
    ):
        assert name in page
    assert "I said I would call you back." in page
    assert "your own words" not in page


def test_the_boxes_begin_with_our_text_in_both_languages(client: Client) -> None:
    boxes = boxes_of(client.get(CALL_BACK).text)

    assert "Ik zou u terugbellen." in boxes["nl_u"]
    assert "Ik zou je terugbellen." in boxes["nl_je"]
    assert "I said I would call you back." in boxes["en"]
    assert "{klant}" in boxes["nl_u"]


def test_only_what_differs_from_ours_is_kept(client: Client, session: Session) -> None:
    boxes = boxes_of(client.get(CALL_BACK).text, nl_je="Hoi {klant}, met {medewerker}!")

    answer = client.post(CALL_BACK, data=boxes)

    assert answer.location == PAGE
    assert own(session) == {("say.call_back", "nl", FormOfAddress.JE): "Hoi {klant}, met {medewerker}!"}
    assert "your own words" in client.get(PAGE).text


def test_it_is_what_today_says(client: Client, session: Session, owner: User) -> None:
    friend = make_relation(session, "Kim", language="nl")
    make_person(session, friend, form=FormOfAddress.JE, first_name="Kim", infix=None, last_name=None)
    guest = make_relation(session, "Bob", language="en")
    make_task(session, friend, owner)
    make_task(session, guest, owner)
    said = {"nl_u": "U {klant}", "nl_je": "Hoi {klant}, met {medewerker}!", "en": "Hi {customer}!"}

    client.post(CALL_BACK, data=said)

    assert [call.sentence for call in today_for(session, owner).calls] == ["Hoi Kim, met Marleen!", "Hi Bob!"]


def test_back_to_ours(client: Client, session: Session) -> None:
    session.add(TextBlock(code="say.call_back", language="nl", form=FormOfAddress.U, body="Hoi"))
    session.add(TextBlock(code="say.offer", language="nl", form=FormOfAddress.U, body="Koopje"))

    answer = client.post(f"{CALL_BACK}/ours")

    assert answer.location == PAGE
    assert own(session) == {("say.offer", "nl", FormOfAddress.U): "Koopje"}


def test_an_empty_box_is_ours_again(client: Client, session: Session) -> None:
    session.add(TextBlock(code="say.call_back", language="nl", form=FormOfAddress.U, body="Hoi"))

    client.post(CALL_BACK, data=boxes_of(client.get(CALL_BACK).text, nl_u=""))

    assert own(session) == {}


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("nl_u", "Dag {klnat}", "We cannot fill in {klnat}. You can use {klant}"),
        ("en", "About {number}", "We cannot fill in {number}."),
        ("en", "x" * 601, "too long"),
    ],
)
def test_what_cannot_be_filled_in_is_not_kept(
    client: Client, session: Session, box: str, typed: str, sentence: str
) -> None:
    boxes = boxes_of(client.get(CALL_BACK).text, **{box: typed})

    page = html.unescape(client.post(CALL_BACK, data=boxes).text)

    assert sentence in page
    assert typed in page
    assert own(session) == {}


def test_a_quote_has_a_number_and_a_day(client: Client, session: Session) -> None:
    for key in ("quote_ends", "quote_ended"):
        client.post(f"{PAGE}/{key}", data={"nl_u": "{nummer} tot {dag}", "nl_je": "", "en": "{number}"})

    assert {code for code, _language, _form in own(session)} == {"say.quote_ends", "say.quote_ended"}


@pytest.mark.parametrize("key", ["other", "make_quote", "nothing"])
def test_an_unknown_occasion_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"{PAGE}/{key}").status_code == 404
    assert client.post(f"{PAGE}/{key}/ours").status_code == 404


def test_only_the_owner_writes_them(
    client_as: Callable[[User], Client], session: Session, bram: User
) -> None:
    browser = client_as(bram)

    assert browser.get(PAGE).status_code == 403
    assert browser.post(CALL_BACK, data={"nl_u": "Hoi"}).status_code == 403
    assert browser.post(f"{CALL_BACK}/ours").status_code == 403
    assert own(session) == {}
