"""The list of quotes and the reasons they were declined, on paper."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask, render_template

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.insights.queries import report
from app.printing import queries
from app.quotes.given import Wanted
from app.quotes.models import AskState, Decision, Quote, QuoteOutcome, QuoteStatus, SaidBy
from app.quotes.standing import ShownStatus
from app.shop.models import RejectionReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason, make_relation
from tests.printing.reading import outside, pages


def decline(
    session: Session, reason: RejectionReason | None, by: User, *, words: str = "", name: str = "Kim Verbeek"
) -> Quote:
    """A sent quote with a no; without a reason it is still to be asked."""
    quote = make_quote(session, make_relation(session, name), status=QuoteStatus.SENT)
    session.add(
        QuoteOutcome(
            quote_id=quote.id,
            version_no=1,
            decision=Decision.DECLINED,
            decided_on=clock.today(),
            total_ex=Decimal(100),
            total=Decimal(121),
            ask_state=AskState.ANSWERED if reason else AskState.TO_ASK,
            ask_by_id=None if reason else by.id,
            ask_on=None if reason else clock.today(),
            main_reason_id=reason.id if reason else None,
            said_by=SaidBy.CUSTOMER_SAID if reason else None,
            customer_words=words,
            noted_at=clock.now(),
        )
    )
    session.flush()
    return quote


def test_the_list_holds_each_quote_and_what_they_come_to(
    client: Client, session: Session, bram: User
) -> None:
    sent = make_quote(session, make_relation(session, "Anna van der Berg"), status=QuoteStatus.SENT)
    decline(session, make_reason(session), bram, name="Kim Verbeek")

    (text,) = pages(client.get("/print/quotes.pdf?period=all"))

    assert "All quotes: 2 quotes, together €242.00" in text
    assert f"{sent.number} Anna van der Berg Painting the hall" in text
    assert "Declined 1 €100.00 €121.00" in text
    assert "All together 2 €200.00 €242.00" in text


def test_the_list_names_what_was_asked_for(client: Client, session: Session, bram: User) -> None:
    decline(session, make_reason(session), bram)
    decline(session, make_reason(session), bram).responsible_id = bram.id
    make_quote(session, status=QuoteStatus.SENT, responsible_id=bram.id)

    (text,) = pages(client.get(f"/print/quotes.pdf?status=declined&period=this_year&staff={bram.id}"))

    assert "Declined, this year, handled by Bram" in text
    assert "one quote, €121.00" in text


def test_an_empty_list_says_so(client: Client) -> None:
    assert "There are no quotes like that." in pages(client.get("/print/quotes.pdf"))[0]


def test_the_reasons_are_counted_with_the_words_of_the_customer(
    client: Client, session: Session, bram: User
) -> None:
    slow, dear = make_reason(session, "Delivery took too long"), make_reason(session, "Too expensive")
    for reason in (slow, slow, slow, dear):
        decline(session, reason, bram, words="They had it in ten days.")
    decline(session, None, bram)

    text = " ".join(pages(client.get("/print/why-not.pdf?period=all")))

    assert "“Delivery took too long” counted most often: 3 quotes, together €300." in text
    assert "“They had it in ten days.” Kim Verbeek, Delivery took too long" in text
    assert "Too expensive 1 – – 1 – €100" in text
    assert "Still to ask – – 1 1 – €100" in text
    assert "All reasons 4 – 1 5 €500" in text


def test_with_few_they_are_listed_one_by_one(client: Client, session: Session, bram: User) -> None:
    quote = decline(session, make_reason(session), bram)

    text = " ".join(pages(client.get("/print/why-not.pdf")))

    assert "Too few to say anything about." in text
    assert f"{quote.number} Kim Verbeek" in text
    assert "The same numbers as a table" not in text


def test_from_twenty_on_there_are_percentages(client: Client, session: Session, bram: User) -> None:
    reason = make_reason(session)
    for _number in range(20):
        decline(session, reason, bram)

    assert "Too expensive 20 – – 20 100% – €2,000" in " ".join(pages(client.get("/print/why-not.pdf")))
    # Bars of money say so above every split.
    assert "grey: not known · euros without btw" in " ".join(
        pages(client.get("/print/why-not.pdf?by=amount"))
    )
    assert "not known · euros" not in " ".join(pages(client.get("/print/why-not.pdf")))


def test_without_a_no_there_is_nothing_to_tell(client: Client) -> None:
    assert "No declined quotes in this period." in pages(client.get("/print/why-not.pdf"))[0]


@pytest.mark.parametrize("words", ["W" * 500, "😀 مرحبا بالعالم " * 20, "a " * 250])
def test_long_words_stay_on_the_sheets(app: Flask, session: Session, bram: User, words: str) -> None:
    reason = make_reason(session, words)
    for _number in range(6):
        quote = decline(session, reason, bram, words=words, name=words)
        quote.subject = words
    bram.name = words
    session.flush()

    with app.test_request_context():
        reasons = render_template(
            "printing/declined_reasons.pdf.html",
            report=report(session, Period.ALL),
            in_words=words,
            today=clock.today(),
        )
        quotes = render_template(
            "printing/quote_list.pdf.html",
            list=queries.quote_list(
                session, Wanted(status=ShownStatus.DECLINED, responsible_id=bram.id, period=Period.ALL)
            ),
            today=clock.today(),
        )

    assert outside(reasons) == []
    assert outside(quotes) == []


def test_who_may_only_look_may_print_them(client_as: Callable[[User], Client], viewer: User) -> None:
    browser = client_as(viewer)

    assert browser.get("/print/quotes.pdf").status_code == 200
    assert browser.get("/print/why-not.pdf").status_code == 200


def test_a_period_that_does_not_exist_chooses_nothing(client: Client, session: Session, bram: User) -> None:
    with clock.frozen(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)):
        decline(session, make_reason(session), bram)

    assert "No declined quotes" in pages(client.get("/print/why-not.pdf?period=x'--"))[0]
