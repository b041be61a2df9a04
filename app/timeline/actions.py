"""What can be added to a timeline: a conversation by a person, a happening by another feature."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from app.audit.bulk import update_rows
from app.audit.tables import chunks
from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Base, Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.relations.models import Relation
from app.timeline.models import Channel, Happening, Interaction
from app.timeline.queries import days_spoken, stored_rhythms
from app.timeline.rhythm import usual_days_between
from app.users.models import User


def tell(
    session: Session,
    relation: Relation,
    what: str,
    *,
    by: User | None,
    about: Base | None = None,
    facts: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Add a happening: a code that words.py knows, the row it is about, and numbers; no words of people."""
    happening = Happening(
        relation_id=relation.id,
        at=at or clock.now(),
        what=what,
        about=about.__tablename__ if about else None,
        about_id=about.id if about else None,
        facts=facts,
        by_id=by.id if by else None,
    )
    session.add(happening)
    session.flush()


def note_conversation(
    session: Session,
    relation: Relation,
    *,
    person: ContactPerson | None = None,
    channel: Channel,
    their_words: str = "",
    agreed: str = "",
    is_reached: bool = True,
    at: dt.datetime | None = None,
    by: User,
    staff: User | None = None,
) -> Interaction:
    """Write down what they said and what was agreed; `staff` is who spoke, when that is not who writes."""
    begin(session, "conversation.note", by=by)
    if not relation.is_live:
        raise RuleBroken(_("This card is in the bin. Put it back first."))
    at = at or clock.now()
    if at > clock.now():
        raise RuleBroken(_("A conversation cannot be later than now."))
    if person is not None and person.relation_id != relation.id:
        raise RuleBroken(_("This person is not on this card. Choose somebody who is."))

    conversation = Interaction(
        relation_id=relation.id,
        person_id=person.id if person else None,
        at=at,
        channel=channel,
        their_words=their_words,
        agreed=agreed,
        is_reached=is_reached,
        by_id=(staff or by).id,
    )
    session.add(conversation)
    session.flush()
    return conversation


def keep_rhythm(session: Session, relation_ids: Collection[int]) -> None:
    """Let these cards say when somebody there was spoken to last, and how often that usually happens."""
    for ids in chunks(relation_ids):
        stored = stored_rhythms(session, ids)
        for relation_id, days in days_spoken(session, ids).items():
            rhythm = (days[-1] if days else None, usual_days_between(days))
            if rhythm != stored.get(relation_id, rhythm):
                last, usual = rhythm
                this = Relation.id == relation_id
                update_rows(session, Relation, this, last_spoken_on=last, spoken_every_days=usual)
