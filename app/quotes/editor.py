"""The editor of a quote: the roll of lines as it is typed, moved and read, and the texts of the letter."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.validators import StopValidation

from app.contacts.names import full_name
from app.core import clock, formats
from app.core.forms import (
    ChoiceField,
    DateField,
    Form,
    NumberField,
    ParagraphField,
    RowsField,
    TextField,
    TickField,
)
from app.core.words import _, lazy
from app.quotes.defaults import Choices
from app.quotes.given import Offer, OfferLine
from app.quotes.models import LineKind, PriceKind
from app.quotes.roll import (
    LineForm,
    chosen_in,
    holds_something,
    settle,
    sort_word,
    sorts_to_choose,
    with_text,
)
from app.quotes.totals import NOTHING, Amount, Discount, Line, totals
from app.quotes.words import price_kind_name, rate_name
from app.users.models import User

MOST_LINES = 200
PERCENT, EURO = "percent", "euro"
TEXTS = (
    "subject",
    "asked_on",
    "valid_until",
    "price_kind",
    "prices_include_vat",
    "shop_branch_id",
    "discussed_at_home",
    "terms_enclosed",
    "asked",
    "proposed",
    "delivery",
    "payment",
    "excluded",
    "closing",
)
# Where a standard text can be put; the first is a row of the roll.
PUT_IN = ("line", "proposed", "closing")


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
    shop_branch_id = ChoiceField(lazy("From our branch"), coerce=int)
    discussed_at_home = TickField(lazy("We talked about it at the customer's home"))
    terms_enclosed = TickField(lazy("General terms go along"))
    lines = RowsField(fields.FormField(LineForm))
    discount = DiscountField(lazy("Discount on the whole"), places=2, most=Decimal("9999999.99"))
    discount_in = ChoiceField(lazy("Discount in"), default=EURO)
    asked = ParagraphField(lazy("What the customer asked, in their own words"))
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
        choices: Choices,
        row_version: int = 0,
    ) -> None:
        super().__init__(typed, data=_editor_fields(offer) | {"row_version": str(row_version)})
        self.offers = choices
        self.people = {person.id: person for person in choices.people}
        self.staff = {user.id: user for user in choices.staff}
        names = [(person.id, full_name(person)) for person in choices.people]
        # Somebody whose card bears their own name stands in the list once.
        is_named = any(name == card for _id, name in names)
        self.person_id.choices = names if is_named else [("", card), *names]
        self.responsible_id.choices = [(user.id, _with_number(user)) for user in choices.staff]
        self.shop_branch_id.choices = [
            ("", _("no branch in particular")),
            *((branch.id, branch.name) for branch in choices.branches),
        ]
        self.prices_include_vat.choices = [("True", _("with btw")), ("False", _("without btw"))]
        self.price_kind.choices = [(kind.value, price_kind_name(kind)) for kind in PriceKind]
        self.discount_in.choices = [(EURO, "€"), (PERCENT, "%")]
        if typed is None or not self.lines.entries or not self._last_is_open():
            self.lines.append_entry()
        self._set_up_rows(chosen_in(typed) if typed else _chosen_in_offer(offer))
        if typed is not None:
            self._check_numbers()

    @property
    def rows(self) -> list[LineForm]:
        """The rows of the roll, the empty one at the end included."""
        return [entry.form for entry in self.lines.entries]

    @property
    def shows_discounts(self) -> bool:
        """Whether lines have a box for a discount of their own: when somebody asked for it, or uses it."""
        used = any(holds_something(row.discount_percent) for row in self.rows)
        return used or bool(self.line_discounts.data)

    @property
    def box_names(self) -> dict[str, str]:
        """What the wrong boxes of the roll are called, by id, so that they can be told apart."""
        return {
            box.id: _("Line %(number)s: %(box)s", number=number, box=str(box.label.text).lower())
            for number, row in enumerate(self.rows, start=1)
            for box in row.wrong
        }

    @property
    def has_something_to_send(self) -> bool:
        """Whether there is anything but text and headings on it."""
        return any(row.line_kind.has_price and not row.is_blank for row in self.rows)

    def validate_asked_on(self, field: fields.Field) -> None:
        """Nobody has asked tomorrow."""
        if field.data and field.data > clock.today():
            raise StopValidation(_("This day is still to come. Type the day on which the customer asked."))

    def validate_valid_until(self, field: fields.Field) -> None:
        """A quote does not end before it was asked for."""
        if field.data and self.asked_on.data and field.data < self.asked_on.data:
            raise StopValidation(_("This is before the day on which the customer asked. Type a later day."))

    def validate_discount(self, field: fields.Field) -> None:
        """More than everything cannot go off; what everything is, is known once each row can be read."""
        if not field.data:
            return
        if self.discount_in.data == PERCENT:
            if field.data > 100:
                raise StopValidation(_("A discount is at most 100%."))
        elif field.data > self._together() and not any(row.has_wrong_number for row in self.rows):
            raise StopValidation(_("This is more than all lines together. Type a smaller discount."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all of it is right; a roll has an end too."""
        is_right = super().validate(extra_validators)
        if len(self.rows) > MOST_LINES:
            self.form_errors.append(_("A quote has at most %(most)s lines.", most=MOST_LINES))
        return is_right and not self.form_errors

    def offer(self) -> Offer:
        """What is in the editor; a number that is wrong counts for nothing."""
        in_percent = self.discount_in.data == PERCENT
        is_too_much = not in_percent and (self.discount.data or NOTHING) > self._together()
        discount = None if self.discount.errors or is_too_much else self.discount.data
        return Offer(
            responsible=self.staff.get(self.responsible_id.data) or next(iter(self.staff.values())),
            person=self.people.get(self.person_id.data),
            subject=self.subject.data or "",
            asked_on=self.asked_on.data,
            valid_until=self.valid_until.data,
            price_kind=self.price_kind.data or PriceKind.FIXED,
            prices_include_vat=bool(self.prices_include_vat.data),
            shop_branch_id=self.shop_branch_id.data,
            discussed_at_home=bool(self.discussed_at_home.data),
            terms_enclosed=bool(self.terms_enclosed.data),
            asked=self.asked.data or "",
            proposed=self.proposed.data or "",
            delivery=self.delivery.data or "",
            payment=self.payment.data or "",
            excluded=self.excluded.data or "",
            closing=self.closing.data or "",
            discount_percent=discount if in_percent else None,
            discount_amount=None if in_percent else discount,
            lines=tuple(row.line() for row in self.rows if not row.is_blank),
        )

    def beside_rows(self, amounts: Sequence[Amount | None]) -> list[Amount | None]:
        """What each row comes to; the offer knows nothing of the rows that are still blank."""
        of_offer = iter(amounts)
        return [None if row.is_blank else next(of_offer) for row in self.rows]

    def _check_numbers(self) -> None:
        """See which numbers are wrong while they are still being typed; saving looks at everything."""
        for row in self.rows:
            row.check_numbers()
        self.discount.validate(self, [type(self).validate_discount])

    def _together(self) -> Decimal:
        """What the rows that count come to before the discount on the whole."""
        lines = [
            Line(line.quantity, line.price, discount_percent=line.discount_percent or NOTHING, counts=counts)
            for line, counts in ((row.line(), row.counts) for row in self.rows)
        ]
        sums = totals(lines, Discount(), prices_include_vat=True, vat_per_line=False, has_vat=False)
        return sums.before_discount

    def _last_is_open(self) -> bool:
        last = self.rows[-1]
        return last.is_blank and last.line_kind is LineKind.ITEM

    def _set_up_rows(self, chosen: dict[str, int]) -> None:
        """Give each row what it can be; what nobody chose on it is as on the row before."""
        rates, groups = self.offers.rates, self.offers.groups
        sorts = sorts_to_choose(self.rows)
        rate, group_id = next(iter(rates), None), None
        for row in self.rows:
            row.kind.choices, row.kind.data = sorts, sort_word(row.line_kind, row.choice)
            row.product_group_id.choices = [
                ("", _("no group"), {}),
                *((group.id, group.name, {"data-rate": group.vat_code.value}) for group in groups),
            ]
            row.vat_code.choices = [(code.value, rate_name(rates[code], code)) for code in rates]
            if not row.product_group_id.raw_data and row.is_blank:
                row.product_group_id.data = group_id
            if not row.vat_code.raw_data and row.vat_code.data is None:
                row.vat_code.data = rate
            # A shop that charges no btw has no rates, also where a line still knows one.
            row.vat_code.data = row.vat_code.data if rates else None
            if row.line_kind.has_price:
                rate, group_id = row.vat_code.data or rate, row.product_group_id.data
        settle(self.rows, chosen)


