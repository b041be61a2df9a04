"""The quotes of a list as the rows of a sheet: what each is, what became of it, and why."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from app.core.database import Session
from app.core.words import _, language
from app.exchange.sheets import Cell
from app.quotes.given import Wanted
from app.quotes.lists import Listed, all_quotes
from app.quotes.models import Decision, OutcomeReason
from app.quotes.words import said_by_name, status_name
from app.regions.queries import region_choices
from app.shop.models import ProductGroup, RejectionReason

Row = list[Cell]


def heads() -> list[str]:
    """What stands above the columns."""
    return [
        *(_("Number"), _("Version"), _("For"), _("Region"), _("What it is about"), _("Asked on")),
        *(_("Sent on"), _("Valid until"), _("State"), _("Decided on"), _("Days from request to quote")),
        *(_("Without btw"), _("With btw"), _("Product group"), _("Main reason"), _("Other reasons")),
        *(_("Who says so"), _("In the customer’s words"), _("Other shop"), _("Difference in price")),
    ]


def quote_rows(session: Session, wanted: Wanted) -> Iterator[Row]:
    """A row for each quote that is asked for, newest first."""
    regions = dict(region_choices(session))
    groups = dict(list(session.execute(select(ProductGroup.id, ProductGroup.name))))
    others = _other_reasons(session)
    for listed in all_quotes(session, wanted, with_shops=True):
        yield [*_offered(listed, regions), *_decided(listed, groups, others)]


def _offered(listed: Listed, regions: dict[int, str]) -> Row:
    quote = listed.quote
    return [
        *(quote.number, quote.version_no, quote.relation.name, regions.get(quote.relation.region_id or 0)),
        *(quote.subject, quote.asked_on, quote.first_sent_on, quote.valid_until, status_name(listed.status)),
    ]


def _decided(listed: Listed, groups: dict[int, str], others: dict[int, list[str]]) -> Row:
    outcome = listed.outcome
    if outcome is None:
        return [None, None, listed.total_ex, listed.total, *[None] * 7]
    to_ask = _("still to ask") if outcome.decision is Decision.DECLINED else None
    return [
        *(outcome.decided_on, outcome.days_to_quote, listed.total_ex, listed.total),
        groups.get(outcome.product_group_id or 0),
        outcome.main_reason.name(language()) if outcome.main_reason else to_ask,
        ", ".join(others[outcome.id]),
        said_by_name(outcome.source) if outcome.source else None,
        outcome.customer_words,
        outcome.competitor.name if outcome.competitor else None,
        outcome.price_difference,
    ]


def _other_reasons(session: Session) -> dict[int, list[str]]:
    """What counted too, by outcome, in the order of the shop."""
    named: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(OutcomeReason.outcome_id, RejectionReason)
        .join(OutcomeReason.reason)
        .order_by(RejectionReason.position, RejectionReason.id)
    )
    for outcome_id, reason in rows:
        named[outcome_id].append(reason.name(language()))
    return named
