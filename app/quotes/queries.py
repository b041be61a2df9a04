"""What can be asked of the quotes: one whole, lists with their sums, and what helps to write one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from app.core import clock
from app.core.database import Session
from app.quotes.models import (
    ChosenLine,
    Decision,
    OutcomeReason,
    Quote,
    QuoteLine,
    QuoteOutcome,
    QuoteStatus,
    QuoteVersion,
)
from app.quotes.standing import ShownStatus, shown_status
from app.quotes.sums import counts_as_chosen, sums_of
from app.quotes.totals import Totals
from app.relations.models import Relation
from app.shop.models import RejectionReason
from app.tasks.models import Task, TaskReason
from app.users.models import User

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Sheet:
    """One quote with all that its page or its paper shows."""

    quote: Quote
    version: QuoteVersion
    lines: Sequence[QuoteLine]
    # As we proposed it, which is how it stands on the paper.
    sums: Totals
    outcome: QuoteOutcome | None
    other_reasons: Sequence[RejectionReason]
    # The options and alternatives that the customer chose with a yes.
    chosen: frozenset[int] = frozenset()
    # What it comes to as they chose, after a yes to this version.
    as_chosen: Totals | None = None

    @property
    def has_said_yes(self) -> bool:
        """Whether the customer agreed to this version."""
        return (
            self.outcome is not None
            and self.outcome.decision is Decision.ACCEPTED
            and self.outcome.version_no == self.version.no
        )

    def amount_of(self, line: QuoteLine) -> Decimal | None:
        """What a line costs, also when it is not in the total; None for words only."""
        amount = self.sums.amounts[self.lines.index(line)]
        return amount.after if amount else None

    def counts(self, line: QuoteLine) -> bool:
        """Whether a line is in what the customer pays: as they chose, and until then as we propose it."""
        return counts_as_chosen(line, self.lines, self.chosen)

    @property
    def status(self) -> ShownStatus:
        """What the quote is called today."""
        return shown_status(self.quote, self.outcome, clock.today())


def sheet_of(session: Session, quote: Quote, version_no: int | None = None) -> Sheet:
    """The quote with everything that is shown of it: its current version, or an earlier one."""
    quote = session.scalars(
        select(Quote)
        .where(Quote.id == quote.id)
        .options(joinedload(Quote.relation), joinedload(Quote.person), joinedload(Quote.responsible))
        .execution_options(populate_existing=True)
    ).one()
    version = version_of(session, quote, version_no)
    lines = lines_of(session, version)
    outcome = current_outcome(session, quote)
    is_yes = outcome is not None and outcome.decision is Decision.ACCEPTED
    chosen = chosen_lines(session, outcome) if outcome and is_yes else frozenset()
    is_of_this = outcome is not None and outcome.version_no == version.no
    return Sheet(
        quote=quote,
        version=version,
        lines=lines,
        sums=sums_of(session, quote, version, lines),
        outcome=outcome,
        other_reasons=other_reasons(session, outcome) if outcome else (),
        chosen=chosen,
        as_chosen=sums_of(session, quote, version, lines, chosen) if is_yes and is_of_this else None,
    )


def version_of(session: Session, quote: Quote, version_no: int | None = None) -> QuoteVersion:
    """The version with this number, or the current one."""
    wanted = quote.version_no if version_no is None else version_no
    return session.scalars(
        select(QuoteVersion).where(QuoteVersion.quote_id == quote.id, QuoteVersion.no == wanted)
    ).one()


def find_version(session: Session, quote: Quote, version_no: int) -> QuoteVersion | None:
    """The version with this number, when there is one."""
    if not 0 < version_no <= quote.version_no:
        return None
    return session.scalars(
        select(QuoteVersion).where(QuoteVersion.quote_id == quote.id, QuoteVersion.no == version_no)
    ).one_or_none()


def versions_of(session: Session, quote: Quote) -> Sequence[QuoteVersion]:
    """All versions, newest first."""
    return session.scalars(
        select(QuoteVersion).where(QuoteVersion.quote_id == quote.id).order_by(QuoteVersion.no.desc())
    ).all()


def lines_of(session: Session, version: QuoteVersion) -> Sequence[QuoteLine]:
    """The lines in the order of the paper."""
    return session.scalars(
        select(QuoteLine).where(QuoteLine.version_id == version.id).order_by(QuoteLine.position, QuoteLine.id)
    ).all()


def current_outcome(session: Session, quote: Quote) -> QuoteOutcome | None:
    """How the quote ended, when it has."""
    return session.scalars(
        select(QuoteOutcome)
        .where(QuoteOutcome.quote_id == quote.id, QuoteOutcome.superseded_at.is_(None))
        .options(*_told())
    ).one_or_none()


def newest_quote_id(session: Session) -> int | None:
    """The quote that was begun last, of a card in the box; None while there is none."""
    query = select(Quote.id).join(Quote.relation).where(Relation.is_live)
    return session.scalar(query.order_by(Quote.id.desc()).limit(1))


def is_open(session: Session, quote: Quote) -> bool:
    """Whether it has been sent and nobody has noted how it ended."""
    return quote.status is QuoteStatus.SENT and current_outcome(session, quote) is None


def earlier_outcomes(session: Session, quote: Quote) -> Sequence[QuoteOutcome]:
    """What was noted before and corrected since, newest first."""
    return session.scalars(
        select(QuoteOutcome)
        .where(QuoteOutcome.quote_id == quote.id, QuoteOutcome.superseded_at.is_not(None))
        .options(*_told())
        .order_by(QuoteOutcome.id.desc())
    ).all()


def other_reasons(session: Session, outcome: QuoteOutcome) -> Sequence[RejectionReason]:
    """What counted too, beside the main reason."""
    return session.scalars(
        select(RejectionReason)
        .join(OutcomeReason, OutcomeReason.reason_id == RejectionReason.id)
        .where(OutcomeReason.outcome_id == outcome.id)
        .order_by(RejectionReason.position, RejectionReason.id)
    ).all()


def counted_too(session: Session, outcomes: Sequence[QuoteOutcome]) -> dict[int, list[RejectionReason]]:
    """What counted too, of several outcomes at once, by their ids."""
    found: dict[int, list[RejectionReason]] = {outcome.id: [] for outcome in outcomes}
    if not found:
        return found
    rows = session.execute(
        select(OutcomeReason.outcome_id, RejectionReason)
        .join(OutcomeReason.reason)
        .where(OutcomeReason.outcome_id.in_(found))
        .order_by(RejectionReason.position, RejectionReason.id)
    )
    for outcome_id, reason in rows:
        found[outcome_id].append(reason)
    return found


def were_chosen(session: Session, outcomes: Sequence[QuoteOutcome]) -> dict[int, list[str]]:
    """The lines that customers chose, in words, of several outcomes at once, by their ids."""
    found: dict[int, list[str]] = {outcome.id: [] for outcome in outcomes}
    if not found:
        return found
    rows = session.execute(
        select(ChosenLine.outcome_id, QuoteLine.description)
        .join(QuoteLine, QuoteLine.id == ChosenLine.line_id)
        .where(ChosenLine.outcome_id.in_(found))
        .order_by(QuoteLine.position, QuoteLine.id)
    )
    for outcome_id, description in rows:
        found[outcome_id].append(description)
    return found


def compared_total(quote: Quote, outcome: QuoteOutcome) -> Decimal:
    """What the price of another shop is held against: with btw when the prices of the quote are."""
    return outcome.total if quote.prices_include_vat else outcome.total_ex


def chosen_lines(session: Session, outcome: QuoteOutcome) -> frozenset[int]:
    """The options and alternatives that the customer chose."""
    return frozenset(session.scalars(select(ChosenLine.line_id).where(ChosenLine.outcome_id == outcome.id)))


def unplanned_question(quote: Quote, asked_by: User) -> Task:
    """Asking why as a task that stands on no list, to know whom to ring and what to say."""
    return Task(
        reason=TaskReason.ASK_WHY,
        relation_id=quote.relation_id,
        relation=quote.relation,
        person_id=quote.person_id,
        person=quote.person,
        responsible=asked_by,
        about=Quote.__tablename__,
        about_id=quote.id,
        due_on=clock.today(),
        tries=0,
    )


def find_reason(session: Session, reason_id: int | None) -> RejectionReason | None:
    """The reason with this id, also one that is no longer in use."""
    return session.get(RejectionReason, reason_id) if reason_id else None


def count_with_reason(session: Session, reason_id: int) -> int:
    """How many quotes have this reason now, as the main one or beside it."""
    beside = select(OutcomeReason.outcome_id).where(OutcomeReason.reason_id == reason_id)
    has_it = or_(QuoteOutcome.main_reason_id == reason_id, QuoteOutcome.id.in_(beside))
    query = select(func.count(QuoteOutcome.id)).where(has_it, QuoteOutcome.superseded_at.is_(None))
    return session.scalar(query) or 0


def last_sent_on(session: Session) -> dt.date | None:
    """The last day on which any quote went out."""
    at = session.scalar(select(func.max(QuoteVersion.sent_at)))
    return clock.in_shop_time(at).date() if at else None


def _told() -> list[_AbstractLoad]:
    """All that is told of an outcome, in the same statement."""
    return [
        joinedload(QuoteOutcome.main_reason),
        joinedload(QuoteOutcome.person),
        joinedload(QuoteOutcome.competitor),
        joinedload(QuoteOutcome.ask_by),
        joinedload(QuoteOutcome.noted_by),
    ]
