"""The timeline of the card says why a quote was declined, in the customer's words, as it is known now."""

import datetime as dt

import pytest

from app.core import clock
from app.core.database import Session
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes.models import Quote, QuoteStatus, SaidBy
from app.timeline.models import Happening
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason

TODAY = clock.today()


@pytest.fixture
def quote(session: Session) -> Quote:
    """A quote that the customer has."""
    return make_quote(session, status=QuoteStatus.SENT)


def line_of(client: Client, quote: Quote, event: str) -> str:
    """The entry of the timeline with this heading, as HTML."""
    page = client.get(f"/relations/{quote.relation_id}").text
    (line,) = [part for part in page.split("<li><time ")[1:] if event in part.split("</li>")[0]]
    return line.split("</li>")[0]


def test_beside_the_no_stands_why_in_their_words(
    client: Client, session: Session, bram: User, quote: Quote
) -> None:
    words = "The neighbours <b>had it</b> in a week."
    given = Answer(TODAY, main_reason=make_reason(session, "Delivery too long"), customer_words=words)
    actions.decline(session, quote, answer=given, by=bram)
    session.commit()

    line = line_of(client, quote, "declined")

    assert "Delivery too long" in line
    assert "the customer said so" in line
    assert "<q>The neighbours &lt;b&gt;had it&lt;/b&gt; in a week.</q>" in line
    assert not [row for row in session.query(Happening) if words in str(row.facts)]


def test_a_guess_is_called_one_and_no_answer_is_nobodys(
    client: Client, session: Session, bram: User, quote: Quote
) -> None:
    guess = Answer(TODAY, main_reason=make_reason(session, "Too late"), said_by=SaidBy.OUR_GUESS)
    actions.decline(session, quote, answer=guess, by=bram)
    session.commit()
    assert "we think so" in line_of(client, quote, "declined")

    silent = make_reason(session, "No answer", reason_group="unknown")
    actions.answer(session, quote, answer=Answer(TODAY, main_reason=silent), by=bram)
    session.commit()
    line = line_of(client, quote, "Heard why")
    assert "No answer" in line
    assert "we think so" not in line


def test_what_is_heard_later_stands_where_it_was_heard(
    client: Client, session: Session, bram: User, quote: Quote
) -> None:
    later = Answer.to_ask(by=bram, on=TODAY + dt.timedelta(days=3), decided_on=TODAY)
    actions.decline(session, quote, answer=later, by=bram)
    price = make_reason(session, "Too expensive")
    heard = Answer(TODAY, main_reason=price, customer_words="Two hundred less.")
    actions.answer(session, quote, answer=heard, by=bram)
    session.commit()

    assert "Two hundred less." in line_of(client, quote, "Heard why")
    assert client.get(f"/relations/{quote.relation_id}").text.count("Two hundred less.") == 1


def test_a_no_that_became_a_yes_says_what_decided_the_yes(
    client: Client, session: Session, bram: User, quote: Quote
) -> None:
    given = Answer(TODAY, main_reason=make_reason(session, "Too expensive"), customer_words="Too dear.")
    actions.decline(session, quote, answer=given, by=bram)
    near = make_reason(session, "Nearby", asked_for="accepted")
    actions.accept(session, quote, Yes(TODAY, main_reason=near, customer_words="You are near."), by=bram)
    session.commit()

    assert "<q>You are near.</q>" in line_of(client, quote, "accepted")
    assert "Too dear." not in line_of(client, quote, "declined")
