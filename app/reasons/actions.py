"""What the owner does with the reasons to choose from; one that was used stays with its quotes."""

from typing import Any

from app.core.database import Session
from app.core.deeds import begin
from app.shop.actions import fill
from app.shop.models import AskedFor, ReasonGroup, RejectionReason
from app.shop.queries import reasons
from app.users.models import User


def add(session: Session, *, asked_for: AskedFor, by: User, **values: Any) -> RejectionReason:
    """Add a reason to choose from, after the others; a reason of a yes is always ours."""
    begin(session, "reason.add", by=by)
    place = len(reasons(session, asked_for))
    reason = RejectionReason(position=place, asked_for=asked_for, reason_group=ReasonGroup.OURS)
    session.add(reason)
    fill(session, reason, values)
    return reason


def change(session: Session, reason: RejectionReason, *, by: User, **values: Any) -> None:
    """Say the same reason in better words; quotes that have it, have it under the new words too."""
    begin(session, "reason.change", by=by)
    fill(session, reason, values)
