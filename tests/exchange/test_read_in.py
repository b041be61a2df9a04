"""Reading cards into the box: all or nothing, never twice, and back again."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count as count_from
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, func, select

from app.audit.models import Deed
from app.audit.undo import UndoConflict
from app.contacts.models import Address, ContactDetail, ContactPerson, SocialAccount
from app.contacts.vcard import Card, CardAddress, Labelled, write_card
from app.core import clock
from app.core.database import Base, Session
from app.core.errors import RuleBroken
from app.exchange.actions import cancel, clear_old_uploads, hand_in, read_in, undo_reading
from app.exchange.models import BatchState, ImportBatch, ImportedCard
from app.exchange.proposals import Answer
from app.files.models import StoredFile
from app.relations.models import Kind, Nature, Relation, Stage
from app.search.queries import find
from app.users.models import User
from tests.factories import make_interaction, make_person, make_phone, make_relation

CARDS = Path(__file__).parent.parent / "contacts" / "cards"
SOURCE = "My phone"


def kim(**fields: object) -> Card:
    given = {"first_name": "Kim", "last_name": "Verbeek", "phones": (Labelled("06 00 00 00 62", "mobile"),)}
    return Card(**given | fields)  # type: ignore[arg-type]


def handed_in(session: Session, by: User, *cards: Card, content: bytes = b"") -> ImportBatch:
    content = content or b"".join(map(write_card, cards))
    batch = hand_in(session, content, file_name="contacts.vcf", source=SOURCE, by=by)
    session.commit()
    return batch


def read(session: Session, by: User, *cards: Card, content: bytes = b"", **answers: Answer) -> ImportBatch:
    batch = handed_in(session, by, *cards, content=content)
    chosen = {int(name.removeprefix("card")): answer for name, answer in answers.items()}
    read_in(session, batch, kind=Kind.CURRENT, answers=chosen, by=by)
    session.commit()
    return batch


def counts(
    added: int, joined: int, skipped: int, *, relations: int | None = None, bad: int = 0
) -> dict[str, int]:
    made = added if relations is None else relations
    return {"relations": made, "added": added, "joined": joined, "skipped": skipped, "bad": bad}


def everything(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every row about a relation; the rest is a log of what was done."""
    tables = (Relation, ContactPerson, ContactDetail, SocialAccount, Address, ImportedCard)
    return {
        model.__tablename__: [
            tuple(row) for row in session.execute(select(model.__table__).order_by(model.id))
        ]
        for model in tables
    }


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_card_becomes_a_relation_with_all_that_stands_on_it(session: Session, bram: User) -> None:
    batch = read(session, bram, content=(CARDS / "iphone-labels.vcf").read_bytes())

    relation = session.scalars(select(Relation)).one()
    person = session.scalars(select(ContactPerson)).one()
    assert (relation.name, relation.nature, relation.stage) == (
        "Verbeek Interieur",
        Nature.ORGANISATION,
        Stage.CURRENT,
    )
    assert (relation.source, relation.made_by_id) == (SOURCE, bram.id)
    assert (person.first_name, person.last_name, person.job) == ("Kim", "Verbeek", "stylist, Atelier")
    assert person.note.startswith("Eerste regel\nTweede regel")
    details = session.scalars(select(ContactDetail).order_by(ContactDetail.position)).all()
    assert [detail.normalised for detail in details] == [
        "+31600000056",
        "+31710000056",
        "+31710000057",
        "atelier@verbeek.example",
        "kim@verbeek.example",
        "https://verbeek.example?a=1,2",
    ]
    assert {detail.person_id for detail in details} == {person.id}
    assert session.scalars(select(Address)).one().place == "Leiden"
    assert count(session, SocialAccount) == 3
    assert batch.counts == counts(1, 0, 0)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_kind_for_all_is_the_kind_of_each(session: Session, bram: User, kind: Kind) -> None:
    batch = handed_in(session, bram, kim())

    read_in(session, batch, kind=kind, answers={}, by=bram)

    assert session.scalars(select(Relation)).one().kinds == [kind]


def test_a_note_about_a_private_person_is_their_story(session: Session, bram: User) -> None:
    read(session, bram, kim(note="Wil eiken"))

    assert session.scalars(select(Relation)).one().story == "Wil eiken"
    assert session.scalars(select(ContactPerson)).one().note == ""


def test_who_was_read_in_is_found_at_once(session: Session, bram: User) -> None:
    read(session, bram, kim())

    assert [hit.name for hit in find(session, "0000062")] == ["Kim Verbeek"]


def test_reading_the_same_file_twice_adds_nothing(session: Session, bram: User) -> None:
    files = [path.read_bytes() for path in sorted(CARDS.glob("*.vcf")) if "utf-16" not in path.stem]
    content = b"\r\n".join(files)
    read(session, bram, content=content)
    before = everything(session)
    assert count(session, Relation) > 20

    batch = read(session, bram, content=content)

    assert everything(session) == before
    assert batch.counts is not None
    assert (batch.counts["added"], batch.counts["joined"]) == (0, 0)


