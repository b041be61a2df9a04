"""What is written down: each change of a row, with what it held before, under the name of the deed."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import event, insert, select, update

from app.audit.bulk import insert_rows, update_rows
from app.audit.deeds import deed_of
from app.audit.graph import delete_tree
from app.audit.models import Deed, Operation, RowChange
from app.contacts.models import ContactDetail, ContactPerson, DetailKind
from app.core.database import Session
from app.core.deeds import begin, log
from app.core.errors import RuleBroken
from app.quotes.models import Quote, QuoteLine, QuoteStatus, QuoteVersion
from app.relations.models import Relation, Stage
from app.tasks.models import Task
from app.users.models import SignIn, User
from tests.factories import (
    make_email,
    make_person,
    make_phone,
    make_quote,
    make_relation,
    make_task,
    make_user,
)


def changes(session: Session) -> list[RowChange]:
    """The changes of the newest deed, in their order."""
    newest = select(Deed.id).order_by(Deed.id.desc()).limit(1).scalar_subquery()
    return list(session.scalars(select(RowChange).where(RowChange.deed_id == newest).order_by(RowChange.id)))


def test_a_deed_says_who_did_what(session: Session, bram: User) -> None:
    begin(session, "relations.edit", by=bram)
    relation = make_relation(session)
    session.commit()

    deed = session.scalars(select(Deed).order_by(Deed.id.desc())).first()
    assert deed is not None
    assert (deed.what, deed.by_id) == ("relations.edit", bram.id)
    inserted = [change for change in changes(session) if change.table_name == "relation"]
    assert [(change.row_id, change.operation) for change in inserted] == [(relation.id, Operation.INSERT)]


def test_the_outermost_action_names_the_deed(session: Session, bram: User, owner: User) -> None:
    begin(session, "quotes.decline", by=bram)
    begin(session, "tasks.plan", by=owner)
    make_relation(session)
    session.commit()

    assert session.scalars(select(Deed.what)).all()[-1] == "quotes.decline"


def test_each_commit_is_a_deed_of_its_own(session: Session, bram: User) -> None:
    begin(session, "contacts.add", by=bram)
    relation = make_relation(session)
    session.commit()
    begin(session, "contacts.edit", by=bram)
    relation.story = "Likes tea."
    session.commit()

    assert session.scalars(select(Deed.what).order_by(Deed.id)).all()[-2:] == [
        "contacts.add",
        "contacts.edit",
    ]


def test_a_save_that_changes_nothing_leaves_no_deed(session: Session, bram: User) -> None:
    session.commit()
    before = len(session.scalars(select(Deed)).all())
    begin(session, "contacts.edit", by=bram)
    session.commit()

    assert len(session.scalars(select(Deed)).all()) == before


def test_a_log_is_written_though_no_row_changes(session: Session, bram: User) -> None:
    session.commit()
    log(session, "users.export", by=bram, counts={"cards": 12})
    session.commit()

    deed = session.scalars(select(Deed).order_by(Deed.id.desc())).first()
    assert deed is not None
    assert (deed.what, deed.counts) == ("users.export", {"cards": 12})
    assert changes(session) == []


def test_an_edit_keeps_only_what_changed(session: Session) -> None:
    relation = make_relation(session, story="Paints boats.", stage=Stage.POTENTIAL)
    session.commit()

    relation.story = "Paints ships."
    relation.stage = Stage.CURRENT
    relation.name = relation.name
    session.commit()

    (change,) = changes(session)
    assert change.operation is Operation.UPDATE
    assert change.old == {"story": "Paints boats.", "stage": "potential"}
    assert change.new == {"story": "Paints ships.", "stage": "current"}
    assert change.card_id == relation.id


def test_the_old_value_of_an_expired_attribute_is_known(session: Session) -> None:
    relation = make_relation(session, story="Paints boats.")
    session.commit()
    session.expire_all()

    relation.story = "Paints ships."
    session.commit()

    assert changes(session)[0].old == {"story": "Paints boats."}


def test_the_last_flush_of_a_commit_is_not_missed(session: Session) -> None:
    relation = make_relation(session)
    session.commit()

    session.add(
        ContactDetail(relation_id=relation.id, kind=DetailKind.EMAIL, given="a@b.nl", normalised="a@b.nl")
    )
    session.commit()

    assert [change.table_name for change in changes(session)] == ["contact_detail"]


def test_two_flushes_of_one_row_are_one_change(session: Session) -> None:
    relation = make_relation(session, story="one")
    session.commit()

    relation.story = "two"
    session.flush()
    relation.story = "three"
    relation.good_to_know = "tea"
    session.commit()

    (change,) = changes(session)
    assert (change.old, change.new) == (
        {"story": "one", "good_to_know": ""},
        {"story": "three", "good_to_know": "tea"},
    )


def test_what_ends_as_it_began_is_no_change(session: Session) -> None:
    relation = make_relation(session, story="one")
    session.commit()
    deeds = len(session.scalars(select(Deed)).all())

    relation.story = "two"
    session.flush()
    relation.story = "one"
    session.commit()

    assert len(session.scalars(select(Deed)).all()) == deeds


def test_what_was_made_and_removed_in_one_save_is_not_written(session: Session) -> None:
    relation = make_relation(session)
    session.commit()
    deeds = len(session.scalars(select(Deed)).all())

    phone = make_phone(session, relation)
    session.delete(phone)
    session.commit()

    assert len(session.scalars(select(Deed)).all()) == deeds


def test_a_deleted_row_is_kept_whole_as_it_was_in_the_database(session: Session) -> None:
    relation = make_relation(session)
    phone = make_phone(session, relation, "071 012 87 40", label="workshop")
    session.commit()

    phone.label = "typed but never saved"
    session.expire(phone, ["label"])
    session.delete(phone)
    session.commit()

    (change,) = changes(session)
    assert change.operation is Operation.DELETE
    assert change.card_id == relation.id
    assert change.old is not None
    assert change.old["label"] == "workshop"
    assert change.old["kind"] == "phone"
    assert set(change.old) == {column.name for column in ContactDetail.__table__.columns} - {"id"}


def test_an_edit_and_a_delete_in_one_save_keep_the_first_values(session: Session) -> None:
    phone = make_phone(session, make_relation(session), label="first")
    session.commit()

    phone.label = "second"
    session.flush()
    session.delete(phone)
    session.commit()

    (change,) = changes(session)
    assert change.old is not None
    assert change.old["label"] == "first"


def test_a_roll_back_leaves_nothing(session: Session, bram: User) -> None:
    session.commit()
    deeds = len(session.scalars(select(Deed)).all())
    begin(session, "contacts.add", by=bram)
    make_relation(session)
    session.rollback()
    session.commit()

    assert len(session.scalars(select(Deed)).all()) == deeds


def test_a_savepoint_that_is_rolled_back_takes_its_notes_along(session: Session) -> None:
    kept = make_relation(session, "Kept")
    savepoint = session.begin_nested()
    make_relation(session, "Lost")
    savepoint.rollback()
    with session.begin_nested():
        also_kept = make_relation(session, "Kept too")
    session.commit()

    assert [change.row_id for change in changes(session)] == [kept.id, also_kept.id]


def test_a_line_of_a_quote_is_written_on_the_card_of_its_quote(session: Session) -> None:
    relation = make_relation(session)
    quote = make_quote(session, relation)
    session.commit()
    line = session.scalars(select(QuoteLine)).one()

    line.price = Decimal("12.50")
    session.commit()

    (change,) = changes(session)
    assert (change.table_name, change.card_id) == ("quote_line", relation.id)
    assert (change.old, change.new) == ({"price": "121.00"}, {"price": "12.50"})
    assert quote.relation_id == relation.id


def test_silent_tables_leave_no_trace(session: Session, bram: User) -> None:
    session.commit()
    deeds = len(session.scalars(select(Deed)).all())
    moment = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    session.add(SignIn(user_id=bram.id, token_hash="x", began_at=moment, seen_at=moment, proved_at=moment))
    session.commit()

    assert len(session.scalars(select(Deed)).all()) == deeds


def test_a_password_is_never_written_down(session: Session) -> None:
    user = make_user(session, password_hash="old secret")
    session.commit()

    user.password_hash = "new secret"
    user.name = "Sanne de Wit"
    session.commit()

    (change,) = changes(session)
    assert change.new == {"name": "Sanne de Wit"}


def test_no_statement_changes_rows_behind_the_journals_back(session: Session) -> None:
    relation = make_relation(session)

    with pytest.raises(RuntimeError, match="journaled"):
        session.execute(update(Relation).values(story="gone"))
    with pytest.raises(RuntimeError, match="journaled"):
        session.execute(insert(Relation).values(name="x"))
    session.refresh(relation)
    assert relation.story == ""


def test_the_deed_can_be_pointed_at_before_it_is_written(session: Session, bram: User) -> None:
    begin(session, "exchange.read_in", by=bram)
    deed = deed_of(session)
    make_relation(session)
    session.commit()

    assert session.scalars(select(Deed.id)).all()[-1] == deed.id
    assert {change.deed_id for change in changes(session)} == {deed.id}


def test_a_deed_and_its_changes_are_two_statements(session: Session, bram: User) -> None:
    relation = make_relation(session)
    begin(session, "contacts.add", by=bram)
    for number in range(20):
        make_phone(session, relation, f"06 0000 00{number:02}")

    statements: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    session.commit()

    assert [text.split(" (")[0] for text in statements if "deed" in text or "row_change" in text] == [
        "INSERT INTO deed",
        "INSERT INTO row_change",
    ]


def test_rows_added_at_once_are_written_down(session: Session) -> None:
    relations = [make_relation(session, name) for name in ("One", "Two")]
    session.commit()

    ids = insert_rows(
        session,
        ContactDetail,
        [
            {"relation_id": relation.id, "kind": DetailKind.EMAIL, "given": "a@b.nl", "normalised": "a@b.nl"}
            for relation in relations
        ],
    )
    session.commit()

    assert [(change.row_id, change.card_id) for change in changes(session)] == [
        (ids[0], relations[0].id),
        (ids[1], relations[1].id),
    ]


def test_rows_changed_at_once_are_written_down_and_seen_by_the_session(session: Session, bram: User) -> None:
    relations = [make_relation(session, name) for name in ("One", "Two", "Three")]
    relations[2].regular_staff_id = bram.id
    session.commit()
    versions = [relation.row_version for relation in relations]

    count = update_rows(session, Relation, Relation.stage == Stage.POTENTIAL, regular_staff_id=bram.id)
    session.commit()

    assert count == 2
    assert {change.row_id: change.old for change in changes(session)} == {
        relations[0].id: {"regular_staff_id": None},
        relations[1].id: {"regular_staff_id": None},
    }
    assert all(relation.regular_staff_id == bram.id for relation in relations)
    assert [relation.row_version for relation in relations] == [versions[0] + 1, versions[1] + 1, versions[2]]


def test_deleting_a_person_takes_what_is_theirs_and_lets_the_rest_go_on(session: Session, bram: User) -> None:
    relation = make_relation(session)
    person = make_person(session, relation)
    own = make_phone(session, relation, person_id=person.id)
    shops = make_email(session, relation)
    task = make_task(session, relation, bram, person_id=person.id)
    quote = make_quote(session, relation, person_id=person.id)
    session.commit()
    gone = (person.id, own.id)

    delete_tree(session, person)
    session.commit()

    assert session.get(ContactPerson, gone[0]) is None
    assert session.get(ContactDetail, gone[1]) is None
    assert session.get(ContactDetail, shops.id) is not None
    assert (task.person_id, quote.person_id) == (None, None)
    assert {(change.table_name, change.operation) for change in changes(session)} == {
        ("task", Operation.UPDATE),
        ("quote", Operation.UPDATE),
        ("contact_detail", Operation.DELETE),
        ("contact_person", Operation.DELETE),
    }


def test_what_is_still_needed_is_not_deleted(session: Session) -> None:
    relation = make_relation(session)
    make_phone(session, relation)
    make_quote(session, relation)
    session.commit()

    with pytest.raises(RuleBroken):
        delete_tree(session, relation)
    assert session.get(Relation, relation.id) is not None
    assert len(session.scalars(select(ContactDetail)).all()) == 1


def test_a_quote_goes_with_its_versions_and_lines(session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    session.commit()

    delete_tree(session, quote)
    session.commit()

    assert [session.scalars(select(model)).all() for model in (Quote, QuoteVersion, QuoteLine)] == [
        [],
        [],
        [],
    ]
    assert [change.table_name for change in changes(session)] == ["quote_line", "quote_version", "quote"]
    assert {change.card_id for change in changes(session)} == {quote.relation_id}


def test_an_id_is_never_given_out_twice(session: Session) -> None:
    relation = make_relation(session)
    first = make_phone(session, relation)
    session.commit()
    first_id = first.id
    session.delete(first)
    session.commit()

    assert make_phone(session, relation).id > first_id
    assert session.scalars(select(Task)).all() == []
