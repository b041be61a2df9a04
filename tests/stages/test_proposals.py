"""Who bought nothing for long may be an old customer: we ask, once, and change nothing by ourselves."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select

from app.audit.models import Deed
from app.audit.undo import undo
from app.contacts.actions import edit_card
from app.contacts.typed import TypedCard
from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.core.words import use_language
from app.relations.actions import became_customer, change_stage
from app.relations.models import Kind, Relation, Stage, StageChange, StageSource
from app.shop.queries import get_shop
from app.stages.actions import call_all_old, call_old, keep_current, note_purchase
from app.stages.queries import (
    asks_whether_old,
    may_be_old,
    old_before,
    potential_for_long,
    proposals,
)
from app.stages.words import old_reason, stage_sentence
from app.timeline.models import Happening
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_relation
from tests.statements import statements

TODAY = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
LONG_AGO = dt.date(2024, 3, 14)


def make_quiet(session: Session, name: str = "Kim Verbeek", **fields: object) -> Relation:
    """A current customer who bought nothing for years."""
    given = {"stage": Stage.CURRENT, "last_purchase_on": LONG_AGO, "stage_since": LONG_AGO}
    return make_relation(session, name, **given | fields)


def asked(session: Session) -> list[str]:
    with clock.frozen(TODAY):
        return [row.name for row in proposals(session, old_before(get_shop(session))).rows]


@pytest.mark.parametrize(
    ("fields", "is_asked"),
    [
        ({}, True),
        ({"last_purchase_on": dt.date(2024, 11, 19)}, True),
        ({"last_purchase_on": dt.date(2024, 11, 20)}, False),
        ({"last_purchase_on": None}, False),
        ({"stage": Stage.POTENTIAL}, False),
        ({"stage": Stage.OLD}, False),
        ({"stage": None, "is_supplier": True}, False),
        ({"stage_asked_on": dt.date(2026, 6, 1)}, False),
        ({"deleted_at": TODAY}, False),
        # Called a current customer by hand: a whole term goes by before we ask.
        ({"stage_source": StageSource.HAND}, True),
        ({"stage_source": StageSource.HAND, "stage_since": dt.date(2026, 1, 1)}, False),
        ({"stage_source": StageSource.HAND, "stage_since": None}, True),
    ],
)
def test_of_whom_we_ask(session: Session, fields: dict[str, Any], is_asked: bool) -> None:
    relation = make_quiet(session, **fields)

    with clock.frozen(TODAY):
        before = old_before(get_shop(session))

    assert may_be_old(relation, before) is is_asked
    assert asked(session) == ["Kim Verbeek"] * is_asked


def test_card_and_list_ask_the_same(session: Session) -> None:
    """The question about one card and the one in SQL are two writings of one rule."""
    days = [None, dt.date(2024, 11, 19), dt.date(2024, 11, 20)]
    for stage in (None, *Stage):
        for source in StageSource:
            for bought in days:
                for since in days:
                    for answered in (None, LONG_AGO):
                        make_relation(
                            session,
                            stage=stage,
                            is_supplier=stage is None,
                            stage_source=source,
                            last_purchase_on=bought,
                            stage_since=since,
                            stage_asked_on=answered,
                        )
    before = dt.date(2024, 11, 20)

    in_sql = set(session.scalars(select(Relation.id).where(asks_whether_old(before))))
    assert in_sql == {card.id for card in session.scalars(select(Relation)) if may_be_old(card, before)}
    assert in_sql


def test_the_reason_is_told_in_words() -> None:
    with clock.frozen(TODAY):
        assert old_reason(LONG_AGO) == "Last purchase 14 March 2024, nothing bought for 32 months."
        with use_language("nl"):
            assert old_reason(LONG_AGO) == "Laatste aankoop 14 maart 2024, al 32 maanden niets gekocht."


def test_yes_makes_an_old_customer_with_the_reason(session: Session, bram: User) -> None:
    relation = make_quiet(session)

    with clock.frozen(TODAY):
        call_old(session, relation, by=bram)
        assert stage_sentence(relation) == (
            "Old customer since 20 November 2026; the last purchase was on 14 March 2024."
        )

    assert (relation.stage, relation.stage_source) == (Stage.OLD, StageSource.HAND)
    [step] = session.scalars(select(StageChange)).all()
    assert (step.was, step.became, step.by_id) == (Stage.CURRENT, Stage.OLD, bram.id)
    assert step.why == "Last purchase 14 March 2024, nothing bought for 32 months."
    assert session.scalars(select(Happening.what)).all() == ["stage.old"]
    assert asked(session) == []


def test_no_is_asked_once_until_something_is_bought(session: Session, bram: User) -> None:
    relation = make_quiet(session)

    with clock.frozen(TODAY):
        keep_current(session, relation, by=bram)
        assert asked(session) == []
        with pytest.raises(RuleBroken):
            call_old(session, relation, by=bram)
        note_purchase(session, relation, by=bram)
        assert relation.stage_asked_on is None
    with clock.frozen(TODAY + dt.timedelta(days=800)):
        assert may_be_old(relation, old_before(get_shop(session)))


def test_an_earlier_purchase_that_is_noted_late_does_not_ask_again(session: Session, bram: User) -> None:
    relation = make_quiet(session, stage_asked_on=dt.date(2026, 6, 1))

    became_customer(session, relation, on=dt.date(2024, 5, 1), by=bram)

    assert relation.stage_asked_on == dt.date(2026, 6, 1)


def test_an_old_customer_who_buys_is_current_again(session: Session, bram: User) -> None:
    relation = make_quiet(session, stage=Stage.OLD, stage_source=StageSource.HAND)

    with clock.frozen(TODAY):
        note_purchase(session, relation, by=bram)
        assert stage_sentence(relation) == (
            "Current customer since 20 November 2026; the last purchase was on 20 November 2026."
        )

    assert relation.stage is Stage.CURRENT
    assert asked(session) == []


def test_a_stage_chosen_by_hand_stands(session: Session, bram: User) -> None:
    relation = make_quiet(session, stage=Stage.OLD, stage_source=StageSource.HAND)

    with clock.frozen(TODAY):
        edit_card(session, relation, TypedCard(name="Kim Verbeek", kinds=[Kind.CURRENT]), by=bram)
        assert asked(session) == []
        relation.last_purchase_on = None
        assert stage_sentence(relation) == "Current customer since 20 November 2026, chosen by hand."
        relation.last_purchase_on = LONG_AGO
    with clock.frozen(TODAY + dt.timedelta(days=800)):
        assert may_be_old(relation, old_before(get_shop(session)))


def test_all_of_a_page_are_called_old_but_for_who_bought_meanwhile(session: Session, bram: User) -> None:
    cards = [make_quiet(session, f"Card {number}") for number in range(3)]

    with clock.frozen(TODAY):
        note_purchase(session, cards[1], by=bram)
        assert call_all_old(session, [card.id for card in cards], by=bram) == 2

    assert [card.stage for card in cards] == [Stage.OLD, Stage.CURRENT, Stage.OLD]


def test_who_never_bought_is_never_called_old_but_can_be_tidied_up(session: Session) -> None:
    def make(name: str, **fields: object) -> Relation:
        return make_relation(session, name, **{"stage_since": LONG_AGO} | fields)

    make("Never bought, never spoken to")
    make("Spoken to lately", last_spoken_on=dt.date(2026, 1, 1))
    make("New", stage_since=dt.date(2026, 1, 1))
    make("In the bin", deleted_at=TODAY)
    make("Bought", stage=Stage.CURRENT, last_purchase_on=LONG_AGO)

    assert asked(session) == ["Bought"]
    query = select(Relation.name).where(potential_for_long(dt.date(2024, 11, 20)))
    assert session.scalars(query).all() == ["Never bought, never spoken to"]


def test_the_list_takes_two_statements_at_any_size(session: Session, database: Engine) -> None:
    for number in range(60):
        make_quiet(session, f"Card {number}")
    session.flush()

    with statements(database) as seen:
        assert proposals(session, dt.date(2024, 11, 20)).total == 60

    assert len(seen) == 2


def test_the_card_asks_and_takes_the_answer(client: Client, session: Session) -> None:
    relation = make_quiet(session)
    page = client.get(f"/relations/{relation.id}").text
    assert "Last purchase 14 March 2024" in page
    assert "Yes, an old customer" in page

    answer = client.post(f"/relations/{relation.id}/old", data={"is_old": "yes"})

    assert answer.location == f"/relations/{relation.id}"
    page = client.get(f"/relations/{relation.id}").text
    assert "Yes, an old customer" not in page
    assert "the last purchase was on 14 March 2024" in page
    steps = client.get(f"/relations/{relation.id}/stages").text
    assert "Current customer → Old customer" in steps
    assert "Last purchase 14 March 2024, nothing bought" in steps


def test_the_owner_is_led_to_the_term_from_the_list(client: Client, session: Session) -> None:
    make_quiet(session, "Card")

    assert 'nothing for long. <a href="/settings/old-customers">' in client.get("/old-customers").text


def test_the_list_asks_one_by_one_and_all_at_once(client: Client, session: Session) -> None:
    first, second, third = (make_quiet(session, f"Card {number}") for number in range(3))
    assert client.get("/old-customers").text.count("No, still a customer") == 3

    answer = client.post(f"/relations/{first.id}/old?back=list", data={"is_old": "no"})
    assert answer.location == "/old-customers"
    answer = client.post("/old-customers/all", data={"card": [second.id, third.id, 999, "x"]})
    assert answer.location == "/old-customers"

    session.expire_all()
    assert [card.stage for card in (first, second, third)] == [Stage.CURRENT, Stage.OLD, Stage.OLD]
    assert first.stage_asked_on == clock.today()
    assert "Nobody to ask about." in client.get("/old-customers").text


def test_all_at_once_is_undone_at_once(client: Client, session: Session, owner: User) -> None:
    cards = [make_quiet(session, f"Card {number}") for number in range(3)]
    client.post("/old-customers/all", data={"card": [card.id for card in cards]})

    undo(session, session.scalars(select(Deed).order_by(Deed.id.desc())).first() or Deed(), by=owner)

    assert {card.stage for card in cards} == {Stage.CURRENT}
    assert session.scalars(select(StageChange)).all() == []
    assert session.scalars(select(Happening)).all() == []


def test_an_answer_to_what_is_not_asked_is_refused(client: Client, session: Session) -> None:
    relation = make_relation(session)
    change_stage(session, relation, Stage.CURRENT, source=StageSource.HAND, by=None)

    for is_old in ("yes", "no"):
        assert client.post(f"/relations/{relation.id}/old", data={"is_old": is_old}).status_code == 409
    session.expire_all()
    assert (relation.stage, relation.stage_asked_on) == (Stage.CURRENT, None)


@pytest.mark.parametrize("page", ["old", "stages"])
def test_a_card_that_is_not_there(client: Client, page: str) -> None:
    path = f"/relations/999/{page}"

    assert (client.post(path) if page == "old" else client.get(path)).status_code == 404


def test_who_may_only_look_sees_the_question_and_answers_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User
) -> None:
    relation = make_quiet(session)
    browser = client_as(viewer)

    assert "Last purchase 14 March 2024" in browser.get(f"/relations/{relation.id}").text
    assert "All of these" not in browser.get("/old-customers").text
    assert browser.post(f"/relations/{relation.id}/old", data={"is_old": "yes"}).status_code == 403
    assert browser.post("/old-customers/all", data={"card": relation.id}).status_code == 403
    session.expire_all()
    assert relation.stage is Stage.CURRENT
