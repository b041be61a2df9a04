"""Made-up cards by the thousand: the same each time, many at once, and like real ones."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select

from app.audit.models import Deed, RowChange
from app.contacts.models import Address, ContactDetail, ContactPerson, DetailKind
from app.contacts.phone import read_phones
from app.core import clock
from app.core.database import Base, Session
from app.demo.generator import fill
from app.demo.names import OTHER_SHOPS
from app.quotes.models import (
    AskState,
    Competitor,
    Decision,
    LineKind,
    OutcomeReason,
    Quote,
    QuoteLine,
    QuoteOutcome,
    QuoteVersion,
    SaidBy,
)
from app.quotes.numbering import next_serial
from app.quotes.queries import lines_of
from app.quotes.sums import sums_of
from app.relations.models import Kind, Relation, has_kind
from app.search.index import check
from app.shop.defaults import add_defaults
from app.shop.models import AskedFor, ProductGroup, RejectionReason
from app.tasks.models import Task, TaskReason
from app.users.models import User

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
# Behind an area code no subscriber begins with 0 or 1; mobile numbers do not begin with 06 0.
NEVER_GIVEN_OUT = ("06 00", "071 0", "071 1", "070 0", "070 1", "0252 0", "0252 1", "0172 0", "0172 1")


@pytest.fixture(autouse=True)
def _ready(session: Session, bram: User) -> None:
    add_defaults(session)
    session.commit()


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table.name: [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
        for table in Base.metadata.sorted_tables
    }


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count(model.id))) or 0


def test_the_same_seed_makes_the_same_people(session: Session) -> None:
    made = []
    for _time in range(2):
        with clock.frozen(NOON):
            fill(session, relations=60, quotes=40, seed=7)
        made.append(everything(session))
        session.rollback()

    assert made[0] == made[1]
    assert len(made[0]["relation"]) == 60
    assert len(made[0]["quote"]) == 40


def test_another_seed_makes_other_people(session: Session) -> None:
    fill(session, relations=20, quotes=0, seed=1)
    fill(session, relations=20, quotes=0, seed=2)

    names = list(session.scalars(select(Relation.name).order_by(Relation.id)))

    assert names[:20] != names[20:]


def test_there_are_cards_of_every_kind_with_people_and_numbers(session: Session) -> None:
    fill(session, relations=300, quotes=0, seed=3)

    for kind in Kind:
        assert session.scalar(select(func.count(Relation.id)).where(has_kind(kind))), kind
    assert count(session, ContactPerson) >= 300
    assert count(session, Address) == 300
    assert count(session, ContactDetail) > 300


def test_every_telephone_number_can_be_read_and_was_never_given_out(session: Session) -> None:
    fill(session, relations=200, quotes=0, seed=4)

    phones = session.scalars(select(ContactDetail).where(ContactDetail.kind == DetailKind.PHONE)).all()

    assert phones
    for phone in phones:
        (read,) = read_phones(phone.given)
        assert read.e164 == phone.normalised
        assert phone.given.startswith(NEVER_GIVEN_OUT)


def test_mail_goes_nowhere(session: Session) -> None:
    fill(session, relations=200, quotes=0, seed=5)

    mails = session.scalars(select(ContactDetail.given).where(ContactDetail.kind == DetailKind.EMAIL)).all()

    assert mails
    assert all(mail.endswith("@post.example") for mail in mails)


def test_quotes_are_numbered_in_their_order_and_the_next_one_goes_on(session: Session) -> None:
    fill(session, relations=50, quotes=200, seed=6)

    sent = session.scalars(
        select(Quote).where(Quote.serial.is_not(None)).order_by(Quote.year, Quote.serial)
    ).all()
    this_year = [quote for quote in sent if quote.year == clock.today().year]
    days = [quote.first_sent_on for quote in sent if quote.first_sent_on]

    assert len(days) == len(sent)
    assert days == sorted(days)
    assert next_serial(session, clock.today().year) == len(this_year) + 1


def test_filling_twice_goes_on_with_the_numbers(session: Session) -> None:
    fill(session, relations=20, quotes=50, seed=8)
    fill(session, relations=20, quotes=50, seed=9)

    assert count(session, Quote) == 100
    assert count(session, Competitor) == len(OTHER_SHOPS)


def test_every_decline_has_its_reason_or_somebody_who_asks(session: Session) -> None:
    fill(session, relations=50, quotes=300, seed=10)

    decisions = set(session.scalars(select(QuoteOutcome.decision)))
    silent = session.scalars(
        select(QuoteOutcome.id).where(
            QuoteOutcome.decision == Decision.DECLINED,
            QuoteOutcome.main_reason_id.is_(None),
            QuoteOutcome.ask_by_id.is_(None),
        )
    ).all()

    assert decisions == set(Decision)
    assert silent == []


def test_everybody_can_be_found(session: Session) -> None:
    fill(session, relations=40, quotes=10, seed=11)
    session.commit()

    assert check(session).is_right


def test_it_is_one_deed_and_not_ten_thousand_lines_in_the_journal(session: Session) -> None:
    fill(session, relations=30, quotes=10, seed=12)
    session.commit()

    assert [deed.counts for deed in session.scalars(select(Deed).where(Deed.what == "demo.fill"))] == [
        {"relations": 30, "quotes": 10, "seed": 12}
    ]
    assert session.scalar(select(func.count(RowChange.id)).where(RowChange.table_name == "relation")) == 0


def test_quotes_without_customers_are_not_made(session: Session) -> None:
    fill(session, relations=0, quotes=10, seed=13)

    assert count(session, Quote) == 0


def test_what_became_of_a_quote_keeps_its_group_its_total_and_how_long_it_took(session: Session) -> None:
    session.add_all([ProductGroup(name="Gordijnen", position=1), ProductGroup(name="Vloeren", position=2)])
    session.flush()
    fill(session, relations=60, quotes=200, seed=3)

    outcomes = session.scalars(select(QuoteOutcome)).all()
    versions = {(version.quote_id, version.no): version for version in session.scalars(select(QuoteVersion))}
    assert all(outcome.total == versions[outcome.quote_id, outcome.version_no].total for outcome in outcomes)
    assert len({outcome.product_group_id for outcome in outcomes} - {None}) > 1
    assert {outcome.days_to_quote for outcome in outcomes} == {None, *range(12)}
    again = [outcome for outcome in outcomes if outcome.call_again_on]
    assert again
    assert all(outcome.call_again_on > outcome.decided_on for outcome in again if outcome.call_again_on)


def test_a_declined_quote_has_no_reason_that_is_for_a_yes(session: Session) -> None:
    fill(session, relations=60, quotes=200, seed=3)

    asked_for = session.scalars(select(RejectionReason.asked_for).join(QuoteOutcome.main_reason)).all()
    assert set(asked_for) == {AskedFor.DECLINED}


def test_of_a_no_is_known_what_counted_too_and_which_other_shop_it_was(session: Session) -> None:
    fill(session, relations=60, quotes=400, seed=4)

    noes = session.scalars(select(QuoteOutcome).where(QuoteOutcome.decision == Decision.DECLINED)).all()
    current = [outcome for outcome in noes if outcome.superseded_at is None]
    compared = [outcome for outcome in current if outcome.their_price is not None]
    assert len(current) < len(noes)  # of some the reason was asked later
    assert {outcome.said_by for outcome in current} == {None, *SaidBy}
    assert compared
    assert all(one.price_difference and one.price_difference > 0 and one.competitor_id for one in compared)
    assert count(session, OutcomeReason) > 20


def test_lines_of_every_sort_add_up_to_what_the_version_says(session: Session) -> None:
    fill(session, relations=30, quotes=200, seed=5)

    assert set(session.scalars(select(QuoteLine.kind))) == set(LineKind) - {LineKind.TEXT}
    assert count(session, QuoteVersion) > 200
    for version in session.scalars(select(QuoteVersion).where(QuoteVersion.sent_at.is_not(None))):
        sums = sums_of(session, session.get_one(Quote, version.quote_id), version, lines_of(session, version))
        assert (version.total_ex, version.total) == (sums.ex, sums.total)


def test_about_every_reason_to_ask_and_every_open_quote_somebody_calls(session: Session) -> None:
    fill(session, relations=60, quotes=400, seed=4)

    asked = select(QuoteOutcome.quote_id).where(
        QuoteOutcome.superseded_at.is_(None), QuoteOutcome.ask_state == AskState.TO_ASK
    )
    planned = select(Task.about_id).where(Task.about == "quote", Task.reason == TaskReason.ASK_WHY)
    assert set(session.scalars(asked)) == set(session.scalars(planned))
    assert set(session.scalars(select(Task.reason).where(Task.about == "quote"))) == {
        TaskReason.QUOTE_ENDS,
        TaskReason.ASK_WHY,
        TaskReason.CALL_BACK,
    }
