"""Sending: a person sends, the app notes it, gives the number and keeps everything as it was."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.core.pdf import PdfUnavailable
from app.files.models import StoredFile
from app.opening.models import ClosedDay
from app.quotes import actions, queries
from app.quotes.given import Sending
from app.quotes.models import LineKind, Quote, QuoteStatus, SentHow
from app.shop.models import Shop, VatCode, VatRate, VatScheme
from app.tasks.models import TaskReason
from app.timeline.models import Happening
from app.timeline.words import facts_beside
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_address, make_email, make_person, make_quote, make_rates
from tests.quotes.look import open_tasks, relation_of, typed, value_of

TODAY = clock.today()
IN_A_MONTH = TODAY + dt.timedelta(days=30)
BY_MAIL = Sending(SentHow.MAIL, "kim@example.nl", TODAY, IN_A_MONTH)


@pytest.fixture
def draft(session: Session) -> Quote:
    """A quote that was written and not sent yet."""
    make_rates(session)
    return make_quote(session, valid_until=IN_A_MONTH)


def test_a_quote_gets_its_number_when_it_is_sent(session: Session, bram: User, draft: Quote) -> None:
    second = make_quote(session)

    actions.send(session, second, BY_MAIL, make_pdf=None, by=bram)
    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)

    assert (second.number, draft.number) == (f"{TODAY.year}-0001", f"{TODAY.year}-0002")
    assert draft.status is QuoteStatus.SENT
    assert draft.first_sent_on == TODAY


def test_how_to_whom_and_when_are_kept(session: Session, bram: User, draft: Quote) -> None:
    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)

    version = queries.version_of(session, draft)
    assert (version.sent_how, version.sent_to, version.sent_by_id) == (
        SentHow.MAIL,
        "kim@example.nl",
        bram.id,
    )
    assert version.sent_at is not None
    assert clock.in_shop_time(version.sent_at).date() == TODAY


def test_what_was_sent_yesterday_is_noted_on_yesterday(session: Session, bram: User, draft: Quote) -> None:
    yesterday = TODAY - dt.timedelta(days=1)

    actions.send(session, draft, Sending(SentHow.PRINT, "Kim", yesterday, IN_A_MONTH), make_pdf=None, by=bram)

    version = queries.version_of(session, draft)
    assert version.sent_at is not None
    assert clock.in_shop_time(version.sent_at).date() == yesterday
    assert draft.first_sent_on == yesterday


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (dt.datetime(2026, 12, 31, 22, 59, tzinfo=dt.UTC), 2026),
        (dt.datetime(2026, 12, 31, 23, 1, tzinfo=dt.UTC), 2027),
    ],
)
def test_the_year_of_the_number_changes_at_midnight_in_the_shop(
    session: Session, bram: User, draft: Quote, moment: dt.datetime, year: int
) -> None:
    with clock.frozen(moment):
        sending = Sending(SentHow.MAIL, "Kim", clock.today(), clock.today())
        actions.send(session, draft, sending, make_pdf=None, by=bram)

    assert draft.number == f"{year}-0001"


def test_the_pdf_is_kept_byte_for_byte(session: Session, bram: User, draft: Quote) -> None:
    actions.send(
        session, draft, BY_MAIL, make_pdf=lambda _session, quote: f"%PDF {quote.number}".encode(), by=bram
    )

    kept = session.scalars(select(StoredFile).options(undefer(StoredFile.content))).one()
    assert kept.id == queries.version_of(session, draft).pdf_id
    assert kept.content == f"%PDF {draft.number}".encode()
    assert kept.name == f"Offerte {draft.number} Kim Verbeek.pdf"


def test_a_pdf_that_cannot_be_made_leaves_nothing_behind(session: Session, bram: User, draft: Quote) -> None:
    def no_pango(_session: Session, _quote: Quote) -> bytes:
        raise PdfUnavailable("Install Pango.")

    session.commit()
    with pytest.raises(PdfUnavailable):
        actions.send(session, draft, BY_MAIL, make_pdf=no_pango, by=bram)
    session.rollback()

    assert (draft.status, draft.number) == (QuoteStatus.DRAFT, None)
    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)
    assert draft.number == f"{TODAY.year}-0001"


def test_a_new_rate_changes_nothing_that_was_sent(session: Session, bram: User, draft: Quote) -> None:
    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)
    before = queries.sheet_of(session, draft).sums

    session.add(VatRate(code=VatCode.HIGH, percent=Decimal(25), valid_from=TODAY))
    session.flush()

    assert queries.sheet_of(session, draft).sums == before
    assert before.parts[0].rate.percent == 21


def test_a_new_rate_changes_what_is_still_being_written(session: Session, draft: Quote) -> None:
    session.add(VatRate(code=VatCode.HIGH, percent=Decimal(25), valid_from=TODAY))
    session.flush()

    assert queries.sheet_of(session, draft).sums.parts[0].rate.percent == 25


@pytest.mark.parametrize("change", [{"vat_scheme": VatScheme.KOR}, {"vat_per_line": True}])
def test_another_choice_of_the_shop_changes_nothing_that_was_sent(
    session: Session, bram: User, draft: Quote, change: dict[str, object]
) -> None:
    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)
    before = queries.sheet_of(session, draft).sums

    for name, value in change.items():
        setattr(session.get_one(Shop, 1), name, value)
    session.flush()

    assert queries.sheet_of(session, draft).sums == before
    assert before.vat == Decimal("21.00")


def test_the_address_stays_that_of_the_day_it_was_sent(session: Session, bram: User, draft: Quote) -> None:
    address = make_address(session, relation_of(session, draft), street="Touwbaan", house_number="4")

    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)
    address.street = "Langegracht"
    session.flush()

    assert "Touwbaan 4" in (queries.version_of(session, draft).address or "")


def test_sending_plans_the_calls_in_the_rhythm_of_the_shop(
    session: Session, bram: User, draft: Quote
) -> None:
    friday, last_day = dt.date(2026, 11, 20), dt.date(2026, 12, 20)
    sending = replace(BY_MAIL, on=friday, valid_until=last_day)

    with clock.frozen(clock.start_of(friday)):
        actions.send(session, draft, sending, make_pdf=None, by=bram)

    assert [(task.reason, task.due_on, task.responsible_id) for task in open_tasks(session, draft)] == [
        (TaskReason.CHASE_QUOTE, dt.date(2026, 11, 24), draft.responsible_id),
        (TaskReason.CHASE_AGAIN, dt.date(2026, 12, 1), draft.responsible_id),
        (TaskReason.QUOTE_ENDS, dt.date(2026, 12, 17), draft.responsible_id),
        (TaskReason.ASK_WHY, dt.date(2026, 12, 21), draft.responsible_id),
    ]


def test_no_call_is_planned_on_a_day_that_the_shop_is_closed(
    session: Session, bram: User, draft: Quote
) -> None:
    friday, last_day = dt.date(2026, 11, 20), dt.date(2026, 12, 20)
    sending = replace(BY_MAIL, on=friday, valid_until=last_day)
    closed = ((11, 24), (11, 30), (12, 17), (12, 21))
    session.add_all(ClosedDay(closed_on=dt.date(2026, month, day)) for month, day in closed)

    with clock.frozen(clock.start_of(friday)):
        actions.send(session, draft, sending, make_pdf=None, by=bram)

    assert [task.due_on for task in open_tasks(session, draft)] == [
        dt.date(2026, 11, 25),
        dt.date(2026, 12, 3),
        dt.date(2026, 12, 16),
        dt.date(2026, 12, 22),
    ]


def test_sending_stands_on_the_timeline(session: Session, bram: User, draft: Quote) -> None:
    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)

    happening = session.scalars(select(Happening)).one()
    assert (happening.what, happening.about, happening.about_id) == ("quote.sent", "quote", draft.id)
    assert "by mail to kim@example.nl" in facts_beside(happening.facts)


def test_a_sent_quote_cannot_be_sent_or_changed(session: Session, bram: User, draft: Quote) -> None:
    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)

    with pytest.raises(RuleBroken):
        actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)


def test_an_empty_quote_cannot_be_sent(session: Session, bram: User, draft: Quote) -> None:
    for line in queries.lines_of(session, queries.version_of(session, draft)):
        session.delete(line)
    session.flush()

    with pytest.raises(RuleBroken, match="nothing on this quote"):
        actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)


def test_a_quote_of_less_than_nothing_cannot_be_sent(session: Session, bram: User, draft: Quote) -> None:
    queries.version_of(session, draft).discount_amount = Decimal("500.00")
    session.flush()

    with pytest.raises(RuleBroken, match="less than nothing"):
        actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)


def test_a_quote_without_lines_is_not_even_offered_to_be_sent(
    client: Client, session: Session, draft: Quote
) -> None:
    for line in queries.lines_of(session, queries.version_of(session, draft)):
        session.delete(line)

    answer = client.get(f"/quotes/{draft.id}/send", follow_redirects=True)

    assert answer.request.path == f"/quotes/{draft.id}/edit"
    assert "There is nothing on this quote yet. Add a line first." in answer.text


@pytest.mark.parametrize("kind", [LineKind.ALTERNATIVE, LineKind.ALLOWANCE, LineKind.OPTION])
def test_whatever_has_a_price_is_something_to_send(
    session: Session, bram: User, draft: Quote, kind: LineKind
) -> None:
    for line in queries.lines_of(session, queries.version_of(session, draft)):
        line.kind = kind

    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)

    assert draft.status is QuoteStatus.SENT


def test_the_addresses_of_the_card_are_there_to_choose_from(
    client: Client, session: Session, draft: Quote
) -> None:
    relation = relation_of(session, draft)
    anna = make_person(session, relation)
    make_email(session, relation, "shop@example.nl")
    make_email(session, relation, "anna@example.nl").person_id = anna.id
    draft.person_id = anna.id

    page = client.get(f"/quotes/{draft.id}/send").text

    assert value_of(page, "to") == "anna@example.nl"
    assert '<option value="shop@example.nl">Kim Verbeek</option>' in page
    assert '<option value="anna@example.nl">Anna van der Berg</option>' in page


def test_who_has_no_mail_address_gets_it_on_paper(client: Client, draft: Quote) -> None:
    page = client.get(f"/quotes/{draft.id}/send").text

    assert value_of(page, "to") == "Kim Verbeek"
    assert re.search(r'<input[^>]*checked[^>]*value="print"', page)


@pytest.mark.parametrize(
    ("how", "next_thing"),
    [
        ("print", "Open the PDF to print"),
        ("handed_over", "Open the PDF to print"),
        ("message", "Save the PDF and add it to your message."),
    ],
)
def test_the_quote_offers_the_next_thing_on_the_day_itself(
    client: Client, session: Session, draft: Quote, how: str, next_thing: str
) -> None:
    data = sending(client.get(f"/quotes/{draft.id}/send").text) | {"how": how}

    page = client.post(f"/quotes/{draft.id}/send", data=data, follow_redirects=True).text
    assert f"Quote {TODAY.year}-0001 is noted as sent" in page
    assert next_thing in page
    assert main_buttons(page) == 1

    queries.version_of(session, draft).sent_at = clock.now() - dt.timedelta(days=2)
    page = client.get(f"/quotes/{draft.id}").text
    assert "is noted as sent" not in page
    assert main_buttons(page) == 1


def test_the_page_notes_the_sending_and_keeps_the_pdf(client: Client, session: Session, draft: Quote) -> None:
    make_email(session, relation_of(session, draft))
    page = client.get(f"/quotes/{draft.id}/send")
    assert value_of(page.text, "to") == "kim@example.nl"
    assert main_buttons(page.text) == page.text.count("Note as sent") == 1

    answer = client.post(f"/quotes/{draft.id}/send", data=sending(page.text))

    assert answer.status_code == 302
    assert answer.location == f"/quotes/{draft.id}"
    session.refresh(draft)
    assert draft.number == f"{TODAY.year}-0001"
    assert draft.number in client.get(f"/quotes/{draft.id}").text
    paper = client.get(f"/quotes/{draft.id}/versions/1.pdf")
    assert paper.status_code == 200
    assert paper.data.startswith(b"%PDF")
    assert paper.data == client.get(f"/quotes/{draft.id}/versions/1.pdf").data


def test_without_pango_the_page_says_so_and_sending_goes_on_when_told(
    client: Client, session: Session, draft: Quote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sending.views.make_pdf", _raises_unavailable)
    data = sending(client.get(f"/quotes/{draft.id}/send").text) | {"how": "print"}

    refused = client.post(f"/quotes/{draft.id}/send", data=data)
    assert refused.status_code == 200
    assert "This computer cannot make the PDF." in refused.text
    assert "without_pdf" in refused.text
    assert not is_sent(session, draft)

    client.post(f"/quotes/{draft.id}/send", data=data | {"without_pdf": "y"})
    assert is_sent(session, draft)
    assert "No PDF was kept" in client.get(f"/quotes/{draft.id}").text
    assert client.get(f"/quotes/{draft.id}/versions/1.pdf").status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"to": ""}, "Type to whom it goes"),
        ({"to": "no address"}, "Type a mail address"),
        ({"to": "kim@example"}, "Type a mail address"),
        ({"to": "kim@example.nl, jo@"}, "Type a mail address"),
        ({"how": "pigeon"}, "Choose one from the list."),
        ({"on": "{tomorrow}"}, "This day is still to come."),
        ({"on": "{yesterday}"}, "Type a later day, or first change that day."),
        ({"valid_until": "1-1-2020"}, "This day has passed."),
        ({"valid_until": ""}, "Type a last day"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(
    client: Client, session: Session, draft: Quote, fields: dict[str, str], sentence: str
) -> None:
    data = sending(client.get(f"/quotes/{draft.id}/send").text) | {"to": "Kim <kim@example.nl>"}
    draft.asked_on = TODAY
    days = {"yesterday": typed(TODAY - dt.timedelta(days=1)), "tomorrow": typed(TODAY + dt.timedelta(days=1))}

    page = client.post(
        f"/quotes/{draft.id}/send",
        data=data | {name: value.format(**days) for name, value in fields.items()},
    )

    assert page.status_code == 200
    assert sentence in page.text
    assert value_of(page.text, "to") == fields.get("to", "Kim <kim@example.nl>")
    session.refresh(draft)
    assert draft.status is QuoteStatus.DRAFT


@pytest.mark.parametrize("version_no", [0, 2, 2**63, 10**30])
def test_a_version_that_is_not_there_is_not_found(
    client: Client, session: Session, draft: Quote, version_no: int
) -> None:
    assert client.get(f"/quotes/{draft.id}/versions/{version_no}.pdf").status_code == 404


def test_who_may_only_look_cannot_send(
    client_as: Callable[[User], Client], viewer: User, session: Session, draft: Quote
) -> None:
    client = client_as(viewer)

    assert client.get(f"/quotes/{draft.id}/send").status_code == 403
    assert client.post(f"/quotes/{draft.id}/send", data={"to": "Kim"}).status_code == 403
    session.refresh(draft)
    assert draft.status is QuoteStatus.DRAFT


def test_a_quote_of_a_card_in_the_bin_is_not_found(client: Client, session: Session, draft: Quote) -> None:
    relation_of(session, draft).deleted_at = clock.now()

    for page in (
        "",
        "/edit",
        "/send",
        "/accept",
        "/decline",
        "/withdraw",
        "/reopen",
        "/extend",
        "/versions/1",
        "/versions/1.pdf",
    ):
        assert client.get(f"/quotes/{draft.id}{page}").status_code == 404


def main_buttons(page: str) -> int:
    """How many filled buttons the page has."""
    return page.partition("<main")[2].partition("</main>")[0].count("button--main")


def is_sent(session: Session, quote: Quote) -> bool:
    session.refresh(quote)
    return quote.status is QuoteStatus.SENT


def sending(page: str) -> dict[str, str]:
    """What the page of sending posts when nothing is changed on it."""
    return {"how": "mail", **{name: value_of(page, name) for name in ("to", "on", "valid_until")}}


def _raises_unavailable(_session: Session, _quote: Quote) -> bytes:
    raise PdfUnavailable("Install Pango.")


@pytest.fixture
def reverse(session: Session, draft: Quote) -> Quote:
    """A draft on which the customer pays the btw."""
    [line] = queries.lines_of(session, queries.version_of(session, draft))
    line.vat_code = VatCode.REVERSE
    session.flush()
    return draft


@pytest.mark.parametrize("page", ["send", "extend"])
def test_a_missing_btw_number_is_told_before_it_goes_out(
    client: Client, session: Session, bram: User, reverse: Quote, page: str
) -> None:
    if page == "extend":
        actions.send(session, reverse, BY_MAIL, make_pdf=None, by=bram)

    warned = client.get(f"/quotes/{reverse.id}/{page}").text

    assert "The btw number of this customer is missing." in warned
    assert f"/relations/{reverse.relation_id}/edit#vat_id" in warned
    relation_of(session, reverse).vat_id = "NL001234567B12"
    session.commit()
    assert (
        "The btw number of this customer is missing." not in client.get(f"/quotes/{reverse.id}/{page}").text
    )


def test_a_missing_btw_number_does_not_stop_anybody(client: Client, session: Session, reverse: Quote) -> None:
    data = {"how": "print", "to": "Kim", "on": typed(TODAY), "valid_until": typed(IN_A_MONTH)}

    answer = client.post(f"/quotes/{reverse.id}/send", data=data | {"without_pdf": "y"})

    assert (answer.status_code, reverse.status) == (302, QuoteStatus.SENT)


def test_an_ordinary_quote_asks_for_no_btw_number(client: Client, draft: Quote) -> None:
    assert "The btw number of this customer" not in client.get(f"/quotes/{draft.id}/send").text


def test_a_name_is_enough_for_paper(client: Client, session: Session, draft: Quote) -> None:
    data = sending(client.get(f"/quotes/{draft.id}/send").text) | {"how": "print", "to": "Kim herself"}

    assert client.post(f"/quotes/{draft.id}/send", data=data).status_code == 302
    assert is_sent(session, draft)


def test_the_page_says_whether_it_gets_a_number_or_becomes_a_version(
    client: Client, session: Session, bram: User, draft: Quote
) -> None:
    assert "The quote then gets its number" in client.get(f"/quotes/{draft.id}/send").text
    actions.send(session, draft, BY_MAIL, make_pdf=None, by=bram)
    actions.new_version(session, draft, by=bram)

    page = client.get(f"/quotes/{draft.id}/send").text

    assert f"This becomes version 2 of {draft.number}" in page
    assert "gets its number" not in page
