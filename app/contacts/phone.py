"""The only reader of phone numbers: keeps what was typed, finds the number in it, shows it in Dutch pairs.

Never `phonenumbers.parse`: it turns the letters of "06-12345678 (Jan)" into digits. Its matcher gets text
that is already cut into single numbers: it joins "071-5123456/57" and loses the 06 of two numbers in a row.
"""

import re
from dataclasses import dataclass
from typing import Final

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number, parse

HOME: Final = "NL"
# Dutch area codes of three digits; all others have four.
SHORT_AREAS: Final = re.compile(r"1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9]|8[24578]|91")
SERVICE: Final = re.compile(r"[89]0[0-9](?:\d{4}|\d{7})")
# What is left of a Dutch number without its 0: most, then 0800 and 0900, then 097 (machines).
DUTCH: Final = re.compile(rf"[1-9]\d{{8}}|{SERVICE.pattern}|97\d{{9}}")
E164: Final = re.compile(r"\+[1-9][0-9]{3,14}")
_GAP: Final = r"[\s\-–./()]"
_SIGNS: Final = " ,;:/|()[]<>-–=."
_STEP: Final = r"[\s\-–./)]"
_HOME: Final = rf"0(?!0|800|90[0-9])(?:{_GAP}*[0-9]){{9}}(?![0-9])"
NUMBER: Final = re.compile(
    rf"""
    (?<!\w)\(?
    (?: (?:\+|00)31{_GAP}*0?{_GAP}*(?P<abroad>[1-9](?:{_GAP}*[0-9]){{8}})(?![0-9])
      | (?P<home>{_HOME})
      | (?P<foreign>(?:\+|00)[1-9][0-9]{{0,2}}{_GAP}*[0-9](?:(?!\s\(?{_HOME}|\s\+){_STEP}*[0-9])*)
      | (?P<other>[0-9](?:{_STEP}*[0-9])*)
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class ReadPhone:
    """One number as found in a text; `e164` is None where it cannot be read (it is kept all the same)."""

    given: str
    e164: str | None
    remark: str


def read_phones(text: str) -> list[ReadPhone]:
    """Every number in the text, with the words that stand around it as its remark. Never refuses."""
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00]", "", text).strip()
    if not text:
        return []
    found = [(match, _e164(match)) for match in NUMBER.finditer(text)]
    readable = [(match, e164) for match, e164 in found if e164 is not None]
    if not readable:
        return [_unreadable(text, [match for match, _e164_ in found])]

    remarks = [""] * len(readable)
    ends = [0, *(match.end() for match, _ in readable)]
    starts = [*(match.start() for match, _ in readable), len(text)]
    comes_first = _is_words(text[: starts[0]])
    for index, (end, start) in enumerate(zip(ends, starts, strict=True)):
        before, after = _divide(text[end:start], comes_first=comes_first)
        if index > 0:
            remarks[index - 1] = _joined(remarks[index - 1], before)
        if index < len(readable):
            remarks[index] = _joined(remarks[index], after if index > 0 else _joined(before, after))
        elif after:
            remarks[-1] = _joined(remarks[-1], after)
    return [
        ReadPhone(match[0].strip(), e164, remark)
        for (match, e164), remark in zip(readable, remarks, strict=True)
    ]


def show_phone(given: str, e164: str | None) -> str:
    """A Dutch number in pairs (06 12 34 56 78), a foreign one with its country, what is neither as typed."""
    if not e164 or not E164.fullmatch(e164):
        return given
    if not e164.startswith("+31"):
        return format_number(parse(e164), PhoneNumberFormat.INTERNATIONAL)
    rest = e164.removeprefix("+31")
    if SERVICE.fullmatch(rest):
        return f"0{rest[:3]} {_threes(rest[3:])}"
    return _dutch(rest) if re.fullmatch(r"[1-9]\d{8}", rest) else given


def phone_link(given: str, e164: str | None) -> str | None:
    """The address that makes a phone ring, or None when there is no number in what was typed."""
    if e164 and E164.fullmatch(e164):
        return f"tel:{e164}"
    digits = re.sub(r"\D", "", given, flags=re.ASCII)
    return f"tel:{digits}" if digits and re.fullmatch(r"[0-9\s\-–./()]+", given) else None


def digits_for_search(text: str) -> str:
    """The digits by which a number is found: +31 6, 0031 6 and (0)6 all become 06, +32 and 0032 become 32."""
    digits = re.sub(r"[^0-9+]", "", text.replace("(0)", ""))
    digits = re.sub(r"^(?:\+|00)310?|^31(?=[1-9][0-9]{8}$)", "0", digits)
    return re.sub(r"^00|\+", "", digits)


def _e164(found: re.Match[str]) -> str | None:
    """The number in its international form, if it is one that could exist."""
    if dutch := found["abroad"] or found["home"]:
        return "+31" + re.sub("[^0-9]", "", dutch)[-9:]
    matches = list(PhoneNumberMatcher(found[0], HOME, leniency=Leniency.POSSIBLE))
    if len(matches) != 1 or matches[0].raw_string != found[0].strip():
        return None
    e164 = format_number(matches[0].number, PhoneNumberFormat.E164)
    return e164 if not e164.startswith("+31") or DUTCH.fullmatch(e164[3:]) else None


def _unreadable(text: str, matches: list[re.Match[str]]) -> ReadPhone:
    """Keep it: '112' and '14 071' are numbers too, and '0800-GENIUS' is what the shop typed."""
    if len(matches) == 1 and not re.match(r"[\-]?\w", text[matches[0].end() :]):
        around = _joined(_trimmed(text[: matches[0].start()]), _trimmed(text[matches[0].end() :]))
        return ReadPhone(matches[0][0].strip(), None, around)
    return ReadPhone(text, None, "")


def _divide(gap: str, *, comes_first: bool) -> tuple[str, str]:
    """Which words between two numbers belong to the one before and which to the one after."""
    parts = re.split(r"[,;/|\n]", gap, maxsplit=1)
    if len(parts) == 2:
        return _trimmed(parts[0]), _trimmed(parts[1])
    return ("", _trimmed(gap)) if comes_first and not gap.lstrip().startswith("(") else (_trimmed(gap), "")


def _is_words(text: str) -> bool:
    return bool(_trimmed(text))


def _trimmed(text: str) -> str:
    """Words without the brackets and signs that set them apart, and without the word 'telephone' itself."""
    bare = " ".join(text.split()).strip(_SIGNS)
    return re.sub(r"^(?:tel|telefoon|phone)\b[.:]?", "", bare, flags=re.IGNORECASE).strip(_SIGNS)


def _joined(first: str, second: str) -> str:
    return ", ".join(part for part in (first, second) if part)


def _dutch(rest: str) -> str:
    if rest[0] == "6":
        return f"06 {_pairs(rest[1:])}"
    if SHORT_AREAS.match(rest):
        return f"0{rest[:2]} {_threes(rest[2:])}"
    return f"0{rest[:3]} {_pairs(rest[3:])}"


def _pairs(digits: str) -> str:
    return " ".join(digits[start : start + 2] for start in range(0, len(digits), 2))


def _threes(digits: str) -> str:
    return digits if len(digits) == 4 else f"{digits[:3]} {_pairs(digits[3:])}"
