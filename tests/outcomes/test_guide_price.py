"""A yes to a guide price: somebody warns in time when it gets dearer; a fixed price needs nobody."""

import datetime as dt

import pytest

from app.core import clock
from app.core.database import Session
from app.home.queries import call_for
from app.outcomes.actions import accept, reopen
from app.outcomes.given import Yes
from app.quotes.models import PriceKind, QuoteStatus
from app.tasks.models import TaskReason
from app.tasks.queries import open_tasks as open_tasks_of_all
from app.tasks.words import Saying
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_relation
from tests.quotes.look import open_tasks

TODAY = clock.today()


@pytest.mark.parametrize(
    ("with_vat", "words"),
    [
        (True, "more than €133.10 only after a warning"),
        (False, "more than €133.10 (without btw) only after a warning"),
    ],
)
def test_a_guide_price_plans_a_warning(session: Session, bram: User, with_vat: bool, words: str) -> None:
    quote = make_quote(
        session, price_kind=PriceKind.GUIDE, status=QuoteStatus.SENT, prices_include_vat=with_vat
    )

    accept(session, quote, Yes(TODAY), by=bram)

    [task] = open_tasks(session, quote)
    assert (task.reason, task.responsible_id) == (TaskReason.WARN_DEARER, quote.responsible_id)
    assert task.words == words
    assert TODAY + dt.timedelta(days=5) <= task.due_on <= TODAY + dt.timedelta(days=14)


def test_a_fixed_price_needs_no_warning(session: Session, bram: User) -> None:
    quote = make_quote(session, price_kind=PriceKind.FIXED, status=QuoteStatus.SENT)

    accept(session, quote, Yes(TODAY), by=bram)

    assert open_tasks(session, quote) == []


def test_opened_again_nobody_has_to_be_warned(session: Session, bram: User) -> None:
    quote = make_quote(session, price_kind=PriceKind.GUIDE, status=QuoteStatus.SENT)
    accept(session, quote, Yes(TODAY), by=bram)

    reopen(session, quote, why="Not a yes.", by=bram)

    assert TaskReason.WARN_DEARER not in {task.reason for task in open_tasks(session, quote)}


def test_the_line_says_what_the_limit_is_and_what_to_say(
    client: Client, session: Session, bram: User
) -> None:
    relation = make_relation(session, language="en")
    quote = make_quote(session, relation, price_kind=PriceKind.GUIDE, status=QuoteStatus.SENT)
    accept(session, quote, Yes(TODAY), by=bram)
    session.commit()

    call = call_for(session, session.scalars(open_tasks_of_all()).one(), bram)

    assert call.is_talk
    assert call.why.startswith(f"Guide price of quote {quote.number}: more than")
    assert f"For quote {quote.number} we gave you a guide price." in call.sentence
    assert "Guide price of quote" in client.get("/tasks?whose=all").text
    assert Saying(TaskReason.WARN_DEARER).places == ("customer", "staff", "shop", "number", "day")
