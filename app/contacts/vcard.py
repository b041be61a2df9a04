"""A card as phones and mail programs pass it on: vCard 2.1, 3.0 and 4.0 read, 3.0 written (pure)."""

import quopri
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from app.contacts.vcard_lines import Property, RawCard, as_utf8, escape, fold, split_cards
from app.core.errors import RuleBroken
from app.core.words import _, ngettext

MOST_CARDS = 20_000
CUT_SHORT = 60

# What programs call a number or a mail address, and our word for it.
_TYPES = {
    "CELL": "mobile",
    "MOBILE": "mobile",
    "IPHONE": "mobile",
    "WORK": "work",
    "BUSINESS": "work",
    "HOME": "home",
    "FAX": "fax",
    "HOMEFAX": "home fax",
    "WORKFAX": "work fax",
    "PAGER": "pager",
    "MAIN": "main",
}
_TYPE_OF = {"mobile": "CELL", "work": "WORK", "home": "HOME", "fax": "FAX", "pager": "PAGER", "main": "MAIN"}
_WORD_ORDER = ("work", "home", "main", "mobile", "fax", "pager")
_TYPES_IN_DUTCH = {"mobiel": "mobile", "werk": "work", "privé": "home", "thuis": "home"}
# Types that say how a line works, not what its number is for.
_SAYS_NOTHING = {
    "BLOG", "CAR", "DOM", "HOMEPAGE", "INTERNET", "INTL", "MSG", "OTHER", "PARCEL", "POSTAL", "PREF",
    "PROFILE", "SMS", "TEXT", "URI", "VIDEO", "VOICE", "X400",
}  # fmt: skip
# X-SKYPE:name, beside IMPP:skype:name.
_NETWORKS = {
    "AIM", "FACEBOOK", "GADUGADU", "GOOGLE-TALK", "ICQ", "INSTAGRAM", "JABBER", "LINKEDIN", "MASTODON", "MSN",
    "SIGNAL", "SKYPE", "SKYPE-USERNAME", "TELEGRAM", "TWITTER", "WHATSAPP", "YAHOO",
}  # fmt: skip
_SAYS_ORGANISATION = {("X-ABSHOWAS", "COMPANY"), ("KIND", "ORG")}
_SPACED_NUMBER = re.compile(r"(?<![a-z])[\s().-](?![a-z])")
_APPLE_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")
_ANDROID_LABEL = re.compile(r"^X-CUSTOM\(.*?,([^,)]*)\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number, mail address or website, and what it is for: `mobile`, `work` ... or their own word."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's place on a network: the address or name as given; the network as the card calls it."""

    network: str
    given: str


@dataclass(frozen=True, slots=True)
class CardAddress:
    """An address; `street` holds the house number too, because cards never part them."""

    street: str = ""
    postcode: str = ""
    place: str = ""
    region: str = ""
    country: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What one card tells of a person or an organisation; every text is '' when it tells nothing."""

    full_name: str = ""
    prefix: str = ""
    first_name: str = ""
    middle_names: str = ""
    last_name: str = ""
    suffix: str = ""
    nickname: str = ""
    organisation: str = ""
    units: tuple[str, ...] = ()
    job: str = ""
    phones: tuple[Labelled, ...] = ()
    mails: tuple[Labelled, ...] = ()
    websites: tuple[Labelled, ...] = ()
    accounts: tuple[Account, ...] = ()
    addresses: tuple[CardAddress, ...] = ()
    categories: tuple[str, ...] = ()
    note: str = ""
    uid: str = ""
    is_organisation: bool = False

    @property
    def person_name(self) -> str:
        """The name as one would say it; empty when the card names nobody."""
        parts = (self.prefix, self.first_name, self.middle_names, self.last_name, self.suffix)
        return self.full_name or " ".join(filter(None, parts)) or self.nickname

    @property
    def shown_name(self) -> str:
        """What to call the card in a list: never empty for a card that was read."""
        reachable = [found.value for found in (*self.phones, *self.mails, *self.websites)]
        return self.person_name or self.organisation or next(iter(reachable), "")


@dataclass(frozen=True, slots=True)
class CardRead:
    """One card of a file by its place in it: the card, or the reason why there is none."""

    number: int
    card: Card | None
    reason: str = ""
    notices: tuple[str, ...] = ()


def read_cards(content: bytes) -> list[CardRead]:
    """Every card in the file; a bad one is named and never stops the others."""
    cards = list(islice(split_cards(content), MOST_CARDS + 1))
    if len(cards) > MOST_CARDS:
        raise RuleBroken(
            _("There are more than %(most)s cards in this file. Cut it into smaller files.", most=MOST_CARDS)
        )
    return [_read(number, raw) for number, raw in enumerate(cards, start=1)]


def join_files(contents: Iterable[bytes]) -> bytes:
    """The cards of several files as one file, whatever each was written in."""
    return b"\r\n".join(map(as_utf8, contents))


def write_card(card: Card) -> bytes:
    """The card as a file of vCard 3.0 that any phone reads."""
    name = (card.last_name, card.first_name, card.middle_names, card.prefix, card.suffix)
    # Some phones show nothing but N, so a person's whole name stands there rather than nothing.
    family_name = card.last_name if any(name) or card.organisation else card.full_name
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_joined((family_name, *name[1:]))}",
        f"FN:{escape(card.shown_name)}",
        *_line_if("NICKNAME", card.nickname),
        *_line_if("ORG", card.organisation, *card.units),
        *_line_if("TITLE", card.job),
        *_labelled_lines(card),
        *(f"X-SOCIALPROFILE{_type(account.network)}:{escape(account.given)}" for account in card.accounts),
        *(["CATEGORIES:" + ",".join(map(escape, card.categories))] if card.categories else []),
        *_line_if("NOTE", card.note),
        *_line_if("UID", card.uid),
        *(["X-ABShowAs:COMPANY"] if card.is_organisation else []),
        "END:VCARD",
    ]
    return b"".join(map(fold, lines))


def _read(number: int, raw: RawCard) -> CardRead:
    if any(line.name == "KIND" and line.text().casefold() == "group" for line in raw.properties):
        return CardRead(number, None, _("This is a group, not a person or an organisation."))
    card = _card(raw.properties)
    if not card.shown_name:
        return CardRead(number, None, _("There is no name, number or mail address on this card."))
    return CardRead(number, card, notices=tuple(_notices(raw)))


def _notices(raw: RawCard) -> Iterator[str]:
    if not raw.has_begin or not raw.has_end:
        yield _("The card was cut off in the file. Check whether anything is missing.")
    if raw.has_unreadable_letters:
        yield _("Some letters could not be read and are left out.")
    if raw.is_cut_short:
        yield _("The card holds a very long text or very many lines. The rest is left out.")
    stray = [line for line in raw.stray_lines if line]
    if stray:
        yield ngettext(
            "A line could not be read: “%(first)s”",
            "%(num)s lines could not be read. The first: “%(first)s”",
            len(stray),
            first=stray[0][:CUT_SHORT],
        )


def _card(lines: list[Property]) -> Card:
    last_name, first_name, middle_names, prefix, suffix = _parts(lines, "N", 5)[:5]
    organisation, *units = _parts(lines, "ORG", 1)
    own_labels = {line.group: line.text() for line in lines if line.group and line.name == "X-ABLABEL"}

    def labelled(name: str, tidy: Callable[[str], str]) -> tuple[Labelled, ...]:
        found = [line for line in lines if line.name == name]
        found.sort(key=_is_preferred, reverse=True)
        return _once(Labelled(tidy(line.text()), _label(line, own_labels)) for line in found)

    return Card(
        full_name=_first(lines, "FN"),
        prefix=prefix,
        first_name=first_name,
        middle_names=middle_names,
        last_name=last_name,
        suffix=suffix,
        nickname=_first(lines, "NICKNAME"),
        organisation=organisation,
        units=tuple(filter(None, units)),
        job=_first(lines, "TITLE") or _first(lines, "ROLE"),
        phones=labelled("TEL", _phone),
        mails=labelled("EMAIL", _mail),
        websites=labelled("URL", str),
        accounts=tuple(dict.fromkeys(filter(None, map(_account, lines)))),
        addresses=_addresses(lines, own_labels),
        categories=tuple(
            dict.fromkeys(
                part for line in lines if line.name == "CATEGORIES" for part in line.parts(",") if part
            )
        ),
        note="\n\n".join(dict.fromkeys(line.text() for line in lines if line.name == "NOTE" and line.value)),
        uid=_first(lines, "UID"),
        is_organisation=any((line.name, line.text().upper()) in _SAYS_ORGANISATION for line in lines),
    )


def _first(lines: list[Property], name: str) -> str:
    return next((text for line in lines if line.name == name and (text := line.text())), "")


def _parts(lines: list[Property], name: str, count: int) -> list[str]:
    """The parts of the first such line that says anything, at least `count` of them."""
    found = next((parts for line in lines if line.name == name and any(parts := line.parts())), [])
    return (found + [""] * count)[: max(count, len(found))]


def _is_preferred(line: Property) -> bool:
    return "PREF" in line.parameters or any(word.upper() == "PREF" for word in line.types)


def _once(found: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Each value once: a phone that joins two sources says everything twice, numbers spaced differently."""
    by_value: dict[str, Labelled] = {}
    for one in found:
        if one.value:
            by_value.setdefault(_SPACED_NUMBER.sub("", one.value.casefold()), one)
    return tuple(by_value.values())


def _label(line: Property, own_labels: dict[str, str]) -> str:
    own = own_labels.get(line.group, "")
    words, others = set[str](), list[str]()
    for type_ in [own] if own else line.types:
        apple, android = _APPLE_LABEL.match(type_), _ANDROID_LABEL.match(type_)
        said = apple[1] if apple else type_
        if android:
            others.append(quopri.decodestring(android[1]).decode("utf-8", "ignore"))
        elif known := _TYPES.get(said.upper().removeprefix("X-")) or _TYPES_IN_DUTCH.get(said.casefold()):
            words.update(known.split())
        elif said.upper() not in _SAYS_NOTHING:
            others.append(said.removeprefix("X-"))
    return next(filter(None, others), "") or " ".join(word for word in _WORD_ORDER if word in words)


def _phone(text: str) -> str:
    return re.sub(r"^tel:", "", text, flags=re.IGNORECASE).replace(";ext=", " ext. ")


def _mail(text: str) -> str:
    return re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)


