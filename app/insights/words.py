"""What the views of the declined quotes are called, and how they say their numbers."""

from decimal import Decimal

from app.core.formats import show_amount
from app.core.money import to_euros
from app.core.words import _
from app.insights.splits import Split


def split_name(split: Split) -> str:
    """By what the declined quotes are split, as a tab."""
    return {
        Split.REGION: _("By region"),
        Split.GROUP: _("By product group"),
        Split.BAND: _("By size"),
        Split.DAYS: _("By waiting time"),
        Split.QUARTER: _("By quarter"),
        Split.SHOP: _("Other shops"),
    }[split]


def slice_word(split: Split) -> str:
    """What one part of the split is, above its column."""
    return {
        Split.REGION: _("Region"),
        Split.GROUP: _("Product group"),
        Split.BAND: _("Amount without btw"),
        Split.DAYS: _("From request to quote"),
        Split.QUARTER: _("Quarter"),
        Split.SHOP: _("Other shop"),
    }[split]


def difference_words(difference: Decimal) -> str:
    """How the price of another shop differed from ours; above zero theirs was lower."""
    amount = show_amount(to_euros(abs(difference)), short=True)
    if difference > 0:
        return _("%(amount)s cheaper", amount=amount)
    return _("%(amount)s dearer", amount=amount) if difference else _("the same price")
