"""Numbers of quotes: each once, one after another, also when many ask at the same time."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from app.core.database import Session, take_write_lock
from app.quotes.numbering import next_serial


def test_numbers_follow_one_another_within_a_year(session: Session) -> None:
    assert [next_serial(session, 2026) for _turn in range(3)] == [1, 2, 3]


def test_each_year_begins_at_one(session: Session) -> None:
    next_serial(session, 2026)
    next_serial(session, 2026)

    assert next_serial(session, 2027) == 1
    assert next_serial(session, 2026) == 3


def test_a_number_that_was_not_saved_is_given_again(session: Session) -> None:
    next_serial(session, 2026)
    session.commit()
    next_serial(session, 2026)
    session.rollback()

    assert next_serial(session, 2026) == 2


def test_fifty_people_at_once_all_get_another_number(database: Engine) -> None:
    def send_one(turn: int) -> int | None:
        with Session(database) as session:
            take_write_lock(session)
            serial = next_serial(session, 2026)
            if turn % 5 == 0:
                session.rollback()
                return None
            session.commit()
            return serial

    with ThreadPoolExecutor(max_workers=50) as people:
        given = [serial for serial in people.map(send_one, range(50)) if serial is not None]

    assert sorted(given) == list(range(1, 41))
