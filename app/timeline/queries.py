"""What went on between the shop and a relation, newest first, in words."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.contacts.names import full_name
from app.core import clock
from app.core.database import Session
from app.relations.models import Relation
from app.timeline.models import Happening, Interaction
from app.timeline.rhythm import FEWEST_DAYS
from app.timeline.words import CONVERSATIONS, channel_name, facts_beside, happening_words, sort_names

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
            moment = dt.datetime.fromisoformat(at)
            place = cls(moment.astimezone(dt.UTC), Source(int(source)), int(number))
        except (ValueError, OverflowError):
            return None
        return place if moment.tzinfo and abs(place.id) < 2**63 else None


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
    """One page of it, where the next one begins, which sort it shows, and what all sorts are called."""

    entries: list[Entry]
    older: Place | None
    only: str | None
    sorts: dict[str, str]


def timeline_of(
    session: Session,
    relation_id: int,
    limit: int = PAGE,
    before: Place | None = None,
    only: str | None = None,
) -> Timeline:
    """The newest of all that happened, in one statement; `only` is a sort, one that has no name is none."""
    names = sort_names()
    only = only if only in names else None
    entries: list[Entry] = []
    sorts: set[str] = set()
    query = _newest(only, before.source if before else None)
    asked: dict[str, Any] = {"card": relation_id, "most": limit + 1}
    if before:
        asked |= {"at": before.at, "id": before.id}
    for sort, talk, happening in session.execute(query, asked):
        if talk is not None:
            entries.append(_told(talk))
        elif happening is not None:
            entries.append(_happened(happening))
        else:
            sorts.add(sort.partition(".")[0])
    shown = entries[:limit]
    return Timeline(
        entries=shown,
        older=shown[-1].place if len(entries) > limit else None,
        only=only,
        sorts={sort: name for sort, name in names.items() if sort in sorts},
    )


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


@cache
def _newest(only: str | None, below: Source | None) -> Select[str, Interaction, Happening]:
    """The rows of a page, each a conversation or a happening; behind them a row for each sort there is.

    Made once for each way to ask; which card, how many and from where come with the asking.
    """
    card_id: BindParameter[int] = bindparam("card")
    most: BindParameter[int] = bindparam("most", type_=Integer)
    talks = select(
        literal(Source.CONVERSATION.value).label("source"),
        Interaction.id.label("id"),
        Interaction.at.label("at"),
        null().label("sort"),
    ).where(Interaction.relation_id == card_id)
    happenings = select(literal(Source.HAPPENING.value), Happening.id, Happening.at, null()).where(
        Happening.relation_id == card_id
    )
    if below is not None:
        talks = talks.where(_is_below(Interaction.at, Interaction.id, Source.CONVERSATION, below))
        happenings = happenings.where(_is_below(Happening.at, Happening.id, Source.HAPPENING, below))
    if only == CONVERSATIONS:
        happenings = happenings.where(false())
    elif only:
        talks = talks.where(false())
        happenings = happenings.where(Happening.what.startswith(f"{only}.", autoescape=True))
    pages = (
        talks.order_by(Interaction.at.desc(), Interaction.id.desc()).limit(most).subquery(),
        happenings.order_by(Happening.at.desc(), Happening.id.desc()).limit(most).subquery(),
    )
    told = select(Happening.what).where(Happening.relation_id == card_id).distinct().subquery()
    spoken = select(Interaction.id).where(Interaction.relation_id == card_id).exists()
    rows = union_all(
        *(select(page) for page in pages),
        select(null(), null(), null(), told.c.what),
        select(null(), null(), null(), literal(CONVERSATIONS)).where(spoken),
    ).subquery()
    return (
        select(rows.c.sort, Interaction, Happening)
        .select_from(rows)
        .outerjoin(Interaction, and_(rows.c.source == Source.CONVERSATION.value, Interaction.id == rows.c.id))
        .outerjoin(Happening, and_(rows.c.source == Source.HAPPENING.value, Happening.id == rows.c.id))
        .options(joinedload(Interaction.person), joinedload(Interaction.by), joinedload(Happening.by))
        .order_by(rows.c.at.desc(), rows.c.source.desc(), rows.c.id.desc())
    )


def _is_below(
    at: InstrumentedAttribute[dt.datetime], id_: InstrumentedAttribute[int], source: Source, below: Source
) -> ColumnElement[bool]:
    moment: BindParameter[dt.datetime] = bindparam("at", type_=at.type)
    number: BindParameter[int] = bindparam("id", type_=id_.type)
    if source < below:
        return at <= moment
    if source > below:
        return at < moment
    return or_(at < moment, and_(at == moment, id_ < number))


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
