"""One made-up card: who it is, how to reach them, and what was said."""

import datetime as dt
import random
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from app.contacts.models import Address, AddressKind, ContactDetail, DetailKind, SocialAccount
from app.contacts.names import PersonName, full_name, read_name, sort_name
from app.contacts.phone import show_phone
from app.core import clock
from app.core.database import Base
from app.demo import names
from app.relations.models import Nature, Stage, StageSource
from app.relations.sorting import fold, sort_key
from app.tasks.models import Task, TaskReason
from app.timeline.models import Channel, Interaction

# How many in a hundred cards; what is left over are private customers.
AGENCIES, SUPPLIERS, FIRMS = 3, 5, 22
STAGES = [Stage.CURRENT] * 6 + [Stage.POTENTIAL] * 3 + [Stage.OLD]
DAYS_BACK = 4 * 365
OPENING, CLOSING = 9, 17

Row = dict[str, Any]


@dataclass
class DrawnCard:
    """The rows of one card before they are in the database, and afterwards their ids."""

    relation: Row
    people: list[Row]
    rows: dict[type[Base], list[Row]] = field(default_factory=dict)
    id: int = 0
    person_id: int | None = None


def draw_card(dice: random.Random, staff: list[int]) -> DrawnCard:
    """A card of any kind; a customer more often than not, and more often private than a firm."""
    lot = dice.randrange(100)
    is_agency, is_supplier = lot < AGENCIES, AGENCIES <= lot < AGENCIES + SUPPLIERS
    is_firm = lot < AGENCIES + SUPPLIERS + FIRMS
    place, first, last, area = dice.choice(names.PLACES)
    people = [
        _draw_name(dice) for _number in range(dice.choice((1, 1, 1, 2, 3) if is_firm else (1, 1, 1, 2)))
    ]
    name = _firm_name(dice, people[0], place, is_agency=is_agency, is_supplier=is_supplier) if is_firm else ""
    made_on = clock.today() - dt.timedelta(days=dice.randrange(1, DAYS_BACK))
    card = DrawnCard(
        relation={
            "nature": Nature.ORGANISATION if is_firm else Nature.PRIVATE,
            "name": name or full_name(people[0]),
            "sort_name": sort_key(name) if name else sort_name(people[0]),
            "story": dice.choice(names.STORIES),
            "language": "nl",
            "is_supplier": is_supplier,
            "is_agency": is_agency,
            "made_at": clock.start_of(made_on) + dt.timedelta(hours=dice.randint(OPENING, CLOSING)),
            "regular_staff_id": dice.choice(staff) if staff else None,
            "source": "",
        }
        | _stage(dice, made_on, is_customer=not (is_agency or is_supplier)),
        people=[_person(person, position) for position, person in enumerate(people)],
    )
    card.rows[ContactDetail] = _details(dice, card, area)
    card.rows[SocialAccount] = _accounts(dice, card)
    card.rows[Address] = [_address(dice, place, dice.randint(first, last))]
    card.rows[Interaction] = _talks(dice, staff, card)
    card.rows[Task] = _tasks(dice, staff)
    return card


def some_moment(dice: random.Random, day: dt.date) -> dt.datetime:
    """A moment on this day while the shop is open."""
    return clock.start_of(day) + dt.timedelta(minutes=dice.randrange(OPENING * 60, CLOSING * 60))


def _draw_name(dice: random.Random) -> PersonName:
    surname = _surname(dice.choice(names.SURNAMES))
    return PersonName(
        first_name=dice.choice(names.FIRST_NAMES), infix=surname.infix, last_name=surname.last_name
    )


@cache
def _surname(text: str) -> PersonName:
    return read_name(text, is_surname=True)


def _firm_name(
    dice: random.Random, person: PersonName, place: str, *, is_agency: bool, is_supplier: bool
) -> str:
    if is_agency:
        return f"{dice.choice(names.AGENCIES)} {place}"
    trade = dice.choice(names.SUPPLIES if is_supplier else names.TRADES)
    surname = " ".join(part for part in ((person.infix or "").capitalize(), person.last_name) if part)
    return f"{trade} {surname}{dice.choice(names.FIRM_ENDINGS)}"


def _stage(dice: random.Random, made_on: dt.date, *, is_customer: bool) -> Row:
    stage = dice.choice(STAGES) if is_customer else None
    bought_on = None
    if stage is Stage.CURRENT:
        bought_on = clock.today() - dt.timedelta(days=dice.randrange(1, 700))
    if stage is Stage.OLD:
        bought_on = clock.today() - dt.timedelta(days=dice.randrange(800, DAYS_BACK))
    return {
        "stage": stage,
        "stage_source": StageSource.AUTO,
        "stage_since": made_on if stage else None,
        "first_purchase_on": bought_on,
        "last_purchase_on": bought_on,
    }


