"""What can become of a sent quote: it is accepted, declined, taken back or opened again.

A no is never silent: it has a reason, or somebody who will ask for it on a day. What was noted about the
end of a quote is never overwritten: a correction is a new row, and the one before stays.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.money import to_cents
from app.core.words import _
from app.outcomes.defaults import noted_so_far
from app.outcomes.given import Answer, Decided, Yes
from app.quotes import calls, queries
from app.quotes.actions import must_be_open
from app.quotes.models import (
    AskState,
    ChosenLine,
    Competitor,
    Decision,
    LineKind,
    OutcomeReason,
    PriceKind,
    Quote,
    QuoteOutcome,
    QuoteStatus,
    SaidBy,
)
from app.quotes.sums import main_group, sums_of
from app.quotes.telling import tell_of
from app.relations.actions import became_customer
from app.relations.models import Relation
from app.relations.sorting import fold
from app.shop.queries import reason_of_ours
from app.tasks import actions as tasks
from app.tasks.models import TaskEnd, TaskReason
from app.timeline.actions import tell
from app.users.models import User


def accept(session: Session, quote: Quote, yes: Yes, *, by: User) -> None:
    """Note the customer's yes, also after a no; who was a potential customer is a customer now."""
    no = _no_that_may_turn(session, quote)
    if no is None:
        must_be_open(session, quote)
    begin(session, "quote.accept", by=by)
    _must_be_offered(session, quote, yes.chosen)
    if no is not None:
        _supersede(session, no, _("The customer said yes after all."))
    calls.finish(session, quote, by=by)
    outcome = _note_yes(session, quote, yes, by=by)
    if quote.price_kind is PriceKind.GUIDE:
        calls.plan_warning(session, quote, outcome, by=by)
    tell_of(session, quote, "quote.accepted", by=by)
    relation = session.get_one(Relation, quote.relation_id)
    was = relation.stage
    why = _("Quote %(number)s accepted", number=quote.number)
    became_customer(session, relation, on=yes.decided_on, by=by, why=why)
    if relation.stage is not was:
        tell(session, relation, "stage.current", about=quote, by=by)


def explain(session: Session, quote: Quote, yes: Yes, *, by: User) -> None:
    """Note what decided a yes when that is heard later; what was noted before stays."""
    before = queries.current_outcome(session, quote)
    if before is None or before.decision is not Decision.ACCEPTED:
        raise RuleBroken(_("Only of an accepted quote somebody can say what decided it."))
    begin(session, "quote.explain", by=by)
    chosen = queries.chosen_lines(session, before)
    _supersede(session, before, _("There was a new answer."))
    _note_yes(session, quote, replace(yes, chosen=chosen), by=by)


def decline(session: Session, quote: Quote, *, answer: Answer, by: User) -> None:
    """Note the customer's no and why; an unasked reason becomes a task, so that no quote ends in silence."""
    must_be_open(session, quote)
    begin(session, "quote.decline", by=by)
    calls.finish(session, quote, by=by)
    _note_no(session, quote, answer, by=by)
    tell_of(session, quote, "quote.declined", by=by)


def answer(session: Session, quote: Quote, *, answer: Answer, by: User) -> None:
    """Note the reason that was still to be asked, or a better one; what was noted before stays."""
    before = queries.current_outcome(session, quote)
    if before is None or before.decision is not Decision.DECLINED:
        raise RuleBroken(_("Only a declined quote has a reason to ask for."))
    begin(session, "quote.answer", by=by)
    _supersede(session, before, _("There was a new answer."))
    tasks.finish_about(session, "quote", quote.id, TaskReason.ASK_WHY, by=by, ended=TaskEnd.DONE)
    _note_no(session, quote, answer, before=before, by=by)
    if answer.main_reason is not None:
        tell_of(session, quote, "quote.reason_known", by=by)


def would_not_say(session: Session, quote: Quote, *, by: User) -> None:
    """They were asked and keep it to themselves."""
    _end_without_reason(session, quote, "not_said", SaidBy.CUSTOMER_SAID, by=by)


def no_answer(session: Session, quote: Quote, *, by: User) -> None:
    """They were asked and never answered."""
    _end_without_reason(session, quote, "no_answer", SaidBy.OUR_GUESS, by=by)


def _end_without_reason(session: Session, quote: Quote, code: str, said_by: SaidBy, *, by: User) -> None:
    """A no of which we shall not hear why; a quote that ended in silence becomes a no with that."""
    before = queries.current_outcome(session, quote)
    if before is None and not quote.has_expired(clock.today()):
        raise RuleBroken(_("This quote is still open. First note what became of it."))
    given = replace(
        noted_so_far(session, before) if before else Answer(clock.today()),
        main_reason=reason_of_ours(session, code),
        said_by=said_by,
    )
    if before is None:
        decline(session, quote, answer=given, by=by)
    else:
        answer(session, quote, answer=given, by=by)


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
    calls.finish(session, quote, by=by)
    tell_of(session, quote, "quote.withdrawn", by=by)


def reopen(session: Session, quote: Quote, *, why: str, by: User) -> None:
    """The quote has not ended after all; how it had ended stays to be read."""
    before = queries.current_outcome(session, quote)
    if before is None:
        raise RuleBroken(_("This quote is still open."))
    begin(session, "quote.reopen", by=by)
    _supersede(session, before, why)
    calls.finish(session, quote, by=by)
    calls.plan_chase(session, quote, clock.today(), by=by)
    tell_of(session, quote, "quote.reopened", by=by)


