"""Counts of declined quotes, and what may be said with so few or so many.

Under five they are only listed; from five on there are bars and counts; from twenty on also whole percents,
rounded so that they come to a hundred where that takes nothing from one of two equals.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from app.quotes.standing import HowKnown
from app.shop.models import RejectionReason

# Below the first number quotes are only listed; from the second on a percentage says something.
FEWEST_TO_COUNT = 5
FEWEST_FOR_PERCENT = 20
# Two slices are held against each other only when each has so many: declined for reasons, decided for a yes.
FEWEST_TO_COMPARE = 10
NOTHING = Decimal(0)
WHOLE = 100
# Bars of money are never drawn as one block for each euro.
FEWEST_EUROS = 21


@dataclass
class Tally:
    """How many declined quotes, and what they come to without btw, by how well the reason is known."""

    reason: RejectionReason | None = None
    counted_too: int = 0
    counts: dict[HowKnown, int] = field(default_factory=dict)
    amounts: dict[HowKnown, Decimal] = field(default_factory=dict)

    def add(self, known: HowKnown, count: int, amount: Decimal) -> None:
        """Count these too."""
        self.counts[known] = self.counts.get(known, 0) + count
        self.amounts[known] = self.amounts.get(known, NOTHING) + amount

    @property
    def count(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def amount(self) -> Decimal:
        """What all of them come to."""
        return sum(self.amounts.values(), NOTHING)

    @property
    def said(self) -> int:
        """How many customers told us."""
        return self.counts.get(HowKnown.CUSTOMER, 0)

    @property
    def guessed(self) -> int:
        """How often we think we know."""
        return self.counts.get(HowKnown.GUESS, 0)

    @property
    def known(self) -> int:
        """How often we know the reason, or think so."""
        return self.said + self.guessed

    @property
    def not_known(self) -> int:
        """How many would not say or are still to be asked."""
        return self.count - self.known

    @property
    def said_amount(self) -> Decimal:
        """What the quotes come to of which customers told us."""
        return self.amounts.get(HowKnown.CUSTOMER, NOTHING)

    @property
    def guessed_amount(self) -> Decimal:
        """What the quotes come to of which we think we know."""
        return self.amounts.get(HowKnown.GUESS, NOTHING)

    @property
    def not_known_amount(self) -> Decimal:
        """What the quotes come to of which we do not know."""
        return self.amount - self.said_amount - self.guessed_amount


@dataclass
class Slice:
    """A part of the quotes, or all: its code in an address, its name, and what became of its quotes."""

    code: str = ""
    name: str = ""
    total: Tally = field(default_factory=Tally)
    by_reason: dict[int | None, Tally] = field(default_factory=dict)
    accepted: int = 0
    accepted_amount: Decimal = NOTHING

    @property
    def decided(self) -> int:
        """How many quotes were accepted or declined."""
        return self.accepted + self.total.count

    @property
    def is_too_few(self) -> bool:
        """Whether there are too few to say anything about: then a list tells more than a bar."""
        return self.total.count < FEWEST_TO_COUNT

    @property
    def has_percentages(self) -> bool:
        """Whether there are enough for a whole percentage."""
        return self.total.count >= FEWEST_FOR_PERCENT

    @property
    def has_reasons_to_compare(self) -> bool:
        """Whether a difference in reasons with another part need not be chance: the declined count."""
        return self.total.count >= FEWEST_TO_COMPARE

    @property
    def may_be_compared(self) -> bool:
        """Whether a difference in what was accepted need not be chance: all that was decided counts."""
        return self.decided >= FEWEST_TO_COMPARE

    @property
    def accepted_percent(self) -> int | None:
        """The accepted part of what was decided, in whole percents, where there are enough."""
        if self.decided < FEWEST_FOR_PERCENT:
            return None
        return percents([self.accepted, self.total.count])[0]

    @property
    def by_count(self) -> list[Tally]:
        """The reasons, the most frequent first, what is still to be asked last."""
        return self._sorted(lambda tally: (-tally.count, -tally.amount))

    @property
    def by_amount(self) -> list[Tally]:
        """The same reasons, the most expensive first."""
        return self._sorted(lambda tally: (-tally.amount, -tally.count))

    @property
    def most_frequent(self) -> list[Tally]:
        """The known reasons that counted most often: all that are equal. Once is not often."""
        known = [tally for tally in self.by_count if tally.known and not self.is_too_few]
        most = longest(known)
        return [tally for tally in known if tally.count == most] if most > 1 else []

    @property
    def most_expensive(self) -> list[Tally]:
        """The known reasons that cost most: all that are equal."""
        known = [tally for tally in self.by_amount if tally.known and not self.is_too_few]
        return [tally for tally in known if tally.amount == known[0].amount]

    def stands_out(self, tally: Tally) -> bool:
        """Whether no known reason counted more often than this one."""
        return tally in self.most_frequent

    @property
    def most(self) -> int:
        """The longest bar of its reasons."""
        return longest(self.by_reason.values())

    @property
    def most_amount(self) -> int:
        """The longest of its bars of money."""
        return longest_amount(self.by_reason.values())

    def percent(self, tally: Tally) -> int | None:
        """The part that a reason has of the declined quotes, in whole percents, where there are enough."""
        return self._percents[tally.reason.id if tally.reason else None] if self.has_percentages else None

    @property
    def is_off_a_hundred(self) -> bool:
        """Whether its percents come to a little more or less than a hundred by rounding."""
        return self.has_percentages and sum(self._percents.values()) != WHOLE

    @cached_property
    def _percents(self) -> dict[int | None, int]:
        counts = [tally.count for tally in self.by_reason.values()]
        return dict(zip(self.by_reason, percents(counts), strict=True))

    def _sorted(self, key: Callable[[Tally], tuple[Decimal | int, ...]]) -> list[Tally]:
        return sorted(self.by_reason.values(), key=lambda tally: (tally.reason is None, *key(tally)))


def together(tallies: Iterable[Tally]) -> Tally:
    """What several come to, without their reasons."""
    total = Tally()
    for tally in tallies:
        for known, count in tally.counts.items():
            total.add(known, count, tally.amounts[known])
    return total


def longest(tallies: Iterable[Tally]) -> int:
    """How many quotes the longest bar stands for."""
    return max((tally.count for tally in tallies), default=0)


def longest_amount(tallies: Iterable[Tally]) -> int:
    """How many whole euros the longest bar stands for; never so few that they would be drawn as blocks."""
    return max((*(int(tally.amount) + 1 for tally in tallies), FEWEST_EUROS))


def percents(counts: Sequence[int]) -> list[int]:
    """Whole percents: what is left over of a hundred goes to the largest remainders, equals always together.

    Where it cannot be shared out among equals, they and the smaller remainders are rounded as usual, and all
    together they may come to a little more or less than a hundred.
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    whole = {count: 100 * count // total for count in counts}
    left = 100 - sum(whole[count] for count in counts)
    by_remainder = sorted(whole, key=lambda count: (-(100 * count % total), -count))
    for place, count in enumerate(by_remainder):
        if not left:
            break
        if counts.count(count) > left:
            for smaller in by_remainder[place:]:
                whole[smaller] += 2 * (100 * smaller % total) >= total
            break
        whole[count] += 1
        left -= counts.count(count)
    return [whole[count] for count in counts]
