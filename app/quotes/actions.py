"""What can happen to a quote: it is written, sent, changed, accepted, declined or taken back.

A no is never silent: it has a reason, or somebody who will ask for it on a day. What was noted about the
end of a quote is never overwritten: a correction is a new row, and the one before stays.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import attributes

from app.audit.bulk import delete_tree
from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.files.actions import keep_file
from app.opening.queries import opening_days
from app.quotes import defaults, queries, writing
from app.quotes.given import Answer, Offer, Sending, Yes
from app.quotes.letter import window_of
from app.quotes.models import (
    AskState,
    Competitor,
    Decision,
    LineKind,
    OutcomeReason,
    Quote,
    QuoteOutcome,
    QuoteStatus,
    QuoteVersion,
    SaidBy,
)
from app.quotes.numbering import next_serial
from app.quotes.sums import sums_of
from app.relations.actions import became_customer
from app.relations.models import Relation
from app.relations.sorting import fold
from app.shop.queries import get_shop
from app.tasks import actions as tasks
from app.tasks.models import TaskEnd, TaskReason
from app.timeline.actions import tell
from app.users.models import User

# When somebody asks whether the quote arrived (working days), and when they call before its last day.
CHASE_AFTER_DAYS = 2
CALL_BEFORE_END_DAYS = 3

MakePdf = Callable[[Session, Quote], bytes]


def start(session: Session, relation: Relation, offer: Offer, *, by: User) -> Quote:
    """Begin a quote for somebody: a draft, without a number."""
    begin(session, "quote.start", by=by)
    return writing.draft(session, relation.id, offer, by=by)


def copy(session: Session, quote: Quote, *, by: User) -> Quote:
    """Begin a new quote for the same card with the lines and texts of this one, asked for today."""
    begin(session, "quote.copy", by=by)
    today = clock.today()
    offer = replace(
        defaults.offer_of(session, quote),
        responsible=by,
        asked_on=today,
        valid_until=today + dt.timedelta(days=get_shop(session).quote_valid_days),
    )
    return writing.draft(session, quote.relation_id, offer, by=by, copied_from_id=quote.id)


def change(session: Session, quote: Quote, offer: Offer, *, by: User) -> None:
    """Write the draft anew with what is in the editor."""
    _must_be_draft(quote)
    begin(session, "quote.change", by=by)
    writing.write(session, quote, queries.version_of(session, quote), offer)
    # Lines are other rows: without this, two people who only change lines would not notice each other.
    attributes.flag_modified(quote, "subject")
    session.flush()


def discard(session: Session, quote: Quote, *, by: User) -> None:
    """Throw the draft away; a new version goes, and the one that was sent before it stands again."""
    _must_be_draft(quote)
    begin(session, "quote.discard", by=by)
    if quote.version_no == 1:
        delete_tree(session, quote)
        return
    delete_tree(session, queries.version_of(session, quote))
    quote.version_no -= 1
    quote.status = QuoteStatus.SENT
    quote.valid_until = queries.version_of(session, quote).valid_until
    session.flush()


def new_version(session: Session, quote: Quote, *, by: User) -> None:
    """Take up a sent quote to change it: a new version of the same number; the old paper stays as it is."""
    _must_be_open(session, quote)
    begin(session, "quote.new_version", by=by)
    today = clock.today()
    offer = defaults.offer_of(session, quote)
    if quote.has_expired(today):
        offer = replace(offer, valid_until=today + dt.timedelta(days=get_shop(session).quote_valid_days))
    quote.version_no += 1
    quote.status = QuoteStatus.DRAFT
    writing.write(session, quote, QuoteVersion(quote_id=quote.id, no=quote.version_no), offer)


def send(session: Session, quote: Quote, sending: Sending, *, make_pdf: MakePdf | None, by: User) -> None:
    """Note that a person sends it: it gets its number, and is kept from now on as it is.

    `make_pdf` draws the paper that is kept; without one (None) the quote is kept in figures and words only.
    """
    _must_be_draft(quote)
    version = queries.version_of(session, quote)
    lines = queries.lines_of(session, version)
    sums = sums_of(session, quote, version, lines)
    if not any(line.kind is LineKind.ITEM for line in lines):
        raise RuleBroken(_("There is nothing on this quote yet. Add a line first."))
    if sums.total < 0:
        raise RuleBroken(_("This quote adds up to less than nothing. Look at the discount and the prices."))

    # The paper with its number has left the shop: from here on a quote is withdrawn, not undone.
    begin(session, "quote.send", by=by, can_be_undone=False)
    if quote.serial is None:
        quote.year, quote.serial = sending.on.year, next_serial(session, sending.on.year)
    quote.status = QuoteStatus.SENT
    quote.first_sent_on = quote.first_sent_on or sending.on
    quote.valid_until = sending.valid_until
    writing.freeze(session, quote, version, lines, sums)
    version.sent_at = clock.now() if sending.on == clock.today() else clock.start_of(sending.on)
    version.sent_by_id, version.sent_how, version.sent_to = by.id, sending.how, sending.to
    version.address = window_of(session, quote)
    session.flush()
    if make_pdf is not None:
        name = f"{defaults.file_stem(session, quote)}.pdf"
        version.pdf_id = keep_file(session, name, "application/pdf", make_pdf(session, quote)).id

    _finish_tasks(session, quote, by=by)
    _plan_calls(session, quote, sending.on, by=by)
    what = "quote.sent" if version.no == 1 else "quote.sent_again"
    _tell(session, quote, what, by=by, at=version.sent_at)


def accept(session: Session, quote: Quote, yes: Yes, *, by: User) -> None:
    """Note the customer's yes; who was a potential customer is a customer now."""
    _must_be_open(session, quote)
    begin(session, "quote.accept", by=by)
    outcome = _outcome(session, quote, Decision.ACCEPTED, yes.decided_on, by=by)
    outcome.channel, outcome.customer_words = yes.channel, yes.customer_words
    outcome.person_id = yes.person.id if yes.person else None
    session.add(outcome)
    session.flush()

    _finish_tasks(session, quote, by=by)
    _tell(session, quote, "quote.accepted", by=by)
    relation = _relation(session, quote)
    was = relation.stage
    why = _("Quote %(number)s accepted", number=quote.number)
    became_customer(session, relation, on=yes.decided_on, by=by, why=why)
    if relation.stage is not was:
        tell(session, relation, "stage.current", about=quote, by=by)