def _account(line: Property) -> Account | None:
    """IMPP, X-SOCIALPROFILE and the many X- names that say where somebody can be found."""
    given = line.text()
    said = [line.parameters.get(name, [""])[0] for name in ("X-SERVICE-TYPE", "SERVICE-TYPE")]
    user = next(
        (line.parameters[name][0] for name in ("X-USER", "USERNAME") if line.parameters.get(name)), ""
    )
    scheme, has_scheme, rest = given.partition(":")
    if line.name in ("IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE"):
        if has_scheme and scheme.lower() not in ("http", "https"):
            given = rest if scheme.lower() != "x-apple" else user or rest
            said.append(scheme if scheme.lower() != "x-apple" else "")
        types = [
            word for word in line.types if word.upper() not in _TYPES and word.upper() not in _SAYS_NOTHING
        ]
        network = next(filter(None, [*said[:2], *types, *said[2:]]), "")
        given = given.removeprefix("//") or user
    elif line.name.startswith("X-") and line.name[2:] in _NETWORKS:
        network = line.name[2:]
    else:
        return None
    return Account(network.casefold(), given) if given else None


def _addresses(lines: list[Property], own_labels: dict[str, str]) -> tuple[CardAddress, ...]:
    found = []
    for line in sorted((line for line in lines if line.name == "ADR"), key=_is_preferred, reverse=True):
        box, extended, street, place, region, postcode, country = _parts([line], "ADR", 7)[:7]
        if any((box, extended, street, place, region, postcode)):
            whole_street = ", ".join(filter(None, (box, street, extended)))
            found.append(
                CardAddress(whole_street, postcode, place, region, country, _label(line, own_labels))
            )
    if not found:
        found = [CardAddress(street=line.text()) for line in lines if line.name == "LABEL" and line.value]
    return tuple(dict.fromkeys(found))


