"""Reads postcode ranges as people type them, and finds the region of a postcode. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.formats import Unreadable
from app.core.words import _

# "t/m", "tot en met" and every dash there is say the same.
UNTIL: Final = re.compile(
    r"\s*(?:\bt\s*/\s*m\b|\btot en met\b|\btm\b|\btot\b|\buntil\b|\bto\b|\bthrough\b|[-‐‑‒–—−]+|\.{2,}|…)\s*",
    re.IGNORECASE,
)
# A comma, a line, a word; or only a blank, also after the letters of a whole postcode.
BETWEEN: Final = re.compile(
    r"\s*[,;\n]\s*|\s+(?:en|and|&)\s+|(?:(?<=[0-9])|(?<=[0-9][a-z]{2})|(?<=[0-9] [a-z]{2}))\s+(?=[0-9])",
    re.IGNORECASE,
)
ONE: Final = r"([1-9][0-9]{3})(?: ?[a-z]{2})?"
PIECE: Final = re.compile(rf"{ONE}(?:-{ONE})?", re.IGNORECASE)
DUTCH: Final = re.compile(r"\s*([1-9][0-9]{3})(?![0-9])")


@dataclass(frozen=True, order=True)
class Range:
    """Postcodes from the first to the last, both included: 2300 to 2334."""

    first: int
    last: int

    @property
    def shown(self) -> str:
        """`2300–2334`, or `2312` for a single one."""
        return f"{self.first}–{self.last}" if self.first < self.last else str(self.first)

    def shared_with(self, other: "Range") -> "Range | None":
        """The postcodes that are in both."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Range(first, last) if first <= last else None


class Map:
    """Regions in their order: of two that hold the same postcode the first one has it."""

    def __init__(self, regions: Iterable[tuple[int, Sequence[Range]]]) -> None:
        self._region_of: dict[int, int] = {}
        for region_id, ranges in regions:
            for one in ranges:
                for number in range(one.first, one.last + 1):
                    self._region_of.setdefault(number, region_id)

    def region_of(self, postcode: str, country: str = "NL") -> int | None:
        """The region of an address; None abroad, without a postcode, and where no region was drawn."""
        number = number_of(postcode) if country == "NL" else None
        return self._region_of.get(number) if number is not None else None


def number_of(postcode: str) -> int | None:
    """The four digits of a Dutch postcode: 2311 of `2311 EZ`; None when it is none."""
    found = DUTCH.match(postcode)
    return int(found[1]) if found else None


def read_ranges(text: str) -> list[Range]:
    """`2300-2334, 2350 t/m 2353, 2312` as ranges in order, those that overlap made one."""
    plain = UNTIL.sub("-", text)
    return _joined(sorted(_read(piece) for piece in BETWEEN.split(plain.strip()) if piece.strip()))


def show_ranges(ranges: Iterable[Range]) -> str:
    """The ranges on one line, as they can be typed again."""
    return ", ".join(one.shown for one in ranges)


def _read(piece: str) -> Range:
    found = PIECE.fullmatch(piece.strip(" ."))
    if found is None:
        raise Unreadable(
            _("“%(piece)s” is no postcode. Type four digits, for example 2312 or 2300-2334.", piece=piece)
        )
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise Unreadable(
            _("%(first)s-%(last)s runs backwards. Type the lowest postcode first.", first=first, last=last)
        )
    return Range(first, last)


def _joined(ranges: Iterable[Range]) -> list[Range]:
    joined: list[Range] = []
    for one in ranges:
        if joined and one.first <= joined[-1].last:
            joined[-1] = Range(joined[-1].first, max(joined[-1].last, one.last))
        else:
            joined.append(one)
    return joined
