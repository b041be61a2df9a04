"""Why, asked on paper or by mail: with a number for each reason that stays, and noted only by a person."""

import datetime as dt
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask, render_template
from pypdf import PdfReader
from sqlalchemy import Engine, select

from app.asking.writing import card_for
from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Session
from app.core.words import use_language
from app.outcomes import actions
from app.outcomes.given import Answer
from app.outcomes.numbers import read_numbers
from app.quotes.models import AskState, Quote, QuoteStatus, QuoteVersion, SentHow
from app.reasons.words import OUR_NAMES, as_customers_say
from app.relations.models import Nature
from app.shop.defaults import REASONS, add_defaults
from app.shop.models import AskedFor, FormOfAddress, RejectionReason, TextBlock
from app.timeline.models import Happening
from app.users.models import User
from tests.conftest import Client
from tests.factories import (
    make_address,
    make_branch,
    make_email,
    make_person,
    make_quote,
    make_reason,
    make_relation,
)
from tests.printing.reading import outside, pages
from tests.quotes.look import current, open_tasks, relation_of, typed, value_of
from tests.security.inventory import held
from tests.sending.test_mail import HOSTILE, files_of, parsed, text_of

TODAY = clock.today()
LAST_DAY = dt.date(2026, 1, 31)


@pytest.fixture(autouse=True)
def _reasons(session: Session) -> None:
    add_defaults(session)
    make_branch(session, street="Kwastenpad 7", postcode="2312 EZ", place="Leiden", email="shop@example.nl")


@pytest.fixture
def silent(session: Session, bram: User) -> Quote:
    """A no of Anna, of which nobody knows the reason."""
    card = make_relation(session, "Anna van der Berg")
    anna = make_person(session, card, salutation="ms")
    make_email(session, card, "anna@example.nl").person_id = anna.id
    make_address(session, card)
    quote = make_quote(session, card, status=QuoteStatus.SENT, person_id=anna.id)
    actions.decline(session, quote, answer=Answer.to_ask(by=bram, on=TODAY, decided_on=TODAY), by=bram)
    session.commit()
    return quote


@pytest.fixture
def ended(session: Session) -> Quote:
    """A quote whose last day has passed, and nobody answered."""
    card = make_relation(session, "Kim Verbeek", nature=Nature.ORGANISATION, language="nl")
    quote = make_quote(session, card, status=QuoteStatus.SENT, valid_until=LAST_DAY)
    session.commit()
    return quote


def reason(session: Session, code: str) -> RejectionReason:
    return session.scalars(select(RejectionReason).where(RejectionReason.code == code)).one()


def told(session: Session) -> list[str]:
    return list(session.scalars(select(Happening.what).where(Happening.what == "quote.asked_why")))


def written(**boxes: object) -> dict[str, object]:
    return {"how": "mail", "to": "anna@example.nl"} | boxes


def test_the_mail_asks_one_thing_and_a_number_is_an_answer(
    client: Client, session: Session, silent: Quote
) -> None:
    answer = client.get(f"/still-to-ask/{silent.id}/mail.eml")
    message = parsed(answer.data)

    assert answer.mimetype == "message/rfc822"
    assert f"Antwoordkaart {silent.number} Anna van der Berg.eml" in answer.headers["Content-Disposition"]
    assert (message["X-Unsent"], message["From"], message["Date"]) == ("1", None, None)
    assert message["To"] == "Anna van der Berg <anna@example.nl>"
    assert message["Subject"] == f"Offerte {silent.number}: mag ik één ding vragen?"
    assert files_of(message) == {}
    text = text_of(message)
    assert text.startswith("Geachte mevrouw Van der Berg,\n\nU heeft onze offerte")
    assert "wat gaf de doorslag? Eén regel is genoeg. U krijgt van ons geen nieuw aanbod." in text
    assert (
        f"Een antwoord met een nummer is genoeg:\n{reason(session, 'price').number}  Het was te duur\n"
        in text
    )
    assert "dan u aanbood" in text
    assert text.endswith("Kwast & Kleed\n")


