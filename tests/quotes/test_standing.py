"""Where a quote stands, kept in its row by the database, whoever writes and whatever is taken back."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import Engine, delete, select, text, update

from app.audit.models import Deed
from app.audit.undo import undo
from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.demo.generator import fill
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes import lists
from app.quotes.given import Wanted
from app.quotes.models import Decision, Quote, QuoteOutcome, QuoteStatus, QuoteVersion
from app.quotes.slices import Band, Wait
from app.quotes.standing import HowKnown, ShownStatus
from app.shop.defaults import add_defaults
from app.users.models import User
from tests.factories import make_quote
from tests.quotes.look import current
from tests.statements import statements

TODAY = clock.today()
SENT_ON = TODAY - dt.timedelta(days=20)
# A statement that the journal lets pass.
ROUND = {"journaled": True}
# Written out once more: of each quote its current outcome, and until there is one its current version.
TRUTH = """
    SELECT q.id, o.decision, coalesce(o.decided_on, q.first_sent_on),
        coalesce(o.total_ex, v.total_ex), coalesce(o.total, v.total)
    FROM quote AS q JOIN quote_version AS v ON v.quote_id = q.id AND v.no = q.version_no
    LEFT JOIN quote_outcome AS o ON o.quote_id = q.id AND o.superseded_at IS NULL
    ORDER BY q.id
"""
KEPT = "SELECT id, decision, last_step_on, total_ex, total FROM quote ORDER BY id"


def standing(session: Session, quote: Quote) -> tuple[Decision | None, dt.date | None, Decimal]:
    session.flush()
    columns = select(Quote.decision, Quote.last_step_on, Quote.total)
    return tuple(session.execute(columns.where(Quote.id == quote.id)).one())  # type: ignore[return-value]


@pytest.fixture
def quote(session: Session) -> Quote:
    quote = make_quote(session, status=QuoteStatus.SENT, first_sent_on=SENT_ON)
    session.commit()
    return quote


def test_a_draft_has_a_sum_and_no_day(session: Session) -> None:
    assert standing(session, make_quote(session)) == (None, None, Decimal(121))


def test_it_follows_the_quote_to_its_end_and_back(session: Session, bram: User, quote: Quote) -> None:
    assert standing(session, quote) == (None, SENT_ON, Decimal(121))

    actions.decline(session, quote, answer=Answer.to_ask(by=bram, on=TODAY, decided_on=TODAY), by=bram)
    assert standing(session, quote) == (Decision.DECLINED, TODAY, Decimal(121))

    actions.withdraw(session, quote, why="Double.", by=bram)
    assert standing(session, quote) == (Decision.WITHDRAWN, TODAY, Decimal(121))

    actions.reopen(session, quote, why="After all.", by=bram)
    assert standing(session, quote) == (None, SENT_ON, Decimal(121))


@pytest.mark.parametrize("how", ["undo", "delete", "statement"])
def test_it_follows_what_goes_round_the_actions(session: Session, bram: User, quote: Quote, how: str) -> None:
    actions.accept(session, quote, Yes(TODAY), by=bram)
    current(session, quote).total = Decimal(150)
    session.commit()
    assert standing(session, quote) == (Decision.ACCEPTED, TODAY, Decimal(150))

    match how:
        case "undo":
            undo(session, session.scalars(select(Deed).where(Deed.what == "quote.accept")).one(), by=bram)
        case "delete":
            session.execute(delete(QuoteOutcome), execution_options=ROUND)
        case "statement":
            aside = update(QuoteOutcome).values(superseded_at=clock.now(), superseded_why="")
            session.execute(aside, execution_options=ROUND)

    assert standing(session, quote) == (None, SENT_ON, Decimal(121))


def test_it_follows_the_version_that_counts(session: Session, quote: Quote) -> None:
    session.add(QuoteVersion(quote_id=quote.id, no=2, total_ex=200, total_vat=42, total=242))
    assert standing(session, quote)[2] == Decimal(121)

    quote.version_no = 2
    assert standing(session, quote)[2] == Decimal(242)

    dearer = update(QuoteVersion).where(QuoteVersion.no == 2).values(total=Decimal(300))
    session.execute(dearer, execution_options=ROUND)
    assert standing(session, quote)[2] == Decimal(300)


@pytest.fixture
def many(session: Session, bram: User) -> None:
    add_defaults(session)
    session.commit()
    fill(session, relations=40, quotes=300, seed=14)
    session.commit()


@pytest.mark.usefixtures("many")
def test_of_many_quotes_it_says_what_their_versions_and_outcomes_say(session: Session) -> None:
    assert session.execute(text(KEPT)).all() == session.execute(text(TRUTH)).all()


NARROWED = [
    *(Wanted(status=status) for status in ShownStatus),
    *(Wanted(period=period) for period in Period),
    *(Wanted(known=known, period=Period.TWELVE_MONTHS) for known in HowKnown),
    *(Wanted(band=band) for band in Band),
    *(Wanted(wait=wait) for wait in Wait),
    Wanted(reason_id=1),
    Wanted(shop_id=1),
    Wanted(group_id=0, status=ShownStatus.DECLINED),
    Wanted(region_id=0, period=Period.LAST_YEAR),
    Wanted(responsible_id=1, status=ShownStatus.EXPIRED),
]


@pytest.mark.usefixtures("many")
def test_a_page_its_sums_and_the_whole_list_are_about_the_same_quotes(session: Session) -> None:
    for wanted in NARROWED:
        whole = lists.all_quotes(session, wanted)
        of_status = lists.sum_up(lists.sums_by_status(session, wanted), wanted.status)
        page = lists.quotes_page(session, wanted, 2, of_status.count)

        assert of_status == lists.Sum(
            len(whole),
            sum((row.total for row in whole), Decimal(0)),
            sum((row.total_ex for row in whole), Decimal(0)),
        ), wanted
        at = 50 * (page.number - 1)
        assert [row.quote.id for row in page.rows] == [row.quote.id for row in whole[at : at + 50]], wanted


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    "ask",
    [
        lists.sums_by_status,
        lambda session, wanted: lists.quotes_page(session, wanted, 1, 300),
    ],
)
@pytest.mark.parametrize(
    "wanted", [Wanted(), Wanted(period=Period.TWELVE_MONTHS), Wanted(status=ShownStatus.DECLINED)]
)
def test_the_list_is_read_from_an_index(
    session: Session, database: Engine, ask: Callable[[Session, Wanted], object], wanted: Wanted
) -> None:
    """However many quotes there are, no row is looked at that is not on the page."""
    session.execute(text("ANALYZE"))
    with statements(database) as asked:
        ask(session, wanted)

    first = asked[0].replace("?", "'2026-01-01'")
    plan = [step.detail for step in session.execute(text(f"EXPLAIN QUERY PLAN {first}"))]
    of_quotes = [step for step in plan if " quote " in f"{step} "]
    assert of_quotes
    assert all("COVERING INDEX ix_quote_" in step for step in of_quotes), plan
