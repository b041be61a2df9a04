"""The one way an amount becomes whole cents."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """Round to whole cents; exactly half a cent goes away from zero, as shops and the tax office do."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
