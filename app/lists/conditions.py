"""What must be true of a card for it to stand on a list, in SQL."""

import datetime as dt
import re

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.lacking import lacks
from app.contacts.models import Address
from app.core.database import days_after
from app.core.periods import months_before
from app.lists.given import NONE, Spoken, Wanted
from app.relations.models import Relation, RelationTag, has_kind

# Later than usual: more than twice the time that usually lies between two talks.
USUAL_TIMES = 2


def on_list(wanted: Wanted, today: dt.date) -> list[ColumnElement[bool]]:
    """A live card of the kind, for which all else holds that is asked."""
    of_kind = [has_kind(wanted.kind)] if wanted.kind else []
    return [Relation.deleted_at.is_(None), *of_kind, *narrowed(wanted, today)]


def narrowed(wanted: Wanted, today: dt.date) -> list[ColumnElement[bool]]:
    """All that is asked but the kind: the tabs of the kinds count within this."""
    conditions = [lacks(missing) for missing in wanted.missing]
    if wanted.tag is not None:
        given = select(RelationTag.relation_id).where(RelationTag.tag_id == wanted.tag)
        conditions.append(Relation.id.in_(given))
    if wanted.region is not None:
        conditions.append(_is(Relation.region_id, wanted.region))
    if wanted.staff is not None:
        conditions.append(_is(Relation.regular_staff_id, wanted.staff))
    if wanted.place:
        there = select(Address.relation_id).where(
            Address.place.ilike(_literally(wanted.place), escape="\\"), Address.closed_on.is_(None)
        )
        conditions.append(Relation.id.in_(there))
    if wanted.spoken is not None:
        conditions.append(_spoken(wanted.spoken, today))
    if wanted.star:
        conditions.append(Relation.star.is_not(None))
    return conditions


def _spoken(spoken: Spoken, today: dt.date) -> ColumnElement[bool]:
    if spoken is Spoken.NEVER:
        return Relation.last_spoken_on.is_(None)
    if spoken is Spoken.LATE:
        return days_after(Relation.last_spoken_on, Relation.spoken_every_days * USUAL_TIMES) < today
    return Relation.last_spoken_on < months_before(today, int(spoken))


def _is(key: InstrumentedAttribute[int | None], wanted: int) -> ColumnElement[bool]:
    return key.is_(None) if wanted == NONE else key == wanted


def _literally(text: str) -> str:
    """The text as LIKE takes it, with its signs as signs."""
    return re.sub(r"([%_\\])", r"\\\1", text)
