"""Names of people: read from one line, put in order, written out, greeted in a letter. Pure.

The small word before a surname (infix: van der, 't, el) makes Dutch names hard. It is small after a first
name and has a capital elsewhere; it does not count for the order (Berg, van der), except in Belgium, where a
name is kept as it was registered (Van Damme).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Protocol

from app.core.words import _, pgettext
from app.relations.sorting import KEY_LENGTH, fold, sort_key

INFIXES: Final = frozenset(
    tuple(words.split())
    for words in """
        van der/van den/van de/van 't/van het/van/in 't/in het/in de/in den/op den/op de/op 't/uit den/uit de
        aan de/aan den/aan 't/bij de/bij den/onder de/over de/voor de/von der/von dem/von/zu/der/den/de/het/'t
        te/ten/ter/el/le/la/de la/du/al/ben/bin/da/di/do/dos/del
    """.replace("\n", "/").split("/")
    if words.strip()
)
# These are first names too (Al, Ben, Di): with a capital they are read as one.
SHY_INFIXES: Final = frozenset({"al", "ben", "bin", "da", "di", "do", "dos", "del"})
TITLES: Final = {
    "mevrouw": "ms", "mevr": "ms", "mw": "ms", "mej": "ms", "ms": "ms", "mrs": "ms", "miss": "ms",
    "meneer": "mr", "de heer": "mr", "dhr": "mr", "heer": "mr", "hr": "mr", "mister": "mr", "mr": "mr",
}  # fmt: skip
APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
FAMILY: Final = re.compile(r"(?i)^(fam\.?|familie)\s+(.+)$|^(?:the\s+)?(.+?)\s+(family)$")


class Named(Protocol):
    """What has the parts of a name: a contact person, or what was read from a line."""

    @property
    def salutation(self) -> str | None: ...
    @property
    def initials(self) -> str | None: ...
    @property
    def first_name(self) -> str | None: ...
    @property
    def infix(self) -> str | None: ...
    @property
    def last_name(self) -> str | None: ...
    @property
    def call_me(self) -> str | None: ...
    @property
    def name_rule(self) -> str: ...


@dataclass(frozen=True)
class PersonName:
    """The parts of one name; all but the rule may be missing."""

    salutation: str | None = None
    initials: str | None = None
    first_name: str | None = None
    infix: str | None = None
    last_name: str | None = None
    call_me: str | None = None
    name_rule: str = "nl"


def read_name(text: str, *, rule: str = "nl", is_surname: bool = False) -> PersonName:
    """The parts of a name typed on one line: `mevrouw A. van der Berg`, `Berg, Anna van der`, `Kim`."""
    salutation, words = _title(" ".join(text.split()).replace(" - ", "-"))
    initials, tokens = _initials(_whole_surnames(_turned(words).split()))
    has_front = bool(initials or salutation or is_surname)
    start, end = _infix(tokens, is_first=has_front)
    if start == end:
        first, last = _divided(tokens, is_surname=has_front)
        return PersonName(salutation, initials, first, None, last, None, rule)
    infix = " ".join(tokens[start:end])
    return PersonName(
        salutation,
        initials,
        first_name=" ".join(tokens[:start]) or None,
        infix=infix.lower() if rule == "nl" else infix,
        last_name=" ".join(tokens[end:]),
        name_rule=rule,
    )


def full_name(name: Named) -> str:
    """`Anna van der Berg`; with initials where the first name is not known: `A. van der Berg`."""
    front = name.first_name or name.initials or ""
    return " ".join(part for part in (front, _surname(name, after=front)) if part) or (name.call_me or "")


def listed_name(name: Named) -> str:
    """As in a list: `Berg, van der – Anna`, `Verbeek, Kim`."""
    front = name.first_name or name.initials or name.call_me or ""
    if not name.last_name:
        return front
    if name.infix and name.name_rule == "nl":
        return " – ".join(part for part in (f"{name.last_name}, {name.infix.lower()}", front) if part)
    return ", ".join(part for part in (_surname(name, after=""), front) if part)


def sort_name(name: Named) -> str:
    """The key that puts people in order: main word, first name, infix; in Belgium the whole surname first."""
    front = name.first_name or name.initials or name.call_me or ""
    if name.name_rule == "be":
        parts: Sequence[str] = (_surname(name, after="") or front, front if name.last_name else "")
    else:
        parts = (name.last_name or front, front if name.last_name else "", name.infix or "")
    return " | ".join(fold(part) for part in parts if part)[:KEY_LENGTH].rstrip(" |")


def letter_salutation(name: Named, *, informal: bool = False) -> str:
    """How a letter begins: `Geachte mevrouw Van der Berg,`; nothing is guessed from a first name."""
    first = name.call_me or name.first_name
    if informal and first:
        return _("Hello %(name)s,", name=first)
    surname = _surname(replace(_parts(name), last_name=_main(name.last_name)), after="")
    if not surname:
        return _("Hello %(name)s,", name=first) if first else _("Dear Sir or Madam,")
    if name.salutation == "ms":
        return _("Dear Ms %(name)s,", name=surname)
    if name.salutation == "mr":
        return _("Dear Mr %(name)s,", name=surname)
    if name.first_name:
        return _("Dear %(name)s,", name=full_name(name))
    return _("Dear Mr or Ms %(name)s,", name=surname)


def envelope_name(name: Named) -> str:
    """As on an envelope: `Mevrouw A. van der Berg`, or plainly `Kim Verbeek`."""
    front = name.initials or name.first_name or ""
    plain = " ".join(part for part in (front, _surname(name, after=front)) if part) or full_name(name)
    if not name.last_name or name.salutation not in {"ms", "mr"}:
        return plain
    return _("Ms %(name)s", name=plain) if name.salutation == "ms" else _("Mr %(name)s", name=plain)


def spoken_name(name: Named) -> str:
    """As one says it on the telephone: `mevrouw Van der Berg`, or plainly `Kim Verbeek`."""
    surname = _surname(replace(_parts(name), last_name=_main(name.last_name)), after="")
    if not surname or name.salutation not in {"ms", "mr"}:
        return name.call_me or full_name(name)
    if name.salutation == "ms":
        return pgettext("spoken", "Ms %(name)s", name=surname)
    return pgettext("spoken", "Mr %(name)s", name=surname)


def household_name(names: Iterable[Named]) -> str:
    """What a private card is called: one person's name, `Fam. De Vries`, or `Kim Verbeek en Jan Smit`."""
    people = [name for name in names if full_name(name)]
    if not people:
        return ""
    if len(people) == 1:
        return full_name(people[0])
    surnames = {fold(_surname(person, after="")) for person in people}
    if len(surnames) == 1 and people[0].last_name:
        return _("%(name)s family", name=_surname(people[0], after=""))
    *others, last = [full_name(person) for person in people]
    return _("%(names)s and %(last)s", names=", ".join(others), last=last)


