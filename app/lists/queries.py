"""What can be asked of the list: one page of it, what stands around it, the cards that are on it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    column,
    func,
    literal_column,
    null,
    or_,
    select,
    text,
    type_coerce,
    union_all,
)

from app.core import clock
from app.core.database import Session
from app.core.pages import PAGE_SIZE, Page
from app.lists.conditions import narrowed, on_list
from app.lists.given import Order, Wanted
from app.lists.models import SavedList
from app.lists.rows import Card, cards, rows_of
from app.lists.words import Chosen, chosen
from app.relations.models import Kind, Region, Relation, RelationTag, Stage, Tag, kinds_of
from app.relations.sorting import LETTERS, OTHER, TABS, fold
from app.users.models import User

# The sort keys under each tab, from the first up to the second; other scripts come after z, digits before a.
BEFORE_B, AFTER_Z, LAST = "a", "{", "\U0010ffff"
KEYS = [
    *((tab, tab[0].casefold(), chr(ord(tab[-1].casefold()) + 1)) for tab in LETTERS),
    (OTHER, "", BEFORE_B),
    (OTHER, AFTER_Z, LAST),
]
# The same as a table; SQLAlchemy's own VALUES would be put into words anew for every page.
KEYS_OF_TABS = text(
    " UNION ALL ".join(
        f"SELECT '{tab}' AS tab, '{first}' AS first, '{after}' AS after" for tab, first, after in KEYS
    )
).columns(column("tab", String), column("first", String), column("after", String))
SUPPLIER, AGENCY = 1, 2
COLUMNS = ("word", "query", "id", "number", "other")

Part = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Saved:
    """A list that was kept under a name."""

    id: int
    name: str
    wanted: Wanted
    is_mine: bool


@dataclass
class Around:
    """What stands around the rows: how many of each kind, which letters there are, by what one can choose."""

    counts: dict[Kind | None, int] = field(default_factory=lambda: dict.fromkeys([None, *Kind], 0))
    in_no_region: dict[Kind | None, int] = field(default_factory=lambda: dict.fromkeys([None, *Kind], 0))
    letters: set[str] = field(default_factory=set)
    before: int = 0
    saved: list[Saved] = field(default_factory=list)
    choices: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))

    def words(self, wanted: Wanted) -> list[Chosen]:
        """What a list shows only, in words."""
        return chosen(wanted, {what: dict(some) for what, some in self.choices.items()})


@dataclass(frozen=True)
class Box:
    """One page of the list with all that stands around it."""

    wanted: Wanted
    page: Page
    around: Around
    here: str

    @property
    def places(self) -> list[str]:
        """The places on this page, to choose one from."""
        return sorted({row.place for row in self.page.rows if row.place})

    @cached_property
    def chosen(self) -> list[Chosen]:
        """What the list shows only, in words."""
        return self.around.words(self.wanted)

    @property
    def open_list(self) -> Saved | None:
        """The saved list that asks just this."""
        return next((saved for saved in self.around.saved if saved.wanted == self.wanted), None)


def box(session: Session, wanted: Wanted, *, user: User, page: int = 1, letter: str | None = None) -> Box:
    """A page of the box, in three statements; with a letter it is the page on which that letter begins."""
    letter = letter if letter in TABS and wanted.order is Order.NAME else None
    around = around_of(session, wanted, user=user, letter=letter)
    if letter in around.letters:
        page = around.before // PAGE_SIZE + 1
    else:
        letter = None
    total = around.counts[wanted.kind]
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(page, 1), pages)
    rows = rows_of(session, _page(wanted, clock.today()), skipped=(number - 1) * PAGE_SIZE)
    here = letter or next((row.letter for row in rows), "")
    return Box(wanted, Page(rows, number, pages, total), around, here)


def around_of(session: Session, wanted: Wanted, *, user: User, letter: str | None = None) -> Around:
    """The counts, the letters and the choices, in one statement."""
    around = Around()
    choices: list[Any] = []
    for found in session.execute(_around(wanted, letter, clock.today()), {"me": user.id}):
        what, word, query, id_, number, other = found
        if what == "kind":
            stage = Stage(word) if word else None
            kinds = kinds_of(stage, is_supplier=bool(id_ & SUPPLIER), is_agency=bool(id_ & AGENCY))
            for kind in (None, *kinds):
                around.counts[kind] += number
                around.in_no_region[kind] += other
        elif what == "letter":
            around.letters.add(word)
        elif what == "before":
            around.before = number
        elif what == "saved":
            around.saved.append(Saved(id_, word, Wanted.read_query(query), is_mine=other is not None))
        else:
            choices.append(found)
    around.saved.sort(key=lambda saved: fold(saved.name))
    # Regions as the owner put them, all else by its name.
    for choice in sorted(choices, key=lambda one: (one.number or 0, fold(one.word))):
        around.choices[choice.what].append((choice.id, choice.word))
    return around


def ids_of(session: Session, wanted: Wanted) -> list[int]:
    """The cards on this list, all of them."""
    condition = on_list(wanted, clock.today())
    return list(session.scalars(select(Relation.id).where(*condition).order_by(Relation.id)))


# Statements are built once for each list: putting them together takes longer than asking them.
@lru_cache(maxsize=256)
def _page(wanted: Wanted, today: dt.date) -> Select[*Card]:
    order = {
        Order.NAME: (Relation.sort_name, Relation.id),
        Order.LONGEST: (Relation.last_spoken_on.asc().nulls_first(), Relation.id),
        Order.LATEST: (Relation.last_spoken_on.desc().nulls_last(), Relation.id.desc()),
    }[wanted.order]
    page = cards().where(*on_list(wanted, today)).order_by(*order)
    return page.limit(PAGE_SIZE).offset(bindparam("skipped", type_=Integer))


@lru_cache(maxsize=256)
def _around(wanted: Wanted, letter: str | None, today: dt.date) -> CompoundSelect[*tuple[Any, ...]]:
    parts = [_kinds(wanted, today), _tags(), _regions(), _staff(), _saved()]
    if wanted.order is Order.NAME:
        parts.append(_letters(wanted, today))
    if letter is not None:
        parts.append(_before(wanted, letter, today))
    return union_all(*parts)


def _kinds(wanted: Wanted, today: dt.date) -> Part:
    """How many cards there are of each mixture of kinds, and how many of those stand in no region."""
    roles = case((Relation.is_supplier, SUPPLIER), else_=0) + case((Relation.is_agency, AGENCY), else_=0)
    return (
        _part(
            "kind",
            word=type_coerce(Relation.stage, String),
            id=roles,
            number=func.count(),
            other=func.sum(case((Relation.region_id.is_(None), 1), else_=0)),
        )
        .select_from(Relation)
        .where(Relation.is_live, *narrowed(wanted, today))
        .group_by(Relation.stage, Relation.is_supplier, Relation.is_agency)
    )


def _letters(wanted: Wanted, today: dt.date) -> Part:
    """The tabs that have a card: each asks the index for the first one only."""
    tab = KEYS_OF_TABS.cte("tabs")
    under_it = select(Relation.id).where(
        Relation.sort_name >= tab.c.first, Relation.sort_name < tab.c.after, *on_list(wanted, today)
    )
    return _part("letter", word=tab.c.tab).where(under_it.exists())


def _before(wanted: Wanted, letter: str, today: dt.date) -> Part:
    """How many cards stand before the first one under this letter."""
    is_before = Relation.sort_name < next(first for tab, first, _after in KEYS if tab == letter)
    if letter == OTHER:
        with_a_digit = select(Relation.id).where(Relation.sort_name < BEFORE_B, *on_list(wanted, today))
        is_before = and_(Relation.sort_name < AFTER_Z, ~with_a_digit.exists())
    return (
        _part("before", number=func.count()).select_from(Relation).where(is_before, *on_list(wanted, today))
    )


def _tags() -> Part:
    given = select(RelationTag.id).where(RelationTag.tag_id == Tag.id)
    return _part("tag", word=Tag.name, id=Tag.id).where(given.exists())


def _regions() -> Part:
    return _part("region", word=Region.name, id=Region.id, number=Region.position)


def _staff() -> Part:
    looked_after = select(Relation.id).where(Relation.regular_staff_id == User.id, Relation.is_live)
    return _part("staff", word=User.name, id=User.id).where(
        or_(User.left_on.is_(None), looked_after.exists())
    )


def _saved() -> Part:
    return _part(
        "saved", word=SavedList.name, query=SavedList.query, id=SavedList.id, other=SavedList.user_id
    ).where(or_(SavedList.user_id.is_(None), SavedList.user_id == bindparam("me", type_=Integer)))


def _part(what: str, **given: Any) -> Part:
    """A piece of the one statement; all pieces have the same columns."""
    named = [given.get(name, null()).label(name) for name in COLUMNS]
    return select(literal_column(f"'{what}'", String).label("what"), *named)
