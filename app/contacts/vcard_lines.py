"""The letter of vCard: bytes to lines of properties and back, forgiving what programs do wrong (pure)."""

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# What a line may begin with to be a property; anything else is a stray line or the rest of a note.
KNOWN = {
    "ADR", "AGENT", "ANNIVERSARY", "BDAY", "BEGIN", "CALADRURI", "CALURI", "CATEGORIES", "CLASS",
    "CREATED", "EMAIL", "END", "FBURL", "FN", "GENDER", "GEO", "IMPP", "KEY", "KIND", "LABEL", "LANG",
    "LOGO", "MAILER", "MEMBER", "N", "NAME", "NICKNAME", "NOTE", "ORG", "PHOTO", "PRODID", "PROFILE",
    "RELATED", "REV", "ROLE", "SOCIALPROFILE", "SORT-STRING", "SOUND", "SOURCE", "TEL", "TITLE", "TZ",
    "UID", "URL", "VERSION", "XML",
}  # fmt: skip
NEVER_READ = {"AGENT", "KEY", "LOGO", "PHOTO", "SOUND"}
LINE_OCTETS = 75
# In UTF-8, in octets: a line is full when it has no room for one more.
WIDEST_LETTER = 4
# A hostile file must not fill the box.
MOST_LINES = 300
LONGEST_TEXT = 1_000
LONGEST_NOTE = 20_000