def test_it_says_je_to_a_friend_and_english_to_who_speaks_that(
    client: Client, session: Session, silent: Quote
) -> None:
    session.get_one(ContactPerson, silent.person_id).form = FormOfAddress.JE
    session.commit()
    text = text_of(parsed(client.get(f"/still-to-ask/{silent.id}/mail.eml").data))
    assert "Je krijgt van ons geen nieuw aanbod." in text
    assert "dan jullie aanboden" in text
    card = " ".join(pages(client.get(f"/still-to-ask/{silent.id}/card.pdf")))
    assert "In je eigen woorden:" in card
    assert " uw " not in card

    relation_of(session, silent).language = "en"
    session.commit()
    message = parsed(client.get(f"/still-to-ask/{silent.id}/mail.eml").data)
    assert "what decided it? One line is enough. We will not send a new offer." in text_of(message)
    assert "It was too expensive" in text_of(message)
    assert "Reply card" in " ".join(pages(client.get(f"/still-to-ask/{silent.id}/card.pdf")))


def test_silence_is_not_called_a_no(client: Client, ended: Quote) -> None:
    text = text_of(parsed(client.get(f"/still-to-ask/{ended.id}/mail.eml").data))

    assert f"Onze offerte {ended.number} gold tot en met 31 januari 2026." in text
    assert "niet gekozen" not in text


def test_the_words_are_those_of_the_shop(client: Client, session: Session, silent: Quote) -> None:
    body = "Dag {klant}, nog één vraag over {nummer} van {winkel}. {medewerker}"
    session.add(TextBlock(code="mail.ask_why", language="nl", form=FormOfAddress.U, body=body))
    session.commit()

    filled = f"Dag mevrouw Van der Berg, nog één vraag over {silent.number} van Kwast & Kleed."
    assert filled in text_of(parsed(client.get(f"/still-to-ask/{silent.id}/mail.eml").data))
    assert filled in pages(client.get(f"/still-to-ask/{silent.id}/card.pdf"))[0]
    assert filled in client.get(f"/still-to-ask/{silent.id}/write").text.replace("&amp;", "&")


@pytest.mark.parametrize("key", ["mail_ask_why", "mail_ask_why_after_silence"])
def test_the_owner_writes_them_in_settings(client: Client, key: str) -> None:
    assert f'href="/settings/sentences/{key}"' in client.get("/settings/sentences").text
    assert client.get(f"/settings/sentences/{key}").status_code == 200


def test_the_card_can_go_with_the_mail(client: Client, silent: Quote) -> None:
    message = parsed(client.get(f"/still-to-ask/{silent.id}/mail.eml?with=card").data)

    ((name, content),) = files_of(message).items()
    assert name == f"Antwoordkaart {silent.number} Anna van der Berg.pdf"
    assert "Antwoordkaart" in PdfReader(BytesIO(content)).pages[0].extract_text()
    assert "Of kruis het aan op de kaart bij deze mail" in text_of(message)


def test_it_goes_where_the_quote_went_or_to_nobody(client: Client, session: Session, silent: Quote) -> None:
    version = session.scalars(select(QuoteVersion).where(QuoteVersion.quote_id == silent.id)).one()
    version.sent_how, version.sent_to = SentHow.MAIL, "office@example.nl"
    session.commit()
    assert parsed(client.get(f"/still-to-ask/{silent.id}/mail.eml").data)["To"] == "office@example.nl"

    version.sent_how, version.sent_to = SentHow.PRINT, "Anna"
    session.commit()
    there = parsed(client.get(f"/still-to-ask/{silent.id}/mail.eml").data)["To"]
    assert there == "Anna van der Berg <anna@example.nl>"


