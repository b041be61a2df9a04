"""Who looks after what, in the order that the owner gave it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.database import Session
from app.duties.models import Duty


def duties(session: Session) -> list[Duty]:
    """Everything that is looked after, each with its person."""
    query = select(Duty).options(joinedload(Duty.user)).order_by(Duty.position, Duty.id)
    return list(session.scalars(query))
