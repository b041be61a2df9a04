"""What reading in asks of the box: what is there already, and which files were read in before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.audit.models import Deed
from app.audit.undo import conflicts
from app.contacts.models import Address, ContactDetail, ContactPerson, DetailKind
from app.contacts.names import full_name
from app.contacts.queries import accounts_of, addresses_of, details_of, people_of
from app.contacts.vcard import Card, CardRead, read_cards
from app.core import clock
from app.core.database import Session
from app.duplicates.matching import words_of
from app.exchange.models import BatchState, ImportBatch, ImportedCard
from app.exchange.newcomers import shown
from app.exchange.outgoing import cards_of
from app.exchange.proposals import Box, Finding, Known, Proposal, propose
from app.files.models import StoredFile
from app.relations.models import Relation
from app.shop.models import Shop
from app.users.models import Role, User

# What a page shows of a long file: the new ones before a fold and behind it, and those that are asked about.
NEW_AT_ONCE = 12
MOST_NEW = 1_000
MOST_ASKED = 200


@dataclass(frozen=True)
class There:
    """What stands in the box where a card looks like it."""

    relation_id: int
    name: str
    is_live: bool
    reached_at: str
    place: str


@dataclass(frozen=True)
class Sort:
    """The cards of one sort, as far as a page can hold them: some at once, more behind a fold."""

    proposals: list[Proposal]
    at_once: int = MOST_ASKED
    most: int = MOST_ASKED

    @property
    def count(self) -> int:
        return len(self.proposals)

    @property
    def first(self) -> list[Proposal]:
        return self.proposals[: self.at_once]

    @property
    def folded(self) -> list[Proposal]:
        return self.proposals[self.at_once : self.most]

    @property
    def unseen(self) -> int:
        """How many go as was proposed, because nobody reads so long a page."""
        return max(0, len(self.proposals) - self.most)


@dataclass(frozen=True)
class Preview:
    """A file as it lies beside the box: each of its cards is of one sort."""

    total: int
    new: Sort
    doubts: Sort
    doubles: Sort
    before: int
    twice: int
    bad: list[CardRead]
    noticed: list[Proposal]
    there: dict[int, There]

    @property
    def brings_something(self) -> bool:
        """Whether there is anything to read in."""
        return bool(self.new.count or self.doubts.count or self.doubles.count)


def preview(session: Session, batch: ImportBatch) -> Preview:
    """Every card of a file beside what is in the box now."""
    cards = cards_in(session, batch)
    proposals = propose(cards, box(session))
    found: dict[Finding, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        found[proposal.finding].append(proposal)
    doubts, doubles = Sort(found[Finding.DOUBT]), Sort(found[Finding.DOUBLE])
    asked = {it.relation_id for it in (*doubts.first, *doubles.first)}
    return Preview(
        total=len(cards),
        new=Sort(
            sorted(found[Finding.NEW], key=lambda it: it.newcomer.sort_name),
            at_once=NEW_AT_ONCE,
            most=MOST_NEW,
        ),
        doubts=doubts,
        doubles=doubles,
        before=len(found[Finding.BEFORE]),
        twice=len(found[Finding.TWICE]),
        bad=[card for card in cards if card.card is None],
        noticed=[it for it in proposals if it.notices and it.finding is not Finding.BEFORE],
        there=_there(session, {number for number in asked if number is not None}),
    )


def is_open(session: Session, batch: ImportBatch) -> bool:
    """Whether the file is still here: not read in, not thrown away, not older than a day."""
    if batch.state is not BatchState.PREVIEW or batch.file_id is None:
        return False
    expires_at = session.scalar(select(StoredFile.expires_at).where(StoredFile.id == batch.file_id))
    return expires_at is not None and expires_at > clock.now()


def cards_in(session: Session, batch: ImportBatch) -> list[CardRead]:
    """The cards of the file that was handed in, the bad ones too; none once the file has gone."""
    if batch.file_id is None:
        return []
    file = session.get_one(StoredFile, batch.file_id, options=[undefer(StoredFile.content)])
    return read_cards(file.content)


def box(session: Session) -> Box:
    """Everything in the box by which a card can be known again."""
    names: dict[int, set[str]] = defaultdict(set)
    for person in session.scalars(select(ContactPerson).join(ContactPerson.relation).where(Relation.is_live)):
        names[person.relation_id].add(full_name(person))
    reached_at: dict[int, set[str]] = defaultdict(set)
    details = (
        select(ContactDetail.relation_id, ContactDetail.normalised)
        .join(ContactDetail.relation)
        .where(Relation.is_live, ContactDetail.kind.in_([DetailKind.PHONE, DetailKind.EMAIL]))
    )
    for relation_id, normalised in session.execute(details):
        reached_at[relation_id].add(normalised)

    found = Box()
    for relation_id, nature, name in session.execute(
        select(Relation.id, Relation.nature, Relation.name).where(Relation.is_live)
    ):
        every = frozenset(words_of(one) for one in {name, *names[relation_id]} if one)
        found.put(Known(relation_id, nature, every, frozenset(reached_at[relation_id])))
    found.keys = dict(session.execute(select(ImportedCard.key, ImportedCard.relation_id)).all())
    return found


def readings_of(session: Session, user: User) -> Sequence[ImportBatch]:
    """What was read in lately and can be undone, the latest first: one's own; an owner sees everybody's."""
    readings = (
        select(ImportBatch)
        .join(Deed, Deed.id == ImportBatch.deed_id)
        .where(ImportBatch.state == BatchState.DONE, Deed.undo_until > clock.now())
        .order_by(ImportBatch.made_at.desc())
    )
    if user.role is not Role.OWNER:
        readings = readings.where(ImportBatch.made_by_id == user.id)
    return session.scalars(readings).all()


def stays_after_undo(session: Session, batch: ImportBatch) -> Sequence[str]:
    """The relations that people went on with since this file was read in, by name."""
    if batch.deed_id is None:
        return []
    used = {it.change.card_id for it in conflicts(session, session.get_one(Deed, batch.deed_id))}
    return session.scalars(
        select(Relation.name).where(Relation.id.in_(used - {None})).order_by(Relation.sort_name)
    ).all()


def cards_for_a_phone(session: Session, relation: Relation) -> list[Card]:
    """The relation and its people as cards that a phone takes in."""
    return cards_of(
        relation,
        people_of(session, relation.id),
        [*details_of(session, relation.id), *accounts_of(session, relation.id)],
        addresses_of(session, relation.id),
        shop_uid=session.get_one(Shop, 1).uid,
    )


def _there(session: Session, ids: Collection[int]) -> dict[int, There]:
    reached: dict[int, list[str]] = defaultdict(list)
    details = (
        select(ContactDetail)
        .where(ContactDetail.relation_id.in_(ids), ContactDetail.kind != DetailKind.WEBSITE)
        .order_by(ContactDetail.position, ContactDetail.id)
    )
    for detail in session.scalars(details):
        reached[detail.relation_id].append(shown(detail.kind, detail.given, detail.normalised))
    places = (
        select(Address.relation_id, Address.place)
        .where(Address.relation_id.in_(ids), Address.place != "")
        .order_by(Address.position.desc())
    )
    place_of = dict(session.execute(places).all())
    return {
        relation.id: There(
            relation.id,
            relation.name,
            relation.is_live,
            " · ".join(reached[relation.id]),
            place_of.get(relation.id, ""),
        )
        for relation in session.scalars(select(Relation).where(Relation.id.in_(ids)))
    }