_BEGIN, _END = b"BEGIN:VCARD", b"END:VCARD"
_SPACE = re.compile(rb"\s")
_PROPERTY = re.compile(rb"^\s*(?:[\w-]+\.)?([A-Za-z][\w-]*)\s*(?=[;:])")
_HEAD_END = re.compile(rb'^(?:[^":]|"[^"]*")*:')
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*"?)*)')
_SOFT_BREAK_FOLDED_TOO = re.compile(rb"^[ \t]=[0-9A-Fa-f]{2}")
_LEFT_OVER_SOFT_BREAK = re.compile(rb"=[ \t]*(?=;|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_CAME_AS_TEXT = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card with its value as text, still escaped; parameters are names in capitals."""

    name: str
    value: str
    group: str = ""
    parameters: dict[str, list[str]] = field(default_factory=dict)
    was_encoded: bool = False

    @property
    def types(self) -> list[str]:
        return self.parameters.get("TYPE", [])

    def text(self) -> str:
        """The value without its escapes."""
        return _unescape(self.value, self.was_encoded)

    def parts(self, separator: str = ";") -> list[str]:
        """The value cut at each separator that is not escaped, every part without its escapes."""
        return [_unescape(part, self.was_encoded) for part in _split(self.value, separator)]


@dataclass(slots=True)
class RawCard:
    """The lines between one BEGIN and its END, and what was odd about them."""

    properties: list[Property] = field(default_factory=list)
    stray_lines: list[str] = field(default_factory=list)
    has_begin: bool = True
    has_end: bool = False
    has_unreadable_letters: bool = False
    is_cut_short: bool = False


def split_cards(content: bytes) -> Iterator[RawCard]:
    """Every card in a file, also when a BEGIN or END is missing."""
    card: RawCard | None = None
    for line in _without_nested_cards(_logical_lines(as_utf8(content))):
        mark = _mark_of(line)
        if mark == _BEGIN:
            if card and card.has_begin:
                yield card
            card = RawCard()
        elif mark == _END:
            if card:
                card.has_end = True
                yield card
            card = None
        elif line.strip() and (card or _name_of(line)):
            card = card or RawCard(has_begin=False)
            _add(card, line)
    if card and card.has_begin:
        yield card


def escape(text: str) -> str:
    """The text as a value of vCard 3.0: no sign in it can begin a new part or a new line."""
    text = _tidy(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def fold(line: str) -> bytes:
    """The line and its line end, cut in pieces of 75 octets, never inside a letter."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece, ""]).encode()


def as_utf8(content: bytes) -> bytes:
    """The same bytes, unless the file says or shows that it is UTF-16."""
    if content.startswith(codecs.BOM_UTF8):
        return content[len(codecs.BOM_UTF8) :]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return content[2:].decode(encoding, "replace").encode()
    if content.startswith("BEGIN".encode("utf-16-le")):
        return content.decode("utf-16-le", "replace").encode()
    if content.startswith("BEGIN".encode("utf-16-be")):
        return content.decode("utf-16-be", "replace").encode()
    return content


def _logical_lines(content: bytes) -> Iterator[bytes]:
    """The lines with their folds and soft breaks taken away; bytes, because a fold may cut a letter."""
    parts: list[bytes] = []
    head = b""
    breaks_softly = was_full = False
    for physical in content.splitlines():
        # Behind a full line a blank folds, whatever follows it; elsewhere some programs indent their END.
        is_mark = bool(_mark_of(physical)) and not (was_full and physical[:1] in (b" ", b"\t"))
        was_full = len(physical) > LINE_OCTETS - WIDEST_LETTER
        if parts and breaks_softly and not is_mark:
            parts[-1] = parts[-1].rstrip()[:-1]
            parts.append(physical[1:] if _SOFT_BREAK_FOLDED_TOO.match(physical) else physical)
        elif parts and physical[:1] in (b" ", b"\t") and not is_mark:
            parts.append(physical[1:])
        elif parts and _is_rest_of(head, physical):
            parts.append(physical if _is_encoded(head) else b"\\n" + physical)
        else:
            if parts:
                yield b"".join(parts)
            parts = [physical]
            head = _head_of(physical)
        breaks_softly = b"QUOTED-PRINTABLE" in head and parts[-1].rstrip().endswith(b"=")
    if parts:
        yield b"".join(parts)


def _without_nested_cards(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines less the card of a secretary that vCard 2.1 puts after AGENT: its END would be ours."""
    depth, is_after_agent = 0, False
    for line in lines:
        mark = _mark_of(line)
        if mark == _BEGIN and (depth or is_after_agent):
            depth += 1
        elif mark == _END and depth:
            depth -= 1
        elif not depth:
            yield line
        is_after_agent = _name_of(line) == "AGENT"


def _mark_of(line: bytes) -> bytes:
    """BEGIN:VCARD or END:VCARD for a line that says so, however it is spaced; else nothing."""
    mark = _SPACE.sub(b"", line[:40].upper())
    return mark if mark in (_BEGIN, _END) else b""


def _is_rest_of(head: bytes, line: bytes) -> bool:
    """Whether a line that is no property belongs to the one above: encoded values and notes do."""
    if _name_of(line):
        return False
    if _is_encoded(head):
        return bool(line.strip()) and (b":" not in line or line.startswith(b"="))
    return _name_of(head) in ("NOTE", "LABEL")


def _is_encoded(head: bytes) -> bool:
    return any(word in head for word in (b"QUOTED-PRINTABLE", b"BASE64", b"ENCODING=B"))


def _head_of(line: bytes) -> bytes:
    """Name and parameters in capitals, with the colon."""
    found = _HEAD_END.match(line)
    return (found[0] if found else line.partition(b":")[0] + b":").upper() if b":" in line else b""


def _name_of(line: bytes) -> str:
    """The property's name in capitals; empty for a line that is none."""
    found = _PROPERTY.match(line)
    if not found or b":" not in line:
        return ""
    name = found[1].decode("ascii", "ignore").upper()
    return name if name in KNOWN or name.startswith("X-") else ""


def _add(card: RawCard, line: bytes) -> None:
    name = _name_of(line)
    if not name:
        card.stray_lines.append(_decode(line, [])[0].strip())
        return
    if name in NEVER_READ:
        return
    if len(card.properties) >= MOST_LINES:
        card.is_cut_short = True
        return
    head_size = len(_head_of(line))
    head, value = line[: head_size - 1], line[head_size:]
    parameters = _parameters(_decode(head, [])[0])
    encoding = "".join(parameters.pop("ENCODING", [])).upper()
    text, is_whole = _decode(_unwrap(value, encoding), parameters.pop("CHARSET", []))
    group = (
        head.partition(b".")[0].decode("ascii", "ignore").strip() if b"." in head.partition(b";")[0] else ""
    )
    longest = LONGEST_NOTE if name == "NOTE" else LONGEST_TEXT
    card.has_unreadable_letters |= not is_whole
    card.is_cut_short |= len(text) > longest
    was_encoded = encoding == "QUOTED-PRINTABLE"
    card.properties.append(Property(name, text[:longest].strip(), group.lower(), parameters, was_encoded))


def _parameters(head: str) -> dict[str, list[str]]:
    """Bare words of vCard 2.1 (TEL;WORK;CELL) become what 3.0 says in full (TYPE=WORK,CELL)."""
    parameters: dict[str, list[str]] = {}
    for parameter in _PARAMETER.findall(head):
        name, has_name, value = parameter.partition("=")
        if "(" in name:  # Android: TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=57=69)
            name, has_name, value = "", "", parameter
        bare = name.strip().upper()
        if not has_name and bare in ("QUOTED-PRINTABLE", "BASE64"):
            parameters["ENCODING"] = [bare]
        elif not has_name:
            parameters.setdefault("TYPE", []).append(parameter.strip())
        else:
            values = (
                [part.strip() for part in value.replace('"', "").split(",")]
                if bare == "TYPE"
                else [value.strip('" ')]
            )
            parameters.setdefault(bare, []).extend(values)
    return parameters


def _unwrap(value: bytes, encoding: str) -> bytes:
    if encoding == "QUOTED-PRINTABLE":
        return quopri.decodestring(_LEFT_OVER_SOFT_BREAK.sub(b"", value))
    if encoding in ("B", "BASE64"):
        try:
            return base64.b64decode(value, validate=False)
        except binascii.Error:
            return b""
    return value


def _decode(value: bytes, charsets: list[str]) -> tuple[str, bool]:
    """The text and whether every letter could be read: the charset it names, else UTF-8, else old Windows."""
    for charset in (*charsets, "utf-8", "cp1252"):
        try:
            text = value.decode(charset)
        except (LookupError, ValueError):
            continue
        return _tidy(text), "\ufffd" not in text
    return _tidy(value.decode("cp1252", "ignore")), False


def _tidy(text: str) -> str:
    """Line ends as one sign; no control characters, which would reach paper and other phones."""
    return _CONTROL.sub("", re.sub(r"\r\n|\r", "\n", text)).replace("\ufffd", "")


def _split(value: str, separator: str) -> list[str]:
    parts, part, is_escaped = [], "", False
    for sign in value:
        if sign == separator and not is_escaped:
            parts.append(part)
            part = ""
            continue
        is_escaped = sign == "\\" and not is_escaped
        part += sign
    return [*parts, part]


def _unescape(value: str, was_encoded: bool) -> str:
    """An encoded value brings its line breaks itself, so there a backslash before n is only a backslash."""

    def plain(found: re.Match[str]) -> str:
        sign = found[1]
        if sign in "nN":
            return found[0] if was_encoded else "\n"
        return sign if sign in "\\;,:" else found[0]

    return _CAME_AS_TEXT.sub(plain, value).strip()
