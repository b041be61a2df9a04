"""The lists of quotes: by state, by person, by what became of them and why, with what they come to."""

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVarTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock
from app.core.database import Session
from app.core.pages import PAGE_SIZE, Page, paginate
from app.quotes.given import WITHOUT, Wanted
from app.quotes.models import AskState, Competitor, Decision, Quote, QuoteOutcome, QuoteVersion
from app.quotes.slices import is_in_band, is_in_wait
from app.quotes.standing import ShownStatus, is_known_as, is_shown_as, shown_status, was_lost_to_a_shop
from app.regions.queries import region_choices
from app.relations.models import Relation
from app.shop.models import ProductGroup

Columns = TypeVarTuple("Columns")
NOTHING = Decimal(0)
ENDED = frozenset(ShownStatus(decision.value) for decision in Decision)
# The newest first, and before them what was not sent yet.
ORDER = (Quote.first_sent_on.desc().nulls_first(), Quote.id.desc())
SUMS = (
    func.count(),
    func.coalesce(func.sum(Quote.total), NOTHING),
    func.coalesce(func.sum(Quote.total_ex), NOTHING),
)
IN_BOX = Quote.relation_id.not_in(select(Relation.id).where(~Relation.is_live))
CURRENT_END = and_(QuoteOutcome.quote_id == Quote.id, QuoteOutcome.superseded_at.is_(None))


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

    def __add__(self, other: "Sum") -> "Sum":
        """Both together."""
        return Sum(self.count + other.count, self.total + other.total, self.total_ex + other.total_ex)


def quotes_page(session: Session, wanted: Wanted, number: int, total: int) -> Page:
    """One page of the `total` quotes that are asked for, as `Listed` rows, newest first.

    Which ones stand on it an index tells; only those are looked up.
    """
    query = _narrowed(select(Quote.id), wanted).where(*_within(wanted)).order_by(*ORDER)
    page = paginate(session, query, number, total=total)
    return replace(page, rows=_looked_up(session, _for_list(), [id_ for (id_,) in page.rows]))


def all_quotes(session: Session, wanted: Wanted, *, with_shops: bool = False) -> list[Listed]:
    """All quotes that are asked for, newest first; `with_shops` also with which other shop was chosen."""
    query = _listed(wanted)
    if with_shops:
        query = query.options(joinedload(QuoteOutcome.competitor))
    return [Listed(*row) for row in session.execute(query)]


def still_to_ask(session: Session, number: int, *, size: int = PAGE_SIZE) -> Page:
    """A page of the noes without a reason and of the quotes that ended in silence, the oldest first."""
    is_unasked = QuoteOutcome.ask_state.in_([AskState.TO_ASK, AskState.ASKED])
    noes = select(Quote.id, QuoteOutcome.decided_on).join(QuoteOutcome, CURRENT_END).where(is_unasked, IN_BOX)
    silent = select(Quote.id, Quote.valid_until).where(
        is_shown_as(ShownStatus.EXPIRED, clock.today()), IN_BOX
    )
    both = union_all(noes, silent).subquery()
    page = paginate(session, select(both.c.id).order_by(both.c.decided_on, both.c.id), number, size=size)
    query = _joined(select(Quote, QuoteVersion, QuoteOutcome)).options(
        contains_eager(Quote.relation),
        joinedload(Quote.person),
        joinedload(Quote.responsible),
        joinedload(QuoteOutcome.ask_by),
    )
    return replace(page, rows=_looked_up(session, query, [id_ for (id_,) in page.rows]))


def quotes_of(session: Session, relation_id: int) -> list[Listed]:
    """All quotes of one card, newest first."""
    rows = session.execute(_listed(Wanted()).where(Quote.relation_id == relation_id))
    return [Listed(*row) for row in rows]


def sums_by_status(session: Session, wanted: Wanted) -> dict[ShownStatus, Sum]:
    """What the quotes that are asked for come to, for each status apart: what stands on the tabs."""
    parts = [_summed(replace(wanted, status=status)) for status in _possible(wanted)]
    sums = dict.fromkeys(ShownStatus, Sum(0, NOTHING, NOTHING))
    for status, count, total, total_ex in session.execute(union_all(*parts)):
        sums[ShownStatus(status)] = Sum(count, total, total_ex)
    return sums


def sum_up(sums: Mapping[ShownStatus, Sum], status: ShownStatus | None = None) -> Sum:
    """What they come to together, or those of one status."""
    return sum((one for of, one in sums.items() if status in (None, of)), Sum(0, NOTHING, NOTHING))


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
    return _for_list().where(*_chosen(wanted), *_within(wanted), Relation.is_live).order_by(*ORDER)


