"""The editor of a quote: the roll of lines as it is typed, moved and read, and the texts of the letter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.validators import StopValidation

from app.contacts.models import ContactPerson
from app.contacts.names import full_name
from app.core import clock, formats
from app.core.forms import (
    ChoiceField,
    DateField,
    Form,
    MoneyField,
    NumberField,
    ParagraphField,
    PercentField,
    RowsField,
    TextField,
)
from app.core.words import _, lazy
from app.quotes.given import Offer, OfferLine
from app.quotes.models import LineKind, PriceKind
from app.quotes.totals import Amount
from app.quotes.words import price_kind_name, rate_name
from app.shop.models import VatCode
from app.users.models import User

MOST_LINES = 200
PERCENT, EURO = "percent", "euro"
LINE_NAME = re.compile(r"lines-(\d{1,4})-(\w+)", re.ASCII)
# What somebody types on a row; its sort and its rate are there by themselves.
TYPED = ("description", "quantity", "unit", "price", "discount_percent")
TEXTS = (
    "subject",
    "asked_on",
    "valid_until",
    "price_kind",
    "prices_include_vat",
    "asked",
    "proposed",
    "delivery",
    "payment",
    "excluded",
    "closing",
)


class LineForm(Form):
    """One row of the roll."""

    kind = fields.HiddenField(default=LineKind.ITEM.value)
    description = ParagraphField(lazy("Description"), longest=2000)
    quantity = NumberField(lazy("Quantity"), least=Decimal("0.001"), most=999_999)
    unit = TextField(lazy("Unit"), longest=20)
    price = MoneyField(lazy("Price"), least=Decimal("-9999999.99"), most=Decimal("9999999.99"))
    discount_percent = PercentField(lazy("Discount in %"))
    vat_code = ChoiceField(lazy("Btw"), coerce=VatCode)

    @property
    def line_kind(self) -> LineKind:
        """What sort of row it is; anything unknown is an ordinary line."""
        return LineKind(self.kind.data) if self.kind.data in list(LineKind) else LineKind.ITEM

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed on it; the rate is there by itself and does not count."""
        return not any(_holds_something(self[name]) for name in TYPED)

    def validate_description(self, field: fields.Field) -> None:
        """A price for nothing in particular tells the customer nothing."""
        if not field.data and not self.is_blank:
            raise StopValidation(_("Say what this is, for example: paint, 5 litres."))

    def line(self) -> OfferLine:
        """The row as it was typed; a text or a heading has no price."""
        kind = self.line_kind
        if kind is not LineKind.ITEM:
            return OfferLine(kind=kind, description=self.description.data or "")
        price = self.price.data
        return OfferLine(
            kind=kind,
            description=self.description.data or "",
            quantity=self.quantity.data if self.quantity.data or price is None else Decimal(1),
            unit=self.unit.data or None,
            price=price,
            discount_percent=self.discount_percent.data or None,
            vat_code=self.vat_code.data,
        )


class DiscountField(NumberField):
    """So much off, as an amount or a percentage: 10, 12,50, € 12,50 or 12,-."""

    def read(self, typed: str) -> Decimal:
        """The number, however amounts are typed."""
        return formats.read_amount(typed)


