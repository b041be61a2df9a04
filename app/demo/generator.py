"""Made-up cards and quotes by the thousand, for tests and measurements: the same seed gives the same people.

Everything is invented: telephone numbers begin with what is never given out (071 0.., 06 00 ..), mail ends in
.example. Rows go in by table and unjournaled, for nobody did this; the search index is made anew at the end.
"""

import random
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, insert, select

from app.contacts.models import Address, ContactDetail, ContactPerson, SocialAccount
from app.core.database import Base, Session
from app.core.deeds import log
from app.demo import names
from app.demo.drawn_answers import Reason
from app.demo.drawn_cards import DrawnCard, draw_card
from app.demo.drawn_quotes import DrawnQuote, QuoteDrawer
from app.quotes.models import (
    Competitor,
    NumberSeries,
    OutcomeReason,
    Quote,
    QuoteLine,
    QuoteOutcome,
    QuoteVersion,
)
from app.quotes.numbering import QUOTES
from app.regions.placing import place
from app.relations.models import Relation
from app.relations.sorting import fold
from app.search.index import rebuild
from app.shop.models import AskedFor, ProductGroup, RejectionReason
from app.tasks.models import Task
from app.timeline.models import Happening, Interaction
from app.users.models import User


def fill(session: Session, *, relations: int, quotes: int, seed: int) -> None:
    """Add so many cards with people, numbers and talks, and so many quotes; the caller commits.

    Quotes need a customer to go to, reasons to choose from, and somebody who works here.
    """
    dice = random.Random(seed)  # noqa: S311, nothing secret is drawn
    staff = list(session.scalars(select(User.id).order_by(User.id)))
    cards = _add_cards(session, [draw_card(dice, staff) for _number in range(relations)])
    asked_for = RejectionReason.asked_for == AskedFor.DECLINED
    reasons = session.execute(select(RejectionReason.id, RejectionReason.code).where(asked_for))
    known = [Reason(id_, code) for id_, code in reasons]
    groups = list(session.scalars(select(ProductGroup.id).order_by(ProductGroup.id)))
    given_out = session.scalars(select(NumberSeries).where(NumberSeries.what == QUOTES))
    last = {series.year: series.last for series in given_out}
    shops = _other_shops(session) if quotes else []
    _add_quotes(session, QuoteDrawer(dice, cards, staff, known, groups, shops, last).draw(quotes))
    _keep_numbers(session, last)
    log(session, "demo.fill", by=None, counts={"relations": relations, "quotes": quotes, "seed": seed})
    place(session)
    rebuild(session)


def _add_cards(session: Session, cards: list[DrawnCard]) -> list[DrawnCard]:
    for card, card_id in zip(
        cards, _insert(session, Relation, [card.relation for card in cards]), strict=True
    ):
        card.id = card_id
    people = [(card, person | {"relation_id": card.id}) for card in cards for person in card.people]
    person_ids = _insert(session, ContactPerson, [person for _card, person in people])
    for (card, _person), person_id in zip(people, person_ids, strict=True):
        card.person_id = card.person_id or person_id
    for model in (ContactDetail, SocialAccount, Address, Interaction, Task):
        rows = [row | {"relation_id": card.id} for card in cards for row in card.rows.get(model, ())]
        _insert(session, model, rows)
    return cards


def _other_shops(session: Session) -> list[int]:
    """The ids of the other shops that customers choose, those that are not there yet added."""
    keys = {fold(name): name for name in names.OTHER_SHOPS}
    there = set(session.scalars(select(Competitor.key)))
    _insert(session, Competitor, [{"name": keys[key], "key": key} for key in keys if key not in there])
    ids = dict(list(session.execute(select(Competitor.key, Competitor.id).where(Competitor.key.in_(keys)))))
    return [ids[key] for key in keys]


def _add_quotes(session: Session, quotes: list[DrawnQuote]) -> None:
    ids = _insert(session, Quote, [quote.quote for quote in quotes])
    known = list(zip(quotes, ids, strict=True))
    versions = [
        (version | {"quote_id": id_}, lines) for quote, id_ in known for version, lines in quote.versions
    ]
    version_ids = _insert(session, QuoteVersion, [version for version, _lines in versions])
    lines = [
        line | {"version_id": version_id}
        for (_version, lines), version_id in zip(versions, version_ids, strict=True)
        for line in lines
    ]
    _insert(session, QuoteLine, lines)
    outcomes = [(outcome | {"quote_id": id_}, too) for quote, id_ in known for outcome, too in quote.outcomes]
    outcome_ids = _insert(session, QuoteOutcome, [outcome for outcome, _too in outcomes])
    counted_too = [
        {"outcome_id": outcome_id, "reason_id": reason_id}
        for (_outcome, too), outcome_id in zip(outcomes, outcome_ids, strict=True)
        for reason_id in too
    ]
    _insert(session, OutcomeReason, counted_too)
    _insert(session, Happening, [row | {"about_id": id_} for quote, id_ in known for row in quote.happenings])
    _insert(session, Task, [row | {"about_id": id_} for quote, id_ in known for row in quote.tasks])


def _keep_numbers(session: Session, last: dict[int, int]) -> None:
    for year, serial in last.items():
        series = session.scalars(
            select(NumberSeries).where(NumberSeries.what == QUOTES, NumberSeries.year == year)
        ).one_or_none()
        if series is None:
            session.add(NumberSeries(what=QUOTES, year=year, last=serial))
        else:
            series.last = serial
    session.flush()


def _insert(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> list[int]:
    """The ids of the new rows, in the order of the rows; this transaction is the only one that writes."""
    if not rows:
        return []
    table = Base.metadata.tables[model.__tablename__]
    last = session.scalar(select(func.max(table.c.id))) or 0
    session.connection().execute(insert(table), rows)
    return list(session.scalars(select(table.c.id).where(table.c.id > last).order_by(table.c.id)))
