"""The end of the bin: who lay there is really gone, their quotes' figures stay, and nothing is half-done."""

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from app.audit.graph import Gone, references_to
from app.audit.models import Deed, RowChange
from app.audit.undo import undo
from app.core import clock
from app.core.database import Base, Session
from app.core.errors import RuleBroken
from app.duplicates.actions import merge, these_are_two
from app.files.actions import keep_file
from app.files.models import StoredFile
from app.quotes.models import Quote, QuoteStatus, QuoteVersion
from app.relations.actions import discard, restore
from app.relations.models import BIN_DAYS, Relation
from app.search.index import check
from app.search.sqlite import forget_gone
from app.server.doctor import examine_card_box
from app.server.upkeep import tidy_away, tidy_away_on_a_new_day
from app.tidying.actions import empty_bin, wipe_what_is_over
from app.users.models import User
from tests.audit.test_undo import newest, whole_database
from tests.conftest import Client
from tests.factories import (
    make_interaction,
    make_person,
    make_phone,
    make_quote,
    make_relation,
    make_task,
)
from tests.forms import boxes_of
from tests.rows import make_row

RELATION = Base.metadata.tables["relation"]
PERSON = Base.metadata.tables["contact_person"]
MARK = "Zyzzogeton"


def later(days: float) -> Any:
    return clock.frozen(clock.now() + dt.timedelta(days=days))


@pytest.fixture
def marked(session: Session, bram: User) -> Relation:
    """A card that says its mark in every column about people, in every table that hangs on it."""
    relation = make_relation(session, MARK, story=f"{MARK} paints boats.")
    person = make_person(session, relation, last_name=MARK)
    for target, key in ((RELATION, relation.id), (PERSON, person.id)):
        for reference in references_to(target):
            own = {"relation_id": relation.id} if "relation_id" in reference.table.c else {}
            is_special = reference.column.name == "merged_into_id"
            if not is_special and reference.table.name not in ("search_document", "not_double"):
                # Another card says nothing of this one.
                says = "" if reference.table is RELATION else MARK
                make_row(session, reference.table, says=says, **own | {reference.column.name: key})
    make_interaction(session, relation, bram, person_id=person.id, their_words=MARK)
    quote = make_quote(session, relation, status=QuoteStatus.SENT, subject=MARK, person_id=person.id)
    version = session.scalars(select(QuoteVersion).where(QuoteVersion.quote_id == quote.id)).one()
    version.pdf_id = keep_file(session, f"{MARK}.pdf", "application/pdf", MARK.encode()).id
    session.commit()
    relation.good_to_know = f"{MARK} likes tea."
    session.commit()
    discard(session, relation, by=bram)
    session.commit()
    return relation


