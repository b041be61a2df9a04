"""Rows to the bytes of a sheet that a spreadsheet program opens, in the way the reader writes numbers (pure).

A cell that would be a formula there gets an apostrophe before it, so that no name or note can run: also
behind spaces or invisible signs, and in the wide forms of the same signs. Numbers are ours and stay numbers.
"""

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

Cell = str | int | Decimal | dt.date | None

FORMULA_BEGINS = "=+-@"
# A byte order mark: without it Excel reads UTF-8 as something else.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def write_sheet(heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, language: str) -> bytes:
    """Comma separated values; in Dutch with semicolons and decimal commas, as Excel expects them there."""
    text = io.StringIO(MARK)
    text.seek(0, io.SEEK_END)
    is_dutch = language == "nl"
    writer = csv.writer(text, delimiter=";" if is_dutch else ",", lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    writer.writerows([_shown(cell, is_dutch=is_dutch) for cell in row] for row in rows)
    return text.getvalue().encode()


def guarded(words: str) -> str:
    """The words as a cell that is never a formula."""
    # Wide forms (＝) fold to the plain sign; what is not seen is not looked at.
    seen = unicodedata.normalize("NFKC", words)
    first = next((sign for sign in seen if not _is_unseen(sign)), "")
    begins_badly = first and first in FORMULA_BEGINS
    return f"'{words}" if begins_badly or words[:1] in {"\t", "\r", "\n"} else words


def _is_unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Cf", "Cc", "Mn"}


def _shown(cell: Cell, *, is_dutch: bool) -> str:
    match cell:
        case None:
            return ""
        case Decimal():
            return str(cell).replace(".", ",") if is_dutch else str(cell)
        case dt.date():
            return cell.strftime("%d-%m-%Y") if is_dutch else cell.isoformat()
        case int():
            return str(cell)
        case str():
            return guarded(cell)