def decline(session: Session, quote: Quote, *, answer: Answer, by: User) -> None:
    """Note the customer's no and why; an unasked reason becomes a task, so that no quote ends in silence."""
    _must_be_open(session, quote)
    begin(session, "quote.decline", by=by)
    _finish_tasks(session, quote, by=by)
    _note_no(session, quote, answer, by=by)
    _tell(session, quote, "quote.declined", by=by)


def answer(session: Session, quote: Quote, *, answer: Answer, by: User) -> None:
    """Note the reason that was still to be asked, or a better one; what was noted before stays."""
    before = queries.current_outcome(session, quote)
    if before is None or before.decision is not Decision.DECLINED:
        raise RuleBroken(_("Only a declined quote has a reason to ask for."))
    begin(session, "quote.answer", by=by)
    _supersede(session, before, _("There was a new answer."))
    tasks.finish_about(session, "quote", quote.id, TaskReason.ASK_WHY, by=by, ended=TaskEnd.DONE)
    _note_no(session, quote, answer, by=by, again=True)
    if answer.main_reason is not None:
        _tell(session, quote, "quote.reason_known", by=by)


def withdraw(session: Session, quote: Quote, *, why: str, by: User) -> None:
    """Take the quote back: sent by mistake, double, or a trial; it is left out of every count."""
    before = queries.current_outcome(session, quote)
    if quote.status is not QuoteStatus.SENT or (before and before.decision is Decision.WITHDRAWN):
        raise RuleBroken(_("Only a quote that has been sent can be withdrawn."))
    begin(session, "quote.withdraw", by=by)
    if before is not None:
        _supersede(session, before, _("The quote was withdrawn."))
    outcome = _outcome(session, quote, Decision.WITHDRAWN, clock.today(), by=by)
    outcome.withdrawn_why = why
    session.add(outcome)
    session.flush()
    _finish_tasks(session, quote, by=by)
    _tell(session, quote, "quote.withdrawn", by=by)


def reopen(session: Session, quote: Quote, *, why: str, by: User) -> None:
    """The quote has not ended after all; how it had ended stays to be read."""
    before = queries.current_outcome(session, quote)
    if before is None:
        raise RuleBroken(_("This quote is still open."))
    begin(session, "quote.reopen", by=by)
    _supersede(session, before, why)
    _finish_tasks(session, quote, by=by)
    _plan_calls(session, quote, clock.today(), by=by)
    _tell(session, quote, "quote.reopened", by=by)


def _must_be_draft(quote: Quote) -> None:
    if quote.status is not QuoteStatus.DRAFT:
        raise RuleBroken(_("This quote has been sent. Make a new version to change it."))


def _must_be_open(session: Session, quote: Quote) -> None:
    if quote.status is not QuoteStatus.SENT:
        raise RuleBroken(_("This quote has not been sent yet."))
    if queries.current_outcome(session, quote) is not None:
        raise RuleBroken(_("It has already been noted how this quote ended."))


