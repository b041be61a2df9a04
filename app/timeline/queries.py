"""What went on between the shop and a relation, newest first, in words."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.contacts.names import full_name
from app.core import clock
from app.core.database import Session
from app.relations.models import Relation
from app.timeline.models import Happening, Interaction
from app.timeline.rhythm import FEWEST_DAYS
from app.timeline.words import channel_name, facts_beside, happening_words

PAGE = 20

Rhythm = tuple[dt.date | None, int | None]


class Source(IntEnum):
    """Which of the two tables an entry is from; at the same moment a conversation stands on top."""

    HAPPENING = 0
    CONVERSATION = 1


@dataclass(frozen=True, order=True)
class Place:
    """Where an entry stands on the timeline; a page goes on below the place where the last one ended."""

    at: dt.datetime
    source: Source
    id: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.source.value}~{self.id}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that a link named; None when it names none."""
        try:
            at, source, number = text.split("~")
            place = cls(dt.datetime.fromisoformat(at), Source(int(source)), int(number))
        except ValueError:
            return None
        return place if place.at.tzinfo and abs(place.id) < 2**63 else None


@dataclass(frozen=True)
class Entry:
    """One thing on the timeline: a conversation with its words, or a happening with its numbers."""

    place: Place
    heading: str
    beside: str = ""
    their_words: str = ""
    agreed: str = ""
    is_reached: bool = True
    with_whom: str = ""
    by_name: str = ""
    what: str = ""
    about: str | None = None
    about_id: int | None = None

    @property
    def day(self) -> dt.date:
        """The day in the shop's own time."""
        return clock.in_shop_time(self.place.at).date()


@dataclass(frozen=True)
class Timeline:
    """One page of it, and the place where the next page begins."""

    entries: list[Entry]
    older: Place | None


def timeline_of(
    session: Session,
    relation_id: int,
    limit: int = PAGE,
    before: Place | None = None,
    only: str | None = None,
) -> Timeline:
    """The newest conversations and happenings; `only` is "conversations", or a feature such as "quote"."""
    entries: list[Entry] = []
    if only in (None, "conversations"):
        entries += [_told(talk) for talk in _conversations(session, relation_id, limit + 1, before)]
    if only != "conversations":
        entries += [_happened(row) for row in _happenings(session, relation_id, limit + 1, before, only)]
    entries.sort(key=lambda entry: entry.place, reverse=True)
    shown = entries[:limit]
    return Timeline(shown, shown[-1].place if len(entries) > limit else None)


def days_spoken(session: Session, relation_ids: Collection[int]) -> dict[int, list[dt.date]]:
    """On which shop days somebody at each of these cards was reached, the first day first."""
    days: dict[int, list[dt.date]] = {relation_id: [] for relation_id in relation_ids}
    query = (
        select(Interaction.relation_id, Interaction.at)
        .where(Interaction.relation_id.in_(days), Interaction.is_reached)
        .order_by(Interaction.at)
    )
    for relation_id, at in session.execute(query):
        days[relation_id].append(clock.in_shop_time(at).date())
    return days


def stored_rhythms(session: Session, relation_ids: Collection[int]) -> dict[int, Rhythm]:
    """What these cards say of it: when somebody was spoken to last, and how many days lie between usually."""
    query = select(Relation.id, Relation.last_spoken_on, Relation.spoken_every_days)
    rows = session.execute(query.where(Relation.id.in_(relation_ids)))
    return {relation_id: (last, usual) for relation_id, last, usual in rows}


def without_rhythm(session: Session) -> list[int]:
    """The cards with talks enough for a rhythm that do not say one: those of before anybody kept it."""
    talks = select(Interaction.relation_id).where(Interaction.is_reached).group_by(Interaction.relation_id)
    enough = talks.having(func.count() >= FEWEST_DAYS)
    query = select(Relation.id).where(Relation.id.in_(enough), Relation.spoken_every_days.is_(None))
    return list(session.scalars(query))


def _conversations(session: Session, relation_id: int, limit: int, before: Place | None) -> list[Interaction]:
    query = (
        select(Interaction)
        .where(Interaction.relation_id == relation_id)
        .options(joinedload(Interaction.person), joinedload(Interaction.by))
        .order_by(Interaction.at.desc(), Interaction.id.desc())
        .limit(limit)
    )
    if before:
        query = query.where(_is_below(Interaction.at, Interaction.id, Source.CONVERSATION, before))
    return list(session.scalars(query))


def _happenings(
    session: Session, relation_id: int, limit: int, before: Place | None, feature: str | None
) -> list[Happening]:
    query = (
        select(Happening)
        .where(Happening.relation_id == relation_id)
        .options(joinedload(Happening.by))
        .order_by(Happening.at.desc(), Happening.id.desc())
        .limit(limit)
    )
    if feature:
        query = query.where(Happening.what.startswith(f"{feature}.", autoescape=True))
    if before:
        query = query.where(_is_below(Happening.at, Happening.id, Source.HAPPENING, before))
    return list(session.scalars(query))


def _is_below(
    at: InstrumentedAttribute[dt.datetime], id_: InstrumentedAttribute[int], source: Source, place: Place
) -> ColumnElement[bool]:
    if source < place.source:
        return at <= place.at
    if source > place.source:
        return at < place.at
    return or_(at < place.at, and_(at == place.at, id_ < place.id))


def _told(talk: Interaction) -> Entry:
    return Entry(
        place=Place(talk.at, Source.CONVERSATION, talk.id),
        heading=channel_name(talk.channel),
        their_words=talk.their_words,
        agreed=talk.agreed,
        is_reached=talk.is_reached,
        with_whom=full_name(talk.person) if talk.person else "",
        by_name=talk.by.name if talk.by else "",
    )


def _happened(row: Happening) -> Entry:
    return Entry(
        place=Place(row.at, Source.HAPPENING, row.id),
        heading=happening_words(row.what, row.facts),
        beside=facts_beside(row.facts),
        by_name=row.by.name if row.by else "",
        what=row.what,
        about=row.about,
        about_id=row.about_id,
    )
