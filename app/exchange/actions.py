"""Reading cards in: hand over a file, look first, then all of it or nothing; and undo it for a month."""

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select, update

from app.audit.bulk import insert_rows
from app.audit.deeds import deed_of
from app.audit.models import Deed
from app.audit.undo import undo
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _, use_language
from app.exchange.arrivals import Arrival, put_in_box
from app.exchange.models import BatchState, ImportBatch, ImportedCard
from app.exchange.proposals import Answer, Finding, Proposal, propose
from app.exchange.queries import box, cards_in, is_open
from app.files.actions import keep_file
from app.files.models import StoredFile
from app.relations.models import Kind, Stage, StageSource
from app.shop.models import Shop
from app.users.models import User

VCARD = "vcard"
KEPT = dt.timedelta(hours=24)


def hand_in(session: Session, content: bytes, *, file_name: str, source: str, by: User) -> ImportBatch:
    """Keep a file for a day, so that it can be looked at before anything is read in."""
    clear_old_uploads(session)
    file = keep_file(session, file_name, "text/vcard", content, expires_at=clock.now() + KEPT)
    batch = ImportBatch(
        source=source, file_name=file_name, file_id=file.id, made_at=clock.now(), made_by_id=by.id
    )
    session.add(batch)
    session.flush()
    return batch


def read_in(
    session: Session, batch: ImportBatch, *, kind: Kind, answers: Mapping[int, Answer], by: User
) -> None:
    """Put every card of the file in the box as the answers say; a card without one gets what was proposed."""
    _must_be_open(session, batch)
    begin(session, "exchange.read_in", by=by)
    shop = session.get_one(Shop, 1)
    with use_language(shop.language):
        cards = cards_in(session, batch)
        proposals = propose(cards, box(session))
    arrivals = _arrivals(proposals, answers)
    new = [arrival for arrival in arrivals if arrival.relation_id is None]
    went_in = sum(len(arrival.keys) for arrival in arrivals)
    batch.counts = {
        "relations": len(new),
        "added": (added := sum(len(arrival.keys) for arrival in new)),
        "joined": went_in - added,
        "skipped": len(proposals) - went_in,
        "bad": len(cards) - len(proposals),
    }
    put_in_box(
        session,
        arrivals,
        **_roles(kind),
        language=shop.language,
        source=batch.source,
        made_at=clock.now(),
        made_by_id=by.id,
    )
    insert_rows(
        session,
        ImportedCard,
        [
            {"source": VCARD, "key": key, "relation_id": arrival.relation_id, "batch_id": batch.id}
            for arrival in arrivals
            for key in arrival.keys
        ],
    )
    batch.deed_id = deed_of(session).id
    _close(session, batch, BatchState.DONE)


def cancel(session: Session, batch: ImportBatch) -> None:
    """Throw the file away; nothing was read in."""
    _must_be_open(session, batch)
    _close(session, batch, BatchState.CANCELLED)


def undo_reading(session: Session, batch: ImportBatch, *, by: User, leave_used: bool = False) -> None:
    """Take out what came in with this file; what people went on with stays if they say so."""
    if batch.state is not BatchState.DONE or batch.deed_id is None:
        raise RuleBroken(_("There is nothing to undo: these cards are not in the box."))
    undo(session, session.get_one(Deed, batch.deed_id), by=by, leave_conflicts=leave_used)
    batch.state = BatchState.UNDONE
    session.flush()


def clear_old_uploads(session: Session) -> None:
    """Throw away every file that was handed in more than a day ago and never read in."""
    old = select(StoredFile.id).where(StoredFile.expires_at < clock.now())
    session.execute(
        update(ImportBatch)
        .where(ImportBatch.file_id.in_(old))
        .values(file_id=None, state=BatchState.CANCELLED)
    )
    session.execute(delete(StoredFile).where(StoredFile.expires_at < clock.now()))


def _arrivals(proposals: Iterable[Proposal], answers: Mapping[int, Answer]) -> list[Arrival]:
    """The cards that go in, gathered by the relation that they go on."""
    arrivals: list[Arrival] = []
    in_box: dict[int, Arrival] = {}
    in_file: dict[int, Arrival] = {}
    for proposal in proposals:
        answer = answers.get(proposal.number, proposal.answer)
        is_second_writing = proposal.finding is Finding.TWICE and proposal.with_card not in in_file
        if answer is Answer.SKIP or is_second_writing:
            continue
        if answer is Answer.JOIN and proposal.relation_id:
            arrival = in_box.setdefault(proposal.relation_id, Arrival(proposal.relation_id))
        elif answer is Answer.JOIN and proposal.with_card:
            arrival = in_file.setdefault(proposal.with_card, Arrival())
        else:
            arrival = in_file[proposal.number] = Arrival()
        if not arrival.newcomers:
            arrivals.append(arrival)
        arrival.newcomers.append(proposal.newcomer)
        arrival.keys.append(proposal.key)
    return arrivals


def _roles(kind: Kind) -> dict[str, object]:
    """The columns of Relation that make it this kind."""
    if kind in (Kind.SUPPLIER, Kind.AGENCY):
        return {"is_supplier": kind is Kind.SUPPLIER, "is_agency": kind is Kind.AGENCY}
    source = StageSource.AUTO if kind is Kind.POTENTIAL else StageSource.HAND
    return {"stage": Stage(kind.value), "stage_source": source, "stage_since": clock.today()}


def _must_be_open(session: Session, batch: ImportBatch) -> None:
    if not is_open(session, batch):
        raise RuleBroken(_("This file is no longer here. Choose it again to read it in."))


def _close(session: Session, batch: ImportBatch, state: BatchState) -> None:
    """The file has done its work; nothing of it stays behind."""
    file_id, batch.file_id, batch.state = batch.file_id, None, state
    session.flush()
    session.execute(delete(StoredFile).where(StoredFile.id == file_id))
