"""What the owner may set about quotes: their days, the calls about them, and btw."""

import datetime as dt
from typing import Any

from wtforms.validators import StopValidation

from app.core.formats import show_date
from app.core.forms import (
    ChoiceField,
    DateField,
    Form,
    ParagraphField,
    PercentField,
    RadioField,
    TickField,
    WholeNumberField,
)
from app.core.words import _, lazy
from app.shop.models import Shop, VatCode, VatScheme
from app.shop.words import VAT_CODES


def _days(label: str, description: str) -> WholeNumberField:
    """A number of days; 0 is never, or the same day."""
    return WholeNumberField(label, least=0, most=60, needed=True, description=description)


class QuoteDefaultsForm(Form):
    """What a new quote begins with, when somebody rings about it, and how btw is charged."""

    quote_valid_days = WholeNumberField(
        lazy("A quote is valid for so many days"), least=1, most=365, needed=True
    )
    quote_payment_nl = ParagraphField(lazy("How people pay, in Dutch"), longest=600)
    quote_payment_en = ParagraphField(lazy("How people pay, in English"), longest=600)
    quote_closing_nl = ParagraphField(lazy("Last lines of a quote, in Dutch"), longest=1_000)
    quote_closing_en = ParagraphField(lazy("Last lines of a quote, in English"), longest=1_000)
    chase_after_days = _days(
        lazy("Ring after so many working days"),
        lazy("Did it arrive well, are there questions?"),
    )
    chase_again_after_days = _days(
        lazy("Ring again after so many working days"),
        lazy("Have you been able to look at it?"),
    )
    call_before_end_days = _days(
        lazy("Ring so many days before the last day"),
        lazy("It is valid until that day."),
    )
    close_after_days = _days(
        lazy("Offer to close it after so many working days of silence"),
        lazy("Counted from the last day. Nothing closes by itself."),
    )
    ask_reason_after_days = _days(
        lazy("Ask for a reason after so many days"),
        lazy("When somebody says no and the reason is still to be asked. 0 is the same day."),
    )
    vat_scheme = RadioField(
        lazy("Btw"),
        choices=[
            (VatScheme.NORMAL, lazy("We charge btw")),
            (VatScheme.KOR, lazy("No btw: small business scheme (KOR)")),
        ],
        coerce=VatScheme,
        needed=True,
        description=lazy("With KOR no btw stands on new quotes. Quotes that were sent stay as they are."),
    )
    vat_per_line = TickField(
        lazy("Round the btw on each line"),
        description=lazy(
            "Most shops round once for each rate. Choose once and keep to it: the tax office wants one way."
        ),
    )
    is_sure = TickField(lazy("Yes, round the other way from now on"))

    def __init__(self, *args: Any, shop: Shop, has_sent: bool, **options: Any) -> None:
        super().__init__(*args, **{"obj": shop} | options)
        self._rounded_per_line, self._has_sent = shop.vat_per_line, has_sent

    @property
    def rounds_otherwise(self) -> bool:
        """Whether quotes have been sent that are rounded in the other way."""
        return self._has_sent and self.vat_per_line.data != self._rounded_per_line

    def values(self) -> dict[str, Any]:
        """What goes into the row of the shop."""
        return {name: value for name, value in self.data.items() if name != "is_sure"}

    def validate_vat_per_line(self, field: TickField) -> None:  # noqa: ARG002
        """A fixed choice: once a quote was sent, only who is sure rounds the other way."""
        if self.rounds_otherwise and not self.is_sure.data:
            raise StopValidation(
                _("You have sent quotes that are rounded the other way. Ask your bookkeeper; then tick Yes.")
            )


class RateForm(Form):
    """A percentage from a day on."""

    code = ChoiceField(lazy("Rate"), choices=VAT_CODES, coerce=VatCode, needed=True)
    percent = PercentField(lazy("Percentage"), needed=lazy("Type a percentage, for example 21."))
    valid_from = DateField(lazy("From which day"), needed=lazy("Type a date, for example 1-1-2027."))

    def __init__(self, *args: Any, last_sent_on: dt.date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._last_sent_on = last_sent_on

    def validate_valid_from(self, field: DateField) -> None:
        """Days on which quotes went out with the old percentage are past."""
        last = self._last_sent_on
        if field.data and last is not None and field.data <= last:
            raise StopValidation(
                _(
                    "Quotes were sent until %(day)s with the old percentage. Choose a later day.",
                    day=show_date(last),
                )
            )
