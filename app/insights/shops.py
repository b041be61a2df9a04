"""The other shops that customers chose: how their price differed from ours, as far as somebody told us."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from sqlalchemy import func, select

from app.core.database import Session
from app.core.periods import Period
from app.insights.decided import DECLINED, decided_in
from app.insights.given import Narrowed
from app.insights.tally import NOTHING
from app.quotes.models import QuoteOutcome
from app.quotes.standing import was_lost_to_a_shop

# With two prices there is a range, and no middle.
FEWEST_FOR_MIDDLE = 3


@dataclass(frozen=True)
class Prices:
    """How much less than ours the prices of one shop were, in order; below zero they were dearer."""

    differences: Sequence[Decimal]

    @property
    def known(self) -> int:
        """Of how many quotes we know the difference."""
        return len(self.differences)

    @property
    def least(self) -> Decimal:
        """The smallest difference, or how much dearer they were at most."""
        return self.differences[0]

    @property
    def most(self) -> Decimal:
        """How much cheaper they were at most."""
        return self.differences[-1]

    @property
    def middle(self) -> Decimal | None:
        """As many were above it as below; None with fewer than three."""
        return median(self.differences) if self.known >= FEWEST_FOR_MIDDLE else None


def prices_by_shop(session: Session, period: Period, narrowed: Narrowed) -> dict[str, Prices]:
    """The differences in price by the code of the shop, of declined quotes where one is known."""
    query = decided_in(
        select(QuoteOutcome.competitor_id, QuoteOutcome.price_difference), period, narrowed
    ).where(DECLINED, was_lost_to_a_shop(), QuoteOutcome.price_difference.is_not(None))
    found: dict[str, list[Decimal]] = defaultdict(list)
    for shop_id, difference in session.execute(query.order_by(QuoteOutcome.price_difference)):
        found[str(shop_id)].append(difference or NOTHING)
    return {code: Prices(differences) for code, differences in found.items()}


def bought_somewhere(session: Session, period: Period, narrowed: Narrowed) -> int:
    """How many customers bought somewhere else without telling where."""
    query = decided_in(select(func.count(QuoteOutcome.id)), period, narrowed)
    nowhere = query.where(
        DECLINED, QuoteOutcome.bought_elsewhere.is_(True), QuoteOutcome.competitor_id.is_(None)
    )
    return session.scalar(nowhere) or 0
