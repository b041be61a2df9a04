"""The lines of a quote as they stand on paper: what is in the total, and below it what can be chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from app.quotes.models import LineKind, QuoteLine
from app.quotes.sums import counts
from app.quotes.totals import Amount, Totals

NOTHING = Decimal(0)
# So many signs fit on a line of the description, about; with more lines than this a row is tall.
SIGNS_ON_A_LINE = 50
MOST_LINES_WHOLE = 8
# A choice has its name from the editor, most often a letter.
FIRST = "A"


@dataclass(frozen=True)
class Row:
    """A line and what it costs; what can be ticked has a mark to name it by."""

    line: QuoteLine
    amount: Amount | None
    mark: str = ""

    @property
    def is_tall(self) -> bool:
        """Whether it may run on over the page: kept whole it would leave too much of the paper empty."""
        lines = (len(line) // SIGNS_ON_A_LINE + 1 for line in self.line.description.split("\n"))
        return sum(lines) > MOST_LINES_WHOLE


@dataclass(frozen=True)
class Choice:
    """Alternatives of which the customer takes one."""

    name: str
    rows: Sequence[Row]

    @property
    def ours(self) -> Row | None:
        """The one that is in the total."""
        return next((row for row in self.rows if row.line.is_chosen), None)

    def difference(self, row: Row) -> Decimal:
        """How much more this one costs than the one that is in the total."""
        return _after(row) - (_after(self.ours) if self.ours else NOTHING)


@dataclass(frozen=True)
class Rows:
    """Every line of a quote, in the part of the paper that it belongs to."""

    table: Sequence[Row]
    options: Sequence[Row]
    choices: Sequence[Choice]

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to tick."""
        return bool(self.options or self.choices)

    @property
    def has_more_rates(self) -> bool:
        """Whether the prices, those that can be ticked too, fall under more than one btw rate."""
        in_choices = (row for choice in self.choices for row in choice.rows)
        priced = (row.line for row in (*self.table, *self.options, *in_choices) if row.line.price is not None)
        return len({(line.vat_code, line.vat_percent) for line in priced}) > 1


def rows_of(lines: Sequence[QuoteLine], sums: Totals) -> Rows:
    """Sort the lines of a quote; an option is marked with its number, an alternative with its choice too."""
    rows = [Row(line, amount) for line, amount in zip(lines, sums.amounts, strict=True)]
    choices = _choices(row for row in rows if row.line.kind is LineKind.ALTERNATIVE)
    names = {row.line.id: choice.name for choice in choices for row in choice.rows}
    options = [row for row in rows if row.line.kind is LineKind.OPTION]
    return Rows(
        table=[
            Row(row.line, row.amount, names.get(row.line.id, ""))
            for place, row in enumerate(rows)
            if counts(row.line) and not _heads_only_choices(rows[place:])
        ],
        options=[Row(row.line, row.amount, str(number)) for number, row in enumerate(options, start=1)],
        choices=choices,
    )


def _heads_only_choices(rows: Sequence[Row]) -> bool:
    """Whether the first of these is a heading above lines that all stand elsewhere: it would head nothing."""
    if rows[0].line.kind is not LineKind.HEADING:
        return False
    below = list(takewhile(lambda row: row.line.kind is not LineKind.HEADING, rows[1:]))
    return bool(below) and not any(counts(row.line) for row in below)


def _choices(rows: Iterable[Row]) -> list[Choice]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.line.choice or FIRST, []).append(row)
    return [_choice(name, group) for name, group in groups.items()]


def _choice(name: str, rows: Sequence[Row]) -> Choice:
    letter = name if len(name) == 1 else ""
    numbered = enumerate(rows, start=1)
    return Choice(name, [Row(row.line, row.amount, f"{letter}{number}") for number, row in numbered])


def _after(row: Row) -> Decimal:
    return row.amount.after if row.amount else NOTHING
