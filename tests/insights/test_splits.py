"""Why not, split: each declined quote once in its slice, with what was accepted there beside it."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.insights.splits import Slice, Split, split_by
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes.models import Quote, QuoteStatus, SaidBy
from app.shop.models import RejectionReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_product_group, make_quote, make_reason, make_region, make_relation
from tests.quotes.look import current
from tests.statements import statements

TODAY = clock.today()


@pytest.fixture
def price(session: Session) -> RejectionReason:
    """The reason of most."""
    return make_reason(session, "Too expensive")


def declined(session: Session, by: User, reason: RejectionReason | None, **about: object) -> Quote:
    """A quote of 100 without btw that was declined today, for a card in some region."""
    quote = make_quote(
        session, make_relation(session, region_id=about.pop("region_id", None)), status=QuoteStatus.SENT
    )
    given = Answer(TODAY, main_reason=reason, said_by=SaidBy.CUSTOMER_SAID if reason else None)
    if reason is None:
        given = Answer.to_ask(by=by, on=TODAY, decided_on=TODAY)
    actions.decline(session, quote, answer=given, by=by)
    for name, value in about.items():
        setattr(current(session, quote), name, value)
    session.flush()
    return quote


def slices(session: Session, split: Split) -> dict[str, Slice]:
    return {one.name: one for one in split_by(session, split, Period.ALL).slices}


def test_each_region_has_its_own_reasons(session: Session, bram: User, price: RejectionReason) -> None:
    leiden, coast = make_region(session, "Leiden"), make_region(session, "Bollenstreek")
    late = make_reason(session, "Delivery")
    for _time in range(3):
        declined(session, bram, price, region_id=leiden.id)
        declined(session, bram, late, region_id=coast.id)
    declined(session, bram, None)
    yes = make_quote(session, make_relation(session, region_id=leiden.id), status=QuoteStatus.SENT)
    actions.accept(session, yes, Yes(TODAY), by=bram)

    found = slices(session, Split.REGION)

    assert list(found) == ["Leiden", "Bollenstreek", "no region"]
    assert [(tally.reason, tally.count) for tally in found["Leiden"].by_count] == [(price, 3)]
    assert [(tally.reason, tally.count) for tally in found["Bollenstreek"].by_count] == [(late, 3)]
    assert (found["Leiden"].accepted, found["Leiden"].decided) == (1, 4)
    assert found["no region"].total.not_known == 1
    assert found["Leiden"].total.amount == Decimal(300)


def test_amounts_days_and_groups(session: Session, bram: User, price: RejectionReason) -> None:
    group = make_product_group(session, name="Floors")
    for total_ex, days, group_id in (("500", 2, group.id), ("500.01", 3, None), ("10000.01", None, None)):
        declined(
            session, bram, price, total_ex=Decimal(total_ex), days_to_quote=days, product_group_id=group_id
        )

    def counted(split: Split) -> dict[str, int]:
        return {name: one.total.count for name, one in slices(session, split).items()}

    assert counted(Split.BAND) == {"up to € 500": 1, "up to € 2,500": 1, "more than € 10,000": 1}
    assert counted(Split.DAYS) == {"within 2 days": 1, "3 to 7 days": 1, "days not known": 1}
    assert counted(Split.GROUP) == {"Floors": 1, "no product group": 2}


def test_quarters_stand_in_time(session: Session, bram: User, price: RejectionReason) -> None:
    for day in (dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2025, 12, 31)):
        declined(session, bram, price, decided_on=day)

    found = slices(session, Split.QUARTER)

    assert {name: one.total.count for name, one in found.items()} == {
        "quarter 4 of 2025": 1,
        "quarter 1 of 2026": 2,
    }
    assert list(found) == ["quarter 4 of 2025", "quarter 1 of 2026"]


def test_what_is_withdrawn_or_corrected_counts_nowhere_or_once(
    session: Session, bram: User, price: RejectionReason
) -> None:
    declined(session, bram, price)
    corrected = declined(session, bram, price)
    actions.answer(session, corrected, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)
    actions.withdraw(session, declined(session, bram, price), why="Double.", by=bram)

    (one,) = split_by(session, Split.REGION, Period.ALL).slices

    assert one.total.count == 2


@pytest.mark.parametrize("count", [4, 5])
def test_a_few_are_too_few_for_a_bar(
    client: Client, session: Session, bram: User, price: RejectionReason, count: int
) -> None:
    for _time in range(count):
        declined(session, bram, price)
    session.commit()

    page = client.get("/why-not/region?period=all").text

    assert ("Too few to draw a bar for:" in page) is (count < 5)
    assert f"{count} × Too expensive" in page
    assert "status=declined" in page
    assert "region=none" in page


@pytest.mark.parametrize("split", Split)
def test_every_view_opens_also_when_there_is_nothing(
    client: Client, session: Session, bram: User, price: RejectionReason, split: Split
) -> None:
    assert "Nothing to show here." in client.get(f"/why-not/{split.value}").text

    actions.decline(
        session,
        make_quote(session, status=QuoteStatus.SENT),
        answer=Answer(TODAY, main_reason=price, competitor="Doek BV"),
        by=bram,
    )
    session.commit()
    assert "1 × Too expensive" in client.get(f"/why-not/{split.value}").text
    assert client.get("/why-not/nonsense").status_code == 404


def test_more_quotes_take_no_more_statements(
    session: Session, bram: User, price: RejectionReason, database: Engine
) -> None:
    declined(session, bram, price)
    with statements(database) as few:
        split_by(session, Split.REGION, Period.ALL)
    for _time in range(5):
        declined(session, bram, price)
    with statements(database) as many:
        split_by(session, Split.REGION, Period.ALL)

    assert len(many) == len(few)
