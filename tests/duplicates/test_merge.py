"""Two cards become one: nothing is lost, whatever table it is in, and undo makes everything as it was."""

import datetime as dt
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from app.audit.graph import Reference, references_to
from app.audit.models import Deed, RowChange
from app.audit.tables import is_derived, is_journaled
from app.audit.undo import undo
from app.contacts.models import (
    Address,
    Consent,
    ConsentAnswer,
    ConsentChannel,
    ContactDetail,
    ContactPerson,
    SocialAccount,
)
from app.core import clock
from app.core.database import Base, Session
from app.core.errors import RuleBroken
from app.duplicates.actions import merge, these_are_two
from app.duplicates.fields import ASKED, EITHER, MADE, REGION, STAGE, put_together
from app.duplicates.models import NotDouble
from app.relations.models import Nature, Relation, RelationTag, Stage, Tag
from app.search.index import check
from app.server.doctor import examine_card_box
from app.timeline.models import Interaction
from app.users.models import User
from tests.audit.test_undo import newest, whole_database
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
from tests.rows import make_row

RELATION = Base.metadata.tables["relation"]
PERSON = Base.metadata.tables["contact_person"]
# Drafts and search documents are nobody's, and what was said of two cards has its own rule.
POINTING = [
    reference
    for target in (RELATION, PERSON)
    for reference in references_to(target)
    if is_journaled(reference.table) and reference.table.name != "not_double"
]


@pytest.fixture
def stays(session: Session) -> Relation:
    return make_relation(session, "Anna van der Berg", story="Knows the whole street.")


@pytest.fixture
def goes(session: Session) -> Relation:
    return make_relation(session, "A. v.d. Berg")


def point_at(session: Session, reference: Reference, relation: Relation, person: ContactPerson) -> Base:
    """A row that hangs on this card or this person by that key, and on no other card."""
    target = relation if reference.target is RELATION else person
    own: dict[str, Any] = {"relation_id": relation.id} if "relation_id" in reference.table.c else {}
    return make_row(session, reference.table, **own | {reference.column.name: target.id})


