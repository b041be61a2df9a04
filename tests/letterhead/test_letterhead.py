"""Settings, Letterhead: the logo, the side of the window and the general terms."""

import html
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import func, select

from app.core.database import Session
from app.files.models import StoredFile
from app.quotes.models import QuoteVersion
from app.shop.models import Shop
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_rates
from tests.letterhead.drawings import TERMS, dark, in_format, light

PAGE = "/settings/letter"


def hand_in(browser: Client, **files: tuple[bytes, str]) -> str:
    data = {"side": "left", **{name: (BytesIO(content), as_) for name, (content, as_) in files.items()}}
    answer = browser.post(PAGE, data=data, follow_redirects=True)
    return html.unescape(answer.text)


def shop(session: Session) -> Shop:
    session.expire_all()
    return session.get_one(Shop, 1)


def test_a_logo_is_shown_and_printed(client: Client, session: Session) -> None:
    make_rates(session)
    quote = make_quote(session)

    page = hand_in(client, logo=(in_format(dark(), "PNG"), "logo.png"))

    assert "Saved." in page
    assert "dark plate" not in page
    shown = client.get(f"{PAGE}/logo.png")
    assert (shown.mimetype, shown.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert Image.open(BytesIO(shown.data)).size == (600, 200)
    paper = client.get(f"/print/quotes/{quote.id}.pdf")
    [picture] = PdfReader(BytesIO(paper.data)).pages[0].images
    assert (picture.image and picture.image.size) == (600, 200)


def test_a_light_logo_gets_a_plate_and_that_is_told(client: Client) -> None:
    page = hand_in(client, logo=(in_format(light(), "PNG"), "logo.png"))

    assert "Your logo is light. On a dark plate it shows on white paper." in page


def test_without_a_file_what_there_was_stays(client: Client, session: Session) -> None:
    hand_in(client, logo=(in_format(dark(), "PNG"), "logo.png"), terms=(TERMS, "Our terms.pdf"))
    before = (shop(session).logo_id, shop(session).terms_id)

    client.post(PAGE, data={"side": "right"})

    assert None not in before
    assert (shop(session).logo_id, shop(session).terms_id) == before
    assert shop(session).address_on_right


def test_the_terms_are_kept_as_they_came_under_their_own_name(client: Client) -> None:
    page = hand_in(client, terms=(TERMS, "../Our terms.pdf"))

    answer = client.get(f"{PAGE}/terms.pdf")
    assert "Our terms.pdf" in page
    assert answer.data == TERMS
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "/" not in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("logo", b"<svg onload=alert(1)>", "This is no picture that we can print."),
        ("logo", in_format(dark(), "JPEG")[:2_000], "This picture is broken or not whole."),
        ("terms", b"<html>terms</html>", "This is no PDF."),
        ("terms", TERMS[:-20], "This PDF is not whole."),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(
    client: Client, session: Session, name: str, content: bytes, sentence: str
) -> None:
    page = hand_in(client, **{name: (content, f"{name}.png")})

    assert sentence in page
    assert "Not saved yet." in page
    assert (shop(session).logo_id, shop(session).terms_id) == (None, None)
    assert session.scalar(select(func.count(StoredFile.id))) == 0


def test_both_can_be_taken_away(client: Client, session: Session) -> None:
    hand_in(client, logo=(in_format(dark(), "PNG"), "logo.png"), terms=(TERMS, "terms.pdf"))

    client.post(f"{PAGE}/logo/remove")
    assert (shop(session).logo_id is None, shop(session).terms_id is None) == (True, False)
    client.post(f"{PAGE}/terms/remove")

    assert shop(session).terms_id is None
    for name in ("logo.png", "terms.pdf"):
        assert client.get(f"{PAGE}/{name}").status_code == 404
    assert "Take the logo away" not in client.get(PAGE).text


def test_another_logo_changes_no_quote_that_was_sent(client: Client, session: Session) -> None:
    make_rates(session)
    quote = make_quote(session)
    hand_in(client, logo=(in_format(dark(), "PNG"), "logo.png"))
    sending = {"how": "print", "to": "Kim", "on": "today", "valid_until": "31-12-2030"}
    client.post(f"/quotes/{quote.id}/send", data=sending)
    version = session.query(QuoteVersion).filter_by(quote_id=quote.id).one()
    assert version.pdf_id is not None
    sent = client.get(f"/quotes/{quote.id}/versions/1.pdf").data

    hand_in(client, logo=(in_format(dark((300, 300)), "PNG"), "logo.png"))

    assert client.get(f"/print/quotes/{quote.id}.pdf", follow_redirects=True).data == sent


def test_the_newest_quote_shows_how_it_looks_now(client: Client, session: Session) -> None:
    assert "See it on the newest quote" not in client.get(PAGE).text
    make_rates(session)
    quote = make_quote(session)
    hand_in(client, logo=(in_format(dark(), "PNG"), "logo.png"))

    assert f'href="/print/quotes/{quote.id}.html"' in client.get(PAGE).text
    assert f'src="{PAGE}/logo.png"' in client.get(f"/print/quotes/{quote.id}.html").text


def test_who_looks_may_see_the_logo_and_only_the_owner_changes_it(
    client_as: Callable[[User], Client], session: Session, bram: User, viewer: User
) -> None:
    shop(session).logo_id = None
    for browser in (client_as(bram), client_as(viewer)):
        assert browser.get(f"{PAGE}/logo.png").status_code == 404
        assert browser.get(PAGE).status_code == 403
        assert browser.post(PAGE, data={"side": "right"}).status_code == 403
        assert browser.post(f"{PAGE}/logo/remove").status_code == 403
    assert not shop(session).address_on_right


def test_a_stranger_sees_no_logo(anonymous: Client) -> None:
    assert anonymous.get(f"{PAGE}/logo.png").status_code in {302, 401}


def test_there_are_no_other_files(client: Client) -> None:
    assert client.post(f"{PAGE}/stamp/remove").status_code == 404
