"""Reads social accounts as people paste them: a link, an @name, a number, or several between words. Pure.

An address is rebuilt from the name in it, so that no follower's code, foreign host or trick stays in it.
Nothing is ever fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote

from app.contacts.addresses import UNSEEN, read_email, read_website, web_parts
from app.contacts.known_networks import NETWORKS, Link, address_of, network_of
from app.contacts.phone import read_phones, show_phone
from app.core.words import _

OTHER: Final = "other"
# Their "names" are phone numbers.
BY_NUMBER: Final = frozenset(["whatsapp", "signal"])
# Hosts with an @ in their paths that are no Mastodon servers.
AT_SIGN_HOSTS: Final = frozenset(["medium.com", "substack.com", "flipboard.com", "ko-fi.com"])


@dataclass(frozen=True)
class ReadAccount:
    """An account as found: the name on its network, and the address that leads there (if one does)."""

    network: str
    given: str
    handle: str | None
    url: str | None
    # The name breaks the network's own rule for names: kept, but worth a second look.
    is_odd: bool = False

    @property
    def key(self) -> str:
        """What makes it the same account however it was typed."""
        return (self.handle or self.url or self.given).casefold()[:400]


@dataclass(frozen=True)
class NotAProfile:
    """Something else than the profile of a person or shop; the sentence says what to paste instead."""

    given: str
    sentence: str


@dataclass(frozen=True)
class WhichNetwork:
    """A bare name: somebody has to say on which network."""

    given: str
    handle: str


Read = ReadAccount | NotAProfile | WhichNetwork


def read_accounts(text: str, network: str | None = None) -> list[Read]:
    """Every account in a paste, between whatever words stand around it; a line without any is read whole."""
    return [account for line in re.split(r"[\n;]", text) for account in _of_line(line, network)]


def read_account(text: str, network: str | None = None) -> Read:
    """One pasted link, @name or number; `network` is where a bare name belongs."""
    given = _tidy(text)
    link = _link(given)
    if link is not None and (_is_meant_as_link(given) or network_of(link)):
        return _linked(link)
    if network in NETWORKS:
        return _named(network, given)
    if fediverse := re.fullmatch(r"@([\w.-]+)@([\w.-]+\.\w+)", given):
        return _account("mastodon", given, f"{fediverse[1]}@{fediverse[2].casefold()}")
    if re.fullmatch(r"@?[\w-]+\.bsky\.social", given, flags=re.IGNORECASE):
        return _account("bluesky", given, given.removeprefix("@"))
    if read_email(given):
        return NotAProfile(given, _("This is an e-mail address. Type it in the box for e-mail."))
    return _linked(link) if link else WhichNetwork(given, given.removeprefix("@"))


def show_account(network: str, handle: str | None, given: str) -> str:
    """What it is called on a card: the name on the network, a number in pairs, or what was typed."""
    if network in BY_NUMBER and handle and handle.isdigit():
        return show_phone(f"+{handle}", f"+{handle}")
    return handle or re.sub(r"^https?://(?:www\.)?", "", given)


def network_name(code: str) -> str:
    """The network's own name; what is not in the dictionary is another page."""
    return str(NETWORKS[code].name) if code in NETWORKS else _("Other page")


def _of_line(line: str, network: str | None) -> Iterator[Read]:
    words = line.replace(",", " ").split()
    found = [word for word in words if _stands_out(_tidy(word))]
    if len(words) > 1 and found:
        named = network or _spoken_network(words)
        yield from (read_account(word, named) for word in found)
    elif _tidy(line):
        yield read_account(line, network)


def _stands_out(word: str) -> bool:
    """Whether a word between others can only be an account: a link, or a name with an @."""
    link = _link(word)
    is_name = re.fullmatch(r"@[\w.-]+(?:@[\w.-]+)?", word) is not None
    return is_name or (link is not None and (_is_meant_as_link(word) or network_of(link) is not None))


def _spoken_network(words: list[str]) -> str | None:
    """'Insta: @kwastenkleed' names its network in words."""
    said = {word.strip(" :.()").casefold() for word in words}
    return next((code for code, network in NETWORKS.items() if said & {code, *network.also_called}), None)


def _tidy(text: str) -> str:
    return UNSEEN.sub("", text).strip().strip("<>()[]\"'“”„").rstrip(".,;:!?").strip()


def _is_meant_as_link(given: str) -> bool:
    """Whether it has a scheme, www in front, or a path: a bare jan.jansen may be a name."""
    return re.match(r"(?i)(?:[a-z][a-z0-9+]*:)?//|www\.|[^/@\s]+\.[^/@\s]+/", given) is not None


def _link(given: str) -> Link | None:
    parts = web_parts(given)
    if parts is None or parts.hostname is None or given.startswith("@"):
        return None
    path = tuple(unquote(part) for part in parts.path.split("/") if part)
    query = {name.casefold(): values[0] for name, values in parse_qs(parts.query).items()}
    host = parts.hostname.rstrip(".").removeprefix("www.")
    return Link(host, path, query, parts.fragment, given)


def _linked(link: Link) -> Read:
    code = network_of(link)
    if code is None:
        return _elsewhere(link)
    found = NETWORKS[code].find(link)
    if found is None:
        sentence = _(
            "This is a message or a page on %(network)s, not a profile. Open the profile and copy its link.",
            network=network_name(code),
        )
        return NotAProfile(link.given, sentence)
    return _account(code, link.given, found.handle, found.url)


def _elsewhere(link: Link) -> ReadAccount:
    """A host that is not in the dictionary: a Mastodon server by the look of its path, or any other page."""
    person = re.fullmatch(r"@([\w.-]+)(?:@([\w.-]+\.\w+))?", link.path[0]) if len(link.path) == 1 else None
    if person and link.host not in AT_SIGN_HOSTS:
        return _account("mastodon", link.given, f"{person[1]}@{person[2] or link.host}")
    return ReadAccount(OTHER, link.given, None, read_website(link.given))


def _named(code: str, given: str) -> ReadAccount:
    """A bare name, or a number, on a network that somebody chose."""
    if code not in BY_NUMBER:
        return _account(code, given, given.removeprefix("@"))
    phones = read_phones(given)
    number = phones[0].e164 if phones else None
    return _account(code, given, number.removeprefix("+") if number else None)


def _account(code: str, given: str, handle: str | None, url: str | None = None) -> ReadAccount:
    if handle is None:
        return ReadAccount(code, given, None, url, is_odd=url is None)
    if url is None and not re.search(r"[\s/?#\\]", handle):
        url = address_of(code, handle)
    return ReadAccount(code, given, handle, url, is_odd=re.fullmatch(NETWORKS[code].rule, handle) is None)