def family_salutation(name: Named) -> str:
    """`Geachte familie De Vries,`."""
    return _("Dear %(name)s family,", name=_surname(name, after=""))


def main_name(text: str, *, rule: str = "nl") -> PersonName:
    """The name by which a private card stands in the box, read from what the card is called."""
    if family := FAMILY.match(text.strip()):
        words, surname = (family[1], family[2]) if family[1] else (family[4], family[3])
        return replace(read_name(surname, rule=rule, is_surname=True), first_name=words)
    first, _others = _first_of(text)
    return read_name(first, rule=rule)


@lru_cache(maxsize=4096)
def private_listed_name(text: str, *, rule: str = "nl") -> str:
    """What a private card is called in a list: `Vries, de – Fam.`, `Verbeek, Kim en Jan Smit`."""
    listed = listed_name(main_name(text, rule=rule))
    others = "" if FAMILY.match(text.strip()) else _first_of(text)[1]
    return f"{listed} {others}".strip() or text


def read_household(text: str, *, rule: str = "nl") -> list[PersonName]:
    """The people in what a private card is called: two in `Ans en Theo de Vries`, none in `Fam. De Vries`."""
    if FAMILY.match(text.strip()):
        return []
    people = [read_name(name, rule=rule) for name in re.split(r"\s+(?:en|and|&|\+)\s+", text) if name.strip()]
    *others, last = people or [PersonName()]
    if not last.last_name:
        return [name for name in people if full_name(name)]
    shared = [
        name if name.last_name else replace(name, infix=last.infix, last_name=last.last_name)
        for name in others
    ]
    return [*shared, last]


