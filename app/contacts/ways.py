"""Reads one way to reach somebody: a number, mail address, website or account, whatever was typed. Pure."""

import enum
import re
from dataclasses import dataclass, replace

from app.contacts.addresses import read_email
from app.contacts.networks import OTHER, NotAProfile, Read, ReadAccount, WhichNetwork, read_accounts
from app.contacts.phone import read_phones
from app.core.formats import Unreadable
from app.core.words import _


class WayKind(enum.StrEnum):
    """What a way is; all but the account are kinds of contact detail."""

    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Way:
    """One way to reach somebody; `normalised` finds it, the last three are of an account only."""

    kind: WayKind
    given: str
    normalised: str
    label: str = ""
    network: str = ""
    handle: str | None = None
    url: str | None = None


class NetworkUnknown(Unreadable):
    """A bare name was typed: somebody has to say on which network."""


def read_ways(text: str, network: str | None = None) -> list[Way]:
    """The ways in one box, usually one; `network` is where a bare name belongs."""
    bare = " ".join(text.split())
    if not bare:
        return []
    if email := read_email(bare):
        return [Way(WayKind.EMAIL, bare, email)]
    if not network and _is_number(bare):
        return phones_of(bare)
    return [_way(read) for read in read_accounts(bare, network)]


def phones_of(text: str) -> list[Way]:
    """The phone numbers in a text; what is said about a number becomes its label."""
    return [
        Way(WayKind.PHONE, phone.given, phone.e164 or phone.given, phone.remark)
        for phone in read_phones(text)
    ]


def way_of(account: ReadAccount) -> Way:
    """An account as a way; a page that is on no network is a website."""
    if account.network == OTHER and account.url:
        return Way(WayKind.WEBSITE, account.given, account.url)
    return Way(
        WayKind.ACCOUNT,
        account.given,
        account.key,
        network=account.network,
        handle=account.handle,
        url=account.url,
    )


def labelled(way: Way, label: str) -> Way:
    """The way with what somebody typed as its label; without that, what was said in the box itself."""
    return replace(way, label=label) if label else way


def _way(read: Read) -> Way:
    if isinstance(read, NotAProfile):
        raise Unreadable(read.sentence)
    if isinstance(read, WhichNetwork):
        raise NetworkUnknown(_("On which network is this? Choose it, or paste the link to the profile."))
    return way_of(read)


def _is_number(text: str) -> bool:
    """Whether it can only be a phone number: digits, and no link or name with an @."""
    return re.search(r"[0-9]{3}|[0-9] [0-9]", text) is not None and not re.search(
        r"@|://|\.[a-z]{2,}", text, re.IGNORECASE
    )
