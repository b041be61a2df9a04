"""The roll of the editor: one row as it is typed, and the rows after a button beside them was pressed."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.validators import StopValidation

from app.core.forms import ChoiceField, Form, MoneyField, NumberField, ParagraphField, PercentField, TextField
from app.core.words import _, lazy
from app.quotes.given import OfferLine
from app.quotes.models import LineKind
from app.quotes.words import line_sort_name
from app.shop.models import VatCode

LINE_NAME = re.compile(r"lines-(\d{1,4})-(\w+)", re.ASCII)
# A row says its sort in one word: option, allowance, or alternative-A, an alternative of choice A.
SORT = re.compile(r"([a-z]+)(?:-([A-Z]))?", re.ASCII)
COUNTS_NAME = re.compile(r"counts-([A-Z])", re.ASCII)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What somebody types on a row; its sort, its group and its rate are there by themselves.
TYPED = ("description", "quantity", "unit", "price", "discount_percent")
# What can be typed in such a way that the row cannot be added up.
NUMBERS = ("quantity", "price", "discount_percent")
COUNTS = "counts"

Row = dict[str, str]


class LineForm(Form):
    """One row of the roll."""

    class Meta(Form.Meta):
        """How its boxes are drawn."""

        def render_field(self, field: fields.Field, render_kw: Any) -> Any:
            """A box with a mistake says so, also to who hears the page; the sentence stands under the row."""
            said = {"aria_invalid": "true", "aria_describedby": f"{field.id}-error"} if field.errors else {}
            return super().render_field(field, said | render_kw)

    kind = fields.SelectField(default=LineKind.ITEM.value, validate_choice=False)
    description = ParagraphField(lazy("Description"), longest=2000)
    quantity = NumberField(lazy("Quantity"), least=Decimal("0.001"), most=999_999)
    unit = TextField(lazy("Unit"), longest=20)
    price = MoneyField(lazy("Price"), least=Decimal("-9999999.99"), most=Decimal("9999999.99"))
    discount_percent = PercentField(lazy("Discount in %"))
    vat_code = ChoiceField(lazy("Btw"), coerce=VatCode)
    product_group_id = ChoiceField(lazy("Product group"), coerce=int)

    # Of an alternative: whether it is the one of its choice that counts.
    is_chosen = False

    @property
    def line_kind(self) -> LineKind:
        """What sort of row it is; anything unknown is an ordinary line."""
        return sort_of(self.kind.data)[0]

    @property
    def choice(self) -> str | None:
        """The letter of the choice that it is an alternative of."""
        return sort_of(self.kind.data)[1]

    @property
    def counts(self) -> bool:
        """Whether it is in the total: no option is, and one alternative of a choice."""
        return self.line_kind is not LineKind.OPTION and (self.choice is None or self.is_chosen)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed on it; the rate is there by itself and does not count."""
        return not any(holds_something(self[name]) for name in TYPED)

    def validate_description(self, field: fields.Field) -> None:
        """A price for nothing in particular tells the customer nothing."""
        if not field.data and not self.is_blank:
            raise StopValidation(_("Say what this is, for example: paint, 5 litres."))

    @property
    def has_wrong_number(self) -> bool:
        """Whether a number on it cannot be counted with, once it was checked."""
        return any(self[name].errors for name in NUMBERS)

    def check_numbers(self) -> None:
        """Find what is wrong with its numbers while it is still being typed; words may come later."""
        if self.line_kind.has_price:
            for name in NUMBERS:
                self[name].validate(self)

    def line(self) -> OfferLine:
        """The row as it was typed; a text or a heading has no price, nor has a row with a wrong number."""
        kind = self.line_kind
        words = OfferLine(kind=kind, description=self.description.data or "")
        if not kind.has_price:
            return words
        price = None if self.has_wrong_number else self.price.data
        return replace(
            words,
            quantity=self.quantity.data if self.quantity.data is not None or price is None else Decimal(1),
            unit=self.unit.data or None,
            price=price,
            discount_percent=self.discount_percent.data or None,
            vat_code=self.vat_code.data,
            product_group_id=self.product_group_id.data,
            choice=self.choice,
            is_chosen=self.is_chosen,
        )


def sort_of(typed: object) -> tuple[LineKind, str | None]:
    """The sort of a row and the letter of its choice; anything unknown is an ordinary line."""
    found = SORT.fullmatch(str(typed))
    kind = LineKind(found[1]) if found and found[1] in list(LineKind) else LineKind.ITEM
    letter = found[2] if found and kind is LineKind.ALTERNATIVE else None
    return (kind, letter or LETTERS[0]) if kind is LineKind.ALTERNATIVE else (kind, None)


def sort_word(kind: LineKind, choice: str | None) -> str:
    """The sort of a row as the page and what is posted say it."""
    return f"{kind.value}-{choice or LETTERS[0]}" if kind is LineKind.ALTERNATIVE else kind.value


