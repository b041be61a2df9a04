"""Why quotes are declined: each quote once, under the reason that counted most.

What the customer said is never mixed with what we think; who would not say, or is still to be asked, is
counted apart. Quotes that were withdrawn count nowhere. Cards in the bin count, without names and words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.core.database import Session
from app.core.pages import Page
from app.core.periods import Period
from app.insights.decided import DECLINED, add, counted, decided_in, reasons_by_id
from app.insights.given import EVERYTHING, Narrowed
from app.insights.people import Said, again_page, newest_words, unasked_page, words_page
from app.insights.sheet import Row, heads, rows
from app.insights.splits import Sliced, Split, split_by
from app.insights.tally import Slice, Tally
from app.quotes.given import Wanted
from app.quotes.lists import Listed, all_quotes
from app.quotes.models import OutcomeReason, Quote, QuoteOutcome
from app.quotes.standing import ShownStatus
from app.relations.models import Relation

# Beside the bars; all of them have a page of their own.
WORDS_SHOWN = 5
# On paper somebody reads so many of the newest words, and rings so many people.
MOST_ON_PAPER = 300


@dataclass
class WhyNot(Slice):
    """All declined quotes of a period, by reason: the most frequent first, what is still to be asked last."""

    period: Period = Period.ALL
    # The newest that customers said.
    words: Sequence[Said] = ()


@dataclass(frozen=True)
class Report:
    """All ten views together, as they go on paper."""

    answer: WhyNot
    listed: Sequence[Listed]
    splits: Mapping[Split, Sliced]
    words: Page
    again: Page
    unasked: Page
    in_bin: int


def why_not(session: Session, period: Period, narrowed: Narrowed = EVERYTHING) -> WhyNot:
    """The declined quotes that were decided in this period."""
    reasons = reasons_by_id(session)
    answer = WhyNot(
        period=period,
        words=newest_words(session, period, narrowed, WORDS_SHOWN),
    )
    for row in counted(session, period, narrowed):
        add(answer, row, reasons)
    for reason_id, count in _counted_too(session, period, narrowed).items():
        tally = answer.by_reason.setdefault(reason_id, Tally(reasons[reason_id]))
        tally.counted_too = count
    return answer


def count_in_bin(session: Session, period: Period, narrowed: Narrowed = EVERYTHING) -> int:
    """How many of the declined quotes are of cards in the bin: they count, and stand in no list."""
    thrown_away = select(Quote.id).join(Quote.relation).where(~Relation.is_live)
    query = decided_in(select(func.count(QuoteOutcome.id)), period, narrowed)
    return session.scalar(query.where(DECLINED, QuoteOutcome.quote_id.in_(thrown_away))) or 0


def declined_quotes(session: Session, period: Period, narrowed: Narrowed = EVERYTHING) -> list[Listed]:
    """The same quotes one by one, for when there are too few to count."""
    return all_quotes(
        session,
        Wanted(
            status=ShownStatus.DECLINED,
            period=period,
            region_id=narrowed.region_id,
            group_id=narrowed.group_id,
        ),
    )


def report(session: Session, period: Period, narrowed: Narrowed = EVERYTHING) -> Report:
    """Everything on one paper; of the people as many as somebody reads and rings."""
    answer = why_not(session, period, narrowed)
    return Report(
        answer=answer,
        listed=declined_quotes(session, period, narrowed) if answer.is_too_few else [],
        splits={split: split_by(session, split, period, narrowed) for split in Split},
        words=words_page(session, period, narrowed, size=MOST_ON_PAPER),
        again=again_page(session, period, narrowed, size=MOST_ON_PAPER),
        unasked=unasked_page(session, period, narrowed, size=MOST_ON_PAPER),
        in_bin=count_in_bin(session, period, narrowed),
    )


def sheet(
    session: Session, period: Period, narrowed: Narrowed = EVERYTHING
) -> tuple[list[str], Iterator[Row]]:
    """The counts of all views as a sheet: what stands above the columns, and the rows."""
    splits = [split_by(session, split, period, narrowed) for split in Split]
    return heads(), rows(why_not(session, period, narrowed), splits)


def _counted_too(session: Session, period: Period, narrowed: Narrowed) -> dict[int, int]:
    query = decided_in(select(OutcomeReason.reason_id, func.count()), period, narrowed)
    rows = session.execute(
        query.join(OutcomeReason, OutcomeReason.outcome_id == QuoteOutcome.id)
        .where(DECLINED)
        .group_by(OutcomeReason.reason_id)
    )
    return dict(list(rows))
