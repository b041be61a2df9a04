"""How often somebody is usually spoken to, and that every way in which talks come and go keeps it right."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.audit.bulk import delete_tree, insert_rows, update_rows
from app.audit.models import Deed
from app.audit.undo import undo
from app.core import clock
from app.core.database import Session
from app.relations.models import Relation
from app.timeline.actions import keep_rhythm
from app.timeline.models import Channel, Interaction
from app.timeline.queries import without_rhythm
from app.timeline.rhythm import usual_days_between
from app.users.models import User
from tests.factories import make_interaction, make_relation

FIRST = dt.date(2026, 3, 1)


def days_after(*numbers: int) -> list[dt.date]:
    return [FIRST + dt.timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("days", "usual"),
    [
        ((), None),
        ((0,), None),
        ((0, 30), None),
        ((0, 0, 0), None),
        ((0, 30, 60), 30),
        ((0, 10, 100, 110), 10),
        ((0, 10, 40), 20),
        ((60, 0, 30, 30), 30),
    ],
)
def test_the_middle_gap_counts_from_three_days_on(days: tuple[int, ...], usual: int | None) -> None:
    assert usual_days_between(days_after(*days)) == usual


@given(st.lists(st.integers(0, 3000), min_size=3, unique=True))
def test_a_rhythm_lies_between_the_gaps_that_were_there(numbers: list[int]) -> None:
    usual = usual_days_between(days_after(*numbers))
    ordered = sorted(numbers)

    gaps = [later - earlier for earlier, later in pairwise(ordered)]
    assert usual is not None
    assert min(gaps) <= usual <= max(gaps)


def talk(session: Session, relation: Relation, number: int, **fields: Any) -> Interaction:
    at = clock.start_of(FIRST + dt.timedelta(days=number))
    return make_interaction(session, relation, at=at, **fields)


def test_a_card_knows_its_rhythm_as_soon_as_a_talk_is_noted(session: Session) -> None:
    relation = make_relation(session)
    for number in (0, 40, 80):
        talk(session, relation, number)
    talk(session, relation, 90, is_reached=False)
    session.commit()

    assert (relation.last_spoken_on, relation.spoken_every_days) == (FIRST + dt.timedelta(days=80), 40)


def test_a_talk_that_goes_or_comes_back_changes_the_rhythm(session: Session, bram: User) -> None:
    relation = make_relation(session)
    *_first, last = [talk(session, relation, number) for number in (0, 40, 80)]
    session.commit()
    version = relation.row_version

    delete_tree(session, last)
    session.commit()
    assert relation.spoken_every_days is None

    undo(session, session.scalars(select(Deed).order_by(Deed.id.desc())).first() or Deed(), by=bram)
    session.commit()
    assert relation.spoken_every_days == 40
    assert relation.row_version == version, "nobody's open form grows old by it"


def test_talks_that_move_to_another_card_take_the_rhythm_along(session: Session) -> None:
    one, other = make_relation(session, "One"), make_relation(session, "Other")
    for number in (0, 7, 14):
        talk(session, one, number)
    session.commit()

    update_rows(session, Interaction, Interaction.relation_id == one.id, relation_id=other.id)
    session.commit()

    assert (one.last_spoken_on, one.spoken_every_days) == (None, None)
    assert (other.last_spoken_on, other.spoken_every_days) == (FIRST + dt.timedelta(days=14), 7)


def test_talks_read_in_by_the_hundred_count_too(session: Session) -> None:
    relation = make_relation(session)
    rows = [
        {"relation_id": relation.id, "at": clock.start_of(day), "channel": Channel.PHONE, "is_reached": True}
        for day in days_after(*range(0, 300, 3))
    ]
    insert_rows(session, Interaction, rows)
    session.commit()

    assert relation.spoken_every_days == 3


def test_cards_of_before_anybody_kept_it_are_found_and_put_right(session: Session) -> None:
    relation = make_relation(session)
    for number in (0, 7, 14):
        talk(session, relation, number)
    session.commit()
    relation.spoken_every_days = None
    session.commit()

    assert without_rhythm(session) == [relation.id]
    keep_rhythm(session, without_rhythm(session))
    session.commit()

    assert relation.spoken_every_days == 7
    assert without_rhythm(session) == []
