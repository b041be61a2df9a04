"""Undo puts every row back as it was, never over the work of others, and can itself be undone."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from app.audit.bulk import delete_tree, insert_rows, update_rows
from app.audit.conflicts import Why
from app.audit.models import Deed, RowChange
from app.audit.tables import is_journaled
from app.audit.undo import UndoConflict, conflicts, undo
from app.contacts.models import ContactDetail, ContactPerson, DetailKind, SocialAccount
from app.core import clock
from app.core.database import Base, Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.relations.models import Relation, RelationTag, Tag
from app.timeline.models import Interaction
from app.users.models import User
from tests.factories import (
    make_address,
    make_email,
    make_interaction,
    make_person,
    make_phone,
    make_quote,
    make_relation,
    make_task,
)


def whole_database(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every journaled table; how often a row was saved is not part of it."""
    session.flush()
    return {
        table.name: [
            tuple(row)
            for row in session.execute(
                select(*(column for column in table.columns if column.name != "row_version")).order_by(
                    table.c.id
                )
            )
        ]
        for table in Base.metadata.sorted_tables
        if is_journaled(table)
    }


def newest(session: Session) -> Deed:
    """The last deed."""
    return session.scalars(select(Deed).order_by(Deed.id.desc()).limit(1)).one()


@pytest.fixture
def card(session: Session, bram: User) -> Relation:
    """A card with something in each corner."""
    relation = make_relation(session, "Schildersbedrijf Van der Plas", story="Paints boats.")
    person = make_person(session, relation)
    make_phone(session, relation, person_id=person.id)
    make_email(session, relation)
    make_address(session, relation, in_charge_id=person.id)
    make_interaction(session, relation, bram, person_id=person.id)
    make_task(session, relation, bram, person_id=person.id)
    session.commit()
    return relation


def test_an_edit_is_undone(session: Session, card: Relation, bram: User) -> None:
    before = whole_database(session)
    begin(session, "contacts.edit", by=bram)
    card.story = "Paints ships."
    card.star = "always pays late"
    card.restricted_on = dt.date(2026, 1, 2)
    session.commit()

    undo(session, newest(session), by=bram)
    session.commit()

    assert whole_database(session) == before
    assert card.story == "Paints boats."


def test_an_undo_bumps_the_version_so_that_an_open_form_notices(
    session: Session, card: Relation, bram: User
) -> None:
    card.story = "Paints ships."
    session.commit()
    version = card.row_version

    undo(session, newest(session), by=bram)
    session.commit()

    assert card.row_version == version + 1


def test_an_added_card_is_undone_whole(session: Session, bram: User) -> None:
    session.commit()
    before = whole_database(session)
    begin(session, "contacts.add", by=bram)
    relation = make_relation(session)
    person = make_person(session, relation)
    make_phone(session, relation, person_id=person.id)
    make_quote(session, relation)
    session.commit()

    undo(session, newest(session), by=bram)
    session.commit()

    assert whole_database(session) == before


def test_a_discarded_card_comes_back(session: Session, card: Relation, bram: User) -> None:
    begin(session, "relations.discard", by=bram)
    card.deleted_at = clock.now()
    session.commit()

    undo(session, newest(session), by=bram)
    session.commit()

    assert card.is_live


def test_a_deleted_phone_comes_back_with_its_own_id(session: Session, card: Relation, bram: User) -> None:
    before = whole_database(session)
    phone = session.scalars(select(ContactDetail).where(ContactDetail.kind == DetailKind.PHONE)).one()
    session.delete(phone)
    session.commit()
    assert whole_database(session) != before

    undo(session, newest(session), by=bram)
    session.commit()

    assert whole_database(session) == before


def test_a_deleted_person_comes_back_with_all_that_pointed_there(
    session: Session, card: Relation, bram: User
) -> None:
    before = whole_database(session)
    delete_tree(session, session.scalars(select(ContactPerson)).one())
    session.commit()
    assert whole_database(session)["contact_person"] == []

    undo(session, newest(session), by=bram)
    session.commit()

    assert whole_database(session) == before


def test_redo_is_the_undo_of_the_undo(session: Session, card: Relation, bram: User) -> None:
    delete_tree(session, session.scalars(select(ContactPerson)).one())
    card.story = "Now without Anna."
    session.commit()
    after = whole_database(session)
    deed = newest(session)

    undo(session, deed, by=bram)
    session.commit()
    undone = newest(session)
    undo(session, undone, by=bram)
    session.commit()

    assert whole_database(session) == after
    assert deed.undone_by_id is None
    assert undone.undone_by_id == newest(session).id
    undo(session, deed, by=bram)
    session.commit()
    assert card.story == "Paints boats."


