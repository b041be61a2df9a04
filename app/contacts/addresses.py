"""Reads mail addresses, web addresses and postal addresses as people type them. Pure; looks nothing up."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

UNSEEN: Final = re.compile(r"[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
EMAIL: Final = re.compile(r"[^\s@<>()\[\],;:\"\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,63}")
HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]+)\.?")
# SA, SD and SS are never issued.
POSTCODE: Final = re.compile(r"\b([1-9][0-9]{3}) ?(?!S[ADS])([A-Z]{2})\b", re.IGNORECASE)
HOUSE: Final = re.compile(
    r"(?P<street>.*[^\W\d_].*)[ ,]+(?P<number>[0-9]{1,5})"
    r"(?P<suffix> ?[A-Za-z][A-Za-z0-9]{0,5}|(?: ?[-/] ?[A-Za-z0-9]{1,6}){0,2})"
)


@dataclass(frozen=True)
class StreetLine:
    """Street, house number and what comes after it: 'Haarlemmerstraat', '12', 'II'."""

    street: str
    house_number: str = ""
    suffix: str = ""


def read_email(text: str) -> str | None:
    """The mail address in small letters, or None when the text is not exactly one."""
    bare = UNSEEN.sub("", text).strip().removeprefix("mailto:").strip("<>.,; ")
    return bare.casefold() if len(bare) <= 254 and EMAIL.fullmatch(bare) else None


def read_website(text: str) -> str | None:
    """The full web address, or None when a browser should not be sent there."""
    parts = web_parts(text)
    if parts is None:
        return None
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return f"{parts.scheme}://{_host(parts)}{path if path != '/' else ''}{query}"


def web_parts(text: str) -> SplitResult | None:
    """The parts of a web address typed with or without https://; None for every other scheme."""
    bare = UNSEEN.sub("", text).strip().strip("<>").rstrip(".,;!\"'")
    bare = re.sub(r"^web\+", "", bare, flags=re.IGNORECASE).replace("\\", "/")
    if re.search(r"\s", bare):
        return None
    scheme = re.match(r"(?i)([a-z][a-z0-9+.-]*):(?![0-9]{1,5}(?:/|$))", bare)
    if scheme is None:
        bare = f"https://{bare.removeprefix('//')}"
    elif scheme[1].lower() not in {"http", "https"} or not bare[scheme.end() :].startswith("//"):
        return None
    try:
        parts = urlsplit(bare)
        return parts if parts.hostname and HOST.fullmatch(parts.hostname) and parts.port != 0 else None
    except ValueError:
        return None


def safe_link(url: str | None) -> str | None:
    """The address as far as it may be put behind a link: http, https, tel and mailto, and nothing else."""
    return (
        url if url and re.match(r"(?:https?://|tel:|mailto:)[^\s<>\"]+$", url, flags=re.IGNORECASE) else None
    )


def read_postcode(text: str) -> str | None:
    """A Dutch postcode as it is written, '2311 EZ', or None when the text is something else."""
    match = POSTCODE.fullmatch(" ".join(text.split()))
    return f"{match[1]} {match[2].upper()}" if match else None


def tidy_postcode(text: str) -> str:
    """A Dutch postcode as it is written; one of another country as it was typed."""
    return read_postcode(text) or " ".join(text.split())


def read_street(text: str) -> StreetLine:
    """A street with its number; a PO box stays whole ('Postbus 123'), for it is no house."""
    bare = " ".join(text.split())
    match = HOUSE.fullmatch(bare)
    if match is None or re.match(r"(?i)(?:postbus|po box|antwoordnummer)\b", bare):
        return StreetLine(bare)
    return StreetLine(match["street"].strip(" ,"), match["number"], match["suffix"].strip(" -/"))


def show_street(street: str, house_number: str, suffix: str) -> str:
    """'Touwbaan 4-A': a suffix is set off by a hyphen."""
    number = "-".join(part for part in (house_number, suffix) if part)
    return " ".join(part for part in (street, number) if part)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    return f"{host}:{parts.port}" if parts.port else host
