"""The order of a list that a person arranges by hand, kept as a position on each row."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything that has a place on a list."""

    position: int


Row = TypeVar("Row", bound=Placed)


def change_places(rows: Sequence[Row], row: Row, *, up: bool) -> None:
    """Let a row of this list change places with its neighbour; at the end it stays where it is."""
    ordered = list(rows)
    place = ordered.index(row)
    other = place + (-1 if up else 1)
    if 0 <= other < len(ordered):
        ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, each in enumerate(ordered):
        each.position = position