def test_whatever_points_at_a_card_or_its_people_goes_over_and_comes_back(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    staying, going = make_person(session, stays), make_person(session, goes)
    unlike = make_person(session, goes, first_name="Theo")
    rows = [(reference, point_at(session, reference, goes, going)) for reference in POINTING]
    of_people = [reference for reference in POINTING if reference.target is PERSON]
    rows_of_unlike = [(reference, point_at(session, reference, goes, unlike)) for reference in of_people]
    session.commit()
    before = whole_database(session)

    merge(session, stays, goes, alike={going.id: staying.id}, by=bram)
    session.commit()

    for reference, row in rows:
        right = stays.id if reference.target is RELATION else staying.id
        assert getattr(row, reference.column.name) == right, reference
    for reference, row in rows_of_unlike:
        assert getattr(row, reference.column.name) == unlike.id, reference
        assert getattr(row, "relation_id", stays.id) == stays.id, reference
    assert unlike.relation_id == stays.id
    assert whole_database(session)["interaction"] != before["interaction"]
    assert not any(finding.remedy for finding in examine_card_box(session))

    undo(session, newest(session), by=bram)
    session.commit()
    assert whole_database(session) == before
    assert check(session).is_right


def test_every_column_of_a_card_has_its_rule() -> None:
    """A new column must be asked for, put together, or left: nobody may forget it here."""
    asked = {column for columns in ASKED.values() for column in columns}
    together = {*EITHER, *STAGE, *REGION, *MADE, "first_purchase_on", "last_purchase_on", "restricted_on"}
    left = {"id", "deleted_at", "merged_into_id", "erased_at", "row_version"}
    derived = {column.name for column in RELATION.columns if is_derived(column)}

    assert asked | together | left | derived == set(RELATION.columns.keys())
    assert not asked & together


def test_an_empty_box_is_filled_and_a_full_one_stays(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    goes.good_to_know, goes.story, goes.our_reference = "Rings twice.", "Called about net curtains.", "A1"

    merge(session, stays, goes, by=bram)

    assert stays.story == "Knows the whole street."
    assert (stays.good_to_know, stays.our_reference) == ("Rings twice.", "A1")
    assert (goes.is_live, goes.merged_into_id) == (False, stays.id)


def test_a_chosen_box_gets_the_value_of_the_other_card_and_a_joined_one_both(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    goes.story, goes.nature = "Called about net curtains.", Nature.ORGANISATION

    merge(session, stays, goes, taken={"name"}, joined={"story"}, by=bram)

    assert (stays.name, stays.sort_name, stays.nature) == (goes.name, goes.sort_name, Nature.ORGANISATION)
    assert stays.story == "Knows the whole street.\n\nCalled about net curtains."


def test_one_card_is_all_that_either_was(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    stays.last_purchase_on, goes.last_purchase_on = dt.date(2024, 1, 1), dt.date(2026, 1, 1)
    stays.first_purchase_on, goes.first_purchase_on = dt.date(2023, 1, 1), None
    goes.stage, goes.is_supplier, goes.restricted_on = Stage.CURRENT, True, dt.date(2026, 2, 2)

    merge(session, stays, goes, by=bram)

    assert (stays.stage, stays.is_supplier) == (Stage.CURRENT, True)
    assert (stays.first_purchase_on, stays.last_purchase_on) == (dt.date(2023, 1, 1), dt.date(2026, 1, 1))
    assert stays.restricted_on == dt.date(2026, 2, 2)


def test_a_current_customer_does_not_become_an_old_or_potential_one() -> None:
    current, old = Relation(stage=Stage.CURRENT, made_at=clock.now()), Relation(made_at=clock.now())
    old.stage = Stage.OLD

    assert put_together(old, current)["stage"] is put_together(current, old)["stage"] is Stage.CURRENT


def test_equal_things_stand_on_the_card_once(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    tag = Tag(name="PVC", key="pvc")
    session.add(tag)
    session.flush()
    for card in (stays, goes):
        make_phone(session, card)
        make_email(session, card)
        make_address(session, card)
        session.add(RelationTag(relation_id=card.id, tag_id=tag.id))
        session.add(SocialAccount(relation_id=card.id, network="x", given="@b", key="b"))
    make_phone(session, goes, "06 00 00 00 11", position=3)
    make_address(session, goes, kind="post", street="Postbus 12", house_number="", postcode="")
    session.commit()
    before = whole_database(session)

    merge(session, stays, goes, by=bram)
    session.commit()

    def on(model: Any, card: Relation) -> int:
        return len(session.scalars(select(model.id).where(model.relation_id == card.id)).all())

    assert {model: on(model, stays) for model in (ContactDetail, Address, RelationTag, SocialAccount)} == {
        ContactDetail: 3,
        Address: 2,
        RelationTag: 1,
        SocialAccount: 1,
    }
    assert on(ContactDetail, goes) == 2, "what says nothing new stays behind, so that undo is exact"
    undo(session, newest(session), by=bram)
    session.commit()
    assert whole_database(session) == before


def test_the_first_number_stays_the_first(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    theirs = make_phone(session, goes, "06 00 00 00 11", position=0)
    ours = make_phone(session, stays, position=0)
    session.commit()

    merge(session, stays, goes, by=bram)

    assert ours.position < theirs.position


def test_people_who_are_one_become_one(session: Session, stays: Relation, goes: Relation, bram: User) -> None:
    staying = make_person(session, stays, note="Has the keys.")
    going = make_person(session, goes, job="caretaker", note="Not on Mondays.", initials="A.")
    mobile = make_phone(session, goes, "06 00 00 00 11", person_id=going.id)
    home = make_phone(session, goes, person_id=going.id)
    make_phone(session, stays, person_id=staying.id)
    talk = make_interaction(session, goes, bram, person_id=going.id)
    session.commit()

    merge(session, stays, goes, alike={going.id: staying.id}, by=bram)
    session.commit()

    assert (staying.job, staying.initials) == ("caretaker", "A.")
    assert staying.note == "Has the keys.\n\nNot on Mondays."
    assert (mobile.person_id, mobile.relation_id) == (staying.id, stays.id)
    assert (home.person_id, home.relation_id) == (None, goes.id)
    assert (talk.person_id, talk.relation_id) == (staying.id, stays.id)
    assert going.relation_id == goes.id


def test_somebody_who_still_is_there_on_one_card_has_not_left(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    staying = make_person(session, stays, left_on=dt.date(2025, 1, 1))
    going = make_person(session, goes)

    merge(session, stays, goes, alike={going.id: staying.id}, by=bram)

    assert staying.left_on is None


def test_a_person_of_another_card_is_not_taken_along(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    stranger = make_person(session, make_relation(session, "Stranger"))
    staying = make_person(session, stays)

    with pytest.raises(RuleBroken):
        merge(session, stays, goes, alike={stranger.id: staying.id}, by=bram)


def answer(session: Session, card: Relation, what: ConsentAnswer, person: ContactPerson | None) -> None:
    consent = Consent(
        relation_id=card.id,
        person_id=person.id if person else None,
        channel=ConsentChannel.PHONE,
        answer=what,
        answered_on=dt.date(2026, 1, 1),
        noted_at=clock.now(),
    )
    session.add(consent)
    session.flush()


@pytest.mark.parametrize(("no_first", "no_stays", "has_people"), list(product([True, False], repeat=3)))
def test_the_strictest_answer_is_the_last_word(  # noqa: PLR0917
    session: Session,
    stays: Relation,
    goes: Relation,
    bram: User,
    no_first: bool,
    no_stays: bool,
    has_people: bool,
) -> None:
    people = {card: make_person(session, card) if has_people else None for card in (stays, goes)}
    no, yes = (stays, goes) if no_stays else (goes, stays)
    said = [(no, ConsentAnswer.NO), (yes, ConsentAnswer.YES)]
    for card, what in said if no_first else reversed(said):
        answer(session, card, what, people[card])
    alike = {going.id: staying.id for going, staying in [(people[goes], people[stays])] if going and staying}
    session.commit()
    before = whole_database(session)

    merge(session, stays, goes, alike=alike, by=bram)
    session.commit()

    answers = session.scalars(select(Consent).where(Consent.relation_id == stays.id).order_by(Consent.id))
    by_person = {said.person_id: said.answer for said in answers}
    assert list(by_person.values()) == [ConsentAnswer.NO]
    undo(session, newest(session), by=bram)
    session.commit()
    assert whole_database(session) == before


def test_equal_answers_are_not_given_again(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    for card in (stays, goes):
        answer(session, card, ConsentAnswer.NO, None)

    merge(session, stays, goes, by=bram)

    assert len(session.scalars(select(Consent.id)).all()) == 2


def test_talks_and_tasks_and_quotes_tell_their_story_on_the_one_card(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    days = [dt.date(2026, 11, day) for day in (1, 8, 15)]
    for card, day in zip((stays, goes, stays), days, strict=True):
        make_interaction(session, card, bram, at=clock.start_of(day))
    make_quote(session, goes)
    make_task(session, goes, bram)
    session.commit()

    merge(session, stays, goes, by=bram)
    session.commit()

    assert stays.last_spoken_on == days[-1]
    assert stays.spoken_every_days == 7
    assert session.scalars(select(Interaction.relation_id).distinct()).all() == [stays.id]
    assert check(session).is_right


def test_a_card_that_came_through_its_own_double_came_through_nobody(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    stays.came_through_id = goes.id
    friend = make_relation(session, "Friend", came_through_id=goes.id)
    session.commit()
    before = whole_database(session)

    merge(session, stays, goes, by=bram)
    session.commit()

    assert [stays.came_through_id, friend.came_through_id] == [None, stays.id]
    undo(session, newest(session), by=bram)
    session.commit()
    assert whole_database(session) == before


def test_cards_that_went_into_the_one_that_goes_lead_on(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    earlier = make_relation(session, "Anna")
    merge(session, goes, earlier, by=bram)
    session.commit()

    merge(session, stays, goes, by=bram)
    session.commit()

    assert earlier.merged_into_id == stays.id


def test_what_was_said_of_two_cards_still_counts(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    other = make_relation(session, "Other")
    these_are_two(session, other, goes, by=bram)
    these_are_two(session, stays, goes, by=bram)
    these_are_two(session, goes, stays, by=bram)
    session.commit()
    before = whole_database(session)

    merge(session, stays, goes, by=bram)
    session.commit()

    (said,) = session.scalars(select(NotDouble))
    assert {said.lower_id, said.higher_id} == {stays.id, other.id}
    undo(session, newest(session), by=bram)
    session.commit()
    assert whole_database(session) == before


def test_it_is_one_deed_and_both_open_forms_grow_old(
    session: Session, stays: Relation, goes: Relation, bram: User
) -> None:
    make_phone(session, goes)
    session.commit()
    deeds, versions = len(session.scalars(select(Deed.id)).all()), (stays.row_version, goes.row_version)

    merge(session, stays, goes, by=bram)
    session.commit()

    assert len(session.scalars(select(Deed.id)).all()) == deeds + 1
    assert newest(session).what == "relation.merge"
    assert stays.row_version > versions[0]
    assert goes.row_version > versions[1]
    moved = (
        select(RowChange.card_id)
        .where(RowChange.table_name == "contact_detail")
        .order_by(RowChange.id.desc())
    )
    assert session.scalars(moved).first() == stays.id


@pytest.mark.parametrize("in_bin", ["stays", "goes"])
def test_a_card_in_the_bin_is_not_merged(
    session: Session, stays: Relation, goes: Relation, bram: User, in_bin: str
) -> None:
    {"stays": stays, "goes": goes}[in_bin].deleted_at = clock.now()

    with pytest.raises(RuleBroken):
        merge(session, stays, goes, by=bram)


def test_a_card_is_not_merged_with_itself(session: Session, stays: Relation, bram: User) -> None:
    with pytest.raises(RuleBroken):
        merge(session, stays, stays, by=bram)
    with pytest.raises(RuleBroken):
        these_are_two(session, stays, stays, by=bram)


def test_a_fault_halfway_leaves_everything_as_it_was(
    session: Session, stays: Relation, goes: Relation, bram: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_phone(session, goes)
    make_interaction(session, goes, bram)
    session.commit()
    before = whole_database(session)

    class Fault(Exception):
        """The power goes."""

    def fail(*_given: object, **_named: object) -> None:
        raise Fault

    monkeypatch.setattr("app.duplicates.actions._write_boxes", fail)
    with pytest.raises(Fault):
        merge(session, stays, goes, by=bram)
    session.rollback()

    assert whole_database(session) == before