def test_a_new_number_on_a_card_that_is_there_is_put_with_it(session: Session, bram: User) -> None:
    read(session, bram, kim())

    read(session, bram, kim(mails=(Labelled("kim@verbeek.example"),), note="Belt liever"))

    relation = session.scalars(select(Relation)).one()
    details = session.scalars(select(ContactDetail.normalised).order_by(ContactDetail.position)).all()
    assert details == ["+31600000062", "kim@verbeek.example"]
    assert relation.story == "Belt liever"
    assert count(session, ContactPerson) == 1


def test_who_is_put_with_an_organisation_is_one_more_person_there(session: Session, bram: User) -> None:
    bakery = make_relation(session, "Bakkerij Hart", nature=Nature.ORGANISATION, story="Al jaren")
    make_person(session, bakery, first_name="Jan", infix=None, last_name="Hart")
    make_phone(session, bakery, "071 000 00 09")

    read(session, bram, kim(organisation="Bakkerij Hart", note="Zit aan de balie"))

    people = session.scalars(select(ContactPerson).order_by(ContactPerson.id)).all()
    assert [person.last_name for person in people] == ["Hart", "Verbeek"]
    assert {person.relation_id for person in people} == {bakery.id}
    assert people[1].note == "Zit aan de balie"
    assert bakery.story == "Al jaren"


def test_each_answer_is_followed(session: Session, bram: User) -> None:
    read(session, bram, kim())
    other = kim(first_name="Marieke")

    assert read(session, bram, other, card1=Answer.SKIP).counts == counts(0, 0, 1)
    assert read(session, bram, other, card1=Answer.ADD).counts == counts(1, 0, 0)
    assert count(session, Relation) == 2


def test_a_new_card_may_be_left_out(session: Session, bram: User) -> None:
    read(session, bram, kim(), Card(full_name="Oma", phones=(Labelled("06 1"),)), card2=Answer.SKIP)

    assert session.scalars(select(Relation.name)).all() == ["Kim Verbeek"]


def test_colleagues_of_who_is_left_out_go_in_together_all_the_same(session: Session, bram: User) -> None:
    staff = [
        kim(first_name=name, organisation="Atelier", phones=(Labelled(f"06 0000000{n}"),))
        for n, name in enumerate(["An", "Bo", "Cas"])
    ]

    batch = read(session, bram, *staff, card1=Answer.SKIP)

    assert session.scalars(select(Relation.name)).all() == ["Atelier"]
    assert session.scalars(select(ContactPerson.first_name)).all() == ["Bo", "Cas"]
    assert batch.counts == counts(2, 0, 1, relations=1)


def test_three_hundred_cards_ask_no_more_of_the_box_than_three(
    session: Session, database: Engine, bram: User
) -> None:
    def questions_for(people: range) -> int:
        batch = handed_in(
            session, bram, *(kim(first_name=f"Kim{n}", phones=(Labelled(f"06 {n:08}"),)) for n in people)
        )
        with counted(database) as statements:
            read_in(session, batch, kind=Kind.CURRENT, answers={}, by=bram)
            session.commit()
        return sum(statement.startswith("SELECT") for statement in statements)

    assert questions_for(range(10, 310)) <= questions_for(range(3)) + 1


def test_bad_cards_do_not_stop_the_others(session: Session, bram: User) -> None:
    batch = read(session, bram, content=(CARDS / "names-empty.vcf").read_bytes())

    assert batch.counts == counts(3, 0, 0, bad=2)