def where_it_says(engine: Engine) -> list[str]:
    """Every table in which the mark stands, asked of the file itself."""
    with engine.connect() as connection:
        names = [
            name
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return [
            name
            for name in names
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            if any(MARK.lower() in str(value).lower() for value in row)
        ]


def test_after_thirty_days_nothing_says_who_it_was(
    session: Session, database: Engine, marked: Relation
) -> None:
    with later(BIN_DAYS - 0.1):
        assert wipe_what_is_over(session) == 0
    with later(BIN_DAYS + 0.1):
        assert wipe_what_is_over(session) == 1
        forget_gone(session.connection())
    session.commit()

    assert where_it_says(database) == []
    assert [finding.what for finding in examine_card_box(session) if finding.remedy] == []
    assert check(session).is_right
    file = Path(database.url.database or "")
    session.close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
    assert MARK.encode() not in file.read_bytes()


def test_the_figures_of_quotes_stay_under_another_name(
    session: Session, client: Client, marked: Relation
) -> None:
    quote = session.scalars(select(Quote).where(Quote.status == QuoteStatus.SENT)).one()
    version = session.scalars(select(QuoteVersion).where(QuoteVersion.quote_id == quote.id)).one()
    figures = (quote.number, version.total, version.total_ex)
    with later(31):
        wipe_what_is_over(session)
        session.commit()

    session.expire_all()
    assert (quote.number, version.total, version.total_ex) == figures
    assert quote.subject == ""
    assert session.get_one(Relation, marked.id).name == "Wiped card"
    assert session.scalar(select(func.count(StoredFile.id))) == 0
    assert "This card was wiped." in client.get(f"/relations/{marked.id}").text
    assert client.post(f"/relations/{marked.id}/restore").status_code == 409
    assert "Wiped card" not in client.get("/bin").text
    assert MARK not in client.get(f"/relations/{marked.id}/history").text


def test_a_card_without_figures_goes_altogether(session: Session, client: Client, bram: User) -> None:
    relation = make_relation(session)
    make_phone(session, relation)
    friend = make_relation(session, "Friend", came_through_id=relation.id)
    these_are_two(session, relation, friend, by=bram)
    discard(session, relation, by=bram)
    session.commit()
    number = relation.id

    with later(31):
        wipe_what_is_over(session)
        session.commit()

    assert session.get(Relation, number) is None
    assert session.get_one(Relation, friend.id).came_through_id is None
    assert client.get(f"/relations/{number}").status_code == 404


def test_a_card_that_was_put_back_is_not_wiped(session: Session, bram: User) -> None:
    relation = make_relation(session)
    discard(session, relation, by=bram)
    session.commit()
    with later(29):
        restore(session, relation, by=bram)
        session.commit()

    with later(31):
        assert wipe_what_is_over(session) == 0


@pytest.mark.parametrize("is_undone", [True, False])
def test_nobody_gets_a_card_back_into_the_bin_to_be_wiped_at_once(
    session: Session, bram: User, is_undone: bool
) -> None:
    """Its day in the bin comes back with it, and may be longer ago than a card lies there."""
    relation = make_relation(session)
    session.commit()
    discard(session, relation, by=bram)
    session.commit()
    with later(20):
        undo(session, newest(session), by=bram) if is_undone else restore(session, relation, by=bram)
        session.commit()

    with later(40):
        with pytest.raises(RuleBroken):
            undo(session, newest(session), by=bram)
        assert wipe_what_is_over(session) == 0
    assert relation.is_live


def test_what_is_on_other_cards_stays(session: Session, marked: Relation, bram: User) -> None:
    other = make_relation(session, "Other")
    make_person(session, other)
    make_phone(session, other)
    make_task(session, other, bram)
    session.commit()
    before = {
        name: [row for row in rows if other.name in map(str, row)]
        for name, rows in whole_database(session).items()
    }
    phones = len(whole_database(session)["contact_detail"])

    with later(31):
        wipe_what_is_over(session)
        session.commit()

    after = whole_database(session)
    assert all(row in after[name] for name, rows in before.items() for row in rows)
    assert len(after["contact_detail"]) < phones
    assert [row for row in after["contact_detail"] if other.id in row]


def test_no_deed_of_it_can_be_undone(session: Session, client: Client, marked: Relation, bram: User) -> None:
    deeds = session.scalars(select(Deed).where(Deed.id.in_(select(RowChange.deed_id)))).all()
    thrown_away = newest(session)

    empty_bin(session, until=clock.now(), by=bram)
    session.commit()

    assert session.scalars(select(RowChange).where(RowChange.card_id == marked.id)).all() == []
    assert deeds
    with pytest.raises(RuleBroken, match="the card was wiped"):
        undo(session, session.get_one(Deed, thrown_away.id), by=bram)
    answer = client.post(f"/deeds/{thrown_away.id}/undo")
    assert answer.status_code == 409
    assert "the card was wiped" in answer.text


def test_a_deed_of_many_cards_is_still_undone_for_the_others(session: Session, bram: User) -> None:
    wiped, other = make_relation(session, "Wiped"), make_relation(session, "Other")
    session.commit()
    for card in (wiped, other):
        card.regular_staff_id = bram.id
    session.commit()
    deed = newest(session)
    discard(session, wiped, by=bram)
    session.commit()
    empty_bin(session, until=clock.now(), by=bram)
    session.commit()

    undo(session, session.get_one(Deed, deed.id), by=bram)
    session.commit()

    assert session.get_one(Relation, other.id).regular_staff_id is None


def test_what_a_merge_left_behind_goes_too_but_its_address_still_leads_on(
    session: Session, client: Client, bram: User
) -> None:
    stays, goes = make_relation(session, "Anna"), make_relation(session, MARK)
    for card in (stays, goes):
        make_phone(session, card)
    merge(session, stays, goes, by=bram)
    session.commit()

    with later(31):
        wipe_what_is_over(session)
        session.commit()

    assert session.get_one(Relation, goes.id).name == "Wiped card"
    assert [row[1] for row in whole_database(session)["contact_detail"]] == [stays.id]
    assert client.get(f"/relations/{goes.id}").location == f"/relations/{stays.id}"


def test_a_fault_halfway_leaves_the_card_in_the_bin(
    session: Session, marked: Relation, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole_database(session)
    changes = session.scalar(select(func.count(RowChange.id)))

    class Fault(Exception):
        """The power goes."""

    def fail(*_given: object) -> None:
        raise Fault

    monkeypatch.setattr("app.audit.forget._forget_deeds", fail)
    with later(31), pytest.raises(Fault):
        wipe_what_is_over(session)
    session.rollback()

    assert whole_database(session) == before
    assert session.scalar(select(func.count(RowChange.id))) == changes


def test_the_program_does_it_at_the_start_and_once_on_every_new_day(
    app: Any, session: Session, bram: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    relation = make_relation(session)
    number = relation.id
    discard(session, relation, by=bram)
    session.commit()

    tidy_away(app)
    session.rollback()
    assert session.get(Relation, number)

    with later(31):
        assert tidy_away_on_a_new_day(app, clock.today()) == clock.today()
        session.rollback()
        assert session.get(Relation, number), "that was done today"
        assert tidy_away_on_a_new_day(app, clock.today() - dt.timedelta(days=1)) == clock.today()
    session.rollback()
    assert session.get(Relation, number) is None


def test_the_owner_empties_the_bin_after_a_question(session: Session, client: Client, bram: User) -> None:
    relation = make_relation(session)
    number = relation.id
    discard(session, relation, by=bram)
    session.commit()
    assert "/bin/empty" in client.get("/bin").text

    question = client.get("/bin/empty")
    assert "1 card in the bin is wiped for good." in question.text
    session.expire_all()
    assert session.get(Relation, number), "asking changes nothing"
    answer = client.post("/bin/empty", data=boxes_of(question.text), follow_redirects=True)

    session.expire_all()
    assert "1 card is wiped." in answer.text
    assert session.get(Relation, number) is None
    assert newest(session).what == "relation.wipe"
    assert newest(session).counts == {"cards": 1}


def test_what_was_thrown_away_since_the_question_stays(session: Session, client: Client, bram: User) -> None:
    question = boxes_of(client.get("/bin/empty").text) | {}
    discard(session, make_relation(session), by=bram)
    question["until"] = (clock.now() - dt.timedelta(seconds=5)).isoformat()

    client.post("/bin/empty", data=question)

    assert len(session.scalars(select(Relation)).all()) == 1


@pytest.mark.parametrize("until", ["", "x", "2026-01-01", "9999-12-31T00:00:00+00:00"])
def test_a_question_that_was_not_asked_is_asked_again(
    session: Session, client: Client, bram: User, until: str
) -> None:
    relation = make_relation(session)
    discard(session, relation, by=bram)

    answer = client.post("/bin/empty", data={"until": until})

    session.expire_all()
    assert answer.status_code == 200
    assert "is wiped for good" in answer.text
    assert session.get(Relation, relation.id)


def test_an_empty_bin_has_nothing_to_ask(client: Client) -> None:
    assert "The bin is empty." in client.get("/bin/empty").text


def test_only_the_owner_empties_the_bin(session: Session, client_as: Any, bram: User) -> None:
    relation = make_relation(session)
    discard(session, relation, by=bram)

    assert client_as(bram).get("/bin/empty").status_code == 403
    assert client_as(bram).post("/bin/empty", data={"until": clock.now().isoformat()}).status_code == 403
    session.expire_all()
    assert session.get(Relation, relation.id)
    assert "/bin/empty" not in client_as(bram).get("/bin").text


def test_nothing_needs_what_goes_with_a_card() -> None:
    """Else it could not go: only the card itself, and what stays with it, may be needed."""
    going = {RELATION}
    reached = [RELATION]
    while reached:
        for reference in references_to(reached.pop()):
            if reference.gone is Gone.DELETE and reference.table not in going:
                going.add(reference.table)
                reached.append(reference.table)
    needed = {
        reference.target.name
        for table in going - {RELATION}
        for reference in references_to(table)
        if reference.gone is Gone.REFUSE
    }

    assert needed == set()
