"""What can happen to a complaint; it stays on somebody's list until the customer has been told."""

import datetime as dt

from app.complaints.given import Heard
from app.complaints.models import Complaint
from app.complaints.queries import task_of
from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.tasks import actions as tasks
from app.tasks.models import TaskEnd, TaskReason
from app.timeline.actions import note_conversation, tell
from app.timeline.models import Channel
from app.users.models import User


def receive(session: Session, relation: Relation, heard: Heard, *, responsible: User, by: User) -> Complaint:
    """Write down what somebody is not happy with; answering it stands on one person's list."""
    begin(session, "complaint.receive", by=by)
    refuse_in_bin(relation)
    complaint = Complaint(
        relation_id=relation.id, responsible_id=responsible.id, noted_at=clock.now(), noted_by_id=by.id
    )
    _write(complaint, heard)
    session.add(complaint)
    session.flush()
    _plan_answer(session, complaint, since=heard.received_on, by=by)
    days_ago = clock.today() - heard.received_on
    tell(session, relation, "complaint.received", about=complaint, by=by, at=clock.now() - days_ago)
    return complaint


def change(session: Session, complaint: Complaint, heard: Heard, *, by: User) -> None:
    """Write down better what was said; another day to answer moves the task along."""
    begin(session, "complaint.change", by=by)
    _live_card(session, complaint)
    promised_before = complaint.answer_by
    _write(complaint, heard)
    task = task_of(session, complaint.id)
    if task is not None:
        task.person_id = complaint.person_id
        if complaint.answer_by != promised_before:
            task.due_on = complaint.answer_by
    session.flush()


def decide(session: Session, complaint: Complaint, *, what_we_do: str, is_solved: bool, by: User) -> None:
    """Write down what we do about it, and whether that is done; the customer may still have to hear it."""
    begin(session, "complaint.decide", by=by)
    _live_card(session, complaint)
    complaint.what_we_do = what_we_do
    if is_solved != (complaint.solved_on is not None):
        complaint.solved_on = clock.today() if is_solved else None
    session.flush()


def answer(
    session: Session,
    complaint: Complaint,
    *,
    what_we_do: str,
    is_solved: bool,
    channel: Channel,
    their_words: str = "",
    by: User,
) -> None:
    """The customer has been told: the talk stands on the card, and nobody waits for it any more."""
    begin(session, "complaint.answer", by=by)
    relation = _live_card(session, complaint)
    refuse_when_told(complaint)
    decide(session, complaint, what_we_do=what_we_do, is_solved=is_solved, by=by)
    _note_talk(session, complaint, channel, their_words, agreed=complaint.what_we_do, by=by)
    complaint.told_on = clock.today()
    tasks.finish_about(session, Complaint.__tablename__, complaint.id, by=by, ended=TaskEnd.DONE)
    tell(session, relation, "complaint.told", about=complaint, by=by)


def reopen(
    session: Session,
    complaint: Complaint,
    *,
    their_words: str,
    channel: Channel,
    answer_by: dt.date,
    by: User,
) -> None:
    """They are still not happy: somebody answers once more, before a new day."""
    begin(session, "complaint.reopen", by=by)
    relation = _live_card(session, complaint)
    if complaint.is_open:
        raise RuleBroken(_("This complaint is open already. Write down what they said as a conversation."))
    _note_talk(session, complaint, channel, their_words, by=by)
    complaint.told_on = complaint.solved_on = None
    complaint.answer_by = answer_by
    if session.get_one(User, complaint.responsible_id).left_on is not None:
        complaint.responsible_id = by.id
    _plan_answer(session, complaint, since=clock.today(), by=by)
    tell(session, relation, "complaint.reopened", about=complaint, by=by)


def refuse_when_told(complaint: Complaint) -> None:
    """Nobody is told twice: who is still not happy opens the complaint again."""
    if not complaint.is_open:
        raise RuleBroken(_("The customer has been told already. Still not happy? Open the complaint again."))


def _write(complaint: Complaint, heard: Heard) -> None:
    for of_card in (heard.person, heard.quote):
        if of_card is not None and of_card.relation_id != complaint.relation_id:
            raise RuleBroken(_("This is not of this card. Choose something else from the list."))
    if heard.received_on > clock.today():
        raise RuleBroken(_("A complaint cannot be later than today."))
    complaint.person_id = heard.person.id if heard.person else None
    complaint.quote_id = heard.quote.id if heard.quote else None
    complaint.their_words = heard.their_words
    complaint.wanted = heard.wanted
    complaint.channel = heard.channel
    complaint.received_on = heard.received_on
    complaint.answer_by = heard.answer_by


def _plan_answer(session: Session, complaint: Complaint, *, since: dt.date, by: User) -> None:
    tasks.plan(
        session,
        relation=session.get_one(Relation, complaint.relation_id),
        person=session.get(ContactPerson, complaint.person_id) if complaint.person_id else None,
        reason=TaskReason.ANSWER_COMPLAINT,
        due_on=complaint.answer_by,
        responsible=session.get_one(User, complaint.responsible_id),
        about=complaint,
        promised_since=since,
        by=by,
    )


def _note_talk(
    session: Session, complaint: Complaint, channel: Channel, their_words: str, *, agreed: str = "", by: User
) -> None:
    note_conversation(
        session,
        session.get_one(Relation, complaint.relation_id),
        person=session.get(ContactPerson, complaint.person_id) if complaint.person_id else None,
        channel=channel,
        their_words=their_words,
        agreed=agreed,
        by=by,
    )


def _live_card(session: Session, complaint: Complaint) -> Relation:
    relation = session.get_one(Relation, complaint.relation_id)
    refuse_in_bin(relation)
    return relation