def test_many_rows_read_in_at_once_are_undone_at_once(session: Session, card: Relation, bram: User) -> None:
    before = whole_database(session)
    begin(session, "exchange.read_in", by=bram)
    ids = insert_rows(
        session,
        Relation,
        [
            {
                "name": f"Card {number}",
                "sort_name": f"card {number}",
                "stage": "potential",
                "made_at": clock.now(),
            }
            for number in range(300)
        ],
    )
    insert_rows(
        session,
        ContactDetail,
        [{"relation_id": id_, "kind": "email", "given": "a@b.nl", "normalised": "a@b.nl"} for id_ in ids],
    )
    session.commit()
    deed = newest(session)

    undo(session, deed, by=bram)
    session.commit()
    assert whole_database(session) == before

    undo(session, newest(session), by=bram)
    session.commit()
    assert session.get_one(Relation, ids[299]).name == "Card 299"


def test_a_change_of_many_rows_is_undone(session: Session, card: Relation, bram: User) -> None:
    make_relation(session, "Another")
    session.commit()
    before = whole_database(session)
    update_rows(session, Relation, Relation.is_live, regular_staff_id=bram.id)
    session.commit()

    undo(session, newest(session), by=bram)
    session.commit()

    assert whole_database(session) == before


def test_what_somebody_changed_since_is_not_overwritten(session: Session, card: Relation, bram: User) -> None:
    card.story = "Paints ships."
    card.good_to_know = "Tea."
    session.commit()
    deed = newest(session)
    card.story = "Paints canal boats."
    session.commit()

    (conflict,) = conflicts(session, deed)
    assert (conflict.why, conflict.columns) == (Why.CHANGED, ("story",))
    with pytest.raises(UndoConflict):
        undo(session, deed, by=bram)
    assert card.story == "Paints canal boats."

    undo(session, deed, by=bram, leave_conflicts=True)
    session.commit()
    assert (card.story, card.good_to_know) == ("Paints canal boats.", "")


def test_a_change_that_was_itself_undone_is_no_conflict(session: Session, card: Relation, bram: User) -> None:
    card.story = "Paints ships."
    session.commit()
    deed = newest(session)
    card.story = "Paints canal boats."
    session.commit()
    undo(session, newest(session), by=bram)
    session.commit()

    assert conflicts(session, deed) == []


def test_a_new_card_that_was_used_since_stays_whole(session: Session, bram: User) -> None:
    begin(session, "exchange.read_in", by=bram)
    used, unused = make_relation(session, "Used"), make_relation(session, "Unused")
    phone = make_phone(session, used)
    make_phone(session, unused)
    session.commit()
    deed = newest(session)
    make_interaction(session, used, bram)
    session.commit()

    (conflict,) = conflicts(session, deed)
    assert (conflict.why, conflict.change.row_id) == (Why.IN_USE, used.id)
    undo(session, deed, by=bram, leave_conflicts=True)
    session.commit()

    assert session.scalars(select(Relation.name)).all() == ["Used"]
    assert session.scalars(select(ContactDetail.id)).all() == [phone.id]
    assert len(session.scalars(select(Interaction)).all()) == 1


def test_a_new_card_that_was_corrected_since_stays(session: Session, bram: User) -> None:
    begin(session, "exchange.read_in", by=bram)
    corrected = make_relation(session, "Jansn")
    make_relation(session, "Unused")
    session.commit()
    deed = newest(session)
    corrected.name = "Jansen"
    session.commit()

    assert [conflict.change.row_id for conflict in conflicts(session, deed)] == [corrected.id]
    undo(session, deed, by=bram, leave_conflicts=True)
    session.commit()
    assert session.scalars(select(Relation.name)).all() == ["Jansen"]


def test_a_label_shared_by_a_card_that_stays_stays_too(session: Session, bram: User) -> None:
    begin(session, "exchange.read_in", by=bram)
    used, unused = make_relation(session, "Used"), make_relation(session, "Unused")
    tag = Tag(name="Phone", key="phone")
    session.add(tag)
    session.flush()
    session.add_all(RelationTag(relation_id=relation.id, tag_id=tag.id) for relation in (used, unused))
    session.commit()
    deed = newest(session)
    make_interaction(session, used, bram)
    session.commit()

    undo(session, deed, by=bram, leave_conflicts=True)
    session.commit()

    assert session.scalars(select(Tag.name)).all() == ["Phone"]
    assert session.scalars(select(RelationTag.relation_id)).all() == [used.id]
    assert session.scalars(select(Relation.name)).all() == ["Used"]


def test_what_was_deleted_since_stays_away(session: Session, card: Relation, bram: User) -> None:
    phone = session.scalars(select(ContactDetail).where(ContactDetail.kind == DetailKind.PHONE)).one()
    phone.label = "workshop"
    session.commit()
    deed = newest(session)
    session.delete(phone)
    session.commit()

    assert [conflict.why for conflict in conflicts(session, deed)] == [Why.GONE]
    undo(session, deed, by=bram, leave_conflicts=True)
    session.commit()
    assert session.get(ContactDetail, phone.id) is None