def test_undoing_takes_out_all_that_came_in_and_gives_back_what_changed(session: Session, bram: User) -> None:
    there = make_relation(session, "Kim Verbeek", story="Al jaren")
    make_phone(session, there, "06 00 00 00 62")
    session.commit()
    before = everything(session)
    batch = read(
        session,
        bram,
        kim(note="Nieuw", mails=(Labelled("k@x.example"),)),
        kim(first_name="Bo", phones=(Labelled("06 1"),)),
    )
    assert everything(session) != before

    undo_reading(session, batch, by=bram)
    session.commit()

    after = everything(session)
    session.refresh(there)
    assert there.story == "Al jaren"
    assert {name: len(rows) for name, rows in after.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    assert batch.state is BatchState.UNDONE


def test_after_undoing_the_file_can_be_read_in_again(session: Session, bram: User) -> None:
    undo_reading(session, read(session, bram, kim()), by=bram)
    session.commit()

    assert read(session, bram, kim()).counts == counts(1, 0, 0)


def test_who_somebody_has_spoken_since_is_asked_about(session: Session, bram: User) -> None:
    batch = read(session, bram, kim(), kim(first_name="Bo", phones=(Labelled("06 1"),)))
    spoken = session.scalars(select(Relation).where(Relation.name == "Kim Verbeek")).one()
    make_interaction(session, spoken, bram)
    session.commit()

    with pytest.raises(UndoConflict):
        undo_reading(session, batch, by=bram)
    undo_reading(session, batch, by=bram, leave_used=True)
    session.commit()

    assert session.scalars(select(Relation.name)).all() == ["Kim Verbeek"]
    assert count(session, ContactDetail) == 1


def test_after_a_month_it_cannot_be_undone(session: Session, bram: User) -> None:
    batch = read(session, bram, kim())

    with clock.frozen(clock.now() + dt.timedelta(days=31)), pytest.raises(RuleBroken):
        undo_reading(session, batch, by=bram)


def test_what_was_not_read_in_cannot_be_undone(session: Session, bram: User) -> None:
    with pytest.raises(RuleBroken):
        undo_reading(session, handed_in(session, bram, kim()), by=bram)


def test_all_or_nothing_wherever_it_fails(session: Session, database: Engine, bram: User) -> None:
    there = make_relation(session, "Bo Verbeek")
    make_phone(session, there, "06 1", normalised="06 1")
    bo = kim(first_name="Bo", phones=(Labelled("06 1"), Labelled("06 2")), note="Nieuw")
    batch = handed_in(session, bram, kim(), bo)
    before = everything(session)
    session.rollback()

    for step in range(100):
        with fails_at(database, step) as has_failed:
            try:
                read_in(session, batch, kind=Kind.CURRENT, answers={}, by=bram)
                session.commit()
            except BrokenOff:
                session.rollback()
        if not has_failed():
            break
        assert everything(session) == before
        assert batch.state is BatchState.PREVIEW
        session.rollback()

    assert step > 10
    assert batch.counts == counts(1, 1, 0)


class BrokenOff(Exception):
    """What a statement that fails raises."""


@contextmanager
def counted(database: Engine) -> Iterator[list[str]]:
    """Every statement that the database gets."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database, "before_cursor_execute", note)


@contextmanager
def fails_at(database: Engine, step: int) -> Iterator[Callable[[], bool]]:
    """The statement with this number fails; says afterwards whether it was reached."""
    steps = count_from(0)
    failed: list[str] = []

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if next(steps) == step:
            failed.append(statement)
            raise BrokenOff(statement)

    event.listen(database, "before_cursor_execute", fail)
    try:
        yield lambda: bool(failed)
    finally:
        event.remove(database, "before_cursor_execute", fail)


def test_the_file_is_gone_once_it_is_read_in(session: Session, bram: User) -> None:
    batch = read(session, bram, kim())

    assert (batch.file_id, count(session, StoredFile)) == (None, 0)


def test_the_file_is_gone_once_somebody_thinks_better_of_it(session: Session, bram: User) -> None:
    batch = handed_in(session, bram, kim())

    cancel(session, batch)
    session.commit()

    assert (batch.state, count(session, StoredFile), count(session, Relation)) == (BatchState.CANCELLED, 0, 0)
    with pytest.raises(RuleBroken):
        read_in(session, batch, kind=Kind.CURRENT, answers={}, by=bram)


def test_the_file_is_gone_after_a_day(session: Session, bram: User) -> None:
    batch = handed_in(session, bram, kim())

    with clock.frozen(clock.now() + dt.timedelta(hours=23)):
        clear_old_uploads(session)
        assert count(session, StoredFile) == 1
    with clock.frozen(clock.now() + dt.timedelta(hours=25)):
        clear_old_uploads(session)
    session.commit()

    session.refresh(batch)
    assert (batch.state, batch.file_id, count(session, StoredFile)) == (BatchState.CANCELLED, None, 0)


def test_a_file_cannot_be_read_in_twice(session: Session, bram: User) -> None:
    batch = read(session, bram, kim())

    with pytest.raises(RuleBroken):
        read_in(session, batch, kind=Kind.CURRENT, answers={}, by=bram)


def test_the_reading_is_one_deed(session: Session, bram: User) -> None:
    batch = read(session, bram, kim(), kim(first_name="Bo", phones=(Labelled("06 1"),)))

    [deed] = session.scalars(select(Deed).where(Deed.by_id == bram.id)).all()
    assert (deed.id, deed.what) == (batch.deed_id, "exchange.read_in")


def test_addresses_are_not_written_twice(session: Session, bram: User) -> None:
    read(session, bram, kim(addresses=(CardAddress("Markt 1", "2311 EZ", "Leiden"),)))

    read(
        session,
        bram,
        kim(addresses=(CardAddress("Markt 1", "2311EZ", "LEIDEN"),), mails=(Labelled("k@x.example"),)),
    )

    assert count(session, Address) == 1
