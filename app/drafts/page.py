"""The address of a form, written in one way whoever asks; with a mark on it the form holds its draft."""

from urllib.parse import parse_qsl, urlencode, urlsplit

MARK = "draft"


def page_of(address: str) -> str:
    """The path and the question of an address, without our mark."""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != MARK]
    return f"{parts.path}?{urlencode(asked)}" if asked else parts.path


def resumed(page: str) -> str:
    """The address that shows the form with the draft in its boxes."""
    return f"{page}{'&' if '?' in page else '?'}{MARK}=1"
