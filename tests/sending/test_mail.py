"""The mail that a person sends herself: in the words of the customer, and whole whatever they are called."""

import datetime as dt
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import clock
from app.core.database import Session
from app.files.actions import keep_file
from app.quotes import actions, queries
from app.quotes.given import Sending
from app.quotes.models import Quote, SentHow
from app.relations.models import Nature
from app.sending.eml import Attached, To, mail_file
from app.shop.models import FormOfAddress, Shop, TextBlock
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_email, make_person, make_quote, make_rates, make_relation
from tests.quotes.look import relation_of

TODAY = clock.today()
LAST_DAY = dt.date(2099, 12, 24)
PAPER = b"%PDF-1.7 \x00\xff\r\n.\r\nFrom here"
# What breaks out of a header, hides in it, or makes it read the other way round.
HOSTILE = [
    "Kim\r\nBcc: all@evil.example",
    "Kim\nSubject: Free\n\nbody",
    "Kim\u2028Bcc: x@evil.example",
    '"Kim" <kim@evil.example>, "Other"',
    "Kim\u202eelpmaxe.live@\u2066",
    "=?utf-8?q?Kim=0d=0aBcc=3a_x=40evil.example?=",
    "Fam. De Vries, (Ans & Theo); \\ \x00\x7f",
    "Ü" * 300,
    "日本語の名前、とても長い" * 20,
]


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[] for _part in message.walk()]
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def files_of(message: EmailMessage) -> dict[str, bytes]:
    return {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}


@pytest.fixture
def sent(session: Session, bram: User) -> Quote:
    """A Dutch quote for Anna, mailed to her."""
    make_rates(session)
    relation = make_relation(session, "Fam. De Vries", language="nl")
    anna = make_person(session, relation, salutation="ms")
    make_email(session, relation, "anna@example.nl").person_id = anna.id
    quote = make_quote(session, relation, person_id=anna.id, valid_until=LAST_DAY)
    sending = Sending(SentHow.MAIL, "anna@example.nl", TODAY, LAST_DAY)
    actions.send(session, quote, sending, make_pdf=lambda _session, _quote: PAPER, by=bram)
    return quote


@pytest.fixture
def mail(client: Client, sent: Quote) -> Callable[[], EmailMessage]:
    """Open the mail of the first version."""
    return lambda: parsed(client.get(f"/quotes/{sent.id}/versions/1.eml").data)


def test_it_is_still_to_be_sent_and_holds_the_paper_byte_for_byte(
    client: Client, session: Session, sent: Quote, mail: Callable[[], EmailMessage]
) -> None:
    answer = client.get(f"/quotes/{sent.id}/versions/1.eml")
    message = mail()

    assert answer.mimetype == "message/rfc822"
    assert f'filename="Offerte {sent.number} Fam. De Vries.eml"' in answer.headers["Content-Disposition"]
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Anna van der Berg <anna@example.nl>"
    assert message["Subject"] == f"Offerte {sent.number}: Painting the hall"
    assert (message["From"], message["Date"]) == (None, None)
    assert files_of(message) == {f"Offerte {sent.number} Fam. De Vries.pdf": PAPER}
    assert b"\n" not in answer.data.replace(b"\r\n", b"")


def test_it_speaks_as_the_letter_does(
    session: Session, bram: User, sent: Quote, mail: Callable[[], EmailMessage]
) -> None:
    bram.direct_number = "06 00 00 00 03"
    formal = text_of(mail())
    assert formal.startswith("Geachte mevrouw Van der Berg,\n\nHierbij onze offerte")
    assert f"offerte {sent.number}. U vindt hem" in formal
    assert "24 december 2099" in formal
    assert formal.endswith("Met vriendelijke groet,\nBram\nKwast & Kleed\n06 00 00 00 03\n")

    person = queries.sheet_of(session, sent).quote.person
    assert person is not None
    person.form = FormOfAddress.JE
    friendly = text_of(mail())
    assert friendly.startswith("Beste Anna,")
    assert "Je vindt hem" in friendly

    relation_of(session, sent).language = "en"
    assert text_of(mail()).startswith("Hello Anna,\n\nHere is our quote")
    assert mail()["Subject"].startswith("Quote ")


def test_it_uses_the_words_of_the_shop(
    session: Session, sent: Quote, mail: Callable[[], EmailMessage]
) -> None:
    body = "Voor {klant}: {nummer} tot {dag}. {medewerker}, {winkel}. {onbekend}"
    session.add(TextBlock(code="mail.quote", language="nl", form=FormOfAddress.U, body=body))

    filled = f"Voor mevrouw Van der Berg: {sent.number} tot 24 december 2099. Bram, Kwast & Kleed."
    assert f"{filled} {{onbekend}}" in text_of(mail())


