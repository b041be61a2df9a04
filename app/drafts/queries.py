"""What somebody typed and did not save; only ever their own."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import contains_eager

from app.core import clock
from app.core.database import Session
from app.drafts.models import Draft
from app.relations.models import Relation
from app.users.models import User

KEPT = dt.timedelta(days=7)


def find_draft(session: Session, user: User, page: str) -> Draft | None:
    """What this person typed on this page in the last week."""
    return session.scalar(select(Draft).where(*_of(user), Draft.page == page))


def drafts_of(session: Session, user: User) -> Sequence[Draft]:
    """What this person began in the last week and did not finish, the latest first; no cards in the bin."""
    query = (
        select(Draft)
        .outerjoin(Draft.relation)
        .where(*_of(user), or_(Draft.relation_id.is_(None), Relation.is_live))
        .options(contains_eager(Draft.relation))
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
    )
    return session.scalars(query).all()


def too_old() -> ColumnElement[bool]:
    """Whether nobody came back for a draft within a week."""
    return Draft.saved_at < clock.now() - KEPT


def _of(user: User) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Draft.user_id == user.id, ~too_old()