def _line_if(name: str, *parts: str) -> list[str]:
    return [f"{name}:{_joined(parts)}"] if any(parts) else []


def _joined(parts: Iterable[str]) -> str:
    return ";".join(map(escape, parts))


def _labelled_lines(card: Card) -> Iterator[str]:
    """A word of ours becomes a type; their own word needs a group, which is how phones write it."""
    addresses = (
        Labelled(_joined(("", "", it.street, it.place, it.region, it.postcode, it.country)), it.label)
        for it in card.addresses
    )
    lines = [
        *(("TEL", escape(it.value), it.label) for it in card.phones),
        *(("EMAIL", escape(it.value), it.label) for it in card.mails),
        *(("URL", _address_of_page(it.value), it.label) for it in card.websites),
        *(("ADR", it.value, it.label) for it in addresses),
    ]
    for place, (name, value, label) in enumerate(lines, start=1):
        words = [_TYPES_IN_DUTCH.get(word, word) for word in label.casefold().split()]
        types = [type_ for word in words if (type_ := _TYPE_OF.get(word))]
        if len(types) == len(words):
            yield f"{name}{_type(*types)}:{value}"
        else:
            yield f"item{place}.{name}:{value}"
            yield f"item{place}.X-ABLabel:{escape(label)}"


def _type(*types: str) -> str:
    words = [re.sub(r"[^A-Za-z0-9-]", "", type_) for type_ in types]
    return f";TYPE={','.join(words)}" if any(words) else ""


def _address_of_page(text: str) -> str:
    """A web address is written as it is, so nothing in it may end the line."""
    return quote(text, safe="%/:?#[]@!$&'()*+,;=~-._")
