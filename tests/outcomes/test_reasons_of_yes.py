"""What decided a yes: free to say, in the same form as a no, and never between the reasons of a no."""

from decimal import Decimal

import pytest

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.insights.queries import why_not
from app.outcomes.actions import accept
from app.outcomes.given import Yes
from app.quotes import queries
from app.quotes.models import Quote, QuoteStatus, SaidBy
from app.shop.models import AskedFor, RejectionReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason
from tests.forms import boxes_of
from tests.quotes.look import current, typed

TODAY = clock.today()


@pytest.fixture
def quote(session: Session) -> Quote:
    quote = make_quote(session, status=QuoteStatus.SENT)
    session.commit()
    return quote


@pytest.fixture
def advice(session: Session) -> RejectionReason:
    return make_reason(session, "Good advice", asked_for=AskedFor.ACCEPTED)


@pytest.fixture
def nearby(session: Session) -> RejectionReason:
    return make_reason(session, "Nearby", asked_for=AskedFor.ACCEPTED, needs_words=True, position=1)


def post(client: Client, quote: Quote, **fields: object) -> str:
    """Save the yes with these fields, and read the page that comes then."""
    data = {"decided_on": typed(TODAY)} | fields
    return client.post(f"/quotes/{quote.id}/accept", data=data, follow_redirects=True).text


def test_a_yes_needs_no_reason(
    client: Client, session: Session, quote: Quote, advice: RejectionReason
) -> None:
    assert advice.name_en in client.get(f"/quotes/{quote.id}/accept").text

    # The script chooses who says so as soon as the page is there.
    post(client, quote, main_reason="", said_by="our_guess")

    outcome = current(session, quote)
    assert (outcome.main_reason_id, outcome.said_by, outcome.asked_on) == (None, None, None)


@pytest.mark.parametrize(
    ("words", "said_by", "kept"),
    [
        ("You knew the colour at once.", "", SaidBy.CUSTOMER_SAID),
        ("You knew the colour at once.", "customer_wrote", SaidBy.CUSTOMER_WROTE),
        ("Well known.", "our_guess", SaidBy.OUR_GUESS),
    ],
)
def test_what_decided_it_is_kept_and_shown(
    client: Client,
    session: Session,
    quote: Quote,
    advice: RejectionReason,
    nearby: RejectionReason,
    *,
    words: str,
    said_by: str,
    kept: SaidBy,
) -> None:
    ticks = [str(nearby.id), str(advice.id)]

    page = post(
        client, quote, reasons=ticks, main_reason=str(advice.id), customer_words=words, said_by=said_by
    )

    session.expire_all()
    outcome = current(session, quote)
    assert (outcome.main_reason_id, outcome.said_by, outcome.customer_words) == (advice.id, kept, words)
    assert list(queries.other_reasons(session, outcome)) == [nearby]
    assert (outcome.asked_on == TODAY) is (kept is not SaidBy.OUR_GUESS)
    assert "Good advice" in page[page.index("Accepted on") : page.index("</h2>", page.index("Accepted on"))]
    assert "Counted too: Nearby." in " ".join(page.split())


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"main_reason": ""}, "Which one counted most?"),
        ({"main_reason": "advice", "customer_words": ""}, "Write in a few words what it was."),
        ({"reasons": ["999"]}, "Choose one from the list."),
        ({"said_by": "the cat"}, "Choose one from the list."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client,
    session: Session,
    quote: Quote,
    advice: RejectionReason,
    nearby: RejectionReason,
    *,
    fields: dict[str, object],
    sentence: str,
) -> None:
    if fields.get("main_reason") == "advice":
        fields = fields | {"main_reason": str(advice.id)}
    data = {"reasons": [str(advice.id), str(nearby.id)], "customer_words": "Near.", "channel": "mail"}

    page = post(client, quote, **data | fields)

    assert sentence in page
    assert queries.current_outcome(session, quote) is None
    boxes = boxes_of(page)
    assert boxes["channel"] == "mail"
    if "reasons" not in fields:
        assert boxes.getlist("reasons") == data["reasons"]


@pytest.mark.usefixtures("advice")
def test_a_reason_of_a_no_is_no_reason_of_a_yes(client: Client, session: Session, quote: Quote) -> None:
    price = make_reason(session, "Too expensive")

    page = post(client, quote, reasons=str(price.id), main_reason=str(price.id))

    assert "Choose one from the list." in page
    assert "Too expensive" not in page
    assert queries.current_outcome(session, quote) is None


def test_why_not_counts_no_reason_of_a_yes(
    session: Session, bram: User, quote: Quote, advice: RejectionReason, nearby: RejectionReason
) -> None:
    accept(session, quote, Yes(TODAY, main_reason=advice, other_reasons=(nearby,)), by=bram)

    answer = why_not(session, Period.ALL)

    assert (answer.accepted, answer.total.count, answer.total.amount) == (1, 0, Decimal(0))
    assert answer.by_count == []
