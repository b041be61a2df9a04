"""Made-up answers to the question why not: who said it, what counted too, and which other shop it was."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from app.core.money import to_cents
from app.demo import names
from app.quotes.models import AskState, SaidBy

# Of a hundred declined quotes: of so many nobody has asked the reason yet, and of those of long ago;
# of so many of the others it was asked later; so many went to another shop when that may have been why.
TO_ASK, STILL_TO_ASK, ASKED_LATER, ELSEWHERE = 12, 2, 8, 60
OFTEN = {"price": 5, "delivery": 4, "too_slow": 3, "offer_mismatch": 2}
MAY_GO_ELSEWHERE = frozenset({"price", "delivery", "too_slow", "offer_mismatch", "trust", "familiar"})
# How many reasons counted beside the main one.
COUNTED_TOO = (0, 0, 0, 0, 0, 0, 1, 1, 1, 2)
LEAST_PART, MOST_PART = 70, 99

Row = dict[str, Any]


class Reason(NamedTuple):
    """A reason that the shop knows."""

    id: int
    code: str | None


@dataclass
class AnswerDrawer:
    """Draws why quotes were declined, from these reasons and these other shops; the first shops win most."""

    dice: random.Random
    reasons: Sequence[Reason]
    shops: Sequence[int]

    def draw(
        self, outcome: Row, compared: Decimal, by: int, *, is_long_ago: bool
    ) -> list[tuple[Row, Sequence[int]]]:
        """The outcomes of a quote that was declined, each with what counted too; the last one is current.

        `compared` is what the price of another shop is held against.
        """
        to_ask = outcome | {
            "ask_state": AskState.TO_ASK,
            "ask_by_id": by,
            "ask_on": outcome["decided_on"] + dt.timedelta(days=3),
        }
        if self.dice.randrange(100) < (STILL_TO_ASK if is_long_ago else TO_ASK):
            return [(to_ask, ())]
        answered = self._answered(outcome, compared, by)
        if self.dice.randrange(100) >= ASKED_LATER:
            return [answered]
        stepped_aside = {"superseded_at": outcome["noted_at"], "superseded_why": "Er kwam een antwoord."}
        return [(to_ask | stepped_aside, ()), answered]

    def _answered(self, outcome: Row, compared: Decimal, by: int) -> tuple[Row, Sequence[int]]:
        weights = [OFTEN.get(reason.code or "", 1) for reason in self.reasons]
        main = self.dice.choices(self.reasons, weights)[0]
        said_by = self.dice.choice(list(SaidBy))
        was_asked = said_by is not SaidBy.OUR_GUESS
        later = outcome["decided_on"] + dt.timedelta(days=self.dice.randrange(30, 300))
        answer = outcome | {
            "ask_state": AskState.ANSWERED,
            "asked_on": outcome["decided_on"] if was_asked else None,
            "asked_by_id": by if was_asked else None,
            "main_reason_id": main.id,
            "said_by": said_by,
            "customer_words": self.dice.choice((*names.THEIR_WORDS, "", "", "", "")) if was_asked else "",
            "could_have_done": self.dice.choice(names.COULD_HAVE_DONE),
            "call_again_on": later if main.code == "postponed" else None,
        }
        if main.code in MAY_GO_ELSEWHERE and self.dice.randrange(100) < ELSEWHERE:
            answer |= self._elsewhere(main, compared)
        others = [reason.id for reason in self.reasons if reason is not main]
        return answer, self.dice.sample(others, min(len(others), self.dice.choice(COUNTED_TOO)))

    def _elsewhere(self, main: Reason, compared: Decimal) -> Row:
        if not self.shops:
            return {"bought_elsewhere": True}
        weights = range(len(self.shops), 0, -1)
        shop_id = self.dice.choices(self.shops, weights)[0]
        theirs = None
        if main.code == "price":
            theirs = to_cents(compared * self.dice.randint(LEAST_PART, MOST_PART) / 100)
        return {
            "bought_elsewhere": True,
            "competitor_id": shop_id,
            "their_price": theirs,
            "price_difference": None if theirs is None else compared - theirs,
        }
