"""What can happen to lists: they are kept under a name, and what is on one is changed all together."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Row, not_, or_, select

from app.audit.deeds import cards_touched
from app.audit.tables import chunks
from app.core.database import Session
from app.core.deeds import begin
from app.lists.given import NONE, Change, KindChange, Outcome, Wanted
from app.lists.models import SavedList
from app.relations.actions import put_in_region
from app.relations.many import discard_all, give_label, give_staff, make_role, make_stage, take_label
from app.relations.models import Kind, Region, Relation, Stage
from app.users.models import User

# Where the journal sees that something changed on a card.
TOUCHED = ("relation", "relation_tag")
ROLES = {
    KindChange.SUPPLIER: (Kind.SUPPLIER, True),
    KindChange.AGENCY: (Kind.AGENCY, True),
    KindChange.NO_SUPPLIER: (Kind.SUPPLIER, False),
    KindChange.NO_AGENCY: (Kind.AGENCY, False),
}


def keep(session: Session, wanted: Wanted, name: str, *, is_mine: bool, by: User) -> SavedList:
    """Keep a list under a name, for oneself or for everybody."""
    begin(session, "list.keep", by=by)
    saved = SavedList(name=name, query=wanted.query, user_id=by.id if is_mine else None)
    session.add(saved)
    session.flush()
    return saved


def rename(session: Session, saved: SavedList, name: str, *, is_mine: bool, by: User) -> None:
    """Give a list another name, or to others."""
    begin(session, "list.rename", by=by)
    saved.name = name
    saved.user_id = by.id if is_mine else None
    session.flush()


def forget(session: Session, saved: SavedList, *, by: User) -> None:
    """Forget a list; the cards on it stay."""
    begin(session, "list.forget", by=by)
    session.delete(saved)
    session.flush()


def change_together(
    session: Session, cards: Mapping[int, int] | Sequence[int], change: Change, *, by: User
) -> Outcome:
    """Change many cards in one deed; of cards with a version, those that somebody changed since are left."""
    begin(session, "list.discard" if change.discard else "list.change", by=by)
    there = _there(session, cards)
    live = [card for card in there if card.deleted_at is None]
    same = [card for card in live if not isinstance(cards, Mapping) or cards[card.id] == card.row_version]
    ids = [card.id for card in same]
    bare = _would_be_nothing(session, ids, change.kind)
    ids = [card_id for card_id in ids if card_id not in bare]
    before = len(cards_touched(session, TOUCHED))
    _apply(session, ids, change, by=by)
    session.flush()
    changed = len(cards_touched(session, TOUCHED)) - before
    return Outcome(
        changed=changed,
        had_it=len(ids) - changed,
        in_bin=len(cards) - len(live),
        meanwhile=len(live) - len(same),
        without_kind=len(bare),
    )


def _apply(session: Session, ids: Sequence[int], change: Change, *, by: User) -> None:
    if change.give:
        give_label(session, ids, change.give)
    if change.take is not None:
        take_label(session, ids, change.take)
    if change.by_postcode or change.region is not None:
        region = session.get(Region, change.region) if change.region else None
        put_in_region(session, ids, region, by=by, by_hand=not change.by_postcode)
    if change.staff is not None:
        give_staff(session, ids, None if change.staff == NONE else change.staff)
    if change.kind in ROLES:
        kind, is_it = ROLES[change.kind]
        make_role(session, ids, kind, is_it=is_it)
    elif change.kind is not None:
        stage = None if change.kind is KindChange.NO_CUSTOMER else Stage(change.kind.value)
        make_stage(session, ids, stage, by=by)
    if change.discard:
        discard_all(session, ids)


def _there(session: Session, ids: Collection[int]) -> list[Row[int, int, object]]:
    query = select(Relation.id, Relation.row_version, Relation.deleted_at)
    return [card for some in chunks(ids) for card in session.execute(query.where(Relation.id.in_(some)))]


def _would_be_nothing(session: Session, ids: Sequence[int], kind: KindChange | None) -> set[int]:
    """Cards that are only this, and so would be of no kind at all when it is taken away."""
    customer, supplier, agency = Relation.stage.is_not(None), Relation.is_supplier, Relation.is_agency
    is_more = {
        KindChange.NO_CUSTOMER: or_(supplier, agency),
        KindChange.NO_SUPPLIER: or_(customer, agency),
        KindChange.NO_AGENCY: or_(customer, supplier),
    }
    if kind not in is_more:
        return set()
    query = select(Relation.id).where(not_(is_more[kind]))
    return {
        card_id for some in chunks(ids) for card_id in session.scalars(query.where(Relation.id.in_(some)))
    }