def test_who_has_no_address_gets_the_card(client: Client, ended: Quote) -> None:
    assert parsed(client.get(f"/still-to-ask/{ended.id}/mail.eml").data)["To"] is None
    page = client.get(f"/still-to-ask/{ended.id}/write").text
    assert "There is no mail address on this card." in page
    assert value_of(page, "to") == "Kim Verbeek"


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_out(client: Client, session: Session, bram: User, name: str) -> None:
    relation = make_relation(session, name, nature=Nature.ORGANISATION)
    make_email(session, relation, "kim@example.nl")
    quote = make_quote(session, relation, subject=name, status=QuoteStatus.SENT, valid_until=LAST_DAY)
    make_reason(session, name)
    session.commit()

    answer = client.get(f"/still-to-ask/{quote.id}/mail.eml?with=card")

    message = parsed(answer.data)
    assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
    assert [address.addr_spec for address in message["To"].addresses] == ["kim@example.nl"]
    assert not set("\r\n\u2028\u202e\u2066\x00") & set(f"{message['To']}{message['Subject']}")
    (file_name,) = files_of(message)
    assert not set("\r\n\u2028\u202e\u2066\x00/\\") & set(file_name)


def test_the_card_says_what_to_tick_and_where_it_goes(
    client: Client, session: Session, silent: Quote
) -> None:
    (text,) = pages(client.get(f"/still-to-ask/{silent.id}/card.pdf"))

    assert f"Antwoordkaart Offerte {silent.number}" in text
    assert "Terug naar Kwast & Kleed Kwastenpad 7 2312 EZ LEIDEN" in text.replace("\u00a0", " ").replace(
        "  ", " "
    )
    assert f"{reason(session, 'delivery').number} De levertijd was te lang" in text
    assert "In uw eigen woorden:" in text
    assert "Eén regel is genoeg. U krijgt van ons geen nieuw aanbod." in text
    assert f"Stuur het nummer en ‘{silent.number}’ naar shop@example.nl." in text
    assert "Geen antwoord" not in text


def test_a_number_stays_with_its_reason_whatever_becomes_of_it(
    client: Client, session: Session, silent: Quote
) -> None:
    """A card from before is still understood after reasons moved, got other names or were put away."""
    before = pages(client.get(f"/still-to-ask/{silent.id}/card.pdf"))[0]
    price, delivery, unclear = (reason(session, code) for code in ("price", "delivery", "unclear"))
    assert f"{price.number} Het was te duur" in before
    numbers = [price.number, delivery.number, unclear.number]

    price.position, price.name_nl = 99, "Prijs"
    delivery.archived_on = TODAY
    session.commit()

    after = pages(client.get(f"/still-to-ask/{silent.id}/card.pdf"))[0]
    assert f"{numbers[0]} Prijs" in after
    assert f"{numbers[2]} De offerte was niet duidelijk" in after
    assert "De levertijd was te lang" not in after
    data = {"decided_on": typed(TODAY), "card_numbers": f"{numbers[1]}, {numbers[0]}"}
    assert client.post(f"/quotes/{silent.id}/answer", data=data).status_code == 302
    session.expire_all()
    assert current(session, silent).main_reason_id == delivery.id


def test_every_number_on_the_card_can_be_typed(
    app: Flask, session: Session, silent: Quote, bram: User
) -> None:
    with app.test_request_context(), use_language("nl"):
        choices = card_for(session, silent, by=bram).question.choices

    in_use = select(RejectionReason.id).where(RejectionReason.asked_for == AskedFor.DECLINED)
    left_out = {reason(session, "no_answer").id}
    assert {choice.number for choice in choices} == set(session.scalars(in_use)) - left_out
    assert read_numbers(", ".join(str(choice.number) for choice in choices)).unread == ()


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("form", list(FormOfAddress))
def test_our_reasons_are_said_from_the_side_of_the_customer(
    session: Session, spoken: str, form: FormOfAddress
) -> None:
    with use_language(spoken):
        said = {code: as_customers_say(reason(session, code), form) for code, *_rest in REASONS}

    unchanged = [code for code, words in said.items() if words == OUR_NAMES[code][spoken]]
    assert unchanged == (["no_answer"] if spoken == "nl" else ["delivery", "no_answer"])
    assert not any(" wij " in f" {words} " for words in said.values())


