"""What the views of the declined quotes are called."""

from app.core.words import _
from app.insights.splits import Split


def split_name(split: Split) -> str:
    """By what the declined quotes are split, as a tab."""
    return {
        Split.REGION: _("By region"),
        Split.GROUP: _("By product group"),
        Split.BAND: _("By amount"),
        Split.DAYS: _("By days until the quote"),
        Split.QUARTER: _("By quarter"),
        Split.SHOP: _("By other shop"),
    }[split]