def _outcome(
    session: Session, quote: Quote, decision: Decision, decided_on: dt.date, *, by: User
) -> QuoteOutcome:
    return QuoteOutcome(
        quote_id=quote.id,
        version_no=quote.version_no,
        decision=decision,
        decided_on=decided_on,
        total_ex=queries.version_of(session, quote).total_ex,
        noted_at=clock.now(),
        noted_by_id=by.id,
    )


def _note_no(session: Session, quote: Quote, given: Answer, *, by: User, again: bool = False) -> None:
    outcome = _outcome(session, quote, Decision.DECLINED, given.decided_on, by=by)
    outcome.customer_words, outcome.could_have_done = given.customer_words, given.could_have_done
    outcome.person_id = given.person.id if given.person else None
    outcome.channel, outcome.call_again_on = given.channel, given.call_again_on
    outcome.price_difference = given.price_difference
    outcome.competitor_id = _competitor_id(session, given.competitor)
    outcome.bought_elsewhere = True if given.competitor else given.bought_elsewhere
    if given.main_reason is None:
        outcome.ask_state = AskState.ASKED if again else AskState.TO_ASK
        outcome.ask_by_id, outcome.ask_on = given.ask_by.id if given.ask_by else None, given.ask_on
    else:
        outcome.ask_state = AskState.ANSWERED
        outcome.main_reason_id, outcome.said_by = given.main_reason.id, given.source
    if again or given.source is not SaidBy.OUR_GUESS:
        outcome.asked_on, outcome.asked_by_id = clock.today(), by.id
    session.add(outcome)
    session.flush()
    session.add_all(
        OutcomeReason(outcome_id=outcome.id, reason_id=reason.id)
        for reason in given.other_reasons
        if reason is not given.main_reason
    )
    session.flush()
    _plan_questions(session, quote, given, by=by)


def _supersede(session: Session, outcome: QuoteOutcome, why: str) -> None:
    outcome.superseded_at, outcome.superseded_why = clock.now(), why
    # At most one outcome is the current one: the old row must step aside before the new one comes.
    session.flush()


def _competitor_id(session: Session, name: str) -> int | None:
    if not name:
        return None
    key = fold(name)
    shop = session.scalars(select(Competitor).where(Competitor.key == key)).one_or_none()
    if shop is None:
        shop = Competitor(name=name, key=key)
        session.add(shop)
        session.flush()
    return shop.id


def _plan_calls(session: Session, quote: Quote, sent_on: dt.date, *, by: User) -> None:
    """Somebody asks whether the quote arrived, and calls shortly before its last day."""
    responsible = session.get_one(User, quote.responsible_id)
    opening = opening_days(session)
    ask_on = opening.workday_after(sent_on, CHASE_AFTER_DAYS, responsible)
    _plan(session, quote, TaskReason.CHASE_QUOTE, ask_on, responsible, by=by)
    if quote.valid_until is not None:
        before_the_end = quote.valid_until - dt.timedelta(days=CALL_BEFORE_END_DAYS)
        call_on = opening.workday_until(before_the_end, responsible)
        if call_on > ask_on:
            _plan(session, quote, TaskReason.QUOTE_ENDS, call_on, responsible, by=by)


def _plan_questions(session: Session, quote: Quote, given: Answer, *, by: User) -> None:
    if given.main_reason is None and given.ask_on is not None and given.ask_by is not None:
        _plan(session, quote, TaskReason.ASK_WHY, given.ask_on, given.ask_by, by=by)
    if given.call_again_on is not None:
        responsible = session.get_one(User, quote.responsible_id)
        _plan(session, quote, TaskReason.CALL_BACK, given.call_again_on, responsible, by=by)


def _plan(
    session: Session, quote: Quote, reason: TaskReason, due_on: dt.date, responsible: User, *, by: User
) -> None:
    tasks.plan(
        session,
        relation=_relation(session, quote),
        person=session.get(ContactPerson, quote.person_id) if quote.person_id else None,
        reason=reason,
        due_on=due_on,
        responsible=responsible,
        about=quote,
        by=by,
    )


def _finish_tasks(session: Session, quote: Quote, *, by: User) -> None:
    tasks.finish_about(session, "quote", quote.id, by=by)


def _tell(session: Session, quote: Quote, what: str, *, by: User, at: dt.datetime | None = None) -> None:
    version = queries.version_of(session, quote)
    facts: dict[str, str | int] = {"number": quote.number or "", "version": version.no}
    facts["cents"] = int(version.total.scaleb(2))
    if quote.valid_until is not None:
        facts["until"] = quote.valid_until.isoformat()
    tell(session, _relation(session, quote), what, about=quote, facts=facts, at=at, by=by)


def _relation(session: Session, quote: Quote) -> Relation:
    return session.get_one(Relation, quote.relation_id)
