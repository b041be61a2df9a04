"""Which quotes a person asks for."""

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from app.core.forms import (
    ChoiceField,
    Form,
    WholeNumberField,
)
from app.core.periods import Period
from app.core.words import _, lazy
from app.quotes.given import Wanted
from app.quotes.models import HowKnown, ShownStatus
from app.quotes.words import (
    known_name,
    period_name,
    status_name,
)
from app.users.models import User


class ChoiceForm(Form):
    """Which quotes a list shows; what cannot be understood chooses nothing."""

    status = ChoiceField(lazy("State"), coerce=ShownStatus)
    staff = ChoiceField(lazy("Staff member"), coerce=int)
    period = ChoiceField(lazy("Period"), coerce=Period)
    reason = WholeNumberField(lazy("Reason"), most=2**62)
    known = ChoiceField(lazy("Who says so"), coerce=HowKnown)

    def __init__(self, typed: MultiDict[str, str] | None, *, staff: Sequence[User]) -> None:
        super().__init__(typed)
        self.status.choices = [("", _("all")), *((one.value, status_name(one)) for one in ShownStatus)]
        self.staff.choices = [("", _("everybody")), *((user.id, user.name) for user in staff)]
        self.period.choices = [(period.value, period_name(period)) for period in Period]
        self.known.choices = [(known.value, known_name(known)) for known in HowKnown]
        self.period.data = self.period.data or Period.TWELVE_MONTHS
        self.validate()

    def wanted(self) -> Wanted:
        """The choice; a period is the last twelve months unless it is said."""
        chosen = {name: field.data for name, field in self._fields.items() if not field.errors}
        return Wanted(
            status=chosen.get("status"),
            responsible_id=chosen.get("staff"),
            period=chosen.get("period") or Period.TWELVE_MONTHS,
            reason_id=chosen.get("reason"),
            known=chosen.get("known"),
        )