def _for_list() -> Select[Quote, QuoteVersion, QuoteOutcome]:
    return _joined(select(Quote, QuoteVersion, QuoteOutcome)).options(
        contains_eager(Quote.relation),
        joinedload(Quote.responsible),
        contains_eager(QuoteOutcome.main_reason),
    )


def _joined(columns: Select[*Columns]) -> Select[*Columns]:
    """Each quote once, with its card, its current version and how it ended."""
    return (
        columns.select_from(Quote)
        .join(Quote.relation)
        .join(QuoteVersion, and_(QuoteVersion.quote_id == Quote.id, QuoteVersion.no == Quote.version_no))
        .outerjoin(QuoteOutcome, CURRENT_END)
        .outerjoin(QuoteOutcome.main_reason)
    )


def _looked_up(
    session: Session, query: Select[Quote, QuoteVersion, QuoteOutcome], ids: Sequence[int]
) -> list[Listed]:
    """The quotes with these ids, in the same order."""
    found = {row[0].id: Listed(*row) for row in session.execute(query.where(Quote.id.in_(ids)))}
    return [found[id_] for id_ in ids]


def _narrowed(columns: Select[*Columns], wanted: Wanted) -> Select[*Columns]:
    """Of the quotes of cards in the box those that are asked for; other tables come along where needed."""
    query = columns.select_from(Quote).where(IN_BOX, *_chosen(wanted))
    if wanted.region_id is not None:
        query = query.join(Quote.relation)
    if _asks_how_it_ended(wanted):
        query = query.join(QuoteOutcome, CURRENT_END).outerjoin(QuoteOutcome.main_reason)
    return query


def _possible(wanted: Wanted) -> list[ShownStatus]:
    """The states that a quote with all else that is asked for can be in."""
    if wanted.known is not None:
        return [ShownStatus.DECLINED]
    return [status for status in ShownStatus if status in ENDED or not _asks_how_it_ended(wanted)]


def _summed(wanted: Wanted) -> Select[str, int, Decimal, Decimal]:
    """What the quotes of one status come to; of what ended, as most did, only those days are read."""
    days = _between(Quote.last_step_on, wanted) if wanted.status in ENDED else _within(wanted)
    return _narrowed(select(literal(str(wanted.status)), *SUMS), wanted).where(*days)


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
    return [*chosen, *_in_slices(wanted)]


def _in_slices(wanted: Wanted) -> list[ColumnElement[bool]]:
    chosen = []
    for column, id_ in (
        (Relation.region_id, wanted.region_id),
        (QuoteOutcome.product_group_id, wanted.group_id),
    ):
        if id_ is not None:
            chosen.append(column.is_(None) if id_ == WITHOUT else column == id_)
    if wanted.shop_id is not None:
        chosen += [QuoteOutcome.competitor_id == wanted.shop_id, was_lost_to_a_shop()]
    if wanted.band is not None:
        chosen.append(is_in_band(Quote.total_ex, wanted.band))
    if wanted.wait is not None:
        chosen.append(is_in_wait(QuoteOutcome.days_to_quote, wanted.wait))
    return [*chosen, Quote.decision.is_not(None)] if _asks_how_it_ended(wanted) else chosen


def _asks_how_it_ended(wanted: Wanted) -> bool:
    """Whether it asks for what only a quote has that was decided: a reason, a group, another shop, a wait."""
    asked = (wanted.reason_id, wanted.known, wanted.group_id, wanted.shop_id, wanted.wait)
    return any(value is not None for value in asked)


def _within(wanted: Wanted) -> list[ColumnElement[bool]]:
    """By the day of the last step; a draft has none and belongs to every period that is not over."""
    its_day = dt.date.max if _is_over(wanted) else clock.today()
    return _between(func.coalesce(Quote.last_step_on, its_day), wanted)


def _between(day: SQLColumnExpression[dt.date | None], wanted: Wanted) -> list[ColumnElement[bool]]:
    first, last = wanted.days(clock.today())
    return ([day >= first] if first else []) + ([day <= last] if last else [])


def _is_over(wanted: Wanted) -> bool:
    """Whether it is about a time that has passed, or a quarter: drafts are not of then."""
    last = wanted.period.days(clock.today()).last
    return wanted.quarter is not None or (last is not None and last < clock.today())
