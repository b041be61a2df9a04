"""What can happen to a card and everybody on it: made, or changed as one form."""

from collections.abc import Sequence
from typing import Any

from app.audit.bulk import outdate
from app.contacts.card_rows import CardRows, write
from app.contacts.models import ContactPerson, NameRule
from app.contacts.names import household_name, private_sort_key, read_household
from app.contacts.queries import people_of
from app.contacts.typed import TypedCard, TypedPerson, person_of
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _, use_language
from app.relations.actions import change_stage, put_labels
from app.relations.models import Kind, Nature, Relation, Stage, StageSource
from app.relations.sorting import organisation_sort_key
from app.users.models import User

CUSTOMERS = (Kind.CURRENT, Kind.POTENTIAL, Kind.OLD)


def add_card(session: Session, card: TypedCard, *, by: User | None) -> Relation:
    """Make a card with all that is on it; a private one without people gets them from its name."""
    begin(session, "relation.add", by=by)
    people = card.people if any(person.is_named for person in card.people) else _people_in(card)
    name = card.name or _household(people, card.language)
    if not name:
        raise RuleBroken(_("Type a name: of the firm, or of somebody."))
    _refuse_host(session, card)

    relation = Relation(
        **_own_values(card),
        name=name,
        sort_name=_sort_key(card.nature, name, people),
        stage=_stage(card),
        stage_source=StageSource.AUTO if Kind.POTENTIAL in card.kinds else StageSource.HAND,
        stage_since=clock.today() if _stage(card) else None,
        made_at=clock.now(),
        made_by_id=by.id if by else None,
    )
    session.add(relation)
    session.flush()
    put_labels(session, relation, card.labels)
    CardRows(session, relation).put(people, card.ways, card.addresses)
    return relation


def edit_card(session: Session, relation: Relation, card: TypedCard, *, by: User | None) -> None:
    """Change what the form shows; a private card is called after its people until somebody renames it."""
    if not relation.is_live:
        raise RuleBroken(_("This card is in the bin. Put it back first."))
    begin(session, "relation.edit", by=by)
    if card.came_through_id != relation.came_through_id:
        _refuse_host(session, card, relation)
    version = relation.row_version
    was_called = _household(people_of(session, relation.id), relation.language)

    has_changed = CardRows(session, relation).put(card.people, card.ways, card.addresses)
    people = people_of(session, relation.id)
    name = card.name
    if card.nature is Nature.PRIVATE and name in ("", was_called):
        name = _household(people, card.language) or name
    if not name:
        raise RuleBroken(_("Type a name: of the firm, or of somebody."))
    write(relation, **_own_values(card), name=name, sort_name=_sort_key(card.nature, name, people))
    change_stage(session, relation, _stage(card), source=StageSource.HAND, by=by)
    has_changed |= put_labels(session, relation, card.labels)
    session.flush()
    if has_changed and relation.row_version == version:
        outdate(session, relation)


def _refuse_host(session: Session, card: TypedCard, relation: Relation | None = None) -> None:
    """Somebody comes to us through another card that is in the box."""
    if card.came_through_id is None:
        return
    host = session.get(Relation, card.came_through_id)
    if host is None or host is relation or not host.is_live:
        raise RuleBroken(_("Somebody can only have come through another card that is in the box."))


def _own_values(card: TypedCard) -> dict[str, Any]:
    """The columns of the card itself, but for its names and its stage."""
    return {
        "nature": card.nature,
        "story": card.story,
        "good_to_know": card.good_to_know,
        "star": card.star or None,
        "language": card.language,
        "regular_staff_id": card.regular_staff_id,
        "region_by_hand": card.region is not None,
        "chosen_region_id": card.region or None,
        "came_through_id": card.came_through_id,
        "source": card.source,
        "is_supplier": Kind.SUPPLIER in card.kinds,
        "is_agency": Kind.AGENCY in card.kinds,
        "is_sole_trader": card.is_sole_trader,
        "about": card.about or None,
        "our_reference": card.our_reference or None,
        "counter_hours": card.counter_hours or None,
        "is_emergency": card.is_emergency,
        "chamber_number": card.chamber_number or None,
        "vat_id": card.vat_id or None,
    }


def _stage(card: TypedCard) -> Stage | None:
    return next((Stage(kind.value) for kind in CUSTOMERS if kind in card.kinds), None)


def _people_in(card: TypedCard) -> list[TypedPerson]:
    """The people whom the name of a private card names."""
    if card.nature is not Nature.PRIVATE:
        return []
    return [person_of(name) for name in read_household(card.name)]


def _household(people: Sequence[ContactPerson] | Sequence[TypedPerson], language: str) -> str:
    """What a private card is called after its people, in the language of its papers."""
    with use_language(language):
        return household_name(
            person if isinstance(person, ContactPerson) else person.as_name
            for person in people
            if not person.has_left
        )


def _sort_key(nature: Nature, name: str, people: Sequence[ContactPerson] | Sequence[TypedPerson]) -> str:
    if nature is Nature.ORGANISATION:
        return organisation_sort_key(name)
    return private_sort_key(name, rule=people[0].name_rule if people else NameRule.NL)
