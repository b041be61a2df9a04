"""Taking a quote back, and opening it again: nothing that was noted is lost."""

import datetime as dt
from collections.abc import Callable

import pytest

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.core.periods import Period
from app.insights.queries import why_not
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes import queries
from app.quotes.models import Decision, Quote, QuoteStatus
from app.quotes.standing import ShownStatus
from app.tasks.models import TaskReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason
from tests.quotes.look import current, open_tasks, typed

TODAY = clock.today()


@pytest.fixture
def declined(session: Session, bram: User) -> Quote:
    """A quote that was declined because it was too expensive."""
    quote = make_quote(session, status=QuoteStatus.SENT)
    answer = Answer(TODAY, main_reason=make_reason(session, "Too expensive"), customer_words="Dear!")
    actions.decline(session, quote, answer=answer, by=bram)
    return quote


def test_a_reopened_quote_waits_for_an_answer_again(session: Session, bram: User, declined: Quote) -> None:
    actions.reopen(session, declined, why="Noted on the wrong quote.", by=bram)

    assert queries.sheet_of(session, declined).status is ShownStatus.OPEN
    before = queries.earlier_outcomes(session, declined)
    assert [(one.superseded_why, one.customer_words) for one in before] == [
        ("Noted on the wrong quote.", "Dear!")
    ]
    assert TaskReason.CHASE_QUOTE in [task.reason for task in open_tasks(session, declined)]


def test_a_reopened_quote_can_be_accepted(session: Session, bram: User, declined: Quote) -> None:
    actions.reopen(session, declined, why="They changed their mind.", by=bram)
    actions.accept(session, declined, Yes(TODAY), by=bram)

    assert current(session, declined).decision is Decision.ACCEPTED


def test_the_question_why_ends_when_the_quote_is_open_again(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    to_ask = Answer.to_ask(by=bram, on=TODAY + dt.timedelta(days=3), decided_on=TODAY)
    actions.decline(session, quote, answer=to_ask, by=bram)

    actions.reopen(session, quote, why="Not a no after all.", by=bram)

    questions = [task for task in open_tasks(session, quote) if task.reason is TaskReason.ASK_WHY]
    assert quote.valid_until
    assert [task.due_on > quote.valid_until for task in questions] == [True]


def test_an_open_quote_cannot_be_opened(session: Session, bram: User) -> None:
    with pytest.raises(RuleBroken):
        actions.reopen(session, make_quote(session, status=QuoteStatus.SENT), why="Why not?", by=bram)


@pytest.mark.parametrize("is_declined", [True, False])
def test_a_withdrawn_quote_counts_nowhere(session: Session, bram: User, is_declined: bool) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    if is_declined:
        actions.decline(session, quote, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)

    actions.withdraw(session, quote, why="Sent twice.", by=bram)

    assert current(session, quote).withdrawn_why == "Sent twice."
    assert why_not(session, Period.ALL).total.count == 0
    assert open_tasks(session, quote) == []


def test_a_draft_cannot_be_withdrawn_and_nothing_twice(session: Session, bram: User) -> None:
    with pytest.raises(RuleBroken):
        actions.withdraw(session, make_quote(session), why="A trial.", by=bram)
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.withdraw(session, quote, why="A trial.", by=bram)
    with pytest.raises(RuleBroken):
        actions.withdraw(session, quote, why="A trial.", by=bram)


@pytest.mark.parametrize(
    ("path", "status"), [("withdraw", ShownStatus.WITHDRAWN), ("reopen", ShownStatus.OPEN)]
)
def test_both_pages_ask_why(
    client: Client, session: Session, declined: Quote, path: str, status: ShownStatus
) -> None:
    assert client.get(f"/quotes/{declined.id}/{path}").status_code == 200
    empty = client.post(f"/quotes/{declined.id}/{path}", data={"why": "  "})
    assert empty.status_code == 200
    assert "Say why, for example" in empty.text

    answer = client.post(f"/quotes/{declined.id}/{path}", data={"why": "A slip of the pen <i>"})

    assert (answer.status_code, answer.location) == (302, f"/quotes/{declined.id}")
    assert queries.sheet_of(session, declined).status is status
    assert "A slip of the pen &lt;i&gt;" in client.get(f"/quotes/{declined.id}").text


@pytest.mark.parametrize("path", ["withdraw", "reopen"])
def test_who_may_only_look_cannot_do_either(
    client_as: Callable[[User], Client], viewer: User, session: Session, declined: Quote, path: str
) -> None:
    assert client_as(viewer).post(f"/quotes/{declined.id}/{path}", data={"why": "So."}).status_code == 403
    assert current(session, declined).decision is Decision.DECLINED


def test_what_cannot_be_is_refused_or_not_found(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)

    assert client.get(f"/quotes/{quote.id}/reopen").location == f"/quotes/{quote.id}"
    assert client.post(f"/quotes/{quote.id}/reopen", data={"why": "So."}).status_code == 409
    assert client.get("/quotes/999/withdraw").status_code == 404
    draft = make_quote(session)
    assert client.post(f"/quotes/{draft.id}/withdraw", data={"why": typed(TODAY)}).status_code == 409
