"""What addresses and countries are called, and a country found by its name."""

import re
from typing import Final

from babel import Locale

from app.contacts.models import AddressKind
from app.core.words import LANGUAGES, _, language
from app.relations.sorting import fold

HOME: Final = "NL"
# First in the list: whom a shop in the Netherlands writes to.
NEIGHBOURS: Final = ("NL", "BE", "DE", "FR", "LU", "GB")


def address_kind_name(kind: AddressKind) -> str:
    """What an address is for."""
    return {
        AddressKind.VISIT: _("to visit"),
        AddressKind.POST: _("for post"),
        AddressKind.DELIVERY: _("for deliveries"),
        AddressKind.INVOICE: _("for bills"),
    }[kind]


def country_name(code: str) -> str:
    """The country in the language of the page; a code that is none is shown as it is."""
    return str(Locale(language()).territories.get(code, code))


def country_names() -> list[str]:
    """All countries to choose from, the neighbours first."""
    others = sorted(map(country_name, _codes() - set(NEIGHBOURS)), key=fold)
    return [*map(country_name, NEIGHBOURS), *others]


def find_country(text: str) -> str | None:
    """The code of a country typed as a name in either language, or as its code; nothing is home."""
    if not text:
        return HOME
    if text.upper() in _codes():
        return text.upper()
    wanted = fold(text)
    for code in LANGUAGES:
        territories = Locale(code).territories
        for country in _codes():
            if fold(territories.get(country, "")) == wanted:
                return country
    return None


def _codes() -> set[str]:
    """Countries, not continents (numbers) or groups of countries."""
    groups = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    return {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)} - groups
