"""Listens to every session: just before a commit, cards whose address or region changed find their place."""

from sqlalchemy import event

from app.audit.deeds import Note, cards_touched, pending_of
from app.audit.models import Operation
from app.core.database import Session
from app.regions.placing import place

# What somebody chooses for a card by hand.
CHOICE = {"region_by_hand", "chosen_region_id"}


@event.listens_for(Session, "before_commit")
def _keep_in_place(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    notes = pending_of(session).notes
    if any(map(_redraws, notes)):
        place(session)
        return
    moving = cards_touched(session, ["address"]) | {note.row_id for note in notes if _chooses(note)}
    if moving:
        place(session, moving)


def _redraws(note: Note) -> bool:
    """Whether the map itself changed: which postcodes a region has, or which region comes first."""
    name = note.table.name
    return name == "region_range" or (name == "region" and "position" in (note.new or {}))


def _chooses(note: Note) -> bool:
    """Whether a card was put in a region by hand, or left to its postcode again."""
    if note.table.name != "relation":
        return False
    return note.operation is Operation.INSERT or bool(CHOICE & (note.new or {}).keys())
