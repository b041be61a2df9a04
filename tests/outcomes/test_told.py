"""What is told of a no: who says so only where there is a reason, and no shop that they did not buy at."""

import pytest

from app.core import clock
from app.core.database import Session
from app.outcomes import actions
from app.outcomes.given import Answer
from app.quotes.models import QuoteStatus, SaidBy
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason
from tests.quotes.look import current, typed

TODAY = clock.today()
SOURCES = ("The customer said so", "We think so", "the customer said so", "we think so")


@pytest.mark.parametrize("said_by", [SaidBy.CUSTOMER_SAID, SaidBy.OUR_GUESS])
def test_nobody_says_that_we_do_not_know_why(
    client: Client, session: Session, bram: User, said_by: SaidBy
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    silent = make_reason(session, "No answer at all", reason_group="unknown")
    for words in ("", "Never mind."):
        given = Answer(TODAY, main_reason=silent, said_by=said_by, customer_words=words)
        (actions.answer if words else actions.decline)(session, quote, answer=given, by=bram)
    session.commit()

    pages = [client.get(address).text for address in (f"/quotes/{quote.id}", "/why-not", "/why-not/words")]
    sheet = client.get("/quotes.csv").text

    assert current(session, quote).said_by is said_by
    for page in (*pages, sheet):
        assert "No answer at all" in page
        assert "we thought" not in page
    for page in (pages[0], sheet):
        assert not [source for source in SOURCES if source in page]


def test_a_reason_says_who_gave_it(client: Client, session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.decline(session, quote, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)
    session.commit()

    assert "We think so" in client.get(f"/quotes/{quote.id}").text
    assert "We think so" in client.get("/quotes.csv").text


@pytest.mark.parametrize(
    ("chosen", "kept", "told"),
    [("", True, "Bought at"), ("True", True, "Bought at"), ("False", False, "Other shop")],
)
def test_a_shop_they_named_is_where_they_bought_unless_they_did_not(
    client: Client, session: Session, chosen: str, kept: bool, told: str
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    data = {"reasons": str(make_reason(session).id), "decided_on": typed(TODAY), "competitor": "Gamma"}

    client.post(f"/quotes/{quote.id}/decline", data=data | {"bought_elsewhere": chosen})

    assert current(session, quote).bought_elsewhere is kept
    page = client.get(f"/quotes/{quote.id}").text
    assert f"<dt>{told}</dt><dd>Gamma</dd>" in page
    assert ("<dt>Bought somewhere else?</dt><dd>No</dd>" in page) is not kept
