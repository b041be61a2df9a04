"""The box for how much less another shop asked: an amount, or a percentage of our own price."""

from decimal import Decimal
from typing import Any

from app.core.formats import Unreadable, read_number
from app.core.forms import MoneyField, Validators
from app.core.words import _

LARGEST = Decimal("99999999.99")
WHOLE = 100


class DifferenceField(MoneyField):
    """An amount as data, or else a percentage in `percent`; below zero the other shop was dearer."""

    def __init__(self, label: str = "", validators: Validators = (), **options: Any) -> None:
        self.percent: Decimal | None = None
        super().__init__(label, validators, **{"least": -LARGEST, "most": LARGEST, **options})

    def read(self, typed: str) -> Decimal | None:  # type: ignore[override]
        """The amount; a percentage is kept apart, for whoever knows of what it is one."""
        if not typed.endswith("%"):
            return super().read(typed)
        try:
            percent = read_number(typed.removesuffix("%"))
        except Unreadable as problem:
            raise Unreadable(self.unreadable()) from problem
        if not -WHOLE <= percent <= WHOLE:
            raise Unreadable(_("A percentage is at most 100."))
        self.percent = percent
        return None

    def unreadable(self) -> str:
        """What to do when the text is neither."""
        return _("Type an amount or a percentage, for example 250 or 10%.")
