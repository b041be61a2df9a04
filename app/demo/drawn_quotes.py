"""Made-up quotes of the last years, in the order of their numbers, and what became of each."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core import clock
from app.demo import names
from app.demo.drawn_answers import AnswerDrawer, Reason
from app.demo.drawn_cards import DAYS_BACK, DrawnCard, some_moment
from app.demo.drawn_lines import draw_lines, main_group, sums_of
from app.quotes.models import Decision, PriceKind, QuoteStatus, SentHow
from app.quotes.totals import Totals
from app.relations.models import Nature
from app.tasks.models import TaskEnd, TaskReason
from app.timeline.models import Channel

# Of a hundred quotes; what is left over was declined.
DRAFT, OPEN, WITHDRAWN, ACCEPTED = 6, 12, 4, 40
# So many in a hundred were changed and sent again, and of so many nobody noted the day they asked.
SENT_AGAIN, ASKED_UNNOTED = 12, 4
# After this long of so many in a hundred it is noted how they ended; the others are still as they were.
LONG_AGO, SETTLED = dt.timedelta(days=90), 85
VALID = dt.timedelta(days=30)

Row = dict[str, Any]


@dataclass
class DrawnQuote:
    """The rows of one quote; of its versions and outcomes the last one is the current one."""

    quote: Row
    versions: list[tuple[Row, list[Row]]]
    sums: Totals
    # Each with the reasons that counted too.
    outcomes: list[tuple[Row, Sequence[int]]] = field(default_factory=list)
    happenings: list[Row] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)


@dataclass
class QuoteDrawer:
    """Draws quotes for these customers; `last` holds the last number of each year and is moved on."""

    dice: random.Random
    cards: Sequence[DrawnCard]
    staff: Sequence[int]
    reasons: Sequence[Reason]
    groups: Sequence[int]
    shops: Sequence[int]
    last: dict[int, int]

    def draw(self, count: int) -> list[DrawnQuote]:
        """So many quotes, the oldest first; none when there is nobody to make them or to get them."""
        customers = [card for card in self.cards if card.relation["stage"]]
        if not (customers and self.staff and self.reasons):
            return []
        today = clock.today()
        answers = AnswerDrawer(self.dice, self.reasons, self.shops)
        days = sorted(today - dt.timedelta(days=self.dice.randrange(DAYS_BACK)) for _number in range(count))
        return [self._draw(day, self.dice.choice(customers), answers) for day in days]

    def _draw(self, day: dt.date, card: DrawnCard, answers: AnswerDrawer) -> DrawnQuote:
        by, lot = self.dice.choice(self.staff), self.dice.randrange(100)
        if _is_long_ago(day) and self.dice.randrange(100) < SETTLED:
            lot = self.dice.randrange(DRAFT + OPEN, 100)
        quote = self._quote(day, card, by)
        version, sums = self._version(quote, 1, day, card)
        drawn = DrawnQuote(quote, [version], sums)
        if lot < DRAFT:
            return drawn
        sent_on = self._send(drawn, day, card, by)
        if lot >= DRAFT + OPEN:
            self._decide(drawn, lot, sent_on, by, answers)
        drawn.tasks = _tasks(drawn)
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
            "asked_on": None if self.dice.randrange(100) < ASKED_UNNOTED else asked_on,
            "first_sent_on": None,
            "valid_until": day + VALID,
            "responsible_id": by,
            "made_at": some_moment(self.dice, asked_on),
            "made_by_id": by,
            "row_version": 1,
        }

    def _version(
        self, quote: Row, number: int, day: dt.date, card: DrawnCard
    ) -> tuple[tuple[Row, list[Row]], Totals]:
        lines = draw_lines(self.dice, self.groups)
        sums = sums_of(lines, prices_include_vat=quote["prices_include_vat"])
        version = {
            "no": number,
            "valid_until": day + VALID,
            "total_ex": sums.ex,
            "total_vat": sums.vat,
            "total": sums.total,
            "sent_at": None,
            "sent_by_id": None,
            "sent_how": None,
            "sent_to": card.relation["name"],
        }
        return (version, lines), sums

    def _send(self, drawn: DrawnQuote, day: dt.date, card: DrawnCard, by: int) -> dt.date:
        """Send it, and some a second time, changed; the day of the last sending."""
        self.last[day.year] = self.last.get(day.year, 0) + 1
        drawn.quote |= {
            "year": day.year,
            "serial": self.last[day.year],
            "status": QuoteStatus.SENT,
            "first_sent_on": day,
        }
        self._mark_sent(drawn, "quote.sent", day, by)
        if self.dice.randrange(100) >= SENT_AGAIN:
            return day
        day = min(day + dt.timedelta(days=self.dice.randrange(1, 15)), clock.today())
        version, drawn.sums = self._version(drawn.quote, 2, day, card)
        drawn.versions.append(version)
        drawn.quote |= {"version_no": 2, "valid_until": day + VALID}
        self._mark_sent(drawn, "quote.sent_again", day, by)
        return day

    def _mark_sent(self, drawn: DrawnQuote, what: str, day: dt.date, by: int) -> None:
        version = drawn.versions[-1][0]
        version |= {"sent_at": some_moment(self.dice, day), "sent_by_id": by, "sent_how": SentHow.MAIL}
        drawn.happenings.append(_happening(drawn, what, version["sent_at"], by))

    def _decide(self, drawn: DrawnQuote, lot: int, sent_on: dt.date, by: int, answers: AnswerDrawer) -> None:
        decided_on = min(sent_on + dt.timedelta(days=self.dice.randrange(1, 40)), clock.today())
        outcome = self._outcome(drawn, decided_on, by)
        if lot < DRAFT + OPEN + WITHDRAWN:
            outcome |= {"decision": Decision.WITHDRAWN, "withdrawn_why": "Dubbel gemaakt."}
            drawn.outcomes = [(outcome, ())]
        elif lot < DRAFT + OPEN + WITHDRAWN + ACCEPTED:
            drawn.outcomes = [(outcome | {"decision": Decision.ACCEPTED}, ())]
        else:
            compared = drawn.sums.total if drawn.quote["prices_include_vat"] else drawn.sums.ex
            drawn.outcomes = answers.draw(outcome, compared, by, is_long_ago=_is_long_ago(decided_on))
        decision = drawn.outcomes[-1][0]["decision"]
        drawn.happenings.append(_happening(drawn, f"quote.{decision.value}", outcome["noted_at"], by))

    def _outcome(self, drawn: DrawnQuote, decided_on: dt.date, by: int) -> Row:
        """The end of a quote before anything is known about it; it keeps what the quote was like then."""
        quote, (_version, lines) = drawn.quote, drawn.versions[-1]
        waited = quote["first_sent_on"] - quote["asked_on"] if quote["asked_on"] else None
        return {
            "version_no": quote["version_no"],
            "decision": Decision.DECLINED,
            "decided_on": decided_on,
            "total_ex": drawn.sums.ex,
            "total": drawn.sums.total,
            "product_group_id": main_group(lines, drawn.sums),
            "days_to_quote": waited.days if waited is not None else None,
            "person_id": quote["person_id"],
            "channel": self.dice.choice((Channel.PHONE, Channel.PHONE, Channel.MAIL, Channel.SHOP)),
            "noted_at": some_moment(self.dice, decided_on),
            "noted_by_id": by,
            "ask_state": None,
            "ask_by_id": None,
            "ask_on": None,
            "asked_on": None,
            "asked_by_id": None,
            "main_reason_id": None,
            "said_by": None,
            "customer_words": "",
            "bought_elsewhere": None,
            "competitor_id": None,
            "their_price": None,
            "price_difference": None,
            "could_have_done": "",
            "call_again_on": None,
            "withdrawn_why": "",
            "superseded_at": None,
            "superseded_why": None,
        }


def _is_long_ago(day: dt.date) -> bool:
    return day < clock.today() - LONG_AGO


def _tasks(drawn: DrawnQuote) -> list[Row]:
    """The call that is planned about a quote: before it ends, to ask why not, or when they may be called."""
    if not drawn.outcomes:
        return [_task(drawn, TaskReason.QUOTE_ENDS, drawn.quote["valid_until"] - dt.timedelta(days=3))]
    outcome, _too = drawn.outcomes[-1]
    if outcome["ask_on"]:
        return [_task(drawn, TaskReason.ASK_WHY, outcome["ask_on"])]
    if outcome["call_again_on"]:
        return [_task(drawn, TaskReason.CALL_BACK, outcome["call_again_on"])]
    return []


def _task(drawn: DrawnQuote, reason: TaskReason, due_on: dt.date) -> Row:
    is_done = _is_long_ago(due_on)
    return {
        "relation_id": drawn.quote["relation_id"],
        "person_id": drawn.quote["person_id"],
        "reason": reason,
        "due_on": due_on,
        "responsible_id": drawn.quote["responsible_id"],
        "about": "quote",
        "made_at": drawn.quote["made_at"],
        "done_at": clock.start_of(due_on) if is_done else None,
        "ended": TaskEnd.DONE if is_done else None,
    }


def _happening(drawn: DrawnQuote, what: str, at: dt.datetime, by: int) -> Row:
    version = drawn.versions[-1][0]
    facts = {"number": f"{drawn.quote['year']}-{drawn.quote['serial']:04}", "version": version["no"]}
    return {
        "relation_id": drawn.quote["relation_id"],
        "at": at,
        "what": what,
        "about": "quote",
        "facts": facts | {"cents": int(version["total"].scaleb(2))},
        "by_id": by,
    }
