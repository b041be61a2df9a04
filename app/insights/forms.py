"""To which part of the quotes the views of the noes are narrowed."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from app.core.forms import ChoiceField, Form
from app.core.periods import Period
from app.core.words import _, lazy
from app.insights.given import Narrowed
from app.quotes.forms import id_or_without
from app.quotes.given import NO_ONE, WITHOUT
from app.quotes.words import period_name

# What an address says when the bars are of money.
AMOUNT = "amount"


class NarrowForm(Form):
    """The period, the region and the product group; what cannot be understood chooses nothing."""

    period = ChoiceField(lazy("Period"), coerce=Period)
    region = ChoiceField(lazy("Region"), coerce=id_or_without)
    group = ChoiceField(lazy("Product group"), coerce=id_or_without)
    by = ChoiceField(choices=[(AMOUNT, AMOUNT)])

    def __init__(
        self, typed: MultiDict[str, str] | None, *, narrowings: Mapping[str, Sequence[tuple[int, str]]]
    ) -> None:
        super().__init__(typed)
        self.period.choices = [(period.value, period_name(period)) for period in Period]
        self.region.choices = [("", _("all")), *narrowings["region"], (NO_ONE, _("no region"))]
        self.group.choices = [("", _("all")), *narrowings["group"], (NO_ONE, _("no product group"))]
        self.validate()
        for field in (self.region, self.group, self.by):
            field.data = None if field.errors else field.data
        if self.period.errors or self.period.data is None:
            self.period.data = Period.TWELVE_MONTHS

    @property
    def in_euro(self) -> bool:
        """Whether the bars are of money."""
        return bool(self.by.data == AMOUNT)

    @property
    def narrowed(self) -> Narrowed:
        """The region and the group."""
        return Narrowed(self.region.data, self.group.data)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """By what it is narrowed beside the period: the name in the address, and in words."""
        return [
            (field.short_name, f"{field.label.text}: {field.chosen_words}")
            for field in (self.region, self.group)
            if field.data is not None
        ]

    @property
    def in_words(self) -> str:
        """All of it in one line, for a paper."""
        return ", ".join([period_name(self.period.data), *(words for _name, words in self.chosen)])

    @property
    def of_quotes(self) -> dict[str, str]:
        """The same, behind the ? of the list of quotes."""
        ids = (("region", self.region.data), ("group", self.group.data))
        asked = {name: NO_ONE if id_ == WITHOUT else str(id_) for name, id_ in ids if id_ is not None}
        return {"period": self.period.data.value, **asked}

    @property
    def address(self) -> dict[str, str]:
        """The same, behind the ? of another view."""
        return self.of_quotes | ({"by": AMOUNT} if self.in_euro else {})
