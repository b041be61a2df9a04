"""What can be asked of the box as a whole: one page of the list, one card, the labels, the bin."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    bindparam,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased, joinedload

from app.core.database import Session
from app.core.pages import PAGE_SIZE, Page, paginate
from app.relations.models import Kind, Nature, Region, Relation, RelationTag, Tag, has_kind, kinds_of
from app.relations.sorting import LETTERS, OTHER, letter_of
from app.users.models import User

# The tabs of the box, with the one for names that begin with no letter.
TABS = (*LETTERS, OTHER)


@dataclass(frozen=True)
class Wanted:
    """Which part of the box somebody wants to see."""

    kind: Kind | None = None
    tag_id: int | None = None
    staff_id: int | None = None


@dataclass(frozen=True)
class Listed:
    """One card in a list: only the columns that a row shows, not the card itself."""

    id: int
    name: str
    sort_name: str
    nature: Nature
    kinds: Sequence[Kind]
    staff: str
    last_spoken_on: dt.date | None

    @property
    def letter(self) -> str:
        """The tab of the box that it stands under."""
        return letter_of(self.sort_name)


@dataclass(frozen=True)
class Box:
    """One page of the list, and how many cards stand under each kind and each letter."""

    page: Page
    counts: Mapping[Kind | None, int]
    letters: Mapping[str, int]


@dataclass(frozen=True)
class Choices:
    """By what the list can be narrowed."""

    tags: Sequence[tuple[int, str]]
    staff: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Named:
    """A label or another card: all that a link to it needs."""

    id: int
    name: str


@dataclass(frozen=True)
class Card:
    """One card, its labels, and who came to us through it."""

    relation: Relation
    labels: Sequence[Named]
    brought: Sequence[Named]
    has_regions: bool


def box(session: Session, wanted: Wanted, *, page: int = 1, letter: str | None = None) -> Box:
    """A page of the box, in three statements; with a letter it is the page on which that letter begins."""
    counts = _counts(session, wanted)
    initials = _initials(session, wanted)
    letters = Counter[str]()
    for initial, count in initials:
        letters[letter_of(initial)] += count
    total = sum(letters.values())
    if letter is not None and letter in letters:
        page = _cards_before(letter, initials) // PAGE_SIZE + 1
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(page, 1), pages)
    rows = [
        Listed(
            id=row.id,
            name=row.name,
            sort_name=row.sort_name,
            nature=row.nature,
            kinds=kinds_of(row.stage, is_supplier=row.is_supplier, is_agency=row.is_agency),
            staff=row.staff or "",
            last_spoken_on=row.last_spoken_on,
        )
        for row in session.execute(_rows(wanted).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    ]
    return Box(Page(rows, number, pages, total), counts, letters)


def choices(session: Session) -> Choices:
    """The labels in use and the people who look after a card, in one statement."""
    tags = select(literal("tag").label("what"), Tag.id, Tag.name).where(
        Tag.id.in_(select(RelationTag.tag_id))
    )
    staff = select(literal("staff").label("what"), User.id, User.name).where(
        User.id.in_(select(Relation.regular_staff_id).where(Relation.is_live))
    )
    rows = session.execute(union_all(tags, staff)).all()
    found = {
        what: sorted(((r.id, r.name) for r in rows if r.what == what), key=_by_name)
        for what in ("tag", "staff")
    }
    return Choices(tags=found["tag"], staff=found["staff"])


def find_card(session: Session, relation_id: int) -> Card | None:
    """The card with this id and what stands beside it, in one statement; also one from the bin."""
    if not 0 < relation_id < 2**63:
        return None
    rows = session.execute(_CARD, {"card": relation_id}).all()
    if not rows:
        return None
    beside = {
        what: [Named(row.id, row.name) for row in rows if row.what == what] for what in ("label", "brought")
    }
    return Card(rows[0].Relation, beside["label"], beside["brought"], rows[0].has_regions)


def labels_of(session: Session, relation_id: int) -> list[Tag]:
    """The labels on a card, in order."""
    query = select(Tag).join(RelationTag).where(RelationTag.relation_id == relation_id)
    return list(session.scalars(query.order_by(Tag.key)))


def all_labels(session: Session) -> list[str]:
    """Every label there is, to choose from."""
    return list(session.scalars(select(Tag.name).order_by(Tag.key)))


def bin_page(session: Session, number: int) -> Page:
    """The cards in the bin, the last one thrown away first; not those that went into another card."""
    query = (
        select(Relation.id, Relation.name, Relation.deleted_at)
        .where(
            Relation.deleted_at.is_not(None), Relation.merged_into_id.is_(None), Relation.erased_at.is_(None)
        )
        .order_by(Relation.deleted_at.desc(), Relation.id.desc())
    )
    return paginate(session, query, number)


def _card() -> Select[Relation, str, int, str, bool]:
    guest = aliased(Relation)
    card_id: BindParameter[int] = bindparam("card")
    labels = (
        select(
            literal("label").label("what"), Tag.id.label("id"), Tag.name.label("name"), Tag.key.label("key")
        )
        .join(RelationTag, RelationTag.tag_id == Tag.id)
        .where(RelationTag.relation_id == card_id)
    )
    brought = select(literal("brought"), guest.id, guest.name, guest.sort_name).where(
        guest.came_through_id == card_id, guest.is_live
    )
    beside = union_all(labels, brought).subquery()
    return (
        select(
            Relation,
            beside.c.what,
            beside.c.id,
            beside.c.name,
            select(Region.id).exists().label("has_regions"),
        )
        .outerjoin(beside, true())
        .where(Relation.id == card_id)
        .options(
            joinedload(Relation.regular_staff),
            joinedload(Relation.region),
            joinedload(Relation.came_through).load_only(Relation.name, Relation.deleted_at),
        )
        .order_by(beside.c.what, beside.c.key, beside.c.id)
    )


# Made once: every card that is opened asks it.
_CARD = _card()


def _counts(session: Session, wanted: Wanted) -> dict[Kind | None, int]:
    """How many cards there are of each kind; under None how many there are in all."""
    query = (
        select(Relation.stage, Relation.is_supplier, Relation.is_agency, func.count().label("number"))
        .where(Relation.is_live, *_narrowed(wanted))
        .group_by(Relation.stage, Relation.is_supplier, Relation.is_agency)
    )
    counts: dict[Kind | None, int] = dict.fromkeys([None, *Kind], 0)
    for stage, is_supplier, is_agency, number in session.execute(query):
        for kind in (None, *kinds_of(stage, is_supplier=is_supplier, is_agency=is_agency)):
            counts[kind] += number
    return counts


def _initials(session: Session, wanted: Wanted) -> list[tuple[str, int]]:
    initial = func.substr(Relation.sort_name, 1, 1, type_=String())
    query = select(initial, func.count()).where(Relation.is_live, *_of_kind(wanted), *_narrowed(wanted))
    return sorted((first, count) for first, count in session.execute(query.group_by(initial)))


def _cards_before(letter: str, initials: Sequence[tuple[str, int]]) -> int:
    first = min(initial for initial, _count in initials if letter_of(initial) == letter)
    return sum(count for initial, count in initials if initial < first)


def _rows(wanted: Wanted) -> Select[int, str, str, Nature, object, bool, bool, dt.date | None, str | None]:
    return (
        select(
            Relation.id,
            Relation.name,
            Relation.sort_name,
            Relation.nature,
            Relation.stage,
            Relation.is_supplier,
            Relation.is_agency,
            Relation.last_spoken_on,
            User.name.label("staff"),
        )
        .outerjoin(User, User.id == Relation.regular_staff_id)
        .where(Relation.is_live, *_of_kind(wanted), *_narrowed(wanted))
        .order_by(Relation.sort_name, Relation.id)
    )


def _of_kind(wanted: Wanted) -> list[ColumnElement[bool]]:
    return [has_kind(wanted.kind)] if wanted.kind else []


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.tag_id is not None:
        conditions.append(
            Relation.id.in_(select(RelationTag.relation_id).where(RelationTag.tag_id == wanted.tag_id))
        )
    if wanted.staff_id is not None:
        conditions.append(Relation.regular_staff_id == wanted.staff_id)
    return conditions


def _by_name(choice: tuple[int, str]) -> str:
    return choice[1].casefold()