def _no_that_may_turn(session: Session, quote: Quote) -> QuoteOutcome | None:
    """The no of a declined quote; only a no can become a yes without being opened again."""
    outcome = queries.current_outcome(session, quote)
    return outcome if outcome is not None and outcome.decision is Decision.DECLINED else None


def _must_be_offered(session: Session, quote: Quote, chosen: Collection[int]) -> None:
    """Only what the version leaves open can be chosen: its options, and one of each choice."""
    open_lines = {
        line.id: line.choice
        for line in queries.lines_of(session, queries.version_of(session, quote))
        if line.kind in {LineKind.OPTION, LineKind.ALTERNATIVE}
    }
    choices = [open_lines[line_id] for line_id in chosen if open_lines.get(line_id)]
    if not open_lines.keys() >= set(chosen) or len(choices) != len(set(choices)):
        raise RuleBroken(_("This quote does not offer that. Look at its options and choices again."))


def _outcome(
    session: Session,
    quote: Quote,
    decision: Decision,
    decided_on: dt.date,
    *,
    chosen: Collection[int] = (),
    by: User,
) -> QuoteOutcome:
    version = queries.version_of(session, quote)
    lines = queries.lines_of(session, version)
    sums = sums_of(session, quote, version, lines, chosen)
    return QuoteOutcome(
        quote_id=quote.id,
        version_no=quote.version_no,
        decision=decision,
        decided_on=decided_on,
        total_ex=sums.ex,
        total=sums.total,
        product_group_id=main_group(lines, sums),
        days_to_quote=quote.days_to_quote,
        noted_at=clock.now(),
        noted_by_id=by.id,
    )


def _note_yes(session: Session, quote: Quote, yes: Yes, *, by: User) -> QuoteOutcome:
    outcome = _outcome(session, quote, Decision.ACCEPTED, yes.decided_on, chosen=yes.chosen, by=by)
    if yes.main_reason is not None and yes.source is not SaidBy.OUR_GUESS:
        outcome.asked_on, outcome.asked_by_id = clock.today(), by.id
    _keep(session, outcome, yes)
    session.add_all(ChosenLine(outcome_id=outcome.id, line_id=line_id) for line_id in sorted(yes.chosen))
    session.flush()
    return outcome


def _note_no(
    session: Session, quote: Quote, given: Answer, *, before: QuoteOutcome | None = None, by: User
) -> None:
    """Note the no; `before` is what was noted about the same no until now."""
    outcome = _outcome(session, quote, Decision.DECLINED, given.decided_on, by=by)
    outcome.could_have_done, outcome.call_again_on = given.could_have_done, given.call_again_on
    outcome.answer_next, outcome.lesson = given.answer_next, given.lesson
    outcome.their_price = given.their_price
    outcome.price_difference = _difference(queries.compared_total(quote, outcome), given)
    outcome.competitor_id = _competitor_id(session, given.competitor)
    # Who names another shop bought there, unless they say that they did not.
    is_named = bool(given.competitor) and given.bought_elsewhere is None
    outcome.bought_elsewhere = True if is_named else given.bought_elsewhere
    if given.main_reason is None:
        outcome.ask_state = AskState.ASKED if before else AskState.TO_ASK
        outcome.ask_by_id, outcome.ask_on = given.ask_by.id if given.ask_by else None, given.ask_on
    else:
        outcome.ask_state = AskState.ANSWERED
    if before or given.source is not SaidBy.OUR_GUESS:
        outcome.asked_on, outcome.asked_by_id = clock.today(), by.id
    _keep(session, outcome, given)
    _plan_questions(session, quote, given, before, by=by)


def _difference(ours: Decimal, given: Answer) -> Decimal | None:
    """How much less the other shop asked: as it was told, else worked out from their price."""
    if given.price_difference is not None:
        return given.price_difference
    if given.difference_percent is not None:
        return to_cents(ours * given.difference_percent / 100)
    return ours - given.their_price if given.their_price is not None else None


def _keep(session: Session, outcome: QuoteOutcome, given: Decided) -> None:
    """Write down what a yes and a no have in common: who, how, and what decided it."""
    outcome.channel, outcome.customer_words = given.channel, given.customer_words
    outcome.person_id = given.person.id if given.person else None
    if given.main_reason is not None:
        outcome.main_reason_id, outcome.said_by = given.main_reason.id, given.source
    session.add(outcome)
    session.flush()
    session.add_all(
        OutcomeReason(outcome_id=outcome.id, reason_id=reason.id)
        for reason in given.other_reasons
        if reason is not given.main_reason
    )
    session.flush()


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


def _plan_questions(
    session: Session, quote: Quote, given: Answer, before: QuoteOutcome | None, *, by: User
) -> None:
    if given.main_reason is None and given.ask_on is not None and given.ask_by is not None:
        calls.plan(session, quote, TaskReason.ASK_WHY, given.ask_on, given.ask_by, by=by)
    if given.call_again_on == (before.call_again_on if before else None):
        return
    tasks.finish_about(session, "quote", quote.id, TaskReason.CALL_BACK, by=by)
    if given.call_again_on is not None:
        responsible = session.get_one(User, quote.responsible_id)
        calls.plan(session, quote, TaskReason.CALL_BACK, given.call_again_on, responsible, by=by)
