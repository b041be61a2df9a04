"""What can be asked of the answers people gave: which count now, of one card or of every card in a list."""

from collections import defaultdict
from collections.abc import Collection
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.consents.shown import CardConsents, on_card
from app.contacts.models import Consent, ConsentAnswer, ConsentChannel, ContactPerson
from app.contacts.shown import Contacts
from app.core.database import Session
from app.relations.models import Nature, Relation


def latest_consents(session: Session, relation_id: int) -> list[Consent]:
    """The answers that count now, one of each person (or the card itself) and channel, in the order given."""
    return list(session.scalars(_latest_on_card(), {"card": relation_id}))


def consents_on(session: Session, relation: Relation, contacts: Contacts) -> CardConsents:
    """What a card says about all that its people let us do."""
    return on_card(latest_consents(session, relation.id), contacts)


def answers_of(session: Session, relation_id: int) -> list[Consent]:
    """Everything that was ever answered on a card, the newest first."""
    query = select(Consent).where(Consent.relation_id == relation_id).order_by(Consent.id.desc())
    return list(session.scalars(query.options(joinedload(Consent.person), joinedload(Consent.noted_by))))


def refusing_to_be_rung(session: Session, cards: Collection[int]) -> dict[int, set[int | None]]:
    """Who on these cards says no to ringing now, by card; None is the card itself."""
    if not cards:
        return {}
    query = (
        select(Consent.relation_id, Consent.person_id)
        .outerjoin(ContactPerson, ContactPerson.id == Consent.person_id)
        .where(
            Consent.relation_id.in_(cards),
            Consent.channel == ConsentChannel.PHONE,
            Consent.answer == ConsentAnswer.NO,
            ContactPerson.left_on.is_(None),
            _is_latest(),
        )
    )
    found: dict[int, set[int | None]] = defaultdict(set)
    for card_id, person_id in session.execute(query):
        found[card_id].add(person_id)
    return dict(found)


@cache
def has_consent(channel: ConsentChannel) -> ColumnElement[bool]:
    """Of a card in SQL: somebody there says yes to this channel now, and nobody there says no."""
    return and_(_says(channel, ConsentAnswer.YES), not_(_says(channel, ConsentAnswer.NO)))


@cache
def refuses(channel: ConsentChannel) -> ColumnElement[bool]:
    """Of a card in SQL: somebody there says no to this channel now."""
    return _says(channel, ConsentAnswer.NO)


@cache
def may_be_rung_to_sell() -> ColumnElement[bool]:
    """Of a card in SQL: a firm, or somebody who lets us ring; natural persons may not be rung unasked."""
    is_natural_person = or_(Relation.nature == Nature.PRIVATE, Relation.is_sole_trader)
    return or_(not_(is_natural_person), has_consent(ConsentChannel.PHONE))


@cache
def _latest_on_card() -> Select[Consent]:
    """Made once: every card that is opened asks it."""
    card_id: BindParameter[int] = bindparam("card")
    return select(Consent).where(Consent.relation_id == card_id, _is_latest()).order_by(Consent.id)


def _says(channel: ConsentChannel, answer: ConsentAnswer) -> ColumnElement[bool]:
    return (
        select(Consent.id)
        .outerjoin(ContactPerson, ContactPerson.id == Consent.person_id)
        .where(
            Consent.relation_id == Relation.id,
            Consent.channel == channel,
            Consent.answer == answer,
            ContactPerson.left_on.is_(None),
            _is_latest(),
        )
        # Only the card comes from outside: without this a question inside a question asks about everybody.
        .correlate(Relation)
        .exists()
    )


def _is_latest() -> ColumnElement[bool]:
    newer = aliased(Consent)
    return not_(
        select(newer.id)
        .where(
            newer.relation_id == Consent.relation_id,
            newer.channel == Consent.channel,
            newer.person_id.is_not_distinct_from(Consent.person_id),
            newer.id > Consent.id,
        )
        .correlate(Consent)
        .exists()
    )
