"""After how long the shop wonders whether somebody is still a customer."""

from app.core.forms import Form, WholeNumberField
from app.core.words import lazy


class TermForm(Form):
    """The shop's own term."""

    old_after_months = WholeNumberField(
        lazy("Ask after so many months without a purchase"),
        least=1,
        most=240,
        needed=lazy("Type a number of months, for example 24."),
        description=lazy("24 months is 2 years. A shop with beds waits longer than a shop with bread."),
    )
