"""Forgetting cards for good: all that tells who they were goes, from the journal too; only figures stay.

What belongs to a card goes. What needs it (its quotes, its complaints) stays with the words and names taken
out, and so does what belongs to that. Nothing of this is noted: a note would be one more place to find it in.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Table, and_, delete, exists, or_, select, update

from app.audit.graph import Gone, Reference, references_from, references_to, table_order
from app.audit.models import Deed, RowChange
from app.audit.tables import chunks, models
from app.core import clock
from app.core.database import Base, Session

UNNOTED = {"journaled": True, "synchronize_session": False}
# The mark on a deed of which nothing is left to undo.
WIPED = "wiped"

Rows = dict[Table, set[int]]


def forget_cards(session: Session, relation_ids: Collection[int], *, called: str, sort_name: str) -> None:
    """Wipe these cards; one that is needed, or that leads on to another card, stays without its words."""
    session.flush()
    cards = Base.metadata.tables["relation"]
    going, staying = _walk(session, {cards: set(relation_ids)})
    for table in (*going, *staying):
        _let_go(session, table, going.get(table, set()) | staying.get(table, set()), going)
    _delete(session, going)
    for table, ids in staying.items():
        _delete_files(session, table, ids)
        _write(session, table, ids, _blanks(table))
    wiped = {"name": called, "sort_name": sort_name, "erased_at": clock.now()}
    _write(session, cards, staying[cards], wiped)
    _forget_deeds(session, relation_ids, going, staying)
    _delete(session, {cards: _needed_by_nothing(session, cards, relation_ids)})
    session.expire_all()


def _walk(session: Session, roots: Rows) -> tuple[Rows, Rows]:
    """Which rows go, and which stay without their words."""
    going: Rows = {}
    staying: Rows = {table: set(ids) for table, ids in roots.items()}
    fresh = [(table, ids, True) for table, ids in roots.items()]
    while fresh:
        table, ids, stays = fresh.pop()
        for reference in references_to(table):
            if not reference.holds_on:
                continue
            # What belongs to a card goes though its row stays; what belongs to a quote stays with the quote.
            child_stays = reference.gone is Gone.REFUSE or (stays and table not in roots)
            known = (staying if child_stays else going).setdefault(reference.table, set())
            new = _pointing(session, reference, ids) - known
            if new:
                known |= new
                fresh.append((reference.table, new, child_stays))
    return going, staying


def _let_go(session: Session, table: Table, ids: Collection[int], going: Rows) -> None:
    """Take the key out of all that only mentions these rows, and the words out of what was told of them."""
    for reference in references_to(table):
        if reference.holds_on:
            continue
        left = _pointing(session, reference, ids) - going.get(reference.table, set())
        blanks = _blanks(reference.table) if reference.gone is Gone.BLANK else {}
        leads_on = reference.column.name == "merged_into_id"
        _write(session, reference.table, left, {} if leads_on else blanks | {reference.column.name: None})


def _delete_files(session: Session, table: Table, ids: Collection[int]) -> None:
    """A paper that was sent names whom it was sent to."""
    for reference in references_from(table):
        if reference.target.name != "stored_file":
            continue
        for some in chunks(ids):
            files = set(session.scalars(select(reference.column).where(table.c.id.in_(some)))) - {None}
            _write(session, table, some, {reference.column.name: None})
            _delete(session, {reference.target: files})


def _forget_deeds(session: Session, card_ids: Collection[int], *walked: Rows) -> None:
    """Take out of the journal what these rows held; a deed of which nothing is left says so."""
    deeds: set[int] = set()
    wheres: list[ColumnElement[bool]] = [RowChange.card_id.in_(some) for some in chunks(card_ids)]
    wheres += [
        and_(RowChange.table_name == table.name, RowChange.row_id.in_(some))
        for rows in walked
        for table, ids in rows.items()
        for some in chunks(ids)
    ]
    for where in wheres:
        deeds |= set(session.scalars(select(RowChange.deed_id).where(where)))
        session.execute(delete(RowChange).where(where), execution_options=UNNOTED)
    for some in chunks(deeds):
        empty = ~exists().where(RowChange.deed_id == Deed.id)
        for deed in session.scalars(select(Deed).where(Deed.id.in_(some), empty)):
            deed.undo_until, deed.counts = None, (deed.counts or {}) | {WIPED: 1}
    session.flush()


def _needed_by_nothing(session: Session, cards: Table, card_ids: Collection[int]) -> set[int]:
    """The cards that can go altogether: no figure hangs on them, and they lead on to no other card."""
    left: set[int] = set()
    for some in chunks(card_ids):
        pointing = [
            exists().where(reference.column == cards.c.id)
            for reference in references_to(cards)
            if reference.holds_on or reference.column.name == "merged_into_id"
        ]
        query = select(cards.c.id).where(cards.c.id.in_(some), cards.c.merged_into_id.is_(None))
        left |= set(session.scalars(query.where(~or_(*pointing))))
    return left


def _blanks(table: Table) -> dict[str, Any]:
    """Every column that may tell something about a person, with nothing in it."""
    return {column.name: _nothing(column) for column in table.columns if column.info.get("personal")}


def _nothing(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    return {} if isinstance(column.type, JSON) else ""


def _pointing(session: Session, reference: Reference, targets: Collection[int]) -> set[int]:
    found: set[int] = set()
    for ids in chunks(targets):
        found |= set(session.scalars(select(reference.table.c.id).where(reference.column.in_(ids))))
    return found


def _write(session: Session, table: Table, ids: Collection[int], values: dict[str, Any]) -> None:
    model = models()[table]
    if values:
        for some in chunks(ids):
            statement = update(model).where(model.id.in_(some)).values(values)
            session.execute(statement, execution_options=UNNOTED)


def _delete(session: Session, rows: Rows) -> None:
    for table in reversed(table_order(rows)):
        model = models()[table]
        for some in chunks(rows[table]):
            session.execute(delete(model).where(model.id.in_(some)), execution_options=UNNOTED)
