"""Which quotes a person asks for."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from app.core.forms import (
    ChoiceField,
    Form,
    WholeNumberField,
)
from app.core.periods import Period, Quarter
from app.core.words import _, lazy
from app.quotes.given import NO_ONE, WITHOUT, Wanted
from app.quotes.slices import Band, Wait
from app.quotes.standing import HowKnown, ShownStatus
from app.quotes.words import (
    band_name,
    known_name,
    period_name,
    quarter_name,
    status_name,
    wait_name,
)
from app.users.models import User


def id_or_without(value: object) -> int:
    """The id of a region or a product group in an address, or that there is none. Raises ValueError."""
    return WITHOUT if value == NO_ONE else int(str(value))


class ChoiceForm(Form):
    """Which quotes a list shows; what cannot be understood chooses nothing."""

    status = ChoiceField(lazy("State"), coerce=ShownStatus)
    staff = ChoiceField(lazy("Staff member"), coerce=int)
    period = ChoiceField(lazy("Period"), coerce=Period)
    reason = WholeNumberField(lazy("Reason"), most=2**62)
    known = ChoiceField(lazy("Who says so"), coerce=HowKnown)
    region = ChoiceField(lazy("Region"), coerce=id_or_without)
    group = ChoiceField(lazy("Product group"), coerce=id_or_without)
    band = ChoiceField(lazy("Amount without btw"), coerce=Band)
    days = ChoiceField(lazy("From request to quote"), coerce=Wait)
    shop = ChoiceField(lazy("Other shop"), coerce=int)
    quarter = ChoiceField(lazy("Quarter"), coerce=Quarter.read)

    def __init__(
        self,
        typed: MultiDict[str, str] | None,
        *,
        staff: Sequence[User],
        narrowings: Mapping[str, Sequence[tuple[int, str]]],
    ) -> None:
        super().__init__(typed)
        self.status.choices = [("", _("all")), *((one.value, status_name(one)) for one in ShownStatus)]
        self.staff.choices = [("", _("everybody")), *((user.id, user.name) for user in staff)]
        self.period.choices = [(period.value, period_name(period)) for period in Period]
        self.known.choices = [(known.value, known_name(known)) for known in HowKnown]
        self.region.choices = [("", _("all")), *narrowings["region"], (NO_ONE, _("no region"))]
        self.group.choices = [("", _("all")), *narrowings["group"], (NO_ONE, _("no product group"))]
        self.shop.choices = [("", _("all")), *narrowings["shop"]]
        self.band.choices = [("", _("all")), *((band.value, band_name(band)) for band in Band)]
        self.days.choices = [("", _("all")), *((wait.value, wait_name(wait)) for wait in Wait)]
        asked = self.quarter.data
        self.quarter.choices = [(str(asked), quarter_name(asked))] if asked else []
        # A quarter is a period of its own, unless it is asked within another one.
        self.period.data = self.period.data or (Period.ALL if asked else Period.TWELVE_MONTHS)
        self.validate()

    def wanted(self) -> Wanted:
        """The choice; a period is the last twelve months unless it is said."""
        chosen = {name: field.data for name, field in self._fields.items() if not field.errors}
        return Wanted(
            status=chosen.get("status"),
            responsible_id=chosen.get("staff"),
            period=chosen.get("period") or (Period.ALL if chosen.get("quarter") else Period.TWELVE_MONTHS),
            reason_id=chosen.get("reason"),
            known=chosen.get("known"),
            region_id=chosen.get("region"),
            group_id=chosen.get("group"),
            band=chosen.get("band"),
            wait=chosen.get("days"),
            shop_id=chosen.get("shop"),
            quarter=chosen.get("quarter"),
        )

    def narrowed_by(self) -> list[tuple[str, str]]:
        """What narrows the list beside state, period and person: the name in the address, and in words."""
        fields = (self.region, self.group, self.band, self.days, self.shop, self.quarter)
        return [
            (field.short_name, f"{field.label.text}: {field.chosen_words}")
            for field in fields
            if not field.errors and field.data is not None
        ]
