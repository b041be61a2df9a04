"""Listens to every session: however conversations came, went or moved, their cards know the rhythm."""

from sqlalchemy import event

from app.audit.deeds import cards_touched
from app.core.database import Session
from app.timeline.actions import keep_rhythm
from app.timeline.models import Interaction


# Before the journal writes down what this save did, which it would be too late for otherwise.
@event.listens_for(Session, "before_commit", insert=True)
def _keep_rhythm(session: Session) -> None:
    if not session.in_nested_transaction():
        session.flush()
        if cards := cards_touched(session, (Interaction.__tablename__,)):
            keep_rhythm(session, cards)
