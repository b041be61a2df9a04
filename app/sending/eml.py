"""Writes a mail as a file that a mail program opens to be looked at and sent. Pure.

Nobody has sent it yet: it has no sender and no date, those are for the program of whoever sends it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Final

from app.contacts.addresses import read_email

# What ends a header, hides in it or turns its direction of writing around.
UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
LONGEST_NAME, LONGEST_SUBJECT = 80, 200


@dataclass(frozen=True)
class To:
    """Somebody a mail goes to; the name may be missing."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Attached:
    """A PDF that goes along."""

    name: str
    content: bytes


def addresses_in(typed: str) -> list[str]:
    """The mail addresses in what was typed, each once; what is none is left out."""
    found = (read_email(part) for part in _parts_with_at(typed))
    return list(dict.fromkeys(address for address in found if address))


def is_all_read(typed: str) -> bool:
    """Whether a mail can go to all that were typed: there is an address, and none that cannot be one."""
    parts = _parts_with_at(typed)
    return bool(parts) and all(read_email(part) for part in parts)


def mail_file(to: Iterable[To], subject: str, body: str, attached: Sequence[Attached]) -> bytes:
    """The mail, ready to be opened; a name or subject with hidden signs in it loses those signs only."""
    message = EmailMessage(policy=policy.SMTP)
    # What Outlook calls a mail that is still to be sent; other programs pass it by.
    message["X-Unsent"] = "1"
    addresses = [_address(one) for one in to]
    if addresses:
        message["To"] = addresses
    message["Subject"] = _on_one_line(subject, LONGEST_SUBJECT)
    message.set_content(body, cte="quoted-printable")
    for one in attached:
        message.add_attachment(one.content, maintype="application", subtype="pdf", filename=one.name)
    # Mail servers of today carry an address in any script; it must not be written in another.
    needs_utf8 = any(not address.addr_spec.isascii() for address in addresses)
    return message.as_bytes(policy=policy.SMTPUTF8 if needs_utf8 else policy.SMTP)


def _parts_with_at(typed: str) -> list[str]:
    return [part for part in re.split(r"[,;\s<>]+", typed) if "@" in part]


def _address(to: To) -> Address:
    user, _at, domain = to.address.rpartition("@")
    return Address(_on_one_line(to.name, LONGEST_NAME), username=user, domain=domain)


def _on_one_line(text: str, longest: int) -> str:
    """One line without hidden signs; what looks encoded already would be decoded, line breaks and all."""
    plain = UNSEEN.sub(" ", text).replace("=?", "= ?")
    return " ".join(plain.split())[:longest].rstrip()