def sorts_to_choose(rows: Sequence[LineForm]) -> list[tuple[str, str]]:
    """What a row with a price can become: also an alternative of a choice that is there, or of a new one."""
    taken = {row.choice for row in rows if row.choice}
    letters = sorted(taken | {_next_letter(taken)})
    sorts: list[tuple[LineKind, str | None]] = [(LineKind.ITEM, None), (LineKind.OPTION, None)]
    sorts += [(LineKind.ALTERNATIVE, letter) for letter in letters]
    sorts.append((LineKind.ALLOWANCE, None))
    return [(sort_word(kind, letter), line_sort_name(kind, letter)) for kind, letter in sorts]


def settle(rows: Sequence[LineForm], chosen: Mapping[str, int]) -> None:
    """Let exactly one alternative of each choice count: the chosen one, else the first with words on it."""
    for letter in {row.choice for row in rows if row.choice}:
        there = [place for place, row in enumerate(rows) if row.choice == letter]
        filled = [place for place in there if not rows[place].is_blank] or there
        one = chosen.get(letter)
        for place in there:
            rows[place].is_chosen = place == (one if one in filled else filled[0])


def chosen_in(typed: MultiDict[str, str]) -> dict[str, int]:
    """Which row counts of each choice, as it was posted."""
    return {
        found[1]: int(value)
        for name, value in typed.items()
        if (found := COUNTS_NAME.fullmatch(name)) and re.fullmatch("[0-9]{1,4}", value)
    }


def rearranged(typed: MultiDict[str, str], do: str) -> MultiDict[str, str]:
    """The typed form after a button beside the roll: `up-2`, `down-2`, `remove-2`, `add-heading`."""
    rows = [row for row in _typed_rows(typed) if any(row.get(name) for name in TYPED) or _is_marked(row)]
    what, _dash, which = do.partition("-")
    place = int(which) if re.fullmatch("[0-9]{1,4}", which) and int(which) < len(rows) else None
    if what == "add" and which in list(LineKind):
        rows += _added(LineKind(which), rows)
    elif what == "remove" and place is not None:
        del rows[place]
    elif what in {"up", "down"} and place is not None:
        other = max(0, min(len(rows) - 1, place + (1 if what == "down" else -1)))
        rows[place], rows[other] = rows[other], rows[place]
    others = [
        (name, value)
        for name, value in typed.items(multi=True)
        if not (LINE_NAME.fullmatch(name) or COUNTS_NAME.fullmatch(name))
    ]
    if what == "discounts":
        others.append(("line_discounts", "1"))
    return MultiDict([*others, *_as_posted(rows)])


def with_text(typed: MultiDict[str, str], text: str) -> MultiDict[str, str]:
    """The typed form with a row of text more."""
    counted = rearranged(typed, "count")
    last = {"kind": LineKind.TEXT.value, "description": text}
    return MultiDict(
        [*counted.items(multi=True), *_as_posted([last], first=len(_typed_rows(counted)))],
    )


def holds_something(field: fields.Field) -> bool:
    """Whether there is anything in a box, readable or not."""
    return bool(str(field.raw_data[0]).strip()) if field.raw_data else field.data not in {None, ""}


def _added(kind: LineKind, rows: Sequence[Row]) -> list[Row]:
    """The row that a button adds; a choice begins with two."""
    if kind is not LineKind.ALTERNATIVE:
        return [{"kind": kind.value}]
    letter = _next_letter({sort_of(row.get("kind"))[1] for row in rows})
    return [{"kind": sort_word(kind, letter)} for _each in range(2)]


def _next_letter(taken: Collection[str | None]) -> str:
    return next((letter for letter in LETTERS if letter not in taken), LETTERS[-1])


def _typed_rows(typed: MultiDict[str, str]) -> list[Row]:
    rows: dict[int, Row] = {}
    for name, value in typed.items():
        if found := LINE_NAME.fullmatch(name):
            rows.setdefault(int(found[1]), {})[found[2]] = value
    for letter, place in chosen_in(typed).items():
        if place in rows and sort_of(rows[place].get("kind"))[1] == letter:
            rows[place][COUNTS] = "1"
    return [rows[number] for number in sorted(rows)]


def _as_posted(rows: Sequence[Row], first: int = 0) -> list[tuple[str, str]]:
    pairs = []
    for number, row in enumerate(rows, start=first):
        letter = sort_of(row.get("kind"))[1]
        if letter and row.get(COUNTS):
            pairs.append((f"counts-{letter}", str(number)))
        pairs += [(f"lines-{number}-{name}", value) for name, value in row.items() if name != COUNTS]
    return pairs


def _is_marked(row: Row) -> bool:
    """Whether somebody asked for this row by its sort, so that it stays also while it is empty."""
    return sort_of(row.get("kind", LineKind.ITEM))[0] is not LineKind.ITEM
