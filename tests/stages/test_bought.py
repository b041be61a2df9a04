"""Somebody bought something today: one click on the card."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.audit.models import Deed
from app.audit.undo import undo
from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.relations.models import Relation, Stage, StageChange
from app.stages.actions import note_purchase
from app.timeline.models import Happening
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_relation


def test_who_buys_is_a_current_customer_from_today(client: Client, session: Session) -> None:
    relation = make_relation(session, stage=Stage.OLD)

    answer = client.post(f"/relations/{relation.id}/bought")

    assert answer.location == f"/relations/{relation.id}"
    session.expire_all()
    assert relation.stage is Stage.CURRENT
    assert relation.last_purchase_on == clock.today()
    assert session.scalars(select(Happening.what)).all() == ["purchase.noted"]


def test_a_purchase_that_was_noted_by_mistake_is_undone(session: Session, bram: User) -> None:
    relation = make_relation(session, stage=Stage.POTENTIAL)
    session.commit()
    note_purchase(session, relation, by=bram)
    session.commit()

    undo(session, session.scalars(select(Deed).order_by(Deed.id.desc())).first() or Deed(), by=bram)

    assert (relation.stage, relation.last_purchase_on) == (Stage.POTENTIAL, None)
    assert session.scalars(select(StageChange)).all() == []
    assert session.scalars(select(Happening)).all() == []


def test_a_card_in_the_bin_buys_nothing(client: Client, session: Session, bram: User) -> None:
    relation = make_relation(session, deleted_at=clock.now())

    assert client.post(f"/relations/{relation.id}/bought").status_code == 409
    with pytest.raises(RuleBroken):
        note_purchase(session, relation, by=bram)


def test_a_card_that_is_not_there_buys_nothing(client: Client) -> None:
    assert client.post("/relations/999/bought").status_code == 404


def test_who_may_only_look_notes_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User
) -> None:
    relation = make_relation(session)

    assert client_as(viewer).post(f"/relations/{relation.id}/bought").status_code == 403
    session.expire_all()
    assert session.get_one(Relation, relation.id).last_purchase_on is None
