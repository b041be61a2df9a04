"""What to do with each card of a file, beside what is in the box: new, there already, or in doubt (pure)."""

import enum
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.contacts.names import full_name
from app.contacts.vcard import Card, CardRead
from app.core.words import _
from app.duplicates.matching import words_of
from app.exchange.newcomers import Newcomer, newcomer
from app.relations.models import Nature


class Finding(enum.StrEnum):
    """How a card stands to what is in the box, and to the cards before it in the file."""

    NEW = "new"
    DOUBLE = "double"  # the same name and the same number or mail address
    DOUBT = "doubt"  # the same number or the same name, not both
    BEFORE = "before"  # this very card was read in earlier
    TWICE = "twice"  # the file holds it twice


class Answer(enum.StrEnum):
    """What is done with a card."""

    ADD = "add"
    JOIN = "join"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One readable card: what was found, and what is done with it unless somebody says otherwise.

    `relation_id` is the one in the box that it looks like; `with_card` is the number of an earlier card in
    the file that it goes together with: somebody of the same organisation, or the same person once more.
    """

    number: int
    key: str
    newcomer: Newcomer
    finding: Finding = Finding.NEW
    answer: Answer = Answer.ADD
    relation_id: int | None = None
    with_card: int | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A card as far as another can be compared with it; `reached_at` holds normalised numbers and mails."""

    id: int
    nature: Nature
    names: frozenset[frozenset[str]]
    reached_at: frozenset[str]


class Box:
    """Cards that are known, to be found by number, by name, and by their key in a file."""

    def __init__(self) -> None:
        self.cards: dict[int, Known] = {}
        self.keys: dict[str, int] = {}
        self._by_reach: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[frozenset[str], list[int]] = defaultdict(list)

    def put(self, card: Known) -> None:
        """Add a card, or to a card that is there already."""
        there = self.cards.get(card.id, card)
        self.cards[card.id] = replace(
            there, names=there.names | card.names, reached_at=there.reached_at | card.reached_at
        )
        for name in card.names:
            self._by_name[name].append(card.id)
        for reach in card.reached_at:
            self._by_reach[reach].append(card.id)

    def reached_alike(self, card: Known) -> list[Known]:
        """The cards with one of its numbers or mail addresses."""
        return self._found(self._by_reach.get(reach, []) for reach in sorted(card.reached_at))

    def named_alike(self, card: Known) -> list[Known]:
        """The cards with one of its names."""
        return self._found(self._by_name.get(name, []) for name in card.names)

    def _found(self, ids: Iterable[list[int]]) -> list[Known]:
        return [self.cards[id_] for id_ in dict.fromkeys(id_ for some in ids for id_ in some)]


def propose(cards: Iterable[CardRead], box: Box) -> list[Proposal]:
    """A proposal for each card that could be read."""
    proposals = []
    earlier = Box()
    seen: dict[str, Card] = {}
    for number, card, notices in ((read.number, read.card, read.notices) for read in cards if read.card):
        # Some programs give every card the same mark; then what stands on it must tell them apart.
        is_own_mark = seen.setdefault(card.uid, card) == card
        key = card.uid if card.uid and is_own_mark else fingerprint(card)
        new = newcomer(card)
        cut = (_("A name or a number is very long and is cut off."),) if new.is_cut else ()
        proposal = _beside_box(Proposal(number, key, new, notices=(*notices, *cut)), box)
        if proposal.finding is Finding.NEW:
            proposal = _beside_file(proposal, earlier)
            earlier.put(replace(known(proposal), id=proposal.with_card or proposal.number))
        earlier.keys.setdefault(proposal.key, proposal.number)
        proposals.append(proposal)
    return proposals


def fingerprint(card: Card) -> str:
    """What makes it the same card when it is read again, where it has no mark of its own: all it says."""
    return "sha256:" + hashlib.sha256(repr(card).encode()).hexdigest()


def known(proposal: Proposal) -> Known:
    """The card as later ones can be compared with it."""
    new = proposal.newcomer
    # A card without a name is called by its number, which says nothing about who it is.
    names = {new.name, *map(full_name, new.people)} - {detail.given for detail in new.details}
    reached_at = frozenset(detail.normalised for detail in new.reached_at)
    return Known(proposal.number, new.nature, frozenset(map(words_of, names)), reached_at)


def _beside_box(proposal: Proposal, box: Box) -> Proposal:
    new = known(proposal)
    if proposal.key in box.keys:
        return replace(
            proposal, finding=Finding.BEFORE, answer=Answer.SKIP, relation_id=box.keys[proposal.key]
        )
    same_reach, same_name = box.reached_alike(new), box.named_alike(new)
    if both := [there for there in same_reach if there in same_name or not new.names]:
        finding, there = Finding.DOUBLE, both[0]
        joins, otherwise = bool(new.reached_at - there.reached_at) or _is_colleague(new, there), Answer.SKIP
    elif same_reach:
        finding, there = Finding.DOUBT, same_reach[0]
        joins, otherwise = bool(_all_words(new) & _all_words(there)), Answer.ADD
    elif same_name:
        finding, there = Finding.DOUBT, same_name[0]
        joins, otherwise = _is_colleague(new, there) or _says_too_little(new, there), Answer.ADD
    else:
        return proposal
    return replace(
        proposal, finding=finding, relation_id=there.id, answer=Answer.JOIN if joins else otherwise
    )


def _beside_file(proposal: Proposal, earlier: Box) -> Proposal:
    """A file asks no questions about itself: the same person goes on one card, a family stays apart."""
    new = known(proposal)
    if proposal.key in earlier.keys:
        return replace(
            proposal, finding=Finding.TWICE, answer=Answer.SKIP, with_card=earlier.keys[proposal.key]
        )
    same_reach = earlier.reached_alike(new)
    for there in earlier.named_alike(new) if new.names else same_reach:
        if _is_colleague(new, there):
            return replace(proposal, answer=Answer.JOIN, with_card=there.id)
        if there in same_reach or _says_too_little(new, there) or _has_full_name(new, there):
            return replace(proposal, finding=Finding.TWICE, answer=Answer.JOIN, with_card=there.id)
    return proposal


def _is_colleague(new: Known, there: Known) -> bool:
    """Whether the card brings another person of the same organisation."""
    return new.nature is there.nature is Nature.ORGANISATION and bool(new.names - there.names)


def _says_too_little(new: Known, there: Known) -> bool:
    """Whether nothing but the name can tell them apart."""
    return not new.reached_at or not there.reached_at


def _has_full_name(new: Known, there: Known) -> bool:
    """Whether they share a name of two words or more: 'Jan' may be anybody, 'Jan Berg' twice is one man."""
    return any(len(name) > 1 for name in new.names & there.names)


def _all_words(card: Known) -> frozenset[str]:
    return frozenset().union(*card.names)
