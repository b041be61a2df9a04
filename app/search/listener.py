"""Listens to every session: just before a commit, the cards that it changed get their new search document."""

from sqlalchemy import event

from app.audit.deeds import cards_touched
from app.core.database import Session
from app.search.index import reindex

# What a search document is made of.
TABLES = ("relation", "contact_person", "contact_detail", "social_account", "address", "quote")


@event.listens_for(Session, "before_commit")
def _keep_up(session: Session) -> None:
    if not session.in_nested_transaction():
        session.flush()
        reindex(session, cards_touched(session, TABLES))
