"""The lists of quotes: by state, by person, by what became of them and why, with what they come to."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock
from app.core.database import Session
from app.core.pages import PAGE_SIZE, Page, paginate
from app.quotes.given import WITHOUT, Wanted
from app.quotes.models import (
    Competitor,
    Decision,
    Quote,
    QuoteOutcome,
    QuoteVersion,
    ShownStatus,
    is_known_as,
    is_shown_as,
    shown_status,
)
from app.quotes.slices import is_in_band, is_in_wait
from app.regions.queries import region_choices
from app.relations.models import Relation
from app.shop.models import ProductGroup

Columns = TypeVarTuple("Columns")
NOTHING = Decimal(0)
# What was agreed, with the options that were chosen; until then what we offer.
TOTAL = func.coalesce(QuoteOutcome.total, QuoteVersion.total)
TOTAL_EX = func.coalesce(QuoteOutcome.total_ex, QuoteVersion.total_ex)


@dataclass(frozen=True)
class Listed:
    """One quote in a list."""

    quote: Quote
    version: QuoteVersion
    outcome: QuoteOutcome | None

    @property
    def total(self) -> Decimal:
        """What was agreed, with the options that were chosen; until then what we offer."""
        return self.version.total if self.outcome is None else self.outcome.total

    @property
    def total_ex(self) -> Decimal:
        """The same without btw."""
        return self.version.total_ex if self.outcome is None else self.outcome.total_ex

    @property
    def status(self) -> ShownStatus:
        """What the quote is called today."""
        return shown_status(self.quote, self.outcome, clock.today())


@dataclass(frozen=True)
class Sum:
    """How many quotes, and what they come to, with and without btw."""

    count: int
    total: Decimal
    total_ex: Decimal


def quotes_page(session: Session, wanted: Wanted, number: int) -> Page:
    """One page of the quotes that are asked for, as `Listed` rows, newest first."""
    page = paginate(session, _listed(wanted), number)
    return replace(page, rows=[Listed(*row) for row in page.rows])


def all_quotes(session: Session, wanted: Wanted, *, with_shops: bool = False) -> list[Listed]:
    """All quotes that are asked for, newest first; `with_shops` also with which other shop was chosen."""
    query = _listed(wanted)
    if with_shops:
        query = query.options(joinedload(QuoteOutcome.competitor))
    return [Listed(*row) for row in session.execute(query)]


def still_to_ask(session: Session, number: int, *, size: int = PAGE_SIZE) -> Page:
    """A page of the noes without a reason and of the quotes that ended in silence, the oldest first."""
    is_no = and_(QuoteOutcome.decision == Decision.DECLINED, QuoteOutcome.main_reason_id.is_(None))
    query = (
        _joined(select(Quote, QuoteVersion, QuoteOutcome))
        .options(
            contains_eager(Quote.relation),
            joinedload(Quote.person),
            joinedload(Quote.responsible),
            joinedload(QuoteOutcome.ask_by),
        )
        .where(or_(is_no, is_shown_as(ShownStatus.EXPIRED, clock.today())))
        .order_by(func.coalesce(QuoteOutcome.decided_on, Quote.valid_until), Quote.id)
    )
    page = paginate(session, query, number, size=size)
    return replace(page, rows=[Listed(*row) for row in page.rows])


def quotes_of(session: Session, relation_id: int) -> list[Listed]:
    """All quotes of one card, newest first."""
    rows = session.execute(_listed(Wanted()).where(Quote.relation_id == relation_id))
    return [Listed(*row) for row in rows]


def sum_of(session: Session, wanted: Wanted) -> Sum:
    """What the quotes that are asked for come to together."""
    return Sum(*session.execute(_summed(_chosen(wanted))).one())


def sums_by_status(session: Session, wanted: Wanted) -> dict[ShownStatus, Sum]:
    """The same for each status apart: what stands on the tabs."""
    today = clock.today()
    rest = replace(wanted, status=None)
    label = case(*((is_shown_as(status, today), status.value) for status in ShownStatus))
    rows = session.execute(_summed(_chosen(rest)).add_columns(label.label("shown_as")).group_by("shown_as"))
    sums = {ShownStatus(status): Sum(count, total, total_ex) for count, total, total_ex, status in rows}
    return {status: sums.get(status, Sum(0, NOTHING, NOTHING)) for status in ShownStatus}


def narrowings(session: Session, asked: Container[str]) -> dict[str, list[tuple[int, str]]]:
    """The regions, product groups and other shops to narrow the list by, as far as somebody asks."""
    groups = select(ProductGroup.id, ProductGroup.name).order_by(ProductGroup.position, ProductGroup.id)
    shops = select(Competitor.id, Competitor.name).order_by(Competitor.key)
    return {
        "region": region_choices(session) if "region" in asked else [],
        "group": [(id_, name) for id_, name in session.execute(groups)] if "group" in asked else [],
        "shop": [(id_, name) for id_, name in session.execute(shops)] if "shop" in asked else [],
    }


def _listed(wanted: Wanted) -> Select[Quote, QuoteVersion, QuoteOutcome]:
    return (
        _joined(select(Quote, QuoteVersion, QuoteOutcome))
        .options(
            contains_eager(Quote.relation),
            joinedload(Quote.responsible),
            contains_eager(QuoteOutcome.main_reason),
        )
        .where(*_chosen(wanted))
        .order_by(Quote.first_sent_on.is_not(None), Quote.first_sent_on.desc(), Quote.id.desc())
    )


def _summed(chosen: Sequence[ColumnElement[bool]]) -> Select[int, Decimal, Decimal]:
    columns = select(
        func.count(Quote.id),
        func.coalesce(func.sum(TOTAL), NOTHING),
        func.coalesce(func.sum(TOTAL_EX), NOTHING),
    )
    return _joined(columns).where(*chosen)


def _joined(columns: Select[*Columns]) -> Select[*Columns]:
    """Each quote of a card in the box once, with its current version and how it ended."""
    current = and_(QuoteOutcome.quote_id == Quote.id, QuoteOutcome.superseded_at.is_(None))
    return (
        columns.select_from(Quote)
        .join(Quote.relation)
        .join(QuoteVersion, and_(QuoteVersion.quote_id == Quote.id, QuoteVersion.no == Quote.version_no))
        .outerjoin(QuoteOutcome, current)
        .outerjoin(QuoteOutcome.main_reason)
        .where(Relation.is_live)
    )


def _chosen(wanted: Wanted) -> list[ColumnElement[bool]]:
    chosen = []
    if wanted.status is not None:
        chosen.append(is_shown_as(wanted.status, clock.today()))
    if wanted.responsible_id is not None:
        chosen.append(Quote.responsible_id == wanted.responsible_id)
    if wanted.reason_id is not None:
        chosen.append(QuoteOutcome.main_reason_id == wanted.reason_id)
    if wanted.known is not None:
        chosen.append(is_known_as(wanted.known))
    return [*chosen, *_in_slices(wanted), *_within(wanted)]


def _in_slices(wanted: Wanted) -> list[ColumnElement[bool]]:
    chosen = []
    for column, id_ in (
        (Relation.region_id, wanted.region_id),
        (QuoteOutcome.product_group_id, wanted.group_id),
    ):
        if id_ is not None:
            chosen.append(column.is_(None) if id_ == WITHOUT else column == id_)
    if wanted.shop_id is not None:
        chosen.append(QuoteOutcome.competitor_id == wanted.shop_id)
    if wanted.band is not None:
        chosen.append(is_in_band(TOTAL_EX, wanted.band))
    if wanted.wait is not None:
        chosen.append(is_in_wait(QuoteOutcome.days_to_quote, wanted.wait))
    # Only what was decided has a group, another shop or a wait.
    is_about_outcome = (wanted.group_id, wanted.shop_id, wanted.wait) != (None, None, None)
    return [*chosen, QuoteOutcome.id.is_not(None)] if is_about_outcome else chosen


def _within(wanted: Wanted) -> list[ColumnElement[bool]]:
    """By the day of the last step; a draft has none and belongs to every period that is not over."""
    first, last = (wanted.quarter or wanted.period).days(clock.today())
    day = func.coalesce(QuoteOutcome.decided_on, Quote.first_sent_on)
    bounds = ([day >= first] if first else []) + ([day <= last] if last else [])
    is_over = wanted.quarter is not None or (last is not None and last < clock.today())
    return bounds if is_over or not bounds else [or_(day.is_(None), and_(*bounds))]
