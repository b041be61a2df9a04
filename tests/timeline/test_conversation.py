"""Noting a conversation: their words and ours, and what it does to "last spoken"."""

import datetime as dt

import pytest

from app.audit.models import Deed, RowChange
from app.audit.undo import undo
from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.relations.models import Relation
from app.timeline.actions import note_conversation
from app.timeline.models import Channel, Interaction
from app.users.models import User
from tests.factories import make_person, make_relation

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


def test_a_conversation_keeps_their_words_apart_from_what_was_agreed(session: Session, bram: User) -> None:
    relation = make_relation(session)
    person = make_person(session, relation)

    with clock.frozen(NOON):
        talk = note_conversation(
            session,
            relation,
            person=person,
            channel=Channel.SHOP,
            their_words="It peels.",
            agreed="Yusuf looks.",
            by=bram,
        )

    assert (talk.their_words, talk.agreed) == ("It peels.", "Yusuf looks.")
    assert (talk.person_id, talk.by_id, talk.at) == (person.id, bram.id, NOON)
    session.commit()
    assert relation.last_spoken_on == dt.date(2026, 11, 20)


def test_somebody_else_may_have_spoken(session: Session, bram: User, owner: User) -> None:
    talk = note_conversation(session, make_relation(session), channel=Channel.VISIT, by=bram, staff=owner)

    assert talk.by_id == owner.id


def test_who_did_not_answer_has_not_been_spoken_to(session: Session, bram: User) -> None:
    relation = make_relation(session)

    note_conversation(session, relation, channel=Channel.PHONE, is_reached=False, by=bram)

    session.commit()
    assert relation.last_spoken_on is None


def test_a_talk_of_last_week_does_not_turn_last_spoken_back(session: Session, bram: User) -> None:
    relation = make_relation(session)
    with clock.frozen(NOON):
        note_conversation(session, relation, channel=Channel.PHONE, by=bram)
        week_ago = NOON - dt.timedelta(days=7)
        note_conversation(session, relation, channel=Channel.PHONE, at=week_ago, by=bram)

    session.commit()
    assert relation.last_spoken_on == dt.date(2026, 11, 20)


def test_last_spoken_is_a_day_of_the_shop_and_not_of_utc(session: Session, bram: User) -> None:
    relation = make_relation(session)

    with clock.frozen(dt.datetime(2026, 11, 19, 23, 30, tzinfo=dt.UTC)):
        note_conversation(session, relation, channel=Channel.MESSAGE, by=bram)

    session.commit()
    assert relation.last_spoken_on == dt.date(2026, 11, 20)


def test_noting_a_talk_is_no_edit_of_the_card(session: Session, bram: User) -> None:
    relation = make_relation(session)
    before = relation.row_version

    note_conversation(session, relation, channel=Channel.PHONE, by=bram)
    session.commit()

    assert session.get_one(Relation, relation.id).row_version == before


def test_undoing_a_talk_takes_back_last_spoken_too(session: Session, bram: User) -> None:
    relation = make_relation(session)
    session.commit()
    note_conversation(session, relation, channel=Channel.PHONE, their_words="Hello.", by=bram)
    session.commit()

    undo(session, session.query(Deed).filter_by(what="conversation.note").one(), by=bram)
    session.commit()

    assert session.query(Interaction).count() == 0
    assert session.get_one(Relation, relation.id).last_spoken_on is None


def test_the_journal_says_who_wrote_it_down(session: Session, bram: User, owner: User) -> None:
    relation = make_relation(session)
    session.commit()

    note_conversation(session, relation, channel=Channel.PHONE, by=bram, staff=owner)
    session.commit()

    deed = session.query(Deed).filter_by(what="conversation.note").one()
    changed = session.query(RowChange.table_name).filter_by(deed_id=deed.id)
    assert deed.by_id == bram.id
    assert {name for (name,) in changed} == {"interaction", "relation"}


def test_a_conversation_cannot_be_later_than_now(session: Session, bram: User) -> None:
    relation = make_relation(session)

    with pytest.raises(RuleBroken, match="later than now"):
        note_conversation(
            session, relation, channel=Channel.PHONE, at=clock.now() + dt.timedelta(hours=1), by=bram
        )

    assert session.query(Interaction).count() == 0


def test_a_person_of_another_card_was_not_there(session: Session, bram: User) -> None:
    stranger = make_person(session, make_relation(session, "Somebody else"))

    with pytest.raises(RuleBroken, match="not on this card"):
        note_conversation(session, make_relation(session), person=stranger, channel=Channel.PHONE, by=bram)


def test_a_card_in_the_bin_takes_no_notes(session: Session, bram: User) -> None:
    relation = make_relation(session, deleted_at=clock.now())

    with pytest.raises(RuleBroken, match="bin"):
        note_conversation(session, relation, channel=Channel.PHONE, by=bram)
