"""A QR code as one drawn path, so that it stays sharp on paper at any size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

# Above this a telephone cannot read 24 mm of it from a bad printer.
MOST_BYTES = 500


@dataclass(frozen=True)
class QrCode:
    """Its size in squares without the white edge, and the dark squares as an SVG path."""

    size: int
    path: str


def qr_code(content: bytes) -> QrCode | None:
    """Draw the code; None when there is more in it than a small code can hold."""
    if len(content) > MOST_BYTES:
        return None
    rows = [bytes(row) for row in segno.make(content, micro=False, error="l", boost_error=False).matrix]
    return QrCode(len(rows), "".join(_strips(rows)))


def _strips(rows: Iterable[bytes]) -> Iterator[str]:
    """The dark squares, those beside each other as one strip."""
    for y, row in enumerate(rows):
        x = 0
        for is_dark, squares in groupby(row, bool):
            width = len(list(squares))
            if is_dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
