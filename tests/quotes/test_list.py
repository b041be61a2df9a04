"""The list of quotes: by state, staff member and period, with what they come to."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from app.core import clock
from app.core.database import Session
from app.core.periods import Period, Quarter
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes import lists, queries
from app.quotes.given import Wanted
from app.quotes.models import Quote, QuoteStatus, SaidBy
from app.quotes.standing import HowKnown, ShownStatus, how_known
from app.regions.placing import place
from app.shop.models import ReasonGroup
from app.users.models import User
from tests.conftest import Client
from tests.factories import (
    make_address,
    make_product_group,
    make_quote,
    make_reason,
    make_region,
    make_relation,
    make_user,
)
from tests.quotes.look import current
from tests.statements import statements

TODAY = clock.today()


@pytest.fixture
def one_of_each(session: Session, bram: User) -> dict[ShownStatus, Quote]:
    """A quote in every state."""
    quotes: dict[ShownStatus, Quote] = {}
    for status in ShownStatus:
        if status is not ShownStatus.DRAFT:
            quotes[status] = make_quote(session, status=QuoteStatus.SENT)
    quotes[ShownStatus.DRAFT] = make_quote(session)
    quotes[ShownStatus.EXPIRED].valid_until = TODAY - dt.timedelta(days=1)
    actions.accept(session, quotes[ShownStatus.ACCEPTED], Yes(TODAY), by=bram)
    answer = Answer(TODAY, main_reason=make_reason(session))
    actions.decline(session, quotes[ShownStatus.DECLINED], answer=answer, by=bram)
    actions.withdraw(session, quotes[ShownStatus.WITHDRAWN], why="Double.", by=bram)
    return quotes


@pytest.mark.parametrize("status", ShownStatus)
def test_the_database_and_the_object_call_a_quote_the_same(
    session: Session, one_of_each: dict[ShownStatus, Quote], status: ShownStatus
) -> None:
    assert queries.sheet_of(session, one_of_each[status]).status is status

    listed = lists.all_quotes(session, Wanted(status=status))
    assert [(row.quote.id, row.status) for row in listed] == [(one_of_each[status].id, status)]


def test_the_tabs_count_each_state_and_add_up(
    session: Session, one_of_each: dict[ShownStatus, Quote]
) -> None:
    sums = lists.sums_by_status(session, Wanted())

    assert {status: one.count for status, one in sums.items()} == dict.fromkeys(ShownStatus, 1)
    everything = lists.sum_up(lists.sums_by_status(session, Wanted()))
    assert (everything.count, everything.total, everything.total_ex) == (6, Decimal(726), Decimal(600))


@pytest.mark.parametrize("known", HowKnown)
def test_the_database_and_the_object_agree_on_what_is_known(
    session: Session, bram: User, known: HowKnown
) -> None:
    price = make_reason(session, "Price")
    silent = make_reason(session, "Would not say", reason_group=ReasonGroup.UNKNOWN)
    answers = {
        HowKnown.CUSTOMER: Answer(TODAY, main_reason=price, said_by=SaidBy.CUSTOMER_WROTE),
        HowKnown.GUESS: Answer(TODAY, main_reason=price),
        HowKnown.UNKNOWN: Answer(TODAY, main_reason=silent, said_by=SaidBy.CUSTOMER_SAID),
        HowKnown.TO_ASK: Answer.to_ask(by=bram, on=TODAY, decided_on=TODAY),
    }
    quotes = {}
    for one, answer in answers.items():
        quotes[one] = make_quote(session, status=QuoteStatus.SENT)
        actions.decline(session, quotes[one], answer=answer, by=bram)

    assert how_known(current(session, quotes[known])) is known
    assert [row.quote.id for row in lists.all_quotes(session, Wanted(known=known))] == [quotes[known].id]


def test_a_quote_belongs_to_the_period_of_its_last_step(session: Session, bram: User) -> None:
    last_year = TODAY.replace(year=TODAY.year - 1, month=6, day=1)
    sent_then = make_quote(session, status=QuoteStatus.SENT, first_sent_on=last_year)
    decided_now = make_quote(session, status=QuoteStatus.SENT, first_sent_on=last_year)
    actions.accept(session, decided_now, Yes(TODAY), by=bram)
    draft = make_quote(session)

    def found(period: Period) -> set[int]:
        return {row.quote.id for row in lists.all_quotes(session, Wanted(period=period))}

    assert found(Period.LAST_YEAR) == {sent_then.id}
    assert found(Period.THIS_YEAR) == {decided_now.id, draft.id}
    assert found(Period.ALL) == {sent_then.id, decided_now.id, draft.id}


def test_the_list_shows_the_quotes_of_one_staff_member(client: Client, session: Session) -> None:
    sanne = make_user(session, name="Sanne")
    mine = make_quote(session, make_relation(session, "Kim"), responsible_id=sanne.id)
    make_quote(session, make_relation(session, "Noor"))
    mine_only = client.get(f"/quotes?staff={sanne.id}").text

    assert "Kim" in mine_only
    assert "Noor" not in mine_only
    assert mine.responsible_id == sanne.id


def test_a_card_in_the_bin_stands_on_no_list(client: Client, session: Session) -> None:
    make_quote(session, make_relation(session, "Kim in the bin", deleted_at=clock.now()))

    assert "Kim in the bin" not in client.get("/quotes?period=all").text
    assert lists.sum_up(lists.sums_by_status(session, Wanted())).count == 0


@pytest.mark.parametrize(
    "asked",
    [
        "status=nonsense",
        "staff=abc",
        "period=1",
        "reason=x",
        "known=?",
        "page=-1",
        "page=999",
        "page=x",
        "region=99",
        "region=x",
        "group=99",
        "band=9",
        "days=x",
        "shop=99",
        "quarter=2026-5",
        "quarter=x",
    ],
)
def test_what_cannot_be_understood_chooses_nothing(client: Client, session: Session, asked: str) -> None:
    make_quote(session, make_relation(session, "Kim"))

    page = client.get(f"/quotes?{asked}")

    assert page.status_code == 200
    assert "Kim" in page.text


def test_the_empty_list_says_where_a_quote_begins(client: Client) -> None:
    assert "A quote begins on a card" in client.get("/quotes").text


def test_a_long_list_takes_no_more_statements(
    client: Client, session: Session, bram: User, database: Engine
) -> None:
    def asked() -> int:
        session.commit()
        with statements(database) as seen:
            assert client.get("/quotes?period=all").status_code == 200
        return len(seen)

    reason = make_reason(session)
    for number in range(30):
        quote = make_quote(session, make_relation(session, f"Kim {number}"), status=QuoteStatus.SENT)
        if number % 2:
            actions.decline(session, quote, answer=Answer(TODAY, main_reason=reason), by=bram)
        if number == 1:
            few = asked()

    assert asked() == few
    assert few <= 6


def test_the_page_of_one_quote_takes_a_handful_of_statements(
    client: Client, session: Session, database: Engine
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    session.commit()

    with statements(database) as seen:
        client.get(f"/quotes/{quote.id}")

    assert len(seen) <= 12


@pytest.fixture
def sliced(session: Session, bram: User) -> tuple[Quote, Quote]:
    """Two declined quotes that differ in all that the list can be narrowed by."""
    make_region(session, "Bollenstreek", (2160, 2215))
    near = make_relation(session, "Anna van der Berg")
    make_address(session, near, postcode="2161 AB")
    place(session)
    reason, group = make_reason(session), make_product_group(session)
    small = make_quote(session, near, status=QuoteStatus.SENT, asked_on=TODAY - dt.timedelta(days=5))
    large = make_quote(session, make_relation(session, "Large"), status=QuoteStatus.SENT)
    for quote, cents, group_id in ((small, 100, group.id), (large, 3_000_000, None)):
        (line,) = queries.lines_of(session, queries.version_of(session, quote))
        line.price, line.product_group_id = Decimal(cents) / 100, group_id
    session.flush()
    actions.decline(session, small, answer=Answer(TODAY, main_reason=reason, competitor="Doek BV"), by=bram)
    actions.decline(session, large, answer=Answer(TODAY, main_reason=reason), by=bram)
    session.commit()
    return small, large


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("name", ["region", "group", "band", "days"])
def test_each_slice_has_its_own_quotes(
    client: Client, session: Session, sliced: tuple[Quote, Quote], name: str, which: int
) -> None:
    first = current(session, sliced[0])
    of_small = {"region": "1", "group": str(first.product_group_id), "band": "0", "days": "1"}
    of_large = {"region": "none", "group": "none", "band": "3", "days": "3"}

    page = client.get("/quotes", query_string={name: (of_small, of_large)[which][name]}).text

    assert ("Anna van der Berg" in page, "Large" in page) == ((True, False), (False, True))[which]
    assert "1 quote" in page


def test_the_quotes_that_another_shop_took_away(
    client: Client, session: Session, sliced: tuple[Quote, Quote]
) -> None:
    shop_id = current(session, sliced[0]).competitor_id

    page = client.get(f"/quotes?shop={shop_id}&band=0").text

    assert "Other shop: Doek BV" in page
    assert "Amount without btw: up to € 500" in page
    assert "Anna van der Berg" in page
    assert "Large" not in page


def test_a_quarter_counts_as_far_as_it_falls_in_the_period(
    session: Session, client: Client, sliced: tuple[Quote, Quote]
) -> None:
    now = Quarter.of(TODAY)
    before = Quarter(now.year - 1, now.number)

    assert len(lists.all_quotes(session, Wanted(quarter=now, period=Period.ALL))) == 2
    assert lists.all_quotes(session, Wanted(quarter=now, period=Period.LAST_YEAR)) == []
    assert lists.all_quotes(session, Wanted(quarter=before)) == []
    assert f"quarter {now.number} of {now.year}" in client.get(f"/quotes?quarter={now}").text


@pytest.mark.parametrize(
    ("day", "quarter", "first", "last"),
    [
        (dt.date(2026, 1, 1), "2026-1", dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        (dt.date(2026, 6, 30), "2026-2", dt.date(2026, 4, 1), dt.date(2026, 6, 30)),
        (dt.date(2026, 12, 31), "2026-4", dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_three_months(day: dt.date, quarter: str, first: dt.date, last: dt.date) -> None:
    assert Quarter.of(day) == Quarter.read(quarter)
    assert Quarter.of(day).days() == (first, last)


def test_an_accepted_quote_counts_for_what_was_agreed(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.accept(session, quote, Yes(TODAY), by=bram)
    current(session, quote).total = Decimal(150)
    session.flush()

    (listed,) = lists.all_quotes(session, Wanted())
    assert listed.total == Decimal(150)
    assert lists.sum_up(lists.sums_by_status(session, Wanted())).total == Decimal(150)
