"""What decided a yes, heard later: noted as a new answer; all else of the yes stays as it was."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.outcomes import actions
from app.outcomes.given import Yes
from app.quotes import queries
from app.quotes.models import ChosenLine, LineKind, PriceKind, Quote, QuoteStatus, SaidBy
from app.shop.models import AskedFor, RejectionReason
from app.timeline.models import Channel
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_quote, make_reason
from tests.forms import boxes_of
from tests.quotes.look import current, open_tasks, relation_of

TODAY = clock.today()


@pytest.fixture
def accepted(session: Session, bram: User) -> Quote:
    """A yes of Anna to a guide price, by mail, with the one option of the quote."""
    quote = make_quote(session, status=QuoteStatus.SENT, price_kind=PriceKind.GUIDE)
    [line] = queries.lines_of(session, queries.version_of(session, quote))
    line.kind = LineKind.OPTION
    anna = make_person(session, relation_of(session, quote))
    yes = Yes(TODAY, Channel.MAIL, anna, chosen=frozenset({line.id}))
    actions.accept(session, quote, yes, by=bram)
    session.commit()
    return quote


@pytest.fixture
def advice(session: Session) -> RejectionReason:
    return make_reason(session, "Good advice", asked_for=AskedFor.ACCEPTED)


def test_what_decided_it_is_noted_later(
    client: Client, session: Session, accepted: Quote, advice: RejectionReason
) -> None:
    address = f"/quotes/{accepted.id}/explain"
    assert f'href="{address}"' in client.get(f"/quotes/{accepted.id}").text
    before, [task] = current(session, accepted), open_tasks(session, accepted)

    data = {"reasons": str(advice.id), "main_reason": str(advice.id), "customer_words": "You listened."}
    answer = client.post(address, data=data)

    assert (answer.status_code, answer.location) == (302, f"/quotes/{accepted.id}")
    session.expire_all()
    now = current(session, accepted)
    assert (now.main_reason_id, now.said_by, now.asked_on) == (advice.id, SaidBy.CUSTOMER_SAID, TODAY)
    same = ("decision", "decided_on", "channel", "person_id", "total", "total_ex", "version_no")
    assert [getattr(now, name) for name in same] == [getattr(before, name) for name in same]
    assert now.total > 0
    assert session.scalars(select(ChosenLine.outcome_id).order_by(ChosenLine.id)).all() == [before.id, now.id]
    assert list(queries.earlier_outcomes(session, accepted)) == [before]
    assert open_tasks(session, accepted) == [task]
    assert "Good advice" in client.get(f"/quotes/{accepted.id}").text


def test_the_page_begins_with_what_is_known(
    client: Client, session: Session, bram: User, accepted: Quote, advice: RejectionReason
) -> None:
    known = Yes(TODAY, customer_words="Nice.", main_reason=advice, said_by=SaidBy.CUSTOMER_WROTE)
    actions.explain(session, accepted, known, by=bram)
    session.commit()

    boxes = boxes_of(client.get(f"/quotes/{accepted.id}/explain").text)

    assert (boxes["reasons"], boxes["main_reason"]) == (str(advice.id), str(advice.id))
    assert (boxes["customer_words"].strip(), boxes["said_by"]) == ("Nice.", "customer_wrote")
    assert "Heard a better reason" in client.get(f"/quotes/{accepted.id}").text


@pytest.mark.parametrize(
    ("reasons", "sentence"), [([], "Choose what decided it."), (["999"], "Choose one from the list.")]
)
@pytest.mark.usefixtures("advice")
def test_without_a_reason_nothing_is_noted_and_the_words_stay(
    client: Client, session: Session, accepted: Quote, reasons: list[str], sentence: str
) -> None:
    data = {"reasons": reasons, "customer_words": "You listened."}

    page = client.post(f"/quotes/{accepted.id}/explain", data=data)

    assert page.status_code == 200
    assert sentence in page.text
    assert "You listened." in page.text
    assert queries.earlier_outcomes(session, accepted) == []


def test_who_may_only_look_explains_nothing(
    client_as: Callable[[User], Client],
    viewer: User,
    session: Session,
    accepted: Quote,
    advice: RejectionReason,
) -> None:
    client = client_as(viewer)

    assert client.post(f"/quotes/{accepted.id}/explain", data={"reasons": str(advice.id)}).status_code == 403
    assert current(session, accepted).main_reason_id is None
    assert "/explain" not in client.get(f"/quotes/{accepted.id}").text


def test_only_a_yes_is_explained(
    client: Client, session: Session, bram: User, advice: RejectionReason
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    session.commit()

    assert client.get(f"/quotes/{quote.id}/explain").location == f"/quotes/{quote.id}"
    assert client.get("/quotes/999/explain").status_code == 404
    with pytest.raises(RuleBroken):
        actions.explain(session, quote, Yes(TODAY, main_reason=advice), by=bram)
    assert queries.current_outcome(session, quote) is None