def _person(name: PersonName, position: int) -> Row:
    return {
        "position": position,
        "first_name": name.first_name,
        "infix": name.infix,
        "last_name": name.last_name,
        "sort_name": sort_name(name),
    }


def _details(dice: random.Random, card: DrawnCard, area: str) -> list[Row]:
    mobile = f"+31600{dice.randrange(10**6):06}"
    # Behind the area code stands a 0 or a 1, which no subscriber has.
    rest = 9 - len(area)
    fixed = f"+31{area[1:]}{dice.randrange(2)}{dice.randrange(10**rest):0{rest}}"
    phones = dice.choice(([mobile], [fixed], [mobile, fixed], [mobile, fixed], []))
    details = [
        _detail(
            DetailKind.PHONE, show_phone(number, number), number, "mobiel" if number == mobile else "thuis"
        )
        for number in phones
    ]
    if dice.random() < 0.7:
        name = fold(card.relation["name"]).replace(" ", ".").replace("&", "en")
        mail = f"{''.join(sign for sign in name if sign.isalnum() or sign in '.-')[:40]}@post.example"
        details.append(_detail(DetailKind.EMAIL, mail, mail, ""))
    return [detail | {"position": position} for position, detail in enumerate(details)]


def _detail(kind: DetailKind, given: str, normalised: str, label: str) -> Row:
    return {"kind": kind, "given": given, "normalised": normalised, "label": label}


def _accounts(dice: random.Random, card: DrawnCard) -> list[Row]:
    if dice.random() > 0.3:
        return []
    network = dice.choice(("instagram", "facebook", "linkedin_person", "pinterest"))
    handle = "".join(sign for sign in fold(card.relation["name"]) if sign.isalnum())[:24] + str(
        dice.randrange(1000)
    )
    url = {
        "instagram": f"https://instagram.com/{handle}",
        "facebook": f"https://facebook.com/{handle}",
        "linkedin_person": f"https://linkedin.com/in/{handle}",
        "pinterest": f"https://nl.pinterest.com/{handle}",
    }[network]
    return [
        {
            "position": 0,
            "network": network,
            "given": f"@{handle}",
            "handle": handle,
            "key": handle,
            "url": url,
        }
    ]


def _address(dice: random.Random, place: str, figures: int) -> Row:
    letters = "".join(dice.choice("ABCDEGHJKLMNPRTVWXZ") for _place in range(2))
    return {
        "position": 0,
        "kind": AddressKind.VISIT,
        "street": dice.choice(names.STREET_BEGINNINGS) + dice.choice(names.STREET_ENDINGS),
        "house_number": str(dice.randint(1, 240)),
        "suffix": dice.choice(("", "", "", "", "A", "B", "-II", "bis")),
        "postcode": f"{figures} {letters}",
        "place": place,
        "country": "NL",
    }


def _talks(dice: random.Random, staff: list[int], card: DrawnCard) -> list[Row]:
    days = sorted(dice.randrange(0, DAYS_BACK) for _number in range(dice.choice((0, 1, 1, 2, 3, 5))))
    talks: list[Row] = [
        {
            "at": some_moment(dice, clock.today() - dt.timedelta(days=days_ago + 1)),
            "channel": dice.choice((Channel.PHONE, Channel.PHONE, Channel.SHOP, Channel.MAIL, Channel.VISIT)),
            "is_reached": dice.random() > 0.1,
            "their_words": dice.choice(names.THEIR_WORDS),
            "agreed": dice.choice(names.AGREED),
            "by_id": dice.choice(staff) if staff else None,
        }
        for days_ago in days
    ]
    reached = [clock.in_shop_time(talk["at"]).date() for talk in talks if talk["is_reached"]]
    card.relation["last_spoken_on"] = max(reached, default=None)
    return talks


def _tasks(dice: random.Random, staff: list[int]) -> list[Row]:
    if not staff or dice.random() > 0.02:
        return []
    return [
        {
            "reason": TaskReason.CALL_BACK,
            "words": dice.choice(names.AGREED),
            "due_on": clock.today() + dt.timedelta(days=dice.randrange(-3, 30)),
            "responsible_id": dice.choice(staff),
            "made_at": clock.now(),
        }
    ]
