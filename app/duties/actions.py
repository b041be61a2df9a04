"""What can happen to a duty: it is given to somebody, passed on, and put in order."""

from app.audit.bulk import delete_tree
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.order import change_places
from app.core.words import _
from app.duties.models import Duty
from app.duties.queries import duties
from app.users.models import User


def add(session: Session, *, what: str, user: User, by: User) -> Duty:
    """Let somebody look after something from now on."""
    begin(session, "duty.add", by=by)
    _refuse_who_has_left(user)
    duty = Duty(what=what, user_id=user.id, position=len(duties(session)))
    session.add(duty)
    session.flush()
    return duty


def change(session: Session, duty: Duty, *, what: str, user: User, by: User) -> None:
    """Call it by another name, or pass it on to somebody else."""
    begin(session, "duty.change", by=by)
    _refuse_who_has_left(user)
    duty.what, duty.user_id = what, user.id
    session.flush()


def move(session: Session, duty: Duty, *, up: bool, by: User) -> None:
    """Let a duty change places with its neighbour on the list."""
    begin(session, "duty.move", by=by)
    change_places(duties(session), duty, up=up)
    session.flush()


def remove(session: Session, duty: Duty, *, by: User) -> None:
    """There is nothing to look after any more."""
    begin(session, "duty.remove", by=by)
    delete_tree(session, duty)


def _refuse_who_has_left(user: User) -> None:
    if user.left_on is not None:
        raise RuleBroken(_("%(name)s no longer works here. Choose somebody else.", name=user.name))
