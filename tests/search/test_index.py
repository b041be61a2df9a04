"""The documents follow the cards by themselves; when they do not, `check` says so and `rebuild` mends it."""

from sqlalchemy import Engine, text, update

from app.audit.bulk import delete_tree, insert_rows, update_rows
from app.audit.undo import undo
from app.contacts.models import ContactDetail
from app.core import clock
from app.core.database import Session
from app.core.migrations import downgrade, upgrade
from app.quotes.models import Decision, QuoteOutcome, QuoteStatus
from app.relations.models import Relation, Stage
from app.search import sqlite
from app.search.index import check, rebuild
from app.search.models import SearchDocument
from app.search.queries import find
from app.users.models import User
from tests.audit.test_undo import newest
from tests.factories import make_email, make_person, make_phone, make_quote, make_relation, make_task


def found(session: Session, typed: str) -> list[str]:
    """Whom the search finds."""
    return [hit.name for hit in find(session, typed)]


def is_right(session: Session) -> bool:
    """Whether all documents and the index fit the cards."""
    return check(session).is_right


def test_a_card_is_found_from_its_first_commit(session: Session) -> None:
    make_relation(session, "Kim Verbeek")
    assert found(session, "verbeek") == []

    session.commit()
    assert found(session, "verbeek") == ["Kim Verbeek"]


def test_what_is_changed_on_a_card_is_found_at_once(session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")
    phone = make_phone(session, relation, "071 012 87 40")
    session.commit()

    phone.given, phone.normalised = "06 12 34 56 78", "+31612345678"
    session.commit()

    assert found(session, "0710128740") == []
    assert found(session, "5678") == ["Kim Verbeek"]
    assert is_right(session)


def test_what_is_deleted_from_a_card_is_no_longer_found(session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")
    mail = make_email(session, relation, "trap@huis.example")
    person = make_person(session, relation, first_name="Anna")
    session.commit()

    session.delete(mail)
    delete_tree(session, person)
    session.commit()

    assert found(session, "trap@huis") == []
    assert found(session, "anna") == []
    assert is_right(session)


def test_what_moves_to_another_card_is_found_there_only(session: Session) -> None:
    one, other = make_relation(session, "One"), make_relation(session, "Other")
    phone = make_phone(session, one, "071 012 87 40")
    session.commit()

    phone.relation_id = other.id
    session.commit()

    assert found(session, "8740") == ["Other"]
    assert is_right(session)


def test_a_card_that_becomes_active_moves_up(session: Session) -> None:
    make_relation(session, "Jansen A", stage=Stage.POTENTIAL)
    last = make_relation(session, "Jansen B", stage=Stage.OLD)
    session.commit()
    assert found(session, "jansen") == ["Jansen A", "Jansen B"]

    last.stage = Stage.CURRENT
    session.commit()

    assert found(session, "jansen") == ["Jansen B", "Jansen A"]
    assert len(session.query(SearchDocument).all()) == 2


def test_a_deleted_card_leaves_nothing_in_the_index(session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")
    session.commit()

    delete_tree(session, relation)
    session.commit()

    assert session.query(SearchDocument).all() == []
    assert is_right(session)


def test_many_rows_at_once_are_found_too(session: Session) -> None:
    relations = [make_relation(session, f"Card {number}") for number in range(3)]
    session.commit()

    insert_rows(
        session,
        ContactDetail,
        [
            {"relation_id": r.id, "kind": "email", "given": f"m{r.id}@a.nl", "normalised": "x"}
            for r in relations
        ],
    )
    update_rows(session, Relation, Relation.name == "Card 2", name="Renamed")
    session.commit()

    assert found(session, f"m{relations[0].id}@a") == ["Card 0"]
    assert found(session, "renamed") == ["Renamed"]
    assert is_right(session)


def test_an_undo_is_seen_by_the_search(session: Session, bram: User) -> None:
    relation = make_relation(session, "Kim Verbeek")
    session.commit()
    relation.name = "Kim de Wit"
    session.commit()

    undo(session, newest(session), by=bram)
    session.commit()

    assert found(session, "verbeek") == ["Kim Verbeek"]
    assert found(session, "de wit") == []


def test_a_roll_back_changes_no_document(session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")
    session.commit()

    relation.name = "Kim de Wit"
    session.flush()
    session.rollback()
    session.commit()

    assert found(session, "verbeek") == ["Kim Verbeek"]
    assert is_right(session)


def test_a_quote_is_found_once_it_has_its_number(session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")
    quote = make_quote(session, relation)
    session.commit()

    quote.year, quote.serial = 2025, 317
    session.commit()

    assert found(session, "2025-0317") == ["Kim Verbeek"]


def test_check_sees_an_index_that_lags_behind(session: Session) -> None:
    make_relation(session, "Kim Verbeek")
    session.commit()
    session.execute(text("DROP TRIGGER search_document_changed"))
    session.execute(update(SearchDocument).values(body=" somebody else "))

    assert not check(session).is_sound

    rebuild(session)
    assert is_right(session)


def test_installing_again_changes_nothing(session: Session) -> None:
    make_relation(session, "Kim Verbeek")
    session.commit()

    sqlite.install(session.connection())
    sqlite.install(session.connection())

    assert found(session, "verb") == ["Kim Verbeek"]
    assert is_right(session)


def test_an_index_that_lost_its_triggers_is_filled_again(session: Session) -> None:
    """As after a migration that builds the table of documents anew."""
    make_relation(session, "Kim Verbeek")
    session.commit()
    for name in ("added", "removed", "changed"):
        session.execute(text(f"DROP TRIGGER search_document_{name}"))
    session.execute(update(SearchDocument).values(body=" kim de wit "))
    assert not check(session).is_sound

    sqlite.install(session.connection())

    assert check(session).is_sound


def test_going_down_and_up_again_makes_an_empty_index(database: Engine, session: Session) -> None:
    make_relation(session, "Kim Verbeek")
    session.commit()
    session.close()

    downgrade(database, "base")
    upgrade(database)

    with Session(database) as fresh:
        assert found(fresh, "verbeek") == []
        assert is_right(fresh)


def test_what_is_waited_for_is_kept_with_the_card(session: Session, bram: User) -> None:
    relation = make_relation(session, "Kim Verbeek")
    task = make_task(session, relation, bram, promised_since=clock.today())
    quote = make_quote(session, relation, status=QuoteStatus.SENT)
    session.commit()
    assert find(session, "kim")[0].waits_for == f"call back, quote {quote.number}"

    task.done_at = clock.now()
    session.commit()
    assert find(session, "kim")[0].waits_for == f"quote {quote.number}"

    session.add(
        QuoteOutcome(
            quote_id=quote.id,
            version_no=1,
            decision=Decision.ACCEPTED,
            decided_on=clock.today(),
            total_ex=100,
            noted_at=clock.now(),
        )
    )
    session.commit()
    assert find(session, "kim")[0].waits_for == ""
    assert is_right(session)


def test_a_colleague_who_is_renamed_is_shown_so_on_every_card(session: Session, bram: User) -> None:
    make_relation(session, "Kim Verbeek", regular_staff_id=bram.id)
    session.commit()

    bram.name = "Abraham"
    session.commit()

    assert find(session, "kim")[0].staff == "Abraham"
    assert is_right(session)
