"""Standard texts: ours until the owner writes her own, with places between braces to fill in."""

import re
from collections.abc import Mapping
from typing import Protocol

from app.core.words import pgettext
from app.shop.models import FormOfAddress

PLACE = re.compile(r"\{(\w+)\}")


class StandardText(Protocol):
    """An occasion on which the shop says or prints something."""

    @property
    def key(self) -> str:
        """How an address names it."""

    @property
    def code(self) -> str:
        """Under which code the shop's own text is kept."""

    @property
    def name(self) -> str:
        """The occasion in a few words."""

    @property
    def places(self) -> tuple[str, ...]:
        """What can be filled in."""

    def ours(self, form: FormOfAddress) -> str:
        """Our text in the language spoken now, its places still open."""


def place_name(place: str) -> str:
    """What an open place is called in a text of this language: {customer}, in Dutch {klant}."""
    return {
        "customer": pgettext("open place", "customer"),
        "staff": pgettext("open place", "staff"),
        "shop": pgettext("open place", "shop"),
        "number": pgettext("open place", "number"),
        "day": pgettext("open place", "day"),
        "company": pgettext("open place", "company"),
    }[place]


def open_places(text: str) -> list[str]:
    """The words between braces in a text."""
    return PLACE.findall(text)


def filled_in(text: str, facts: Mapping[str, str]) -> str:
    """The text with its open places filled; what has no fact stays as it was typed."""
    named = {place_name(place): fact for place, fact in facts.items()} | dict(facts)
    return PLACE.sub(lambda place: named.get(place[1], place[0]), text)
