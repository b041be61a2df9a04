"""What can happen to a mistake of ours: it is noted, talked over, and what we agreed is done."""

from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.mistakes.given import TalkedOver, WentWrong
from app.mistakes.models import Mistake
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.timeline.actions import tell
from app.users.models import User


def note(
    session: Session, went_wrong: WentWrong, *, relation: Relation | None, responsible: User, by: User
) -> Mistake:
    """Note what went wrong, on a card or on none, and who sees to it."""
    begin(session, "mistake.note", by=by)
    if relation is not None:
        refuse_in_bin(relation)
    mistake = Mistake(relation_id=relation.id if relation else None, noted_at=clock.now(), noted_by_id=by.id)
    _write(mistake, went_wrong, responsible)
    session.add(mistake)
    session.flush()
    if relation is not None:
        days_ago = clock.today() - went_wrong.happened_on
        tell(session, relation, "mistake.noted", about=mistake, by=by, at=clock.now() - days_ago)
    return mistake


def change(session: Session, mistake: Mistake, went_wrong: WentWrong, *, responsible: User, by: User) -> None:
    """Write down better what went wrong, or let somebody else see to it."""
    begin(session, "mistake.change", by=by)
    _card_of(session, mistake)
    _write(mistake, went_wrong, responsible)
    session.flush()


def discuss(session: Session, mistake: Mistake, talked_over: TalkedOver, *, by: User) -> None:
    """Write down that we talked about it, and what we agreed; without a day it is still to be talked over."""
    begin(session, "mistake.discuss", by=by)
    relation, was_open = _card_of(session, mistake), mistake.is_open
    if talked_over.on is None and (talked_over.agreed or talked_over.is_done):
        raise RuleBroken(_("Say on which day you talked about it."))
    if talked_over.on is not None and talked_over.on > clock.today():
        raise RuleBroken(_("This day is still to come. Choose today or an earlier day."))
    mistake.discussed_on = talked_over.on
    mistake.agreed = talked_over.agreed
    if talked_over.is_done != mistake.is_done:
        mistake.done_on = clock.today() if talked_over.is_done else None
    session.flush()
    if relation is not None and was_open and not mistake.is_open:
        tell(session, relation, "mistake.discussed", about=mistake, by=by)


def finish(session: Session, mistake: Mistake, *, by: User) -> None:
    """What we agreed is done; twice is as good as once."""
    begin(session, "mistake.done", by=by)
    _card_of(session, mistake)
    if mistake.is_open:
        raise RuleBroken(_("Talk it over first, and write down what you agree."))
    if not mistake.is_done:
        mistake.done_on = clock.today()
    session.flush()


def _write(mistake: Mistake, went_wrong: WentWrong, responsible: User) -> None:
    quote = went_wrong.quote
    if quote is not None and quote.relation_id != mistake.relation_id:
        raise RuleBroken(_("This is not of this card. Choose something else from the list."))
    if went_wrong.happened_on > clock.today():
        raise RuleBroken(_("This day is still to come. Choose today or an earlier day."))
    if responsible.left_on is not None and responsible.id != mistake.responsible_id:
        raise RuleBroken(_("%(name)s no longer works here. Choose somebody else.", name=responsible.name))
    mistake.words = went_wrong.words
    mistake.happened_on = went_wrong.happened_on
    mistake.quote_id = quote.id if quote else None
    mistake.responsible_id = responsible.id


def _card_of(session: Session, mistake: Mistake) -> Relation | None:
    """The card it stands on, which must not be in the bin."""
    if mistake.relation_id is None:
        return None
    relation = session.get_one(Relation, mistake.relation_id)
    refuse_in_bin(relation)
    return relation
