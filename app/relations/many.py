"""What can happen to many cards at once: as actions.py does to one, in as few statements as it takes.

The ids are of live cards; whoever calls these names the deed.
"""

from collections.abc import Collection

from sqlalchemy import Select, select

from app.audit.bulk import delete_rows, hang_on_cards, outdate_rows, update_rows
from app.audit.tables import chunks
from app.core import clock
from app.core.database import Session
from app.relations.actions import find_or_make_tag
from app.relations.models import Kind, Relation, RelationTag, Stage, StageChange, StageSource
from app.users.models import User


def give_label(session: Session, ids: Collection[int], name: str) -> None:
    """Put a label on the cards that do not have it, making it when it is new."""
    tag_id = find_or_make_tag(session, name).id
    for some in chunks(ids):
        having = set(session.scalars(_given(tag_id, some).with_only_columns(RelationTag.relation_id)))
        lacking = [card_id for card_id in some if card_id not in having]
        hang_on_cards(session, RelationTag, [{"relation_id": one, "tag_id": tag_id} for one in lacking])
        outdate_rows(session, Relation, lacking)


def take_label(session: Session, ids: Collection[int], tag_id: int) -> None:
    """Take a label off the cards that have it."""
    for some in chunks(ids):
        given = session.execute(
            _given(tag_id, some).with_only_columns(RelationTag.id, RelationTag.relation_id)
        ).all()
        delete_rows(session, {RelationTag.metadata.tables["relation_tag"]: {row.id for row in given}})
        outdate_rows(session, Relation, [row.relation_id for row in given])


def give_staff(session: Session, ids: Collection[int], user_id: int | None) -> None:
    """Let this person, or nobody, look after the cards."""
    for some in chunks(ids):
        update_rows(session, Relation, Relation.id.in_(some), regular_staff_id=user_id)


def make_stage(session: Session, ids: Collection[int], stage: Stage | None, *, by: User) -> None:
    """Make them this kind of customer, or none, by hand; each step is kept."""
    today = clock.today()
    for some in chunks(ids):
        differing = Relation.id.in_(some) & Relation.stage.is_distinct_from(stage)
        steps = [
            {
                "relation_id": card.id,
                "was": card.stage,
                "became": stage,
                "changed_on": today,
                "source": StageSource.HAND,
                "by_id": by.id,
                "why": "",
            }
            for card in session.execute(select(Relation.id, Relation.stage).where(differing)).all()
        ]
        hang_on_cards(session, StageChange, steps)
        update_rows(
            session,
            Relation,
            differing,
            stage=stage,
            stage_source=StageSource.HAND,
            stage_since=today if stage else None,
            stage_asked_on=None,
        )


def make_role(session: Session, ids: Collection[int], kind: Kind, *, is_it: bool) -> None:
    """Make them suppliers or agencies, or no longer; what else they are stays."""
    role = "is_supplier" if kind is Kind.SUPPLIER else "is_agency"
    for some in chunks(ids):
        update_rows(session, Relation, Relation.id.in_(some), **{role: is_it})


def discard_all(session: Session, ids: Collection[int]) -> None:
    """Put the cards in the bin."""
    now = clock.now()
    for some in chunks(ids):
        update_rows(session, Relation, Relation.id.in_(some), deleted_at=now)


def _given(tag_id: int, ids: list[int]) -> Select[RelationTag]:
    return select(RelationTag).where(RelationTag.tag_id == tag_id, RelationTag.relation_id.in_(ids))