@pytest.mark.parametrize("more", [12, 60])
def test_a_card_with_much_to_tick_loses_nothing_and_stays_whole_while_it_can(
    app: Flask, client: Client, session: Session, silent: Quote, more: int
) -> None:
    relation_of(session, silent).name = "x" * 500
    for place in range(more):
        make_reason(session, f"Reason {place} {'y' * 60}", name_nl=f"Reden {place} {'y' * 60}")
    body = "Nog één vraag. " * 100
    session.add(TextBlock(code="mail.ask_why", language="nl", form=FormOfAddress.U, body=body))
    session.commit()

    texts = pages(client.get(f"/still-to-ask/{silent.id}/card.pdf"))

    (card,) = [text for text in texts if "Hier afknippen" in text]
    assert ("In uw eigen woorden:" in card) is (more == 12)
    assert all(f"Reden {place} " in " ".join(texts) for place in range(more))
    me = session.get_one(User, silent.responsible_id)
    with app.test_request_context(), use_language("nl"):
        drawn = render_template("asking/card.pdf.html", card=card_for(session, silent, by=me), today=TODAY)
    assert outside(drawn) == []


def test_the_card_can_be_read_aloud(client: Client, silent: Quote) -> None:
    root = PdfReader(BytesIO(client.get(f"/still-to-ask/{silent.id}/card.pdf").data)).root_object

    assert str(root["/Lang"]) == "nl"
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]


def test_looking_notes_nothing(client: Client, session: Session, silent: Quote, database: Engine) -> None:
    before = held(database)
    for page in ("write", "card.pdf", "card.html", "mail.eml", "mail.eml?with=card"):
        assert client.get(f"/still-to-ask/{silent.id}/{page}").status_code == 200

    after = held(database)
    changed = {table for table, mark in after.items() if mark != before[table]}
    assert changed <= {"user_session", "staff_member", "browser_session"}
    assert told(session) == []


def test_who_says_that_it_went_puts_it_on_the_timeline_and_lets_the_call_wait(
    client: Client, session: Session, silent: Quote, owner: User
) -> None:
    wait_until = TODAY + dt.timedelta(days=14)

    answer = client.post(f"/still-to-ask/{silent.id}/write", data=written(ring_on=typed(wait_until)))

    assert answer.location == "/still-to-ask"
    session.expire_all()
    (happening,) = session.scalars(select(Happening).where(Happening.what == "quote.asked_why"))
    assert happening.facts is not None
    assert (happening.facts["how"], happening.facts["to"]) == ("mail", "anna@example.nl")
    assert (happening.about_id, happening.by_id) == (silent.id, owner.id)
    assert [task.due_on for task in open_tasks(session, silent)] == [wait_until]
    assert current(session, silent).ask_state is AskState.TO_ASK
    assert "asked in writing today" in client.get("/still-to-ask").text
    assert "asked in writing" in pages(client.get("/still-to-ask/call-sheet.pdf"))[0]
    card = client.get(f"/relations/{silent.relation_id}").text
    assert f"Asked in writing what decided it, quote {silent.number}" in card
    assert "by mail to anna@example.nl" in card


@pytest.mark.parametrize(("how", "came"), [("mail", "mail"), ("print", "letter"), ("handed_over", "letter")])
def test_the_answer_is_expected_the_way_the_question_went(
    client: Client, silent: Quote, how: str, came: str
) -> None:
    client.post(f"/still-to-ask/{silent.id}/write", data=written(how="print"))
    client.post(f"/still-to-ask/{silent.id}/write", data=written(how=how))

    page = client.get(f"/quotes/{silent.id}/answer").text

    (box,) = [
        box for box in re.findall(r"<input[^>]*>", page) if 'name="card_came"' in box and "checked" in box
    ]
    assert f'value="{came}"' in box


