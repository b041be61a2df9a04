"""The stage of a customer: it moves by itself when something is bought, and every step is kept."""

import datetime as dt

from sqlalchemy import select

from app.core.database import Session
from app.relations.actions import became_customer, change_stage
from app.relations.models import Relation, Stage, StageChange, StageSource
from app.users.models import User
from tests.factories import make_relation


def changes(session: Session, relation: Relation) -> list[tuple[Stage | None, Stage | None, StageSource]]:
    query = select(StageChange).where(StageChange.relation_id == relation.id).order_by(StageChange.id)
    return [(change.was, change.became, change.source) for change in session.scalars(query)]


def test_who_says_yes_becomes_a_current_customer(session: Session, bram: User) -> None:
    relation = make_relation(session, stage=Stage.POTENTIAL)

    became_customer(session, relation, on=dt.date(2026, 11, 3), by=bram)

    assert relation.stage is Stage.CURRENT
    assert relation.first_purchase_on == relation.last_purchase_on == dt.date(2026, 11, 3)
    assert changes(session, relation) == [(Stage.POTENTIAL, Stage.CURRENT, StageSource.AUTO)]


def test_a_second_purchase_moves_the_last_day_but_not_the_stage(session: Session, bram: User) -> None:
    relation = make_relation(session, stage=Stage.POTENTIAL)

    became_customer(session, relation, on=dt.date(2026, 11, 3), by=bram)
    became_customer(session, relation, on=dt.date(2026, 10, 1), by=bram)
    became_customer(session, relation, on=dt.date(2026, 11, 9), by=bram)

    assert relation.first_purchase_on == dt.date(2026, 10, 1)
    assert relation.last_purchase_on == dt.date(2026, 11, 9)
    assert len(changes(session, relation)) == 1


def test_a_supplier_who_buys_is_a_customer_too(session: Session, bram: User) -> None:
    relation = make_relation(session, is_supplier=True)

    became_customer(session, relation, on=dt.date(2026, 11, 3), by=bram)

    assert [kind.value for kind in relation.kinds] == ["current", "supplier"]


def test_a_change_by_hand_says_why(session: Session, bram: User) -> None:
    relation = make_relation(session, stage=Stage.CURRENT)

    change_stage(session, relation, Stage.OLD, source=StageSource.HAND, by=bram, why="moved to Spain")

    [change] = session.scalars(select(StageChange)).all()
    assert (change.why, change.by_id) == ("moved to Spain", bram.id)
    assert relation.stage_source is StageSource.HAND
