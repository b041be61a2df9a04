"""Equal wishes stand together: how many people want the same, over how long, and who."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.users.models import User
from app.wishes import actions, queries
from app.wishes.models import Wish
from app.wishes.topics import topic_key
from tests.conftest import Client
from tests.factories import make_relation, make_wish
from tests.statements import statements

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def days_ago(number: int) -> dt.date:
    return TODAY - dt.timedelta(days=number)


@pytest.mark.parametrize("typed", ["PVC-vloer", "pvc vloer", "PVCvloer", " Pvc  Vloer. ", "pvc_vloér"])
def test_the_same_topic_however_it_is_typed(typed: str) -> None:
    assert topic_key(typed) == "pvcvloer"


def test_other_topics_stay_apart() -> None:
    assert len({topic_key(topic) for topic in ("PVC", "PVC-vloer", "Kurk", "👍", "👎", "نص")}) == 6
    assert topic_key(" ") == ""


@given(st.text(max_size=200))
def test_a_key_is_its_own_key_and_knows_no_capitals_or_blanks(typed: str) -> None:
    key = topic_key(typed)

    assert topic_key(key) == key
    assert topic_key(f"  {typed} ") == key
    assert len(key) <= 120


def test_an_empty_list_speaks(client: Client) -> None:
    assert "No wishes yet. Ask: what would be perfect?" in client.get("/wishes").text


def test_what_most_people_want_comes_first(client: Client, session: Session) -> None:
    for number, name in enumerate(("Kim", "Noor", "Sem")):
        make_wish(session, make_relation(session, name), topic="PVC-vloer", noted_on=days_ago(number * 150))
    twice = make_relation(session, "Anna")
    make_wish(session, twice, topic="Cork", done_on=TODAY)
    make_wish(session, twice, topic="cork", noted_on=days_ago(1))
    make_wish(session, twice, topic="", wanted="Something green")
    make_wish(session, make_relation(session, "Gone", deleted_at=clock.now()), topic="PVC vloer")

    rows = queries.topics_page(session, 1).rows

    assert [(row.key, row.cards, row.lately, row.open) for row in rows] == [
        ("pvcvloer", 3, 2, 3),
        ("cork", 1, 1, 1),
        ("", 1, 1, 1),
    ]
    assert (rows[0].first, rows[0].last) == (days_ago(300), TODAY)
    page = client.get("/wishes").text
    assert re.findall(r"/wishes/topic\?key=(\w*)", page) == ["pvcvloer", "cork", ""]
    assert "No topic yet" in page


def test_a_topic_opens_its_people_and_their_words(client: Client, session: Session, bram: User) -> None:
    kim = make_relation(session, "Kim")
    wish = make_wish(session, kim, wanted="Warm feet", settles_for="Socks", noted_by_id=bram.id)
    make_wish(session, make_relation(session, "Noor"), topic="Cork", wanted="Silence")

    page = client.get("/wishes/topic?key=pvcfloor").text

    assert all(
        word in page
        for word in ("Kim", "Warm feet", "Socks", "Bram", f"/relations/{kim.id}", f"/wishes/{wish.id}/edit")
    )
    assert "Silence" not in page


def test_another_name_makes_two_topics_one(client: Client, session: Session) -> None:
    make_wish(session, make_relation(session, "Kim"), topic="Plastic floor")
    make_wish(session, make_relation(session, "Noor"), topic="pvc vloer")
    make_wish(session, make_relation(session, "Sem"), topic="Cork")

    answer = client.post("/wishes/topic/rename?key=plasticfloor", data={"topic": "PVC-vloer"})

    assert answer.location == "/wishes/topic?key=pvcvloer"
    session.expire_all()
    topics = [(wish.topic, wish.topic_key) for wish in session.scalars(select(Wish).order_by(Wish.id))]
    assert topics == [("PVC-vloer", "pvcvloer")] * 2 + [("Cork", "cork")]
    assert queries.topics_in_use(session) == ["PVC-vloer", "Cork"]


@pytest.mark.parametrize("typed", ["", "  ", "x" * 81])
def test_a_name_is_needed(client: Client, session: Session, typed: str) -> None:
    make_wish(session, make_relation(session))

    answer = client.post("/wishes/topic/rename?key=pvcfloor", data={"topic": typed})

    assert answer.status_code == 200
    assert "Not saved yet." in answer.text
    assert typed.strip() in answer.text
    session.expire_all()
    assert session.scalars(select(Wish.topic)).all() == ["PVC floor"]


def test_no_name_is_no_name_below_the_page_either(session: Session, bram: User) -> None:
    with pytest.raises(RuleBroken):
        actions.rename_topic(session, "pvcfloor", " ", by=bram)


@pytest.mark.parametrize("key", ["unheard", "", "%25"])
def test_an_unknown_topic_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"/wishes/topic?key={key}").status_code == 404
    assert client.get(f"/wishes/topic/rename?key={key}").status_code == 404


def test_wishes_without_a_topic_get_none_all_at_once(client: Client, session: Session) -> None:
    make_wish(session, make_relation(session), topic="")

    assert client.get("/wishes/topic?key=").status_code == 200
    assert client.post("/wishes/topic/rename?key=", data={"topic": "Cork"}).status_code == 404


def test_many_wishes_take_a_fixed_number_of_statements(
    client: Client, session: Session, database: Engine
) -> None:
    for number in range(60):
        make_wish(session, make_relation(session, f"Card {number}"), topic="Cork")
    session.commit()

    with statements(database) as seen:
        client.get("/wishes/topic?key=cork")

    assert len(seen) <= 6


def test_topics_are_never_markup(client: Client, session: Session) -> None:
    make_wish(session, make_relation(session), topic="<script>alert(1)</script>", wanted="<b>x</b>")

    for address in ("/wishes", "/wishes/topic?key=scriptalert1script"):
        page = client.get(address).text
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page