def test_the_call_stays_where_it_is_when_nobody_says_otherwise(
    client: Client, session: Session, silent: Quote
) -> None:
    client.post(f"/still-to-ask/{silent.id}/write", data=written(how="handed_over", ring_on=""))

    session.expire_all()
    assert told(session) == ["quote.asked_why"]
    assert [task.due_on for task in open_tasks(session, silent)] == [TODAY]


def test_after_silence_there_is_no_call_to_put_off(client: Client, session: Session, ended: Quote) -> None:
    assert "ring_on" not in client.get(f"/still-to-ask/{ended.id}/write").text

    assert client.post(f"/still-to-ask/{ended.id}/write", data=written()).status_code == 302
    session.expire_all()
    assert told(session) == ["quote.asked_why"]


@pytest.mark.parametrize(
    ("boxes", "wrong"),
    [
        ({"to": ""}, "Type to whom it went"),
        ({"ring_on": typed(TODAY)}, "Choose a day after today."),
        ({"ring_on": "soon", "to": "Anna herself"}, "soon"),
        ({"how": "pigeon"}, "Did you send it?"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, session: Session, silent: Quote, boxes: dict[str, object], wrong: str
) -> None:
    page = client.post(f"/still-to-ask/{silent.id}/write", data=written(**boxes))

    assert page.status_code == 200
    assert wrong in page.text
    assert value_of(page.text, "to") == boxes.get("to", "anna@example.nl")
    assert told(session) == []


def test_what_is_known_is_not_asked(client: Client, session: Session, silent: Quote, bram: User) -> None:
    answer = Answer(TODAY, main_reason=reason(session, "price"))
    actions.answer(session, silent, answer=answer, by=bram)
    still_open = make_quote(session, make_relation(session), status=QuoteStatus.SENT)
    draft = make_quote(session, make_relation(session))
    session.commit()

    for quote in (silent, still_open, draft):
        assert client.get(f"/still-to-ask/{quote.id}/write").location == f"/quotes/{quote.id}"
        assert client.post(f"/still-to-ask/{quote.id}/write", data=written()).status_code == 409
        assert client.get(f"/still-to-ask/{quote.id}/card.pdf").status_code == 404
        assert client.get(f"/still-to-ask/{quote.id}/mail.eml").status_code == 404
        assert f"/still-to-ask/{quote.id}/write" not in client.get(f"/quotes/{quote.id}").text
    assert told(session) == []


def test_unknown_and_binned_are_not_there(client: Client, session: Session, silent: Quote) -> None:
    relation_of(session, silent).deleted_at = clock.now()
    session.commit()

    for quote_id in (silent.id, 999):
        for page in ("write", "card.pdf", "mail.eml"):
            assert client.get(f"/still-to-ask/{quote_id}/{page}").status_code == 404
        assert client.post(f"/still-to-ask/{quote_id}/write", data=written()).status_code == 404


def test_who_only_looks_asks_nobody(
    client_as: Callable[[User], Client], viewer: User, session: Session, silent: Quote
) -> None:
    browser = client_as(viewer)

    for page in ("write", "card.pdf", "mail.eml"):
        assert browser.get(f"/still-to-ask/{silent.id}/{page}").status_code == 403
    assert browser.post(f"/still-to-ask/{silent.id}/write", data=written()).status_code == 403
    assert told(session) == []
    assert "/write" not in browser.get("/still-to-ask").text


def test_the_quote_and_the_list_lead_there(client: Client, silent: Quote, ended: Quote) -> None:
    for quote in (silent, ended):
        link = f'href="/still-to-ask/{quote.id}/write"'
        assert link in client.get(f"/quotes/{quote.id}").text
        assert link in client.get("/still-to-ask").text


def test_without_a_pdf_the_card_is_a_page(client: Client, silent: Quote) -> None:
    assert "Antwoordkaart" in client.get(f"/still-to-ask/{silent.id}/card.html").text