class QuoteForm(Form):
    """The editor: to whom, by whom, until when, the roll of lines and the texts of the letter."""

    subject = TextField(lazy("What it is about"))
    person_id = ChoiceField(lazy("For"), coerce=int)
    responsible_id = ChoiceField(lazy("Handled by"), coerce=int, needed=True)
    asked_on = DateField(lazy("Asked on"))
    valid_until = DateField(lazy("Valid until"))
    prices_include_vat = ChoiceField(lazy("Prices"), coerce=lambda value: str(value) == "True")
    price_kind = ChoiceField(lazy("Sort of price"), coerce=PriceKind, default=PriceKind.FIXED)
    lines = RowsField(fields.FormField(LineForm))
    discount = DiscountField(lazy("Discount on the whole"), places=2, most=Decimal("9999999.99"))
    discount_in = ChoiceField(lazy("Discount in"), default=EURO)
    asked = ParagraphField(lazy("What you asked us, in their own words"))
    proposed = ParagraphField(lazy("What we propose"))
    delivery = ParagraphField(lazy("Delivery"))
    payment = ParagraphField(lazy("Payment"))
    excluded = ParagraphField(lazy("Not included"))
    closing = ParagraphField(lazy("Closing words"))
    line_discounts = fields.HiddenField()
    row_version = fields.HiddenField()

    def __init__(
        self,
        typed: MultiDict[str, str] | None = None,
        *,
        card: str,
        offer: Offer,
        people: Sequence[ContactPerson],
        staff: Sequence[User],
        rates: Mapping[VatCode, Decimal],
        row_version: int = 0,
    ) -> None:
        super().__init__(typed, data=_editor_fields(offer) | {"row_version": str(row_version)})
        self.people = {person.id: person for person in people}
        self.staff = {user.id: user for user in staff}
        self.rates = rates
        names = [(person.id, full_name(person)) for person in people]
        # Somebody whose card bears their own name stands in the list once.
        is_named = any(name == card for _id, name in names)
        self.person_id.choices = names if is_named else [("", card), *names]
        self.responsible_id.choices = [(user.id, _with_number(user)) for user in staff]
        self.prices_include_vat.choices = [("True", _("with btw")), ("False", _("without btw"))]
        self.price_kind.choices = [(kind.value, price_kind_name(kind)) for kind in PriceKind]
        self.discount_in.choices = [(EURO, "€"), (PERCENT, "%")]
        if typed is None or not self.lines.entries or not self._last_is_open():
            self.lines.append_entry({"vat_code": self._usual_rate()})
        for row in self.rows:
            # A shop that charges no btw has no rates, also where a line still knows one.
            row.vat_code.data = row.vat_code.data if rates else None
            row.vat_code.choices = [(code.value, rate_name(rate, code)) for code, rate in rates.items()]

    @property
    def rows(self) -> list[LineForm]:
        """The rows of the roll, the empty one at the end included."""
        return [entry.form for entry in self.lines.entries]

    @property
    def shows_discounts(self) -> bool:
        """Whether lines have a box for a discount of their own: when somebody asked for it, or uses it."""
        used = any(_holds_something(row.discount_percent) for row in self.rows)
        return used or bool(self.line_discounts.data)

    def validate_lines(self, field: "fields.FieldList[Any]") -> None:
        """A roll has an end."""
        if len(field.entries) > MOST_LINES:
            raise StopValidation(_("A quote has at most %(most)s lines.", most=MOST_LINES))

    def validate_asked_on(self, field: fields.Field) -> None:
        """Nobody has asked tomorrow."""
        if field.data and field.data > clock.today():
            raise StopValidation(_("This day is still to come. Type the day on which the customer asked."))

    def validate_valid_until(self, field: fields.Field) -> None:
        """A quote does not end before it was asked for."""
        if field.data and self.asked_on.data and field.data < self.asked_on.data:
            raise StopValidation(_("This is before the day on which the customer asked. Type a later day."))

    def validate_discount(self, field: fields.Field) -> None:
        """More than everything cannot go off."""
        if self.discount_in.data == PERCENT and field.data and field.data > 100:
            raise StopValidation(_("A discount is at most 100%."))

    def offer(self) -> Offer:
        """What is in the editor; a row with a mistake in it counts for what could be read."""
        in_percent = self.discount_in.data == PERCENT
        return Offer(
            responsible=self.staff.get(self.responsible_id.data) or next(iter(self.staff.values())),
            person=self.people.get(self.person_id.data),
            subject=self.subject.data or "",
            asked_on=self.asked_on.data,
            valid_until=self.valid_until.data,
            price_kind=self.price_kind.data or PriceKind.FIXED,
            prices_include_vat=bool(self.prices_include_vat.data),
            asked=self.asked.data or "",
            proposed=self.proposed.data or "",
            delivery=self.delivery.data or "",
            payment=self.payment.data or "",
            excluded=self.excluded.data or "",
            closing=self.closing.data or "",
            discount_percent=self.discount.data if in_percent else None,
            discount_amount=None if in_percent else self.discount.data,
            lines=tuple(row.line() for row in self.rows if not row.is_blank),
        )

    def beside_rows(self, amounts: Sequence[Amount | None]) -> list[Amount | None]:
        """What each row comes to; the offer knows nothing of the rows that are still blank."""
        of_offer = iter(amounts)
        return [None if row.is_blank else next(of_offer) for row in self.rows]

    def _last_is_open(self) -> bool:
        last = self.rows[-1]
        return last.is_blank and last.line_kind is LineKind.ITEM

    def _usual_rate(self) -> str | None:
        """The rate of the line before: most quotes have one rate."""
        before = [row.vat_code.data for row in self.rows if row.vat_code.data]
        rate = before[-1] if before else next(iter(self.rates), None)
        return rate.value if rate else None


def rearranged(typed: MultiDict[str, str], do: str) -> MultiDict[str, str]:
    """The typed form after a button beside the roll: `up-2`, `down-2`, `remove-2`, `add-heading`."""
    rows = [row for row in _typed_rows(typed) if any(row.get(name) for name in TYPED) or _is_marked(row)]
    what, _dash, which = do.partition("-")
    place = int(which) if re.fullmatch("[0-9]{1,4}", which) and int(which) < len(rows) else None
    if what == "add" and which in list(LineKind):
        rows.append({"kind": which})
    elif what == "remove" and place is not None:
        del rows[place]
    elif what in {"up", "down"} and place is not None:
        other = max(0, min(len(rows) - 1, place + (1 if what == "down" else -1)))
        rows[place], rows[other] = rows[other], rows[place]

    others = [(name, value) for name, value in typed.items(multi=True) if not LINE_NAME.fullmatch(name)]
    if what == "discounts":
        others.append(("line_discounts", "1"))
    moved = [
        (f"lines-{number}-{name}", value) for number, row in enumerate(rows) for name, value in row.items()
    ]
    return MultiDict([*others, *moved])


def _holds_something(field: fields.Field) -> bool:
    return bool(str(field.raw_data[0]).strip()) if field.raw_data else field.data not in {None, ""}


def _typed_rows(typed: MultiDict[str, str]) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for name, value in typed.items():
        if found := LINE_NAME.fullmatch(name):
            rows.setdefault(int(found[1]), {})[found[2]] = value
    return [rows[number] for number in sorted(rows)]


def _is_marked(row: dict[str, str]) -> bool:
    """Whether somebody asked for this row by its sort, so that it stays also while it is empty."""
    return row.get("kind", LineKind.ITEM) != LineKind.ITEM


def _editor_fields(offer: Offer) -> dict[str, object]:
    in_percent = offer.discount_percent is not None
    return {
        **{name: getattr(offer, name) for name in TEXTS},
        "person_id": offer.person.id if offer.person else None,
        "responsible_id": offer.responsible.id,
        "discount": offer.discount_percent if in_percent else offer.discount_amount,
        "discount_in": PERCENT if in_percent else EURO,
        "lines": [asdict(line) for line in offer.lines],
    }


def _with_number(user: User) -> str:
    return f"{user.name}, {user.direct_number}" if user.direct_number else user.name
