"""What can happen to a consent: an answer is noted, or taken back. What was said is never changed."""

import datetime as dt

from app.consents.queries import latest_consents
from app.contacts.models import Consent, ConsentAnswer, ConsentChannel, ContactPerson
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.users.models import User


def note_answer(
    session: Session,
    relation: Relation,
    *,
    person: ContactPerson | None = None,
    channel: ConsentChannel,
    answer: ConsentAnswer,
    answered_on: dt.date,
    how: str,
    wording: str,
    by: User | None,
) -> Consent:
    """Write down what somebody answered; a newer answer follows it, so there is nothing to undo."""
    begin(session, "consent.note", by=by, can_be_undone=False)
    refuse_in_bin(relation)
    if person is not None and person.relation_id != relation.id:
        raise RuleBroken(_("This person is not on this card. Choose somebody who is."))
    if answered_on > clock.today():
        raise RuleBroken(_("Nobody can have answered on a day that has yet to come."))
    consent = Consent(
        relation_id=relation.id,
        person_id=person.id if person else None,
        channel=channel,
        answer=answer,
        answered_on=answered_on,
        how=how,
        wording=wording,
        noted_at=clock.now(),
        noted_by_id=by.id if by else None,
    )
    session.add(consent)
    session.flush()
    return consent


def take_back(
    session: Session,
    relation: Relation,
    *,
    person: ContactPerson | None,
    channel: ConsentChannel,
    by: User | None,
) -> None:
    """They changed their mind: from now on the answer is no."""
    begin(session, "consent.take_back", by=by, can_be_undone=False)
    key = (person.id if person else None, channel)
    now = {(one.person_id, one.channel): one.answer for one in latest_consents(session, relation.id)}
    if now.get(key) is not ConsentAnswer.YES:
        raise RuleBroken(_("There is no yes to take back."))
    note_answer(
        session,
        relation,
        person=person,
        channel=channel,
        answer=ConsentAnswer.NO,
        answered_on=clock.today(),
        how=_("taken back"),
        wording="",
        by=by,
    )