def private_sort_key(text: str, *, rule: str = "nl") -> str:
    """The sort key of a private card, by the surname in what it is called."""
    return sort_name(main_name(text, rule=rule)) or sort_key(text)


def is_infix(word: str) -> bool:
    """Whether a word alone is, or begins, an infix."""
    return any(infix[0] == word.lower().translate(APOSTROPHES) for infix in INFIXES)


def _first_of(text: str) -> tuple[str, str]:
    """The first of several people, and the others with the word that joins them."""
    match = re.search(r"\s+(?=(?:en|and|&|\+)\s+\S)", text)
    return (text[: match.start()], text[match.end() :]) if match and match.start() else (text, "")


def _title(text: str) -> tuple[str | None, str]:
    match = re.match(r"(?i)(de heer|[a-z]+)\b\.?\s+(?=\S)", text)
    if match is None or match[1].lower() not in TITLES:
        return None, text
    return TITLES[match[1].lower()], text[match.end() :]


def _turned(words: str) -> str:
    """'Berg, Anna van der' and 'Berg, van der – Anna' the right way round."""
    last, comma, rest = words.partition(",")
    tokens = rest.replace(",", " ").replace("–", " ").split()
    if not comma or not tokens:
        return last
    length = _infix_length([*tokens, last])
    return " ".join([*tokens[length:], *tokens[:length], last])


def _whole_surnames(tokens: list[str]) -> list[str]:
    """'Jansen-de Boer' is one surname: put together what stands after such a hyphen."""
    for index, token in enumerate(tokens):
        first, hyphen, second = token.partition("-")
        if first and hyphen and _infix_length([second, *tokens[index + 1 :]]):
            return [*tokens[:index], " ".join(tokens[index:])]
    return tokens


def _initials(tokens: list[str]) -> tuple[str | None, list[str]]:
    count = 0
    while count < len(tokens) and re.fullmatch(r"(?:[^\W\d_]{1,2}\.-?)+", tokens[count]):
        count += 1
    if count == 0 and len(tokens) > 1 and re.fullmatch(r"[A-Z]{1,3}", tokens[0]):
        return "".join(f"{letter}." for letter in tokens[0]), tokens[1:]
    return "".join(tokens[:count]) or None, tokens[count:]


def _infix(tokens: Sequence[str], *, is_first: bool) -> tuple[int, int]:
    """Where the infix stands; at the front only when no first name can stand there."""
    for start in range(len(tokens) - 1):
        length = _infix_length(tokens[start:])
        may_begin = is_first or len(tokens) == length + 1 or not tokens[0][:1].isupper()
        if length and (start > 0 or may_begin):
            return start, start + length
    return 0, 0


def _infix_length(tokens: Sequence[str]) -> int:
    """How many words of an infix these begin with; a word of the name itself must follow."""
    plain = tuple(token.lower().translate(APOSTROPHES) for token in tokens[:3])
    for length in (2, 1):
        if plain[:length] in INFIXES and len(tokens) > length:
            return 0 if plain[0] in SHY_INFIXES and tokens[0][0].isupper() else length
    return 0


def _divided(tokens: Sequence[str], *, is_surname: bool) -> tuple[str | None, str | None]:
    """First and last name where no infix parts them: one word alone is a first name, unless after a title."""
    if len(tokens) == 1 and not is_surname:
        return tokens[0], None
    return " ".join(tokens[:-1]) or None, " ".join(tokens[-1:]) or None


def _surname(name: Named, *, after: str) -> str:
    """The surname; its infix is small after a first name and in Belgium as registered."""
    if not name.last_name:
        return ""
    if not name.infix:
        return name.last_name
    infix = name.infix if name.name_rule == "be" or after else _capital(name.infix)
    return f"{infix} {name.last_name}"


def _capital(infix: str) -> str:
    """A capital for the first letter; 't stays small."""
    return infix if infix[0] in "'’‘" else infix[0].upper() + infix[1:]


def _main(last_name: str | None) -> str | None:
    """A double surname is greeted by its first: Jansen-de Boer by Jansen."""
    return re.split(r"\s*[-–]\s*(?=[^\W\d])", last_name, maxsplit=1)[0] if last_name else last_name


def _parts(name: Named) -> PersonName:
    return PersonName(
        name.salutation,
        name.initials,
        name.first_name,
        name.infix,
        name.last_name,
        name.call_me,
        name.name_rule,
    )
