"""Asking whether we may ring, mail or write: noted with its proof, taken back in one click, never changed."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.audit.bulk import delete_tree, update_rows
from app.audit.models import Deed
from app.audit.undo import UndoConflict, undo, why_not
from app.consents.actions import note_answer, take_back
from app.consents.queries import answers_of
from app.contacts.actions import add_card
from app.contacts.models import Consent, ConsentAnswer, ConsentChannel
from app.contacts.typed import TypedCard
from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.relations.actions import discard
from app.relations.models import Relation
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_consent, make_person, make_relation

YES = {"answer": "yes", "how": "in de winkel", "answered_on": "18-11-2026", "wording": "Mag ik u bellen?"}


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def kim(session: Session) -> Relation:
    return make_relation(session)


def ask(kim: Relation, channel: str = "phone", **more: object) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/relations/{kim.id}/consents/ask?channel={channel}{query}"


def test_a_yes_is_noted_with_how_when_and_what_was_asked(
    session: Session, client: Client, kim: Relation
) -> None:
    anna = make_person(session, kim)

    answer = client.post(ask(kim, person=anna.id), data=YES)
    [consent] = answers_of(session, kim.id)

    assert answer.location == f"/relations/{kim.id}/consents"
    assert (consent.person_id, consent.channel, consent.answer) == (anna.id, "phone", "yes")
    assert (consent.how, consent.answered_on) == ("in de winkel", dt.date(2026, 11, 18))
    assert consent.wording == "Mag ik u bellen?"
    assert consent.noted_by is not None
    assert "in de winkel" in client.get(answer.location).text


def test_the_page_reads_out_the_usual_words_and_ticks_nothing(client: Client, kim: Relation) -> None:
    assert "Mag Kwast &amp; Kleed u af en toe bellen met een aanbod?" in client.get(ask(kim)).text

    kim.language = "en"
    page = client.get(ask(kim, "email")).text

    assert "May we mail news to Kim Verbeek?" in page
    assert "May Kwast &amp; Kleed mail you news now and then?" in page
    assert "checked" not in page


def test_a_yes_is_taken_back_in_one_click(session: Session, client: Client, kim: Relation) -> None:
    make_consent(session, kim)
    page = client.get(f"/relations/{kim.id}/consents").text
    assert "Take back" in page

    client.post(f"/relations/{kim.id}/consents/take-back?channel=phone")

    assert [consent.answer for consent in answers_of(session, kim.id)] == ["no", "yes"]
    assert "Ask again" in client.get(f"/relations/{kim.id}/consents").text


def test_somebody_alone_at_home_is_asked_once_and_a_household_each(
    session: Session, client: Client, kim: Relation
) -> None:
    address = f"/relations/{kim.id}/consents"
    anna = make_person(session, kim)
    assert client.get(address).text.count("channel=phone") == 1

    make_consent(session, kim, person_id=anna.id)
    page = client.get(address).text
    assert page.count("channel=phone") == 1
    assert f"channel=phone&amp;person={anna.id}" in page

    make_person(session, kim, first_name="Bob")
    assert client.get(address).text.count("channel=phone") == 3


def test_there_is_nothing_to_take_back(session: Session, client: Client, kim: Relation) -> None:
    make_consent(session, kim, answer=ConsentAnswer.NO)

    assert client.post(f"/relations/{kim.id}/consents/take-back?channel=phone").status_code == 409
    assert client.post(f"/relations/{kim.id}/consents/take-back?channel=email").status_code == 409
    assert len(answers_of(session, kim.id)) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"answer": ""}, "Choose yes or no."),
        ({"how": ""}, "Say how:"),
        ({"wording": " "}, "Type what you asked."),
        ({"answered_on": "21-11-2026"}, "This day has yet to come."),
        ({"answered_on": "someday"}, "Type a date"),
    ],
)
def test_bad_input_keeps_what_was_typed(
    session: Session, client: Client, kim: Relation, wrong: dict[str, str], sentence: str
) -> None:
    page = client.post(ask(kim), data=YES | wrong)

    assert page.status_code == 200
    assert sentence in page.text
    assert ("Mag ik u bellen?" if "how" in wrong else "in de winkel") in page.text
    assert answers_of(session, kim.id) == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_and_what_is_not_there(session: Session, client: Client, kim: Relation, method: str) -> None:
    stranger = make_person(session, make_relation(session, "Somebody else"))
    send = getattr(client, method)

    for address in (
        ask(kim, "fax"),
        ask(kim, person=stranger.id),
        ask(kim, person=99),
        ask(kim, person="x"),
        "/relations/99/consents/ask?channel=phone",
        f"/relations/{kim.id}/consents/ask",
    ):
        assert send(address, **({"data": YES} if method == "post" else {})).status_code == 404
    assert client.get("/relations/99/consents").status_code == 404
    assert client.post(f"/relations/{kim.id}/consents/take-back?channel=fax").status_code == 404


def test_who_only_looks_notes_nothing(session: Session, client_as: Any, viewer: User, kim: Relation) -> None:
    make_consent(session, kim)
    looking = client_as(viewer)

    assert looking.post(ask(kim), data=YES).status_code == 403
    assert looking.post(f"/relations/{kim.id}/consents/take-back?channel=phone").status_code == 403
    page = looking.get(f"/relations/{kim.id}/consents")
    assert page.status_code == 200
    assert "Take back" not in page.text
    assert len(answers_of(session, kim.id)) == 1


def test_a_card_in_the_bin_is_asked_nothing(
    session: Session, client: Client, kim: Relation, bram: User
) -> None:
    discard(session, kim, by=bram)

    assert client.get(ask(kim)).status_code == 409
    assert client.post(ask(kim), data=YES).status_code == 409
    with pytest.raises(RuleBroken):
        note(session, kim, bram)


def test_nobody_answers_for_another_card_or_on_a_day_to_come(
    session: Session, kim: Relation, bram: User
) -> None:
    stranger = make_person(session, make_relation(session, "Somebody else"))

    with pytest.raises(RuleBroken):
        note(session, kim, bram, person=stranger)
    with pytest.raises(RuleBroken):
        note(session, kim, bram, answered_on=dt.date(2026, 11, 21))


def test_one_of_two_takes_it_back_for_herself_only(session: Session, kim: Relation, bram: User) -> None:
    anna, bob = make_person(session, kim), make_person(session, kim, first_name="Bob")
    for person in (anna, bob):
        make_consent(session, kim, person_id=person.id)

    take_back(session, kim, person=anna, channel=ConsentChannel.PHONE, by=bram)

    newest = answers_of(session, kim.id)[0]
    assert (newest.person_id, newest.answer) == (anna.id, ConsentAnswer.NO)
    with pytest.raises(RuleBroken):
        take_back(session, kim, person=None, channel=ConsentChannel.PHONE, by=bram)


@pytest.mark.parametrize(
    "change", [{"answer": "no"}, {"channel": "post"}, {"how": "x"}, {"wording": "x"}, {"noted_at": "x"}]
)
def test_the_database_lets_nobody_change_what_was_said(
    session: Session, kim: Relation, change: dict[str, str]
) -> None:
    consent = make_consent(session, kim)
    [(column, value)] = change.items()

    with pytest.raises(IntegrityError, match="never changed"):
        session.execute(text(f"UPDATE consent SET {column} = :value"), {"value": value})
    assert consent.answer is ConsentAnswer.YES


def test_an_answer_stays_as_long_as_its_card_but_moves_with_a_merge(
    session: Session, kim: Relation, bram: User
) -> None:
    consent = make_consent(session, kim, noted_by_id=bram.id)
    other = make_relation(session, "The same Kim")

    update_rows(session, Consent, Consent.id == consent.id, relation_id=other.id)
    session.commit()
    with pytest.raises(IntegrityError, match="stays as long as"):
        delete_tree(session, consent)
    session.rollback()

    discard(session, other, by=bram)
    delete_tree(session, consent)
    assert answers_of(session, other.id) == []


def test_an_answer_of_somebody_who_left_may_go_with_that_person(session: Session, kim: Relation) -> None:
    anna = make_person(session, kim)
    make_consent(session, kim, person_id=anna.id)
    anna.left_on = clock.today()

    delete_tree(session, anna)

    assert answers_of(session, kim.id) == []


def test_an_answer_is_not_undone_and_keeps_its_card_from_being_undone(session: Session, bram: User) -> None:
    card = add_card(session, TypedCard(name="Kim"), by=bram)
    session.commit()
    note(session, card, bram)
    session.commit()
    made, noted = session.scalars(select(Deed).order_by(Deed.id.desc()).limit(2)).all()[::-1]

    assert why_not(noted)
    with pytest.raises(UndoConflict):
        undo(session, made, by=bram)
    undo(session, made, by=bram, leave_conflicts=True)
    assert len(answers_of(session, card.id)) == 1


def note(session: Session, relation: Relation, by: User, **fields: Any) -> Consent:
    given: dict[str, Any] = {
        "channel": ConsentChannel.PHONE,
        "answer": ConsentAnswer.YES,
        "answered_on": clock.today(),
        "how": "in the shop",
        "wording": "May we?",
    }
    return note_answer(session, relation, by=by, **given | fields)


def test_what_nobody_noted_can_be_taken_back(session: Session, kim: Relation) -> None:
    consent = make_consent(session, kim, noted_by_id=None)

    delete_tree(session, consent)

    assert answers_of(session, kim.id) == []
