"""Reads one line in which name, phone, mail and place stand in any order. Pure: what is known is an argument.

What can be recognised for certain is taken out first (mails, links, postcodes, phones, streets). Of the words
that are left the first piece is the name, the next one the place; a comma always parts two pieces.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from app.contacts.addresses import StreetLine, read_email, read_postcode, read_street
from app.contacts.known_networks import NETWORKS
from app.contacts.names import PersonName, household_name, is_infix, read_household
from app.contacts.networks import OTHER, ReadAccount, read_account, read_accounts
from app.contacts.phone import NUMBER, ReadPhone, read_phones
from app.relations.sorting import fold

# Marks where something was taken out of the line; after a postcode stands a place.
HOLE, POSTCODE_HOLE = "\ue000", "\ue001"
LONGEST_PLACE: Final = 5
# A name has seldom more words than this, the small ones not counted; a sentence has.
LONGEST_PERSON: Final = 3
NO_STREET: Final = StreetLine("")

EMAIL: Final = re.compile(r"(?:mailto:)?[^\s,;:<>()@]+@[^\s,;:<>()@]+\.[^\s,;<>()@]+")
LINK: Final = re.compile(
    r"(?i)\bhttps?://[^\s,;]+|\bwww\.[^\s,;]+"
    r"|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,24}(?:/[^\s,;]*|(?=[\s,;)]|$))"
)
_CALLED: Final = "|".join(
    {*NETWORKS, *(word for network in NETWORKS.values() for word in network.also_called)}
)
ACCOUNT: Final = re.compile(rf"(?i)(?<!\S)(?:(?:{_CALLED}):? )?@[\w.-]+(?:@[\w.-]+)?")
POSTCODE: Final = re.compile(r"\b[1-9][0-9]{3}(?: ?[A-Z]{2}|[a-z]{2})\b")
# Begins where a word does, or a long word without an end would be tried from each of its letters.
STREET: Final = re.compile(
    r"(?i)(?<![\w'’.-])(?:(?:lange|korte|oude|nieuwe|grote|kleine|noord|zuid|oost|west) )?[\w'’.-]*"
    r"(?:straat|weg|laan|plein|gracht|kade|singel|dijk|hof|pad|baan|steeg|dreef|plantsoen|markt|park|haven|wal"
    r"|street|road|lane|avenue)"
    r" [0-9]{1,5}(?:[ -]?(?:[IVX]{1,4}|bis|[A-Z]|[0-9]{1,3}))?\b"
    r"|\b(?:postbus|po box) [0-9]+\b"
)
ORGANISATION: Final = re.compile(
    r"(?i)&|(?<!\w)(?:b\.?v|n\.?v|v\.?o\.?f|vve|stichting|vereniging|gemeente|waterschap|school|college|hotel|ltd|inc"
    r"|restaurant|caf[eé]|bakkerij|slagerij|drukkerij|kapsalon|makelaars?|praktijk|groothandel|winkel|studio|atelier"
    r"|garage|apotheek|kerk|museum|bank|company|\w+(?:bedrijf|dienst|handel|bureau|winkel|zaak|praktijk|school))(?!\w)"
)
# Signs in front of a bracket belong to a number: "06-12345678 (werk)".
PHONE: Final = re.compile(rf"(?:{NUMBER.pattern})(?:[ ]?\([^()]*\))?", re.VERBOSE)
FROM_A_PLACE: Final = re.compile(r"(?i)(?:^|\s)(?:uit|from|in)\s+(?!'|’|de\b|den\b|het\b)(\S.*)$")


@dataclass(frozen=True)
class QuickLine:
    """One line as it was read; `name` is what the card will be called."""

    name: str = ""
    is_organisation: bool = False
    persons: tuple[PersonName, ...] = ()
    phones: tuple[ReadPhone, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    accounts: tuple[ReadAccount, ...] = ()
    street: StreetLine = NO_STREET
    postcode: str = ""
    place: str = ""
    # What found no place of its own; it goes to "good to know", for nothing that was typed is lost.
    remark: str = ""

    @property
    def found_by(self) -> list[str]:
        """By what somebody with the same number or mail address is found."""
        return [*(phone.e164 for phone in self.phones if phone.e164), *self.emails]

    @property
    def has_address(self) -> bool:
        """Whether there is anything to put on an envelope."""
        return bool(self.street.street or self.postcode or self.place)


def read_line(text: str, places: Collection[str] = ()) -> QuickLine:
    """What stands in the line; `places` are the places that the shop has on its cards already."""
    rest = re.sub(rf"[{HOLE}{POSTCODE_HOLE}\x00]", "", re.sub(r"[\r\n\t;|]+", ", ", text))
    rest, emails = _take(EMAIL, rest, read_email)
    rest, accounts = _take(ACCOUNT, rest, _account)
    rest, bare_names = _take(ACCOUNT, rest, str.strip)
    rest, links = _take(LINK, rest, _link)
    rest, postcodes = _take(POSTCODE, rest, read_postcode, hole=POSTCODE_HOLE)
    rest, phones = _take(PHONE, rest, _phone)
    rest, streets = _take(STREET, rest, read_street)
    known = {fold(place): place for place in places if place.strip()}
    line = QuickLine(
        phones=tuple(phones),
        emails=tuple(dict.fromkeys(emails)),
        websites=tuple(link.url for link in links if link.network == OTHER and link.url),
        accounts=(*accounts, *(link for link in links if link.network != OTHER)),
        street=streets[0] if streets else NO_STREET,
        postcode=postcodes[0] if postcodes else "",
        remark=", ".join(bare_names),
    )
    return _with_words(line, rest, known)


Taken = TypeVar("Taken")


def _take(
    pattern: re.Pattern[str], rest: str, read: Callable[[str], Taken | None], *, hole: str = HOLE
) -> tuple[str, list[Taken]]:
    """The line with a hole where each thing stood that could be read, and those things."""
    taken: list[Taken] = []

    def replaced(match: re.Match[str]) -> str:
        thing = read(match[0])
        if thing is None:
            return match[0]
        taken.append(thing)
        return hole

    return pattern.sub(replaced, rest), taken


def _account(text: str) -> ReadAccount | None:
    account = read_accounts(text)[0]
    return account if isinstance(account, ReadAccount) else None


def _link(text: str) -> ReadAccount | None:
    """A link to a network or to a website; 'b.v.' and 'j.jansen' are neither."""
    link = read_account(text)
    return link if isinstance(link, ReadAccount) and link.url else None


def _phone(text: str) -> ReadPhone | None:
    """A number, with the bracketed word behind it; what is too short to ring is left in the line."""
    phones = read_phones(text)
    is_long = sum(map(str.isdigit, text)) >= 7
    is_town_hall = re.fullmatch(r"14 ?0[0-9]{2,3}", text) is not None
    return phones[0] if len(phones) == 1 and (phones[0].e164 or is_long or is_town_hall) else None


def _with_words(line: QuickLine, rest: str, known: Mapping[str, str]) -> QuickLine:
    """Divide the words that are left over name, people, street, place and remark."""
    place, pieces = _place_after_postcode(rest, known)
    if not place:
        place, pieces = _named_place(pieces, known)
    name, *others = pieces or [""]
    is_organisation = bool(ORGANISATION.search(name))
    people = "" if is_organisation else _capitals(name)
    street, left = line.street, []
    for piece in others:
        if not street.street and (found := read_street(piece)).house_number:
            street = found
        elif is_organisation and not people and (place or len(others) > 1) and _may_be_person(piece):
            people = _capitals(piece)
        elif not place and _may_be_place(piece):
            place = piece
        else:
            left.append(piece)
    persons = read_household(people, rule=_rule(line))
    return replace(
        line,
        name=name if is_organisation else household_name(persons) or people,
        is_organisation=is_organisation,
        persons=tuple(persons),
        street=street,
        place=known.get(fold(place), _capitals(place)),
        remark=", ".join([*filter(None, [line.remark]), *left]),
    )


def _rule(line: QuickLine) -> str:
    """Someone with a Belgian number writes a name the Belgian way."""
    return "be" if any((phone.e164 or "").startswith("+32") for phone in line.phones) else "nl"


def _place_after_postcode(rest: str, known: Mapping[str, str]) -> tuple[str, list[str]]:
    """The place that stands behind the postcode, and all other pieces."""
    pieces = [bare for piece in re.split(rf"[,{HOLE}{POSTCODE_HOLE}]", rest) if (bare := _bare(piece))]
    behind = re.search(rf"{POSTCODE_HOLE}([^,{HOLE}{POSTCODE_HOLE}]*)", rest)
    place = _bare(behind[1]) if behind else ""
    if not place:
        return "", pieces
    others = [piece for piece in pieces if piece != place]
    words = place.split()
    for end in range(len(words) - 1, 0, -1):
        if not others and fold(" ".join(words[:end])) in known:
            return " ".join(words[:end]), [" ".join(words[end:])]
    return place, others


def _may_be_person(piece: str) -> bool:
    """A person at a firm has a first and a last name: Wim van den Berg, but not 'wants a new front soon'."""
    return len(piece.split()) > 1 and _large_words(piece) <= LONGEST_PERSON


def _may_be_place(piece: str) -> bool:
    """Places have one or two words beside the small ones: Bergen op Zoom, but not 'wants wallpaper soon'."""
    return _large_words(piece) <= 2


def _large_words(piece: str) -> int:
    return len([word for word in piece.split() if not _is_small(word)])


def _bare(piece: str) -> str:
    return " ".join(piece.split()).strip(" .:()/-–")


def _named_place(pieces: list[str], known: Mapping[str, str]) -> tuple[str, list[str]]:
    """A place that is known, or that stands after 'from', and the pieces without it."""
    for index, piece in enumerate(pieces):
        if len(pieces) > 1 and fold(piece) in known:
            return piece, [*pieces[:index], *pieces[index + 1 :]]
    for index, piece in enumerate(pieces):
        words = piece.split()
        for start in range(max(1, len(words) - LONGEST_PLACE), len(words)):
            place = " ".join(words[start:])
            before = words[:start]
            if fold(place) not in known or ORGANISATION.search(piece) or is_infix(before[-1]):
                continue
            before = before[:-1] if before[-1].lower() in {"in", "uit", "from"} else before
            return place, [*pieces[:index], *filter(None, [" ".join(before)]), *pieces[index + 1 :]]
        if match := FROM_A_PLACE.search(piece):
            return match[1], [*pieces[:index], *filter(None, [piece[: match.start()]]), *pieces[index + 1 :]]
    return "", pieces


def _capitals(text: str) -> str:
    """Capitals for what was typed in small letters: 'alphen aan den rijn', 'noor jansen-de boer'."""
    if text != text.lower():
        return text
    words = text.split()
    return " ".join(word if index and _is_small(word) else _capital(word) for index, word in enumerate(words))


def _is_small(word: str) -> bool:
    return is_infix(word) or word in {"aan", "op", "bij"}


def _capital(word: str) -> str:
    parts = [part if index and is_infix(part) else _first(part) for index, part in enumerate(word.split("-"))]
    return "-".join(parts)


def _first(part: str) -> str:
    if part[:1] in "'’":
        return part
    return "IJ" + part[2:] if part.startswith("ij") else part[:1].upper() + part[1:]
