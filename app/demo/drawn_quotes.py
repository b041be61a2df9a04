"""Made-up quotes of the last years, in the order of their numbers, and what became of each."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.core import clock
from app.demo import names
from app.demo.drawn_cards import DAYS_BACK, DrawnCard, some_moment
from app.quotes.models import AskState, Decision, PriceKind, QuoteStatus, SaidBy, SentHow
from app.quotes.totals import Discount, Line, Rate, Totals, totals
from app.relations.models import Nature
from app.shop.models import VatCode
from app.timeline.models import Channel

DRAFT, OPEN, WITHDRAWN, ACCEPTED = 6, 12, 4, 40
PERCENT = {VatCode.HIGH: Decimal(21), VatCode.LOW: Decimal(9)}
VALID = dt.timedelta(days=30)
# Of a hundred quotes that were declined, this many have a reason that nobody has asked yet.
TO_ASK = 12
OFTEN = {"price": 5, "delivery": 4, "too_slow": 3, "offer_mismatch": 2}

Row = dict[str, Any]


@dataclass
class DrawnQuote:
    """The rows of one quote."""

    quote: Row
    version: Row
    lines: list[Row]
    outcome: Row | None = None
    happenings: list[Row] = field(default_factory=list)


@dataclass
class QuoteDrawer:
    """Draws quotes for these customers; `last` holds the last number of each year and is moved on."""

    dice: random.Random
    cards: Sequence[DrawnCard]
    staff: Sequence[int]
    reasons: Sequence[tuple[int, str | None]]
    groups: Sequence[int]
    last: dict[int, int]

    def draw(self, count: int) -> list[DrawnQuote]:
        """So many quotes, the oldest first; none when there is nobody to make them or to get them."""
        customers = [card for card in self.cards if card.relation["stage"]]
        if not (customers and self.staff and self.reasons):
            return []
        today = clock.today()
        days = sorted(today - dt.timedelta(days=self.dice.randrange(DAYS_BACK)) for _number in range(count))
        return [self._draw(day, self.dice.choice(customers)) for day in days]

    def _draw(self, day: dt.date, card: DrawnCard) -> DrawnQuote:
        by, lot = self.dice.choice(self.staff), self.dice.randrange(100)
        lines = _lines(self.dice, self.groups)
        sums = _sums(lines, prices_include_vat=card.relation["nature"] is Nature.PRIVATE)
        drawn = DrawnQuote(self._quote(day, card, by), _version(day, card, sums), lines)
        if lot < DRAFT:
            return drawn
        self._send(drawn, day, by)
        happened = [("quote.sent", drawn.version["sent_at"])]
        if lot >= DRAFT + OPEN:
            drawn.outcome = self._outcome(lot, day, by, sums) | _frozen(drawn, day)
            happened.append((f"quote.{drawn.outcome['decision'].value}", drawn.outcome["noted_at"]))
        drawn.happenings = [_happening(drawn, what, at, by) for what, at in happened]
        return drawn

    def _quote(self, day: dt.date, card: DrawnCard, by: int) -> Row:
        asked_on = day - dt.timedelta(days=self.dice.randrange(12))
        return {
            "relation_id": card.id,
            "person_id": card.person_id,
            "year": None,
            "serial": None,
            "subject": self.dice.choice(names.SUBJECTS),
            "status": QuoteStatus.DRAFT,
            "version_no": 1,
            "price_kind": PriceKind.FIXED,
            "prices_include_vat": card.relation["nature"] is Nature.PRIVATE,
            "asked_on": asked_on,
            "first_sent_on": None,
            "valid_until": day + VALID,
            "responsible_id": by,
            "made_at": some_moment(self.dice, asked_on),
            "made_by_id": by,
            "row_version": 1,
        }

    def _send(self, drawn: DrawnQuote, day: dt.date, by: int) -> None:
        self.last[day.year] = self.last.get(day.year, 0) + 1
        drawn.quote |= {
            "year": day.year,
            "serial": self.last[day.year],
            "status": QuoteStatus.SENT,
            "first_sent_on": day,
        }
        sent_at = some_moment(self.dice, day)
        drawn.version |= {"sent_at": sent_at, "sent_by_id": by, "sent_how": SentHow.MAIL}

    def _outcome(self, lot: int, day: dt.date, by: int, sums: Totals) -> Row:
        decided_on = min(day + dt.timedelta(days=self.dice.randrange(1, 40)), clock.today())
        outcome: Row = {
            "version_no": 1,
            "decision": Decision.DECLINED,
            "decided_on": decided_on,
            "total_ex": sums.ex,
            "total": sums.total,
            "channel": Channel.PHONE,
            "noted_at": some_moment(self.dice, decided_on),
            "noted_by_id": by,
            "ask_state": None,
            "ask_by_id": None,
            "ask_on": None,
            "main_reason_id": None,
            "said_by": None,
            "customer_words": "",
            "call_again_on": None,
            "withdrawn_why": "",
        }
        if lot < DRAFT + OPEN + WITHDRAWN:
            return outcome | {"decision": Decision.WITHDRAWN, "withdrawn_why": "Dubbel gemaakt."}
        if lot < DRAFT + OPEN + WITHDRAWN + ACCEPTED:
            return outcome | {"decision": Decision.ACCEPTED}
        if self.dice.randrange(100) < TO_ASK:
            ask_on = decided_on + dt.timedelta(days=3)
            return outcome | {"ask_state": AskState.TO_ASK, "ask_by_id": by, "ask_on": ask_on}
        weights = [OFTEN.get(code or "", 1) for _id, code in self.reasons]
        reason_id, code = self.dice.choices(self.reasons, weights)[0]
        later = decided_on + dt.timedelta(days=self.dice.randrange(30, 300))
        return outcome | {
            "ask_state": AskState.ANSWERED,
            "main_reason_id": reason_id,
            "call_again_on": later if code == "postponed" else None,
            "said_by": self.dice.choice(list(SaidBy)),
            "customer_words": self.dice.choice(names.THEIR_WORDS),
        }


def _frozen(drawn: DrawnQuote, day: dt.date) -> Row:
    """What an outcome keeps of its quote: the group that costs most, and the days until it was sent."""
    dearest = max(drawn.lines, key=lambda line: line["quantity"] * line["price"])
    return {
        "product_group_id": dearest["product_group_id"],
        "days_to_quote": (day - drawn.quote["asked_on"]).days,
    }


def _lines(dice: random.Random, groups: Sequence[int]) -> list[Row]:
    lines = []
    for position in range(dice.randint(1, 5)):
        description, unit, least, most, vat_code = dice.choice(names.WARES)
        code = VatCode(vat_code)
        lines.append(
            {
                "position": position,
                "description": description,
                "unit": unit,
                "quantity": Decimal(1) if unit == "keer" else Decimal(dice.randint(1, 60)),
                "price": Decimal(dice.randint(least * 20, most * 20)) / 20,
                "vat_code": code,
                "vat_percent": PERCENT[code],
                "product_group_id": dice.choice(groups) if groups else None,
            }
        )
    return lines


def _sums(lines: list[Row], *, prices_include_vat: bool) -> Totals:
    return totals(
        [
            Line(line["quantity"], line["price"], Rate(line["vat_code"].value, line["vat_percent"]))
            for line in lines
        ],
        Discount(),
        prices_include_vat=prices_include_vat,
        vat_per_line=False,
        has_vat=True,
    )


def _version(day: dt.date, card: DrawnCard, sums: Totals) -> Row:
    return {
        "no": 1,
        "valid_until": day + VALID,
        "total_ex": sums.ex,
        "total_vat": sums.vat,
        "total": sums.total,
        "sent_at": None,
        "sent_by_id": None,
        "sent_how": None,
        "sent_to": card.relation["name"],
    }


def _happening(drawn: DrawnQuote, what: str, at: dt.datetime, by: int) -> Row:
    facts = {"number": f"{drawn.quote['year']}-{drawn.quote['serial']:04}", "version": 1}
    return {
        "relation_id": drawn.quote["relation_id"],
        "at": at,
        "what": what,
        "about": "quote",
        "facts": facts | {"cents": int(drawn.version["total"].scaleb(2))},
        "by_id": by,
    }
