"""A later last day for what is with the customer: the same again as a new version, in one small step."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.core.pdf import PdfUnavailable
from app.outcomes import actions as outcomes
from app.quotes import actions, queries
from app.quotes.given import Sending
from app.quotes.models import Quote, QuoteStatus, SentHow
from app.quotes.standing import ShownStatus
from app.shop.models import Shop
from app.tasks.models import TaskReason
from app.timeline.models import Happening
from app.timeline.words import happening_words
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_rates
from tests.forms import boxes_of
from tests.quotes.look import open_tasks, typed, value_of

TODAY = clock.today()
LAST_DAY = TODAY + dt.timedelta(days=5)
LATER = TODAY + dt.timedelta(days=40)
AGAIN = Sending(SentHow.MESSAGE, "Kim", TODAY, LATER)


@pytest.fixture
def sent(session: Session, bram: User) -> Quote:
    """A quote that was mailed, and ends in five days."""
    make_rates(session)
    quote = make_quote(session, valid_until=LAST_DAY)
    sending = Sending(SentHow.MAIL, "kim@example.nl", TODAY, LAST_DAY)
    actions.send(session, quote, sending, make_pdf=_words_of, by=bram)
    return quote


def _words_of(_session: Session, quote: Quote) -> bytes:
    return f"%PDF {quote.number} v{quote.version_no} until {quote.valid_until}".encode()


def test_it_is_the_same_quote_with_a_later_day_and_its_own_paper(
    session: Session, bram: User, sent: Quote
) -> None:
    number, before = sent.number, queries.sheet_of(session, sent)

    actions.extend(session, sent, AGAIN, make_pdf=_words_of, by=bram)

    after = queries.sheet_of(session, sent)
    assert (sent.number, sent.version_no, sent.valid_until, sent.status) == (
        number,
        2,
        LATER,
        QuoteStatus.SENT,
    )
    assert [(line.description, line.price) for line in after.lines] == [
        (line.description, line.price) for line in before.lines
    ]
    assert after.sums == before.sums
    assert (after.version.sent_how, after.version.sent_to) == (SentHow.MESSAGE, "Kim")
    old = queries.version_of(session, sent, 1)
    assert (old.valid_until, old.sent_to) == (LAST_DAY, "kim@example.nl")
    assert None not in {old.pdf_id, after.version.pdf_id}
    assert old.pdf_id != after.version.pdf_id


def test_an_expired_quote_is_open_again(session: Session, bram: User, sent: Quote) -> None:
    with clock.frozen(clock.now() + dt.timedelta(days=10)):
        assert queries.sheet_of(session, sent).status is ShownStatus.EXPIRED
        sending = Sending(SentHow.PRINT, "Kim", clock.today(), LATER)
        actions.extend(session, sent, sending, make_pdf=None, by=bram)

        assert queries.sheet_of(session, sent).status is ShownStatus.OPEN


def test_the_calls_move_along(session: Session, bram: User, sent: Quote) -> None:
    session.get_one(Shop, 1).open_on = "1234567"
    before = {task.id for task in open_tasks(session, sent)}

    actions.extend(session, sent, AGAIN, make_pdf=None, by=bram)

    tasks = open_tasks(session, sent)
    assert not before & {task.id for task in tasks}
    before_the_end = next(task for task in tasks if task.reason is TaskReason.QUOTE_ENDS)
    assert LATER - dt.timedelta(days=7) < before_the_end.due_on < LATER


def test_it_stands_on_the_timeline(session: Session, bram: User, sent: Quote) -> None:
    actions.extend(session, sent, AGAIN, make_pdf=None, by=bram)

    told = session.scalars(select(Happening).order_by(Happening.id.desc())).first()
    assert told is not None
    assert happening_words(told.what, told.facts) == f"Quote {sent.number} valid for longer, version 2"


@pytest.mark.parametrize("day", [LAST_DAY, LAST_DAY - dt.timedelta(days=1)])
def test_an_earlier_day_is_refused(session: Session, bram: User, sent: Quote, day: dt.date) -> None:
    with pytest.raises(RuleBroken, match="Type a later day"):
        actions.extend(session, sent, Sending(SentHow.MAIL, "Kim", TODAY, day), make_pdf=None, by=bram)

    assert sent.version_no == 1


def test_what_has_ended_is_not_extended(session: Session, bram: User, sent: Quote) -> None:
    outcomes.withdraw(session, sent, why="Sent twice", by=bram)

    with pytest.raises(RuleBroken):
        actions.extend(session, sent, AGAIN, make_pdf=None, by=bram)


def test_the_page_proposes_the_usual_days_from_today_and_goes_as_before(
    client: Client, session: Session, sent: Quote
) -> None:
    page = client.get(f"/quotes/{sent.id}/extend").text
    assert value_of(page, "to") == "kim@example.nl"

    answer = client.post(
        f"/quotes/{sent.id}/extend",
        data={"how": "mail", **{name: value_of(page, name) for name in ("to", "valid_until")}},
        follow_redirects=True,
    )

    session.refresh(sent)
    assert (sent.version_no, sent.valid_until) == (2, TODAY + dt.timedelta(days=30))
    assert "is noted as sent" in answer.text
    assert client.get(f"/quotes/{sent.id}/versions/2.pdf").data.startswith(b"%PDF")


def test_a_quote_that_is_valid_for_long_gets_the_usual_days_on_top(
    client: Client, session: Session, sent: Quote
) -> None:
    sent.valid_until = LATER

    page = client.get(f"/quotes/{sent.id}/extend").text

    answer = client.post(f"/quotes/{sent.id}/extend", data=boxes_of(page))
    assert answer.status_code == 302
    session.refresh(sent)
    assert sent.valid_until == LATER + dt.timedelta(days=30)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(TODAY - dt.timedelta(days=1), "This day has passed."), (LAST_DAY, "already. Type a later day.")],
)
def test_what_is_wrong_is_said_and_kept(
    client: Client, session: Session, sent: Quote, day: dt.date, sentence: str
) -> None:
    data = {"how": "print", "to": "Kim herself", "valid_until": typed(day)}

    page = client.post(f"/quotes/{sent.id}/extend", data=data).text

    assert sentence in page
    assert value_of(page, "to") == "Kim herself"
    session.refresh(sent)
    assert sent.version_no == 1


def test_a_mail_goes_to_an_address(client: Client, session: Session, sent: Quote) -> None:
    data = {"how": "mail", "to": "Kim herself", "valid_until": typed(LATER)}

    page = client.post(f"/quotes/{sent.id}/extend", data=data).text

    assert "Type a mail address" in page
    assert value_of(page, "to") == "Kim herself"
    session.refresh(sent)
    assert sent.version_no == 1


def test_without_pango_nothing_is_noted_until_told(
    client: Client, session: Session, sent: Quote, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_pango(_session: Session, _quote: Quote) -> bytes:
        raise PdfUnavailable("Install Pango.")

    monkeypatch.setattr("app.sending.views.make_pdf", no_pango)
    data = {"how": "print", "to": "Kim", "valid_until": typed(LATER)}

    page = client.post(f"/quotes/{sent.id}/extend", data=data).text
    session.refresh(sent)
    assert "This computer cannot make the PDF." in page
    assert (sent.version_no, sent.status) == (1, QuoteStatus.SENT)

    page = client.post(
        f"/quotes/{sent.id}/extend", data=data | {"without_pdf": "y"}, follow_redirects=True
    ).text
    session.refresh(sent)
    assert sent.version_no == 2
    assert "Open the letter to print" in page
    assert f'href="/quotes/{sent.id}/versions/2.eml"' not in page


def test_a_draft_and_what_has_ended_lead_back_to_the_quote(
    client: Client, session: Session, bram: User, sent: Quote
) -> None:
    draft = make_quote(session)
    outcomes.withdraw(session, sent, why="Sent twice", by=bram)

    for quote in (draft, sent):
        answer = client.get(f"/quotes/{quote.id}/extend")
        assert answer.location == f"/quotes/{quote.id}"
        data = {"how": "print", "to": "Kim", "valid_until": typed(LATER)}
        assert client.post(f"/quotes/{quote.id}/extend", data=data).status_code == 409


def test_who_may_only_look_cannot_extend(
    client_as: Callable[[User], Client], viewer: User, session: Session, sent: Quote
) -> None:
    browser = client_as(viewer)

    assert browser.get(f"/quotes/{sent.id}/extend").status_code == 403
    assert browser.post(f"/quotes/{sent.id}/extend", data={"to": "Kim"}).status_code == 403
    assert client_as(viewer).get("/quotes/999/extend").status_code == 403
    session.refresh(sent)
    assert sent.version_no == 1


def test_an_unknown_quote_is_not_found(client: Client) -> None:
    assert client.get("/quotes/999/extend").status_code == 404
