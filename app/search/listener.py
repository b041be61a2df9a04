"""Listens to every session: just before a commit, the cards that it changed get their new search document."""

from sqlalchemy import event, select

from app.audit.deeds import cards_touched, pending_of
from app.core.database import Session
from app.relations.models import Relation
from app.search.document import OF_CARD
from app.search.index import reindex

# What a search document is made of, beside the card itself.
TABLES = (
    *("contact_person", "contact_detail", "social_account", "address"),
    *("quote", "quote_outcome", "task", "complaint"),
)


@event.listens_for(Session, "before_commit")
def _keep_up(session: Session) -> None:
    if not session.in_nested_transaction():
        session.flush()
        cards = _cards_themselves(session) | cards_touched(session, TABLES)
        reindex(session, cards | _cards_of_renamed_staff(session))


def _cards_themselves(session: Session) -> set[int]:
    """The cards that are new, or of which something changed that people search by or see when they find."""
    return {
        note.row_id
        for note in pending_of(session).notes
        if note.table.name == "relation" and (note.new is None or OF_CARD & note.new.keys())
    }


def _cards_of_renamed_staff(session: Session) -> set[int]:
    """The cards that show the name of somebody who works here and is called differently now."""
    renamed = {
        note.row_id
        for note in pending_of(session).notes
        if note.table.name == "staff_member" and "name" in (note.new or {})
    }
    if not renamed:
        return set()
    return set(session.scalars(select(Relation.id).where(Relation.regular_staff_id.in_(renamed))))