def test_the_general_terms_go_along_when_the_quote_says_so(
    session: Session, sent: Quote, mail: Callable[[], EmailMessage]
) -> None:
    terms = keep_file(session, "Voorwaarden.pdf", "application/pdf", b"%PDF terms")
    session.get_one(Shop, 1).terms_id = terms.id
    assert list(files_of(mail())) == [f"Offerte {sent.number} Fam. De Vries.pdf"]

    sent.terms_enclosed = True

    message = mail()
    assert files_of(message)["Voorwaarden.pdf"] == b"%PDF terms"
    assert "Onze algemene voorwaarden" in text_of(message)


@pytest.mark.parametrize(
    ("to", "receivers"),
    [
        ("Kim herself", None),
        ("by WhatsApp @home", None),
        ("anna@example.nl; shop@example.nl", "Anna van der Berg <anna@example.nl>, shop@example.nl"),
        ("Anna <ANNA@example.nl>", "Anna van der Berg <anna@example.nl>"),
        ("zoë@example.nl", "zoë@example.nl"),
        ("a..b@example.nl", "a..b@example.nl"),
        ("kim@exämple.nl", "kim@exämple.nl"),
    ],
)
def test_only_mail_addresses_get_it(
    session: Session, sent: Quote, mail: Callable[[], EmailMessage], to: str, receivers: str | None
) -> None:
    queries.version_of(session, sent).sent_to = to

    assert mail()["To"] == receivers


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_out(client: Client, session: Session, bram: User, name: str) -> None:
    make_rates(session)
    relation = make_relation(session, name, nature=Nature.ORGANISATION)
    make_email(session, relation, "kim@example.nl")
    quote = make_quote(session, relation, subject=name, valid_until=LAST_DAY)
    sending = Sending(SentHow.MAIL, "kim@example.nl", TODAY, LAST_DAY)
    actions.send(session, quote, sending, make_pdf=lambda _session, _quote: PAPER, by=bram)

    answer = client.get(f"/quotes/{quote.id}/versions/1.eml")

    assert answer.status_code == 200
    message = parsed(answer.data)
    assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
    assert [address.addr_spec for address in message["To"].addresses] == ["kim@example.nl"]
    assert not set("\r\n\u2028\u202e\u2066\x00") & set(f"{message['To']}{message['Subject']}")
    (file_name,) = files_of(message)
    assert not set("\r\n\u2028\u202e\u2066\x00/\\") & set(file_name)


@given(st.text(max_size=120), st.text(max_size=300), st.text(max_size=400), st.binary(max_size=2_000))
def test_whatever_is_typed_comes_out_as_it_went_in(
    name: str, subject: str, body: str, content: bytes
) -> None:
    body = body.encode("utf-8", "ignore").decode()

    paper = Attached("Café’s offerte.pdf", content)

    message = parsed(mail_file([To("kim@example.nl", name)], subject, body, [paper]))

    (to,) = message["To"].addresses
    assert to.addr_spec == "kim@example.nl"
    assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
    assert text_of(message).split() == body.split()
    assert files_of(message) == {"Café’s offerte.pdf": content}


@pytest.mark.parametrize("name", ["Fam. De Vries", "Zoë, Bob & “co”", "O'Neill (junior)", "名前 の"])
def test_a_name_stays_as_it_is(name: str) -> None:
    message = parsed(mail_file([To("kim@example.nl", name)], name, "", []))

    assert message["To"].addresses[0].display_name == name
    assert message["Subject"] == name


def test_what_has_no_paper_has_no_mail(client: Client, session: Session, bram: User, sent: Quote) -> None:
    draft = make_quote(session)
    bare = make_quote(session, valid_until=LAST_DAY)
    sending = Sending(SentHow.MAIL, "kim@example.nl", TODAY, LAST_DAY)
    actions.send(session, bare, sending, make_pdf=None, by=bram)

    assert client.get(f"/quotes/{draft.id}/versions/1.eml").status_code == 404
    assert client.get(f"/quotes/{bare.id}/versions/1.eml").status_code == 404
    assert client.get(f"/quotes/{sent.id}/versions/2.eml").status_code == 404
    assert client.get("/quotes/999/versions/1.eml").status_code == 404


def test_the_quote_offers_the_mail_on_the_day_it_was_sent(client: Client, sent: Quote) -> None:
    page = client.get(f"/quotes/{sent.id}").text

    assert "Open the mail with the PDF" in page
    assert f'href="/quotes/{sent.id}/versions/1.eml" autofocus' in page


def test_who_may_only_look_writes_no_mail(
    client_as: Callable[[User], Client], viewer: User, sent: Quote
) -> None:
    assert client_as(viewer).get(f"/quotes/{sent.id}/versions/1.eml").status_code == 403
