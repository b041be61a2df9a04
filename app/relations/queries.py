"""What can be asked of cards: one card, the labels, the bin."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BindParameter,
    Select,
    bindparam,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased, joinedload

from app.core.database import Session
from app.core.pages import Page, paginate
from app.relations.models import Region, Relation, RelationTag, Tag


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
        select(Relation)
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
