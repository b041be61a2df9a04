"""How quotes are put in slices: by what they come to, and by how long the customer waited for them."""

import enum
from decimal import Decimal

from sqlalchemy import ColumnElement, SQLColumnExpression, case


class Band(enum.StrEnum):
    """What a quote comes to without btw; the upper edge belongs to the band."""

    TO_500 = "0"
    TO_2500 = "1"
    TO_10000 = "2"
    ABOVE = "3"


class Wait(enum.StrEnum):
    """How many days it took from being asked to sending the quote."""

    TO_2 = "0"
    TO_7 = "1"
    LONGER = "2"
    NOT_KNOWN = "3"


BAND_EDGES = {Band.TO_500: Decimal(500), Band.TO_2500: Decimal(2500), Band.TO_10000: Decimal(10_000)}
WAIT_EDGES = {Wait.TO_2: 2, Wait.TO_7: 7}


def band_of(amount: SQLColumnExpression[Decimal]) -> ColumnElement[str]:
    """The code of the band that an amount without btw falls in."""
    return case(*((amount <= edge, band.value) for band, edge in BAND_EDGES.items()), else_=Band.ABOVE.value)


def wait_of(days: SQLColumnExpression[int | None]) -> ColumnElement[str]:
    """The code of the wait that a number of days falls in; no number is not known."""
    unknown = (days.is_(None), Wait.NOT_KNOWN.value)
    return case(
        unknown, *((days <= edge, wait.value) for wait, edge in WAIT_EDGES.items()), else_=Wait.LONGER.value
    )


def is_in_band(amount: SQLColumnExpression[Decimal], band: Band) -> ColumnElement[bool]:
    """Whether an amount without btw falls in the band."""
    return band_of(amount) == band.value


def is_in_wait(days: SQLColumnExpression[int | None], wait: Wait) -> ColumnElement[bool]:
    """Whether a number of days falls in the wait."""
    return wait_of(days) == wait.value
