"""The list of complaints: who still waits, the latest first; who was told; whose they are."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from app.core import clock
from app.core.database import Session
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_complaint, make_relation
from tests.statements import statements

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def words_on(page: str) -> list[str]:
    return re.findall(r'<q class="first-lines">(.*?)</q>', page)


def test_an_empty_list_speaks(client: Client) -> None:
    page = client.get("/complaints").text

    assert "No complaints yet. Good, or not asked yet?" in page
    assert 'aria-current="page">Complaints and mistakes</a>' in page


def test_who_waits_longest_past_the_promise_comes_first(client: Client, session: Session, bram: User) -> None:
    kim = make_relation(session)
    make_complaint(session, kim, bram, their_words="Next week", answer_by=days(5))
    make_complaint(session, kim, bram, their_words="Late", answer_by=days(-1), received_on=days(-6))
    make_complaint(session, kim, bram, their_words="Today", answer_by=TODAY, received_on=days(-1))
    make_complaint(session, kim, bram, their_words="Told", told_on=TODAY)

    page = client.get("/complaints").text
    answered = client.get("/complaints?show=answered").text

    assert words_on(page) == ["Late", "Today", "Next week"]
    assert page.count("badge--no") == 1
    assert "1 answer is late" in page
    assert [found in page for found in ("waits 6 days", "waits 1 day", "since today")] == [True] * 3
    assert words_on(answered) == ["Told"]


def test_only_those_of_one_person(client: Client, session: Session, bram: User, owner: User) -> None:
    kim = make_relation(session)
    make_complaint(session, kim, bram, their_words="For Bram")
    make_complaint(session, kim, owner, their_words="For Marleen")

    assert words_on(client.get(f"/complaints?who={bram.id}").text) == ["For Bram"]
    assert len(words_on(client.get("/complaints?who=x").text)) == 2
    assert words_on(client.get(f"/complaints?who={2**63}").text) == ["For Bram", "For Marleen"]
    assert (
        "Everybody has been told." in client.get("/complaints?who=999").text
        or words_on(client.get("/complaints?who=999").text) == []
    )


def test_everybody_has_been_told(client: Client, session: Session, bram: User) -> None:
    make_complaint(session, make_relation(session), bram, told_on=TODAY)

    assert "Everybody has been told. Well done." in client.get("/complaints").text


def test_a_long_list_goes_page_by_page_in_a_fixed_number_of_statements(
    client: Client, session: Session, database: Engine, bram: User
) -> None:
    for number in range(60):
        make_complaint(session, make_relation(session, f"Card {number}"), bram)
    session.commit()

    with statements(database) as seen:
        page = client.get("/complaints").text

    assert len(words_on(page)) == 50
    assert len(seen) <= 6
    assert len(words_on(client.get("/complaints?page=2").text)) == 10
