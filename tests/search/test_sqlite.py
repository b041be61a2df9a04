"""The index of SQLite: one question to the database for each search, however many it finds."""

import pytest

from app.core.database import Session
from app.search.queries import find
from tests.factories import make_address, make_person, make_phone, make_relation


@pytest.fixture(autouse=True)
def _crowd(session: Session) -> None:
    for number in range(50):
        relation = make_relation(session, f"Jansen {number:02}")
        make_phone(session, relation)
        make_person(session, relation, first_name="Ben")
        make_address(session, relation, street="Drogerskade")
    session.commit()


def statements_of(session: Session, text: str) -> list[str]:
    """The statements that one search takes, as the database itself sees them."""
    seen: list[str] = []
    driver = session.connection().connection.driver_connection
    assert driver is not None
    driver.set_trace_callback(seen.append)
    find(session, text)
    driver.set_trace_callback(None)
    return [statement for statement in seen if not statement.startswith("--")]


@pytest.mark.parametrize("typed", ["jansen", "jansen 07", "anse", "drogerskade", "ben", "8740", "j", "be ja"])
def test_a_search_takes_one_statement(session: Session, typed: str) -> None:
    assert find(session, typed)
    assert len(statements_of(session, typed)) == 1
