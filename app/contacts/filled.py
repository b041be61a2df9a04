"""A card as the boxes of its form show it, and a form as values that can be compared with another one."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList, HiddenField, SelectMultipleField
from wtforms.form import BaseForm

from app.contacts.addresses import show_street
from app.contacts.meanwhile import Clash, Together, put_together
from app.contacts.models import Address, ContactDetail, ContactPerson, SocialAccount
from app.contacts.words import HOME, country_name
from app.core.forms import TickField
from app.core.words import _
from app.relations.models import Relation

OF_THE_CARD = (
    *("name", "nature", "kinds", "story", "good_to_know", "star", "language", "regular_staff_id"),
    *("source", "is_sole_trader", "chamber_number", "vat_id", "about", "our_reference", "counter_hours"),
    "is_emergency",
)
OF_A_PERSON = (
    *("salutation", "initials", "first_name", "infix", "last_name", "call_me", "name_rule", "job"),
    *("best_time", "note", "form", "has_left"),
)
Way = ContactDetail | SocialAccount
AnyForm = TypeVar("AnyForm", bound=BaseForm)


@dataclass(frozen=True)
class ShownClash:
    """A box that two people changed, as the page shows it."""

    label: str
    mine: str
    theirs: str


def card_data(
    relation: Relation,
    *,
    labels: Sequence[str],
    people: Sequence[ContactPerson],
    ways: Sequence[Way],
    addresses: Sequence[Address],
    came_through: str,
) -> dict[str, Any]:
    """What stands on a card, box by box."""
    return {
        **{name: getattr(relation, name) for name in OF_THE_CARD},
        "row_version": str(relation.row_version),
        "region": (relation.chosen_region_id or 0) if relation.region_by_hand else None,
        "labels": ", ".join(labels),
        "came_through": came_through,
        "ways": [_way(way) for way in ways if way.person_id is None],
        "people": [_person(person, [way for way in ways if way.person_id == person.id]) for person in people],
        "addresses": [_address(address) for address in addresses],
    }


def form_now(
    make: Callable[..., AnyForm], typed: Mapping[str, str], *, is_sent: bool
) -> tuple[AnyForm, list[ShownClash]]:
    """The form as what it is about stands now, or as typed, beside what a colleague saved meanwhile."""
    now = make()
    if not is_sent:
        form = make(typed) if typed else now
        form["seen"].data = form["seen"].data or keep_seen(now)
        return form, []
    mine = make(typed)
    if not mine["seen"].data:
        return mine, []
    texts, clashes = with_theirs(mine, now)
    form = make(texts)
    form["seen"].data = keep_seen(now)
    return form, clashes


def with_theirs(mine: BaseForm, now: BaseForm) -> tuple[MultiDict[str, str], list[ShownClash]]:
    """What I typed together with what a colleague changed since my form was opened, and what we both did."""
    try:
        kept = json.loads(mine["seen"].data or "")
    except (ValueError, RecursionError):
        kept = None
    seen = kept if isinstance(kept, dict) else {}
    together = put_together(seen, values_of(mine), values_of(now))
    return _posted(mine, together), [_shown(mine, clash) for clash in together.clashes]


def keep_seen(form: BaseForm) -> str:
    """How the form looks when it is opened, for the page to keep."""
    return json.dumps(values_of(form))


def values_of(form: BaseForm) -> dict[str, list[str]]:
    """Every box of the form by its key: rows that are on the card by their id, new ones by their place."""
    return {key: _texts(field) for key, field in _boxes(form, "")}


def _posted(form: BaseForm, together: Together) -> MultiDict[str, str]:
    """The form as if these values had been posted."""
    found: MultiDict[str, str] = MultiDict()
    for key, field in _boxes(form, ""):
        for text in together.values.get(key, []):
            found.add(field.name, text)
    return found


def _shown(form: BaseForm, clash: Clash) -> ShownClash:
    """The clash with what stands above its box, and with words for what was chosen."""
    field = next(field for key, field in _boxes(form, "") if key == clash.key)
    words = {str(choice[0]): str(choice[1]) for choice in getattr(field, "choices", None) or ()}
    mine, theirs = (
        ", ".join(words.get(text, text) for text in texts) for texts in (clash.mine, clash.theirs)
    )
    if isinstance(field, TickField):
        mine, theirs = (_("yes") if text else _("no") for text in (mine, theirs))
    return ShownClash(str(field.label.text), mine, theirs)


def _boxes(form: BaseForm, key: str) -> Iterator[tuple[str, Field]]:
    for field in form:
        if isinstance(field, FieldList):
            for place, entry in enumerate(field):
                name = entry.form.row.data or f"#{place}"
                yield from _boxes(entry.form, f"{key}{field.short_name}-{name}-")
        elif not isinstance(field, HiddenField) or field.short_name == "row":
            yield f"{key}{field.short_name}", field


def _texts(field: Field) -> list[str]:
    if isinstance(field, TickField):
        return ["y"] if field.data else []
    if isinstance(field, SelectMultipleField):
        return sorted(str(choice) for choice in field.data or ())
    shown = getattr(field, "_value", None)
    return [str(shown()) if shown else str(field.data if field.data is not None else "")]


def _way(way: Way) -> dict[str, Any]:
    is_account = isinstance(way, SocialAccount)
    return {
        "row": f"{'a' if is_account else 'd'}{way.id}",
        "text": way.given,
        "label": way.label,
        "network": way.network if isinstance(way, SocialAccount) else "",
    }


def _person(person: ContactPerson, ways: Sequence[Way]) -> dict[str, Any]:
    values = {name: getattr(person, name) for name in OF_A_PERSON}
    return {**values, "row": str(person.id), "ways": [_way(way) for way in ways]}


def _address(address: Address) -> dict[str, Any]:
    return {
        "row": str(address.id),
        "kind": address.kind,
        "name": address.name or "",
        "street": show_street(address.street, address.house_number, address.suffix),
        "postcode": address.postcode,
        "place": address.place,
        "country": "" if address.country == HOME else country_name(address.country),
        "note": address.note,
        "in_charge": str(address.in_charge_id or ""),
    }
