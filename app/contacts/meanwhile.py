"""What two people typed into one card at once: put together where it can be, shown where it cannot. Pure.

Values are compared by key: `story`, or `people-12-job` for a box of person 12. A row that is new has a key of
its own (`people-#0-job`), which nobody else's form can hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, list[str]]


@dataclass(frozen=True)
class Clash:
    """One box that both changed, each in another way."""

    key: str
    mine: list[str]
    theirs: list[str]


@dataclass(frozen=True)
class Together:
    """What the form holds now: mine where I changed something, theirs elsewhere."""

    values: dict[str, list[str]]
    clashes: list[Clash]


def put_together(seen: Values, mine: Values, theirs: Values) -> Together:
    """`seen` is what my form showed when I opened it, `theirs` what stands on the card now."""
    values: dict[str, list[str]] = {}
    clashes = []
    gone = {
        row for key in mine if (row := _row_of(key)) and f"{row}-row" in seen and f"{row}-row" not in theirs
    }
    for key, typed in mine.items():
        row = _row_of(key)
        if row in gone:
            # A colleague took this row off; only what I typed into it since brings it back, as a new row.
            if _is_changed(row, seen, mine) and not key.endswith("-row"):
                values[key] = typed
            continue
        before, now = seen.get(key), theirs.get(key, typed)
        values[key] = now if typed == before else typed
        if typed not in (before, now) and now != before:
            clashes.append(Clash(key, mine=typed, theirs=now))
    return Together(values, clashes)


def _row_of(key: str) -> str:
    """The row a box stands in, without the box: `people-12` of `people-12-job`."""
    return key.rpartition("-")[0]


def _is_changed(row: str, seen: Values, mine: Values) -> bool:
    return any(typed != seen.get(key) for key, typed in mine.items() if _row_of(key) == row)
