"""What can happen to a card as a whole: its stage as a customer, its labels, the bin."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select

from app.audit.bulk import delete_tree, update_rows
from app.audit.tables import chunks
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.relations.models import Region, Relation, RelationTag, Stage, StageChange, StageSource, Tag
from app.relations.sorting import sort_key
from app.users.models import User


def change_stage(
    session: Session,
    relation: Relation,
    stage: Stage | None,
    *,
    source: StageSource,
    by: User | None,
    why: str = "",
) -> None:
    """Note from which stage to which, and who says so; the same stage again changes nothing."""
    if relation.stage is stage:
        return
    begin(session, "relation.stage", by=by)
    session.add(
        StageChange(
            relation_id=relation.id,
            was=relation.stage,
            became=stage,
            changed_on=clock.today(),
            source=source,
            by_id=by.id if by else None,
            why=why,
        )
    )
    relation.stage = stage
    relation.stage_source = source
    relation.stage_since = clock.today() if stage else None
    relation.stage_asked_on = None
    session.flush()


def became_customer(
    session: Session, relation: Relation, *, on: dt.date, by: User | None, why: str = ""
) -> None:
    """They said yes or bought something: whoever they were, they are a current customer now."""
    begin(session, "relation.stage", by=by)
    if relation.stage_asked_on is not None and on >= relation.stage_asked_on:
        relation.stage_asked_on = None
    relation.first_purchase_on = min(relation.first_purchase_on or on, on)
    relation.last_purchase_on = max(relation.last_purchase_on or on, on)
    change_stage(session, relation, Stage.CURRENT, source=StageSource.AUTO, by=by, why=why)
    session.flush()


def put_labels(session: Session, relation: Relation, names: Iterable[str]) -> bool:
    """Give the card exactly these labels, making those that are new; says whether any came or went."""
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(sort_key(name), name)
    wanted.pop("", None)
    rows = select(Tag.key, RelationTag).join(RelationTag.tag).where(RelationTag.relation_id == relation.id)
    given = {row.key: row.RelationTag for row in session.execute(rows)}
    for key in given.keys() - wanted.keys():
        delete_tree(session, given[key])
    for key in wanted.keys() - given.keys():
        session.add(RelationTag(relation_id=relation.id, tag_id=find_or_make_tag(session, wanted[key]).id))
    session.flush()
    return given.keys() != wanted.keys()


def find_or_make_tag(session: Session, name: str) -> Tag:
    """The label of this name, however it is capitalised; a new one when there is none."""
    key = sort_key(name)
    tag = session.scalars(select(Tag).where(Tag.key == key)).one_or_none()
    if tag is None:
        tag = Tag(name=name, key=key)
        session.add(tag)
        session.flush()
    return tag


def put_in_region(
    session: Session,
    relation_ids: Iterable[int],
    region: Region | None,
    *,
    by: User | None,
    by_hand: bool = True,
) -> int:
    """Choose the region of these cards, or none; without `by_hand` the postcode decides. How many changed."""
    begin(session, "relation.region", by=by)
    chosen_id = region.id if region and by_hand else None
    return sum(
        update_rows(
            session,
            Relation,
            Relation.id.in_(some) & Relation.is_live,
            region_by_hand=by_hand,
            chosen_region_id=chosen_id,
        )
        for some in chunks(relation_ids)
    )


def refuse_in_bin(relation: Relation) -> None:
    """Nothing is written on a card in the bin: who looks at the box would never see it."""
    if relation.merged_into_id is not None:
        raise RuleBroken(_("This card went into another one. Open that one, and write it there."))
    if not relation.is_live:
        raise RuleBroken(_("This card is in the bin. Put it back first."))


def discard(session: Session, relation: Relation, *, by: User) -> None:
    """Put the card in the bin: it stays whole, but stands on no list and no paper."""
    if not relation.is_live:
        raise RuleBroken(_("This card is in the bin already."))
    begin(session, "relation.discard", by=by)
    relation.deleted_at = clock.now()
    session.flush()


def restore(session: Session, relation: Relation, *, by: User) -> None:
    """Take the card out of the bin; it stands where it stood."""
    if relation.is_live:
        raise RuleBroken(_("This card is not in the bin."))
    if relation.merged_into_id is not None or relation.erased_at is not None:
        raise RuleBroken(_("This card cannot be put back: it went into another card, or it was wiped."))
    # Undoing this would bring back the old day in the bin too, and with it the day of wiping.
    begin(session, "relation.restore", by=by, can_be_undone=False)
    relation.deleted_at = None
    session.flush()
