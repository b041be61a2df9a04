"""Which cards a list is about, as the questions behind the `?` of its page: read, and written back."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode

from app.contacts.missing import Missing
from app.relations.models import Kind

# Of a region or a staff member: those cards that have none.
NONE = 0
LARGEST_ID = 2**63 - 1
LONGEST_PLACE = 100

Value = TypeVar("Value", bound=enum.StrEnum)
Asked = Mapping[str, Sequence[str]]


class Spoken(enum.StrEnum):
    """How long ago the last talk was: more months than this, never, or later than usual for this customer."""

    MONTHS_3 = "3"
    MONTHS_6 = "6"
    MONTHS_12 = "12"
    MONTHS_24 = "24"
    LATE = "late"
    NEVER = "never"


class KindChange(enum.StrEnum):
    """What many cards can become: one kind of customer, or also another kind, or no longer."""

    CURRENT = "current"
    POTENTIAL = "potential"
    OLD = "old"
    SUPPLIER = "supplier"
    AGENCY = "agency"
    NO_CUSTOMER = "no_customer"
    NO_SUPPLIER = "no_supplier"
    NO_AGENCY = "no_agency"


class Order(enum.StrEnum):
    """What stands on top: A, who was not spoken for the longest time, or who was spoken last."""

    NAME = "name"
    LONGEST = "longest"
    LATEST = "latest"


@dataclass(frozen=True)
class Wanted:
    """Which cards, in which order; a field that is None or empty does not choose."""

    kind: Kind | None = None
    tag: int | None = None
    region: int | None = None
    place: str = ""
    staff: int | None = None
    spoken: Spoken | None = None
    missing: tuple[Missing, ...] = ()
    star: bool = False
    order: Order = Order.NAME

    @classmethod
    def read(cls, asked: Asked) -> "Wanted":
        """What the questions ask; one that makes no sense asks nothing."""
        return cls(
            kind=_one(Kind, asked, "kind"),
            tag=_number(asked, "tag") or None,
            region=_number(asked, "region"),
            place=" ".join(_first(asked, "place").split())[:LONGEST_PLACE].rstrip(),
            staff=_number(asked, "staff"),
            spoken=_one(Spoken, asked, "spoken"),
            missing=tuple(missing for missing in Missing if missing.value in asked.get("missing", ())),
            star=_first(asked, "star") == "1",
            order=_one(Order, asked, "order") or Order.NAME,
        )

    @classmethod
    def read_query(cls, query: str) -> "Wanted":
        """What a saved list asks."""
        return cls.read(parse_qs(query, max_num_fields=100))

    @property
    def asked(self) -> dict[str, Any]:
        """The questions that ask this, in a fixed order; those that ask nothing are not there."""
        order = None if self.order is Order.NAME else self.order
        given = {
            "kind": self.kind,
            "tag": self.tag,
            "region": self.region,
            "place": self.place or None,
            "staff": self.staff,
            "spoken": self.spoken,
            "missing": list(self.missing) or None,
            "star": 1 if self.star else None,
            "order": order,
        }
        return {name: value for name, value in given.items() if value is not None}

    @property
    def query(self) -> str:
        """The same as it stands behind the `?`."""
        return urlencode(self.asked, doseq=True)

    @property
    def is_narrowed(self) -> bool:
        """Whether it chooses among the cards of a kind."""
        return replace(self, kind=None, order=Order.NAME) != Wanted()

    @property
    def is_everything(self) -> bool:
        """Whether every card in the box is on it."""
        return self.kind is None and not self.is_narrowed


@dataclass(frozen=True)
class Change:
    """What should change on many cards; what is None or empty stays as it is."""

    give: str = ""
    take: int | None = None
    region: int | None = None
    by_postcode: bool = False
    staff: int | None = None
    kind: KindChange | None = None
    discard: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was chosen."""
        return self == Change()


@dataclass(frozen=True)
class Outcome:
    """On how many cards something changed, and how many were left, by the reason why."""

    changed: int
    had_it: int
    in_bin: int
    meanwhile: int
    without_kind: int


def _first(asked: Asked, name: str) -> str:
    return next(iter(asked.get(name, ())), "")


def _one(choices: type[Value], asked: Asked, name: str) -> Value | None:
    given = _first(asked, name)
    return choices(given) if given in set(choices) else None


def _number(asked: Asked, name: str) -> int | None:
    given = _first(asked, name)
    number = int(given) if given.isdecimal() and len(given) < 20 else None
    return number if number is not None and number <= LARGEST_ID else None
