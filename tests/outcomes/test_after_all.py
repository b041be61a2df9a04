"""A no that becomes a yes: the no stays to be read, and nobody has to ask why any more."""

import datetime as dt
from collections.abc import Callable

import pytest

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes import queries
from app.quotes.models import Decision, Quote, QuoteStatus
from app.quotes.standing import ShownStatus
from app.relations.models import Stage
from app.tasks.models import TaskReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason, make_relation
from tests.quotes.look import current, open_tasks, relation_of, typed

TODAY = clock.today()
NEXT_WEEK = TODAY + dt.timedelta(days=7)


@pytest.fixture
def declined(session: Session, bram: User) -> Quote:
    """A quote that was declined; Bram will ask why, and call again next week."""
    quote = make_quote(session, make_relation(session, stage=Stage.POTENTIAL), status=QuoteStatus.SENT)
    no = Answer(TODAY, ask_by=bram, ask_on=TODAY, call_again_on=NEXT_WEEK, customer_words="Not now.")
    actions.decline(session, quote, answer=no, by=bram)
    session.commit()
    return quote


def test_the_no_stays_and_its_tasks_go(session: Session, bram: User, declined: Quote) -> None:
    no = current(session, declined)
    assert [task.reason for task in open_tasks(session, declined)] == [
        TaskReason.ASK_WHY,
        TaskReason.CALL_BACK,
    ]

    actions.accept(session, declined, Yes(TODAY), by=bram)

    assert current(session, declined).decision is Decision.ACCEPTED
    assert list(queries.earlier_outcomes(session, declined)) == [no]
    assert (no.decision, no.customer_words) == (Decision.DECLINED, "Not now.")
    assert no.superseded_why == "The customer said yes after all."
    assert open_tasks(session, declined) == []
    assert relation_of(session, declined).stage is Stage.CURRENT


def test_it_is_one_press_on_the_page_of_the_no(client: Client, session: Session, declined: Quote) -> None:
    address = f"/quotes/{declined.id}/accept"
    assert f'href="{address}"' in client.get(f"/quotes/{declined.id}").text
    assert "Accept quote " in client.get(address).text

    answer = client.post(address, data={"decided_on": typed(TODAY)})

    assert (answer.status_code, answer.location) == (302, f"/quotes/{declined.id}")
    page = client.get(f"/quotes/{declined.id}").text
    assert "The customer said yes after all." in page
    assert "Not now." in page
    assert f'href="{address}"' not in page
    session.expire_all()
    assert queries.sheet_of(session, declined).status is ShownStatus.ACCEPTED


def test_who_may_only_look_turns_no_no_into_a_yes(
    client_as: Callable[[User], Client], viewer: User, session: Session, declined: Quote
) -> None:
    client = client_as(viewer)

    assert client.post(f"/quotes/{declined.id}/accept", data={"decided_on": typed(TODAY)}).status_code == 403
    assert current(session, declined).decision is Decision.DECLINED
    assert f"/quotes/{declined.id}/accept" not in client.get(f"/quotes/{declined.id}").text


def test_what_was_withdrawn_or_accepted_is_not_accepted_after_all(
    session: Session, bram: User, declined: Quote
) -> None:
    actions.accept(session, declined, Yes(TODAY), by=bram)
    with pytest.raises(RuleBroken):
        actions.accept(session, declined, Yes(TODAY), by=bram)

    actions.withdraw(session, declined, why="Sent twice.", by=bram)
    with pytest.raises(RuleBroken):
        actions.accept(session, declined, Yes(TODAY), by=bram)
    assert len(queries.earlier_outcomes(session, declined)) == 2


def test_a_yes_can_be_opened_again_and_declined(session: Session, bram: User, declined: Quote) -> None:
    actions.accept(session, declined, Yes(TODAY), by=bram)
    actions.reopen(session, declined, why="Wrong quote.", by=bram)

    actions.decline(session, declined, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)

    decisions = [one.decision for one in queries.earlier_outcomes(session, declined)]
    assert decisions == [Decision.ACCEPTED, Decision.DECLINED]
