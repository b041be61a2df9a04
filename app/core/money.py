"""The one way an amount becomes whole cents, or whole euros."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """Round to whole cents; exactly half a cent goes away from zero, as shops and the tax office do."""
    # Adding zero turns -0.00 into 0.00; nobody wants to read "€ -0,00".
    return amount.quantize(CENT, rounding=ROUND_HALF_UP) + 0


def to_euros(amount: Decimal) -> Decimal:
    """Round to whole euros, to say in a sentence or draw as a bar; the cents stand in the table beside it."""
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP) + 0
