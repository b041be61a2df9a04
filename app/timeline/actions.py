"""What can be added to a timeline: a conversation by a person, a happening by another feature."""

import datetime as dt
from typing import Any

from app.audit.bulk import update_rows
from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Base, Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.relations.models import Relation
from app.timeline.models import Channel, Happening, Interaction
from app.timeline.queries import last_spoken_on
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
    spoken_on = last_spoken_on(session, relation.id)
    update_rows(session, Relation, Relation.id == relation.id, last_spoken_on=spoken_on)
    session.expire(relation, ["last_spoken_on"])  # a card made in this same save does not hear of the update
    return conversation
