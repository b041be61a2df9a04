"""Made-up lines of a quote: what it is about, what may be ticked, and what it comes to."""

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from app.demo import names
from app.quotes.models import LineKind
from app.quotes.totals import NO_VAT, Discount, Line, Rate, Totals, totals
from app.shop.models import VatCode

PERCENT = {VatCode.HIGH: Decimal(21), VatCode.LOW: Decimal(9)}
# Of a hundred quotes: so many begin with a heading, offer something to tick, leave a choice, set a sum aside.
HEADING, OPTION, CHOICE, ALLOWANCE = 15, 12, 8, 5
# Of a hundred lines so many are in no product group.
WITHOUT_GROUP = 6

Row = dict[str, Any]


def draw_lines(dice: random.Random, groups: Sequence[int]) -> list[Row]:
    """The lines of one version, in their order."""
    lines = [_line(dice, groups) for _number in range(dice.randint(1, 5))]
    if dice.randrange(100) < ALLOWANCE:
        lines.append(_line(dice, groups) | {"kind": LineKind.ALLOWANCE, "quantity": Decimal(1)})
    if dice.randrange(100) < CHOICE:
        lines += [
            _line(dice, groups) | {"kind": LineKind.ALTERNATIVE, "choice": "A", "is_chosen": is_chosen}
            for is_chosen in (True, False)
        ]
    if dice.randrange(100) < OPTION:
        lines.append(_line(dice, groups) | {"kind": LineKind.OPTION})
    if dice.randrange(100) < HEADING:
        lines.insert(0, _heading(dice))
    return [line | {"position": position} for position, line in enumerate(lines)]


def sums_of(lines: Sequence[Row], *, prices_include_vat: bool) -> Totals:
    """What the lines come to, as we propose them."""
    return totals(
        [
            Line(
                line["quantity"],
                line["price"],
                NO_VAT if line["vat_code"] is None else Rate(line["vat_code"].value, line["vat_percent"]),
                is_heading=line["kind"] is LineKind.HEADING,
                counts=_counts(line),
            )
            for line in lines
        ],
        Discount(),
        prices_include_vat=prices_include_vat,
        vat_per_line=False,
        has_vat=True,
    )


def main_group(lines: Sequence[Row], sums: Totals) -> int | None:
    """The product group that most of the money goes to."""
    money: dict[int, Decimal] = {}
    for line, amount in zip(lines, sums.amounts, strict=True):
        group = line["product_group_id"]
        if group is not None and amount is not None and _counts(line):
            money[group] = money.get(group, Decimal(0)) + amount.after
    return max(money, key=lambda group: money[group], default=None)


def _counts(line: Row) -> bool:
    return line["kind"] is not LineKind.OPTION and (
        line["kind"] is not LineKind.ALTERNATIVE or bool(line["is_chosen"])
    )


def _line(dice: random.Random, groups: Sequence[int]) -> Row:
    description, unit, least, most, vat_code = dice.choice(names.WARES)
    code = VatCode(vat_code)
    return {
        "kind": LineKind.ITEM,
        "description": description,
        "unit": unit,
        "quantity": Decimal(1) if unit == "keer" else Decimal(dice.randint(1, 60)),
        "price": Decimal(dice.randint(least * 20, most * 20)) / 20,
        "vat_code": code,
        "vat_percent": PERCENT[code],
        "product_group_id": dice.choice(groups) if groups and dice.randrange(100) >= WITHOUT_GROUP else None,
        "choice": None,
        "is_chosen": False,
    }


def _heading(dice: random.Random) -> Row:
    nothing = dict.fromkeys(
        ("unit", "quantity", "price", "vat_code", "vat_percent", "product_group_id", "choice")
    )
    return nothing | {
        "kind": LineKind.HEADING,
        "description": dice.choice(names.SUBJECTS),
        "is_chosen": False,
    }
