"""Which answer counts now, and the same question about a whole list of cards."""

import random

from sqlalchemy import ColumnElement, select

from app.consents.queries import consents_on, has_consent, latest_consents, may_be_rung_to_sell, refuses
from app.contacts.models import ConsentAnswer, ConsentChannel
from app.contacts.queries import contacts_of
from app.core import clock
from app.core.database import Session
from app.relations.models import Nature, Relation
from tests.factories import make_consent, make_person, make_relation

PHONE, EMAIL = ConsentChannel.PHONE, ConsentChannel.EMAIL


def named(session: Session, condition: ColumnElement[bool]) -> list[str]:
    return list(session.scalars(select(Relation.name).where(condition).order_by(Relation.name)))


def test_the_latest_answer_counts_for_each_person_and_channel(session: Session) -> None:
    card = make_relation(session)
    anna = make_person(session, card)
    make_consent(session, card)
    mail = make_consent(session, card, channel=EMAIL)
    no = make_consent(session, card, answer=ConsentAnswer.NO)
    of_anna = make_consent(session, card, person_id=anna.id)
    make_consent(session, make_relation(session, "Somebody else"))

    assert latest_consents(session, card.id) == [mail, no, of_anna]


def test_each_card_of_a_list_is_asked_for_itself(session: Session) -> None:
    for name, answers in {
        "asked twice": [ConsentAnswer.NO, ConsentAnswer.YES],
        "never asked": [],
        "said no": [ConsentAnswer.NO],
        "said yes": [ConsentAnswer.YES],
        "took it back": [ConsentAnswer.YES, ConsentAnswer.NO],
    }.items():
        card = make_relation(session, name)
        for answer in answers:
            make_consent(session, card, answer=answer)

    assert named(session, has_consent(PHONE)) == ["asked twice", "said yes"]
    assert named(session, has_consent(EMAIL)) == []


def test_a_no_of_anybody_there_weighs_heavier_than_a_yes(session: Session) -> None:
    card = make_relation(session)
    make_consent(session, card)
    bob = make_person(session, card, first_name="Bob")
    make_consent(session, card, person_id=bob.id, answer=ConsentAnswer.NO)

    assert named(session, has_consent(PHONE)) == []

    bob.left_on = clock.today()
    session.flush()

    assert named(session, has_consent(PHONE)) == ["Kim Verbeek"]


def test_a_firm_may_be_rung_but_somebodys_own_business_only_after_a_yes(session: Session) -> None:
    make_relation(session, "A firm", nature=Nature.ORGANISATION)
    make_relation(session, "A painter", nature=Nature.ORGANISATION, is_sole_trader=True)
    make_relation(session, "Somebody")
    make_consent(session, make_relation(session, "Somebody who said yes"))

    assert named(session, may_be_rung_to_sell()) == ["A firm", "Somebody who said yes"]


def test_the_card_and_the_list_agree_who_may_be_rung(session: Session) -> None:
    """A card shows a red word beside each number exactly when one is not to be rung with an offer."""
    chance = random.Random(1)  # noqa: S311 - the same answers each time
    for number in range(40):
        card = make_relation(session, f"Card {number:02d}")
        people = [None, make_person(session, card), make_person(session, card, left_on=clock.today())]
        for _answer in range(chance.randrange(5)):
            person = chance.choice(people)
            make_consent(
                session,
                card,
                person_id=person.id if person else None,
                channel=chance.choice((PHONE, EMAIL)),
                answer=chance.choice(list(ConsentAnswer)),
            )

    refusing = {
        card.name
        for card in session.scalars(select(Relation))
        if consents_on(session, card, contacts_of(session, card)).refusing
    }

    assert refusing == set(named(session, refuses(PHONE)))
    assert refusing.isdisjoint(named(session, has_consent(PHONE)))
    assert len(refusing) > 5
