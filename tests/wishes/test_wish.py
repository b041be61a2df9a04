"""Noting what somebody really wants, beside what they settle for, and doing something about it."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.quotes.models import QuoteStatus
from app.relations.models import Relation
from app.timeline.queries import timeline_of
from app.users.models import User
from app.wishes import actions
from app.wishes.given import Wished
from app.wishes.models import Wish
from tests.conftest import Client
from tests.factories import make_person, make_quote, make_relation, make_wish

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def kim(session: Session) -> Relation:
    return make_relation(session)


def the_wish(session: Session) -> Wish:
    return session.scalars(select(Wish).execution_options(populate_existing=True)).one()


def test_only_what_they_really_want_is_asked_for(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    answer = client.post(f"/wishes/new?relation={kim.id}", data={"wanted": "No glue."})

    wish = the_wish(session)
    assert answer.location == f"/relations/{kim.id}"
    assert (wish.wanted, wish.settles_for, wish.topic_key) == ("No glue.", "", "")
    assert (wish.noted_on, wish.noted_by_id, wish.is_open) == (TODAY, owner.id, True)
    page = client.get(answer.location).text
    assert "No glue." in page
    assert "Wish noted" in page


def test_all_of_it_is_kept_and_shown_on_the_card_and_beside_a_quote(
    client: Client, session: Session, kim: Relation
) -> None:
    person, quote = make_person(session, kim), make_quote(session, kim, status=QuoteStatus.SENT)
    session.commit()

    client.post(
        f"/wishes/new?relation={kim.id}",
        data={
            "wanted": "A floor that does not creak",
            "settles_for": "A carpet",
            "topic": "PVC-floor",
            "person_id": person.id,
            "quote_id": quote.id,
        },
    )

    wish = the_wish(session)
    assert (wish.settles_for, wish.topic, wish.topic_key) == ("A carpet", "PVC-floor", "pvcfloor")
    assert (wish.person_id, wish.quote_id) == (person.id, quote.id)
    for address in (f"/relations/{kim.id}", f"/quotes/new?relation={kim.id}"):
        page = client.get(address).text
        assert "A floor that does not creak" in page
        assert "A carpet" in page
        assert "/wishes/topic?key=pvcfloor" in page
    assert [entry.what for entry in timeline_of(session, kim.id).entries] == ["wish.noted"]


def test_it_is_written_down_better_and_done(client: Client, session: Session, kim: Relation) -> None:
    wish = make_wish(session, kim)
    posted = {"wanted": "Oak", "topic": "Floors", "what_we_do": "Order samples.", "is_done": "y"}

    answer = client.post(f"/wishes/{wish.id}/edit", data=posted)

    wish = the_wish(session)
    assert answer.location == f"/relations/{kim.id}"
    assert (wish.wanted, wish.topic_key, wish.what_we_do) == ("Oak", "floors", "Order samples.")
    assert wish.done_on == TODAY
    assert "Order samples." in client.get(answer.location).text

    client.post(f"/wishes/{wish.id}/edit", data={"wanted": "Oak"})
    assert the_wish(session).done_on is None


def test_the_page_shows_what_was_noted(client: Client, session: Session, kim: Relation) -> None:
    wish = make_wish(session, kim, what_we_do="Order samples.", done_on=TODAY)

    page = client.get(f"/wishes/{wish.id}/edit").text

    assert "A floor that does not creak." in page
    assert "Order samples." in page
    assert 'checked id="is_done"' in page


def test_nothing_of_another_card_comes_along(session: Session, kim: Relation, bram: User) -> None:
    other = make_relation(session, "Somebody else")

    for wished in (
        Wished("Oak", person=make_person(session, other)),
        Wished("Oak", quote=make_quote(session, other)),
    ):
        with pytest.raises(RuleBroken):
            actions.add(session, kim, wished, by=bram)


def test_two_who_change_one_wish_at_once_see_both_texts(
    client: Client, session: Session, kim: Relation
) -> None:
    wish = make_wish(session, kim)
    address = f"/wishes/{wish.id}/edit"
    kept = re.search(r'name="seen"[^>]* value="([^"]*)"', client.get(address).text)
    assert kept
    wish.wanted = "Oak, says the colleague."
    session.flush()

    answer = client.post(address, data={"seen": html.unescape(kept[1]), "wanted": "Elm, say I."})

    assert answer.status_code == 409
    assert "Oak, says the colleague." in answer.text
    assert "Elm, say I." in answer.text
    assert the_wish(session).wanted == "Oak, says the colleague."


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"wanted": " "}, "Write down what they really want."),
        ({"wanted": "x" * 2001}, "too long"),
        ({"topic": "x" * 81}, "too long"),
        ({"person_id": "999"}, "Choose one from the list"),
        ({"quote_id": "999"}, "Choose one from the list"),
    ],
    ids=["wanted", "long", "topic", "person", "quote"],
)
def test_bad_input_keeps_what_was_typed(
    client: Client, session: Session, posted: dict[str, str], sentence: str
) -> None:
    kim = make_relation(session)
    make_person(session, kim)
    make_quote(session, kim)
    typed = {"wanted": "“<Oak> & elm”", "settles_for": "Beech"}

    page = html.unescape(client.post(f"/wishes/new?relation={kim.id}", data=typed | posted).text)

    assert sentence in page
    assert "Beech" in page
    assert (typed | posted)["wanted"].strip() in page
    assert session.scalars(select(Wish)).all() == []


def test_a_viewer_reads_but_changes_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User, kim: Relation
) -> None:
    wish = make_wish(session, kim)
    browser = client_as(viewer)

    assert browser.post(f"/wishes/new?relation={kim.id}", data={"wanted": "x"}).status_code == 403
    assert browser.post(f"/wishes/{wish.id}/edit", data={"wanted": "x"}).status_code == 403
    assert browser.post("/wishes/topic/rename?key=pvcfloor", data={"topic": "x"}).status_code == 403
    page = browser.get(f"/relations/{kim.id}").text
    assert "A floor that does not creak." in page
    assert f"/wishes/{wish.id}/edit" not in page
    assert 'aria-keyshortcuts="w"' not in page
    wish = the_wish(session)
    assert (wish.wanted, wish.topic) == ("A floor that does not creak.", "PVC floor")


@pytest.mark.parametrize("number", ["0", "999", str(2**63)])
def test_an_unknown_card_or_wish_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/wishes/new?relation={number}").status_code == 404
    assert client.get(f"/wishes/{number}/edit").status_code == 404


def test_a_card_in_the_bin_says_what_to_do(client: Client, session: Session, kim: Relation) -> None:
    wish = make_wish(session, kim)
    kim.deleted_at = clock.now()

    answer = client.post(f"/wishes/new?relation={kim.id}", data={"wanted": "Oak"})

    assert answer.status_code == 409
    assert "Put it back first." in answer.text
    assert client.get(f"/wishes/{wish.id}/edit").status_code == 404
    assert "PVC floor" not in client.get("/wishes").text
