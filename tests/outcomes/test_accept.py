"""A yes: who, how and when, and what it makes of the card."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.outcomes import actions
from app.outcomes.given import Yes
from app.quotes import queries
from app.quotes.models import Decision, QuoteStatus
from app.quotes.standing import ShownStatus
from app.relations.models import Stage, StageChange
from app.timeline.models import Channel, Happening
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_quote, make_relation
from tests.forms import boxes_of
from tests.quotes.look import current, open_tasks, relation_of, typed

TODAY = clock.today()


def test_a_yes_keeps_who_said_it_how_and_for_how_much(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    anna = make_person(session, relation_of(session, quote))

    actions.accept(session, quote, Yes(TODAY, Channel.MAIL, anna, "The colour did it."), by=bram)

    outcome = current(session, quote)
    assert (outcome.decision, outcome.decided_on) == (Decision.ACCEPTED, TODAY)
    assert (outcome.channel, outcome.person_id) == (Channel.MAIL, anna.id)
    assert (outcome.customer_words, outcome.total_ex) == ("The colour did it.", Decimal("100.00"))
    assert queries.sheet_of(session, quote).status is ShownStatus.ACCEPTED


@pytest.mark.parametrize("stage", [Stage.POTENTIAL, Stage.OLD])
def test_a_yes_makes_a_current_customer(session: Session, bram: User, stage: Stage) -> None:
    quote = make_quote(session, make_relation(session, stage=stage), status=QuoteStatus.SENT)

    actions.accept(session, quote, Yes(TODAY), by=bram)

    relation = relation_of(session, quote)
    assert (relation.stage, relation.last_purchase_on) == (Stage.CURRENT, TODAY)
    change = session.scalars(select(StageChange)).one()
    assert (change.was, change.became, change.by_id) == (stage, Stage.CURRENT, bram.id)
    told = session.scalars(select(Happening.what).order_by(Happening.id)).all()
    assert told == ["quote.accepted", "stage.current"]


def test_a_current_customer_stays_one_without_ado(session: Session, bram: User) -> None:
    quote = make_quote(session, make_relation(session, stage=Stage.CURRENT), status=QuoteStatus.SENT)

    actions.accept(session, quote, Yes(TODAY), by=bram)

    assert session.scalars(select(StageChange)).all() == []
    assert session.scalars(select(Happening.what)).all() == ["quote.accepted"]


def test_an_expired_quote_can_still_be_accepted(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT, valid_until=TODAY - dt.timedelta(days=1))
    assert queries.sheet_of(session, quote).status is ShownStatus.EXPIRED

    actions.accept(session, quote, Yes(TODAY), by=bram)

    assert queries.sheet_of(session, quote).status is ShownStatus.ACCEPTED


def test_only_an_open_quote_can_be_accepted(session: Session, bram: User) -> None:
    with pytest.raises(RuleBroken):
        actions.accept(session, make_quote(session), Yes(TODAY), by=bram)

    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.accept(session, quote, Yes(TODAY), by=bram)
    with pytest.raises(RuleBroken):
        actions.accept(session, quote, Yes(TODAY), by=bram)


def test_the_page_says_what_is_to_be_done_and_nothing_that_nobody_chose(
    client: Client, session: Session
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)

    page = client.get(f"/quotes/{quote.id}/accept").text

    assert f"<h1>Accept quote {quote.number}</h1>" in page
    assert boxes_of(page)["channel"] == ""


def test_the_page_notes_the_yes_and_goes_back_to_the_quote(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    anna = make_person(session, relation_of(session, quote))
    assert client.get(f"/quotes/{quote.id}/accept").status_code == 200

    data = {"decided_on": typed(TODAY), "channel": "shop", "person_id": str(anna.id)}
    answer = client.post(f"/quotes/{quote.id}/accept", data=data)

    assert (answer.status_code, answer.location) == (302, f"/quotes/{quote.id}")
    assert current(session, quote).person_id == anna.id
    assert "Anna van der Berg" in client.get(f"/quotes/{quote.id}").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"decided_on": ""}, "Fill this in."),
        ({"decided_on": "1-1-2001"}, "The quote was sent on"),
        ({"channel": "pigeon"}, "Choose one from the list."),
        ({"person_id": "999"}, "Choose one from the list."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, session: Session, fields: dict[str, str], sentence: str
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)

    data = {"decided_on": typed(TODAY), "customer_words": "Lovely green."} | fields
    page = client.post(f"/quotes/{quote.id}/accept", data=data)

    assert page.status_code == 200
    assert sentence in page.text
    assert "Lovely green." in page.text
    assert queries.current_outcome(session, quote) is None


def test_somebody_of_another_card_cannot_have_said_yes(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    stranger = make_person(session, make_relation(session, "Somebody else"))

    data = {"decided_on": typed(TODAY), "person_id": str(stranger.id)}
    assert "Choose one from the list." in client.post(f"/quotes/{quote.id}/accept", data=data).text


def test_who_may_only_look_cannot_accept(
    client_as: Callable[[User], Client], viewer: User, session: Session
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)

    answer = client_as(viewer).post(f"/quotes/{quote.id}/accept", data={"decided_on": typed(TODAY)})

    assert answer.status_code == 403
    assert queries.current_outcome(session, quote) is None


def test_what_ended_cannot_be_accepted_any_more(client: Client, session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.withdraw(session, quote, why="Sent twice.", by=bram)

    assert client.get(f"/quotes/{quote.id}/accept").status_code == 302
    assert client.post(f"/quotes/{quote.id}/accept", data={"decided_on": typed(TODAY)}).status_code == 409
    assert open_tasks(session, quote) == []
    assert client.get("/quotes/999/accept").status_code == 404