def with_standard_text(typed: MultiDict[str, str], where: str, text: str) -> MultiDict[str, str]:
    """The typed form with a text of the shop put in: as a row, or at the end of what stands there."""
    if where == PUT_IN[0]:
        return with_text(typed, text)
    there = MultiDict(typed)
    if where in PUT_IN:
        there[where] = "\n\n".join(part for part in (typed.get(where, "").rstrip(), text) if part)
    return there


def _editor_fields(offer: Offer) -> dict[str, object]:
    in_percent = offer.discount_percent is not None
    return {
        **{name: getattr(offer, name) for name in TEXTS},
        "person_id": offer.person.id if offer.person else None,
        "responsible_id": offer.responsible.id,
        "discount": offer.discount_percent if in_percent else offer.discount_amount,
        "discount_in": PERCENT if in_percent else EURO,
        "lines": [_row_fields(line) for line in offer.lines],
    }


def _row_fields(line: OfferLine) -> dict[str, object]:
    return asdict(line) | {"kind": sort_word(line.kind, line.choice)}


def _chosen_in_offer(offer: Offer) -> dict[str, int]:
    return {line.choice: place for place, line in enumerate(offer.lines) if line.choice and line.is_chosen}


def _with_number(user: User) -> str:
    return f"{user.name}, {user.direct_number}" if user.direct_number else user.name
