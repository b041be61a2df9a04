"""A shop with a thousand quotes that ended in every way there is, and its numbers counted by hand."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from app.core import clock
from app.core.database import Base, Session
from app.quotes.models import (
    AskState,
    Competitor,
    Decision,
    OutcomeReason,
    PriceKind,
    Quote,
    QuoteOutcome,
    QuoteStatus,
    QuoteVersion,
    SaidBy,
)
from app.relations.models import Region, Relation
from app.shop.models import ProductGroup, ReasonGroup, RejectionReason
from app.users.models import User
from tests.factories import make_product_group, make_reason, make_region, make_relation

QUOTES = 1_000
CARDS = 80
# The day on which all of it is looked at.
NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
TODAY = NOON.date()
AMOUNTS = ("0.00", "499.99", "500.00", "500.01", "2500.00", "2500.01", "10000.00", "10000.01")
Row = dict[str, Any]
Names = dict[int | None, str]
Days = tuple[dt.date | None, dt.date | None]


@dataclass
class Count:
    """How many quotes, what they come to, and which of them stand in a list."""

    number: int = 0
    amount: Decimal = Decimal(0)
    # By id; those on cards in the bin count, and stand in no list.
    listed: list[int] = field(default_factory=list)

    def add(self, outcome: Row, *, is_listed: bool) -> None:
        """One more."""
        self.number += 1
        self.amount += outcome["total_ex"]
        self.listed += [outcome["quote_id"]] if is_listed else []


@dataclass
class Part:
    """What is counted in one slice of one view: by reason and who says so, and what was accepted."""

    declined: dict[tuple[str, str], Count] = field(default_factory=lambda: defaultdict(Count))
    accepted: Count = field(default_factory=Count)

    def of(self, *known: str, reason: str | None = None) -> Count:
        """What counts together; without `known` all of it."""
        chosen = [
            count
            for (name, how), count in self.declined.items()
            if (not known or how in known) and reason in {None, name}
        ]
        return Count(
            sum(one.number for one in chosen),
            sum((one.amount for one in chosen), Decimal(0)),
            sorted(quote for one in chosen for quote in one.listed),
        )


@dataclass
class Recount:
    """All ten views, counted one row after another."""

    whole: Part = field(default_factory=Part)
    slices: dict[str, dict[str, Part]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Part)))
    too: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    prices: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    words: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    # Declined quotes on cards in the bin: they count, and stand in no list.
    in_bin: int = 0


def furnish(session: Session, by: User, seed: int) -> None:
    """Fill the shop; the same seed makes the same one."""
    _Maker(session, by, random.Random(seed)).make()  # noqa: S311 - a shop to count, not a secret


def recount(session: Session, days: Days, narrowed: Mapping[str, int | None]) -> Recount:
    """Count the rows of the database that fall in these days and in this region and group; 0 is neither."""
    box = _Box(session)
    found = Recount()
    for outcome in box.outcomes.values():
        card = box.cards[box.quotes[outcome["quote_id"]]["relation_id"]]
        if _counts(outcome, card, days, narrowed):
            _count(found, box, outcome, card)
    return found


class _Box:
    """The tables as they are, and the names of what their rows point at."""

    def __init__(self, session: Session) -> None:
        self.cards, self.quotes = _rows(session, Relation), _rows(session, Quote)
        self.outcomes = _rows(session, QuoteOutcome)
        reasons = _rows(session, RejectionReason)
        self.reasons: Names = {id_: row["name_en"] for id_, row in reasons.items()} | {None: "Still to ask"}
        self.silent = {id_ for id_, row in reasons.items() if row["reason_group"] is ReasonGroup.UNKNOWN}
        self.regions: Names = _names(session, Region) | {None: "no region"}
        self.groups: Names = _names(session, ProductGroup) | {None: "no product group"}
        self.shops: Names = _names(session, Competitor)
        self.too: dict[int, list[str]] = defaultdict(list)
        for row in _rows(session, OutcomeReason).values():
            self.too[row["outcome_id"]].append(self.reasons[row["reason_id"]])

    def how_known(self, outcome: Row) -> str:
        """Who told the reason."""
        if outcome["main_reason_id"] is None:
            return "to_ask"
        if outcome["main_reason_id"] in self.silent:
            return "unknown"
        return "guess" if outcome["said_by"] is SaidBy.OUR_GUESS else "customer"


def _counts(outcome: Row, card: Row, days: Days, narrowed: Mapping[str, int | None]) -> bool:
    if outcome["superseded_at"] is not None or outcome["decision"] is Decision.WITHDRAWN:
        return False
    first, last = days
    if (first and outcome["decided_on"] < first) or (last and outcome["decided_on"] > last):
        return False
    region, group = narrowed.get("region"), narrowed.get("group")
    in_region = region is None or (card["region_id"] or 0) == region
    return in_region and (group is None or (outcome["product_group_id"] or 0) == group)


def _count(found: Recount, box: _Box, outcome: Row, card: Row) -> None:
    day, amount = outcome["decided_on"], outcome["total_ex"]
    parts = [
        found.whole,
        found.slices["region"][box.regions[card["region_id"]]],
        found.slices["group"][box.groups[outcome["product_group_id"]]],
        found.slices["band"][_band(amount)],
        found.slices["days"][_wait(outcome["days_to_quote"])],
        found.slices["quarter"][f"quarter {(day.month + 2) // 3} of {day.year}"],
    ]
    is_listed = card["deleted_at"] is None
    if outcome["decision"] is Decision.ACCEPTED:
        for part in parts:
            part.accepted.add(outcome, is_listed=is_listed)
        return
    if outcome["competitor_id"] is not None and outcome["bought_elsewhere"] is not False:
        shop = box.shops[outcome["competitor_id"]]
        parts.append(found.slices["shop"][shop])
        if outcome["price_difference"] is not None:
            found.prices[shop].append(outcome["price_difference"])
    for part in parts:
        counted = part.declined[box.reasons[outcome["main_reason_id"]], box.how_known(outcome)]
        counted.add(outcome, is_listed=is_listed)
    for name in box.too[outcome["id"]]:
        found.too[name] += 1
    _list(found, box.quotes[outcome["quote_id"]], outcome, card)


def _list(found: Recount, quote: Row, outcome: Row, card: Row) -> None:
    number = f"{quote['year']}-{quote['serial']:04}"
    if card["deleted_at"] is not None:
        found.in_bin += 1
        return
    if outcome["customer_words"]:
        found.words.append(outcome["customer_words"])
    if outcome["call_again_on"]:
        found.again.append(number)
    if outcome["main_reason_id"] is None:
        found.unasked.append(number)


def _band(amount: Decimal) -> str:
    for edge, name in ((500, "up to € 500"), (2500, "€ 500 to € 2,500"), (10_000, "€ 2,500 to € 10,000")):
        if amount <= edge:
            return name
    return "more than € 10,000"


def _wait(days: int | None) -> str:
    if days is None:
        return "days not known"
    return "within 2 days" if days <= 2 else "3 to 7 days" if days <= 7 else "8 days or more"


def _rows(session: Session, model: type[Base]) -> dict[int, Row]:
    return {row["id"]: dict(row) for row in session.execute(select(model.__table__)).mappings()}


def _names(session: Session, model: type[Base]) -> Names:
    return {row["id"]: row["name"] for row in _rows(session, model).values()}


class _Maker:
    def __init__(self, session: Session, by: User, dice: random.Random) -> None:
        self.session, self.by, self.dice, self.now = session, by, dice, clock.now()

    def make(self) -> None:
        session, dice = self.session, self.dice
        self.reasons = [make_reason(session, f"Reason {letter}").id for letter in "ABCDEFGH"]
        self.silent = [make_reason(session, f"Silent {n}", reason_group=ReasonGroup.UNKNOWN).id for n in "12"]
        self.groups = [make_product_group(session, name=f"Group {letter}").id for letter in "ABC"]
        self.shops = self._added([Competitor(name=f"Shop {letter}", key=letter) for letter in "ABCDEFGHI"])
        regions = [make_region(session, f"Region {letter}").id for letter in "ABC"]
        card = make_relation(session)
        cards = []
        for number in range(CARDS):
            region = dice.choice([*regions, None])
            cards.append(
                {column.key: getattr(card, column.key) for column in Relation.__mapper__.column_attrs}
                | {"id": 1000 + number, "name": f"Card {number}", "sort_name": f"card {number}"}
                | {"region_id": region, "chosen_region_id": region, "region_by_hand": True}
                | {"deleted_at": self.now if dice.random() < 0.1 else None}
            )
        self._insert(Relation, cards)
        self._insert(Quote, [self._quote(number) for number in range(1, QUOTES + 1)])
        self._insert(
            QuoteVersion,
            [
                {"quote_id": number, "no": 1, "total_ex": 100, "total_vat": 21, "total": 121}
                for number in range(1, QUOTES + 1)
            ],
        )
        outcomes = [row for number in range(1, QUOTES + 1) for row in self._outcomes(number)]
        for id_, row in enumerate(outcomes, start=1):
            row["id"] = id_
        self._insert(QuoteOutcome, outcomes)
        self._insert(
            OutcomeReason,
            [
                {"outcome_id": row["id"], "reason_id": reason}
                for row in outcomes
                if row["main_reason_id"] is not None
                for reason in dice.sample(self.reasons, dice.choice([0, 0, 1, 3]))
                if reason != row["main_reason_id"]
            ],
        )
        session.commit()

    def _added(self, rows: list[Competitor]) -> list[int]:
        self.session.add_all(rows)
        self.session.flush()
        return [row.id for row in rows]

    def _insert(self, model: type[Base], rows: list[Row]) -> None:
        # Past the journal: what these rows are is all that counts here.
        self.session.connection().execute(insert(model.__table__), rows)  # type: ignore[arg-type]

    def _quote(self, number: int) -> Row:
        return {
            "id": number,
            "relation_id": 1000 + self.dice.randrange(CARDS),
            "year": 2026,
            "serial": number,
            "subject": "",
            "status": QuoteStatus.SENT,
            "version_no": 1,
            "price_kind": PriceKind.FIXED,
            "prices_include_vat": True,
            "first_sent_on": TODAY - dt.timedelta(days=1200),
            "responsible_id": self.by.id,
            "made_at": self.now,
            "row_version": 1,
        }

    def _outcomes(self, number: int) -> list[Row]:
        """How a quote ended, after it had perhaps ended in another way; or that it was opened again."""
        dice = self.dice
        before = [self._outcome(number) for _time in range(dice.choice([0, 0, 0, 1, 2]))]
        for row in before:
            row["superseded_at"] = self.now
        return before if dice.random() < 0.1 else [*before, self._outcome(number)]

    def _outcome(self, number: int) -> Row:
        dice = self.dice
        decision = dice.choices(list(Decision), [30, 60, 10])[0]
        row: Row = dict.fromkeys(column.key for column in QuoteOutcome.__mapper__.column_attrs)
        row |= {
            "quote_id": number,
            "version_no": 1,
            "decision": decision,
            "decided_on": TODAY - dt.timedelta(days=int(dice.triangular(0, 1100, 0))),
            "total_ex": self._amount(),
            "total": Decimal(0),
            "product_group_id": dice.choice([*self.groups, None]),
            "days_to_quote": dice.choice([None, 0, 2, 3, 7, 8, 90]),
            "customer_words": f"No {number}." if dice.random() < 0.15 else "",
            "noted_at": self.now,
        } | dict.fromkeys(("answer_next", "could_have_done", "lesson", "withdrawn_why"), "")
        # Also with a yes somebody may have named another shop or a reason.
        row["competitor_id"] = dice.choice([*self.shops, *[None] * 9])
        row["bought_elsewhere"] = dice.choice([None, True, False])
        row["price_difference"] = dice.choice([None, Decimal(dice.randrange(-30_000, 90_000)) / 100])
        if decision is Decision.DECLINED and dice.random() < 0.12:
            row |= {"ask_state": AskState.TO_ASK, "ask_by_id": self.by.id, "ask_on": TODAY}
        elif decision is not Decision.WITHDRAWN:
            row |= {"ask_state": AskState.ANSWERED} if decision is Decision.DECLINED else {}
            row["main_reason_id"] = dice.choice([*self.reasons, *self.silent])
            row["said_by"] = dice.choice(list(SaidBy))
        if decision is Decision.DECLINED and dice.random() < 0.05:
            row["call_again_on"] = TODAY + dt.timedelta(days=dice.randrange(-60, 300))
        return row

    def _amount(self) -> Decimal:
        if self.dice.random() < 0.1:
            return Decimal(self.dice.choice(AMOUNTS))
        return Decimal(self.dice.randrange(1, 1_500_000)) / 100