def test_a_row_whose_owner_is_gone_cannot_come_back(session: Session, card: Relation, bram: User) -> None:
    phone = session.scalars(select(ContactDetail).where(ContactDetail.person_id.is_not(None))).one()
    phone_id = phone.id
    session.delete(phone)
    session.commit()
    deed = newest(session)
    delete_tree(session, session.scalars(select(ContactPerson)).one())
    session.commit()

    assert [conflict.why for conflict in conflicts(session, deed)] == [Why.GONE]
    undo(session, deed, by=bram, leave_conflicts=True)
    session.commit()
    assert session.get(ContactDetail, phone_id) is None


def test_a_key_that_only_mentioned_somebody_who_is_gone_stays_empty(
    session: Session, card: Relation, bram: User
) -> None:
    before = make_quote(session, card, person_id=session.scalars(select(ContactPerson.id)).one())
    session.commit()
    delete_tree(session, before)
    session.commit()
    deed = newest(session)
    delete_tree(session, session.scalars(select(ContactPerson)).one())
    session.commit()

    assert conflicts(session, deed) == []
    undo(session, deed, by=bram)
    session.commit()
    assert whole_database(session)["quote"][0][2] is None


def test_an_account_that_was_added_again_keeps_its_place(
    session: Session, card: Relation, bram: User
) -> None:
    fields = {
        "relation_id": card.id,
        "network": "instagram",
        "given": "@plas",
        "handle": "plas",
        "key": "plas",
    }
    session.add(SocialAccount(**fields))
    session.commit()
    session.delete(session.scalars(select(SocialAccount)).one())
    session.commit()
    deed = newest(session)
    again = SocialAccount(**fields)
    session.add(again)
    session.commit()

    assert [conflict.why for conflict in conflicts(session, deed)] == [Why.TAKEN]
    undo(session, deed, by=bram, leave_conflicts=True)
    session.commit()
    assert session.scalars(select(SocialAccount.id)).all() == [again.id]


def test_a_replaced_account_is_put_back_in_its_own_place(
    session: Session, card: Relation, bram: User
) -> None:
    fields = {
        "relation_id": card.id,
        "network": "instagram",
        "given": "@plas",
        "handle": "plas",
        "key": "plas",
    }
    session.add(SocialAccount(**fields))
    session.commit()
    before = whole_database(session)
    session.delete(session.scalars(select(SocialAccount)).one())
    session.flush()
    session.add(SocialAccount(**fields | {"label": "new"}))
    session.commit()

    undo(session, newest(session), by=bram)
    session.commit()
    assert whole_database(session) == before


def test_a_derived_value_never_conflicts_and_ends_right(session: Session, card: Relation, bram: User) -> None:
    session.delete(session.scalars(select(Interaction)).one())
    days = [dt.date(2026, 11, day) for day in (1, 5, 7)]
    deeds = []
    for day in days:
        make_interaction(session, card, bram, at=clock.start_of(day))
        session.commit()
        deeds.append(newest(session))

    undo(session, deeds[1], by=bram)
    session.commit()
    assert card.last_spoken_on == days[2]

    undo(session, deeds[2], by=bram)
    session.commit()
    assert card.last_spoken_on == days[0]


def test_nothing_is_undone_twice(session: Session, card: Relation, bram: User) -> None:
    card.story = "Paints ships."
    session.commit()
    deed = newest(session)
    undo(session, deed, by=bram)
    session.commit()

    with pytest.raises(RuleBroken):
        undo(session, deed, by=bram)


def test_what_left_the_shop_is_not_undone(session: Session, card: Relation, bram: User) -> None:
    begin(session, "quotes.send", by=bram, can_be_undone=False)
    card.story = "Has our offer."
    session.commit()

    with pytest.raises(RuleBroken):
        undo(session, newest(session), by=bram)
    assert card.story == "Has our offer."


def test_after_a_month_it_is_too_late(session: Session, card: Relation, bram: User) -> None:
    card.story = "Paints ships."
    session.commit()

    with clock.frozen(clock.now() + dt.timedelta(days=31)), pytest.raises(RuleBroken):
        undo(session, newest(session), by=bram)


def test_a_column_that_no_longer_exists_is_skipped(session: Session, card: Relation, bram: User) -> None:
    card.story = "Paints ships."
    session.commit()
    deed = newest(session)
    change = session.scalars(select(RowChange).where(RowChange.deed_id == deed.id)).one()
    change.old = {"story": "Paints boats.", "fax": "071 1"}
    change.new = {"story": "Paints ships.", "fax": "071 2"}
    session.commit()

    undo(session, deed, by=bram)
    session.commit()
    assert card.story == "Paints boats."
