"""How much two cards look alike, and why: by number, mail, address and name. Pure."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from rapidfuzz.distance import OSA

from app.contacts.names import INFIXES
from app.relations.sorting import fold

# Words that say nothing about who somebody is.
EMPTY_WORDS: Final = {word for infix in INFIXES for word in fold(" ".join(infix)).split()} | {
    "and", "bv", "co", "de", "en", "fam", "familie", "family", "firma", "het", "nv", "the", "vd", "vof",
    "dhr", "mevr", "mw", "mevrouw", "meneer", "heer",
}  # fmt: skip
# "v.d.", "v/d" and "v d" are one small word, and so are "b.v." and "v.o.f."
SPLIT_WORDS: Final = re.compile(r"\b(v)\W{1,2}(d)\b\.?|\b([bn])\.\W?(v)\b\.?|\b(v)\.\W?(o)\.\W?(f)\b\.?")
# From this length on one slip of the fingers is likelier than another name, and from the next on two.
ONE_SLIP, TWO_SLIPS = 4, 9


class Placed(Protocol):
    """What has the parts of an address."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    @property
    def street(self) -> str: ...
    @property
    def house_number(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def place(self) -> str: ...


class NameLikeness(enum.IntEnum):
    """How much two names look alike."""

    NONE = 0
    PART = 1  # the one is a part of the other: De Vries, Jan de Vries
    ALMOST = 2  # a slip of the fingers, or initials for a first name
    SAME = 3


class Reason(enum.StrEnum):
    """Why two cards may be one."""

    SAME_PHONE = "same_phone"
    SAME_MAIL = "same_mail"
    SAME_ADDRESS = "same_address"
    SAME_NAME = "same_name"
    ALMOST_SAME_NAME = "almost_same_name"
    PART_OF_NAME = "part_of_name"


@dataclass(frozen=True, slots=True)
class Likened:
    """A card as far as it is likened to others; `places` are postcodes with a house number."""

    id: int
    name: str
    phones: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    @property
    def reached_at(self) -> frozenset[str]:
        """By which numbers and mail addresses."""
        return self.phones | self.mails


@dataclass(frozen=True, slots=True)
class Likeness:
    """How strongly two cards look alike, and why, the strongest reason first."""

    weight: int
    reasons: tuple[Reason, ...]


WEIGHTS: Final = {
    Reason.SAME_NAME: 4,
    Reason.SAME_PHONE: 3,
    Reason.SAME_MAIL: 3,
    Reason.ALMOST_SAME_NAME: 3,
    Reason.SAME_ADDRESS: 2,
    Reason.PART_OF_NAME: 1,
}
OF_NAMES: Final = {
    NameLikeness.SAME: Reason.SAME_NAME,
    NameLikeness.ALMOST: Reason.ALMOST_SAME_NAME,
    NameLikeness.PART: Reason.PART_OF_NAME,
}


def likeness(one: Likened, other: Likened) -> Likeness | None:
    """Why these may be the same; None when they are not likely to be.

    A number alone is a reason too, though a family or a firm may share one; an address alone is none, for
    neighbours behind one door are not each other. A name alone is one unless numbers or addresses deny it.
    """
    shared = [
        reason
        for reason, is_there in (
            (Reason.SAME_PHONE, one.phones & other.phones),
            (Reason.SAME_MAIL, one.mails & other.mails),
            (Reason.SAME_ADDRESS, one.places & other.places),
        )
        if is_there
    ]
    names = name_likeness(one.name, other.name)
    if shared == [Reason.SAME_ADDRESS] and names is NameLikeness.NONE:
        return None
    if not shared and not _are_alike_by_name(names, one, other):
        return None
    reasons = [*shared, OF_NAMES[names]] if names else shared
    reasons.sort(key=lambda reason: -WEIGHTS[reason])
    return Likeness(sum(WEIGHTS[reason] for reason in reasons), tuple(reasons))


def name_likeness(one: str, other: str) -> NameLikeness:
    """How much two names look alike, however their small words are written."""
    few, many = sorted((name_words(one), name_words(other)), key=lambda words: (len(words), words))
    if not few:
        return NameLikeness.NONE
    if sorted(few) == sorted(many):
        return NameLikeness.SAME
    if "".join(few) == "".join(many):
        return NameLikeness.ALMOST
    if not _all_found(few, many):
        return NameLikeness.NONE
    if len(few) == len(many):
        return NameLikeness.ALMOST
    return NameLikeness.PART if max(map(len, few)) > 2 else NameLikeness.NONE


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """The telling words of a name: `Jan v.d. Berg` and `Berg, van der – Jan` have the same."""
    plain = SPLIT_WORDS.sub(lambda found: "".join(filter(None, found.groups())), fold(name))
    words = tuple(word for word in re.split(r"[\W_]+", plain) if word)
    return tuple(word for word in words if word not in EMPTY_WORDS) or words


def words_of(name: str) -> frozenset[str]:
    """The same words, in no order."""
    return frozenset(name_words(name))


def same_place(one: Placed, other: Placed) -> bool:
    """Whether two addresses of the same kind are one door."""
    return _place(one) == _place(other)


def _are_alike_by_name(names: NameLikeness, one: Likened, other: Likened) -> bool:
    """Two full names that nothing denies; `Jan` twice may be anybody."""
    if names < NameLikeness.ALMOST or min(len(words_of(one.name)), len(words_of(other.name))) < 2:
        return False
    are_reached_elsewhere = bool(one.reached_at and other.reached_at)
    live_elsewhere = bool(one.places and other.places)
    return not (are_reached_elsewhere and live_elsewhere)


def _all_found(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether each word stands in the other name, with a slip or as its first letter; one at least whole."""
    left = list(many)
    is_whole = False
    for word in sorted(few, key=lambda word: (-len(word), word)):
        found = min(left, key=lambda there: (_slips(word, there), there))
        if _slips(word, found) > _allowed(word, found):
            return False
        is_whole = is_whole or len(word) > 1
        left.remove(found)
    return is_whole


def _slips(word: str, other: str) -> int:
    if 1 in (len(word), len(other)):
        return 0 if word[0] == other[0] else 9
    return OSA.distance(word, other)


def _allowed(word: str, other: str) -> int:
    shortest = min(len(word), len(other))
    return 0 if shortest < ONE_SLIP else 1 if shortest < TWO_SLIPS else 2


def _place(address: Placed) -> tuple[str, ...]:
    postcode = fold(address.postcode).replace(" ", "")
    where = (postcode,) if postcode else (fold(address.street), fold(address.place))
    door = (fold(address.house_number), re.sub(r"\W", "", fold(address.suffix)))
    street = () if address.house_number else (fold(address.street),)
    return (str(address.kind), fold(address.name or ""), *where, *door, *street)
