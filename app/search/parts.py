"""Everything that hangs on a card and that it can be found by, read for many cards at once."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Date,
    Executable,
    Integer,
    Row,
    Select,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from app.contacts.models import Address, ContactDetail, ContactPerson, SocialAccount
from app.core.database import Session
from app.quotes.models import Quote

PERSON, DETAIL, ACCOUNT, QUOTE, ADDRESS = "person", "detail", "account", "quote", "address"

# A row of any of these tables; what its table does not have is None.
Part = Row[*tuple[Any, ...]]


def parts_of(session: Session, relation_ids: Sequence[int]) -> dict[int, list[Part]]:
    """The people, numbers, accounts, quotes and addresses of each card, in the order of the card."""
    found: dict[int, list[Part]] = {relation_id: [] for relation_id in relation_ids}
    for part in session.execute(_PARTS, {"ids": relation_ids}):
        found[part.relation_id].append(part)
    return found


def _select(
    what: str, model: Any, columns: Iterable[Any], *, position: Any = None, gone_on: Any = None
) -> Select[*tuple[Any, ...]]:
    """The rows of one table, in the columns that all of them share."""
    own = {column.key: column for column in columns}
    return select(
        literal(what, String).label("what"),
        model.relation_id.label("relation_id"),
        (literal(0) if position is None else position).label("position"),
        model.id.label("id"),
        (cast(null(), Date) if gone_on is None else gone_on).label("gone_on"),
        *(
            (type_coerce(own[name], kind) if name in own else cast(null(), kind)).label(name)
            for name, kind in _COLUMNS.items()
        ),
    ).where(model.relation_id.in_(_IDS))


_COLUMNS: Final[dict[str, type[Integer] | type[String]]] = {
    **dict.fromkeys(("person_id", "year", "serial"), Integer),
    **dict.fromkeys(("first_name", "initials", "infix", "last_name", "call_me", "name_rule"), String),
    **dict.fromkeys(("kind", "given", "normalised", "label", "handle", "subject"), String),
    **dict.fromkeys(("name", "street", "house_number", "suffix", "postcode", "place"), String),
}
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_person, _detail, _account, _quote, _address = ContactPerson, ContactDetail, SocialAccount, Quote, Address
# Made once: it is asked at every save.
_PARTS: Executable = union_all(
    _select(
        PERSON,
        _person,
        (
            _person.first_name,
            _person.initials,
            _person.infix,
            _person.last_name,
            _person.call_me,
            _person.name_rule,
        ),
        position=_person.position,
        gone_on=_person.left_on,
    ),
    _select(
        DETAIL,
        _detail,
        (_detail.person_id, _detail.kind, _detail.given, _detail.normalised, _detail.label),
        position=_detail.position,
    ),
    _select(ACCOUNT, _account, (_account.handle, _account.given), position=_account.position),
    _select(QUOTE, _quote, (_quote.year, _quote.serial, _quote.subject)),
    _select(
        ADDRESS,
        _address,
        (
            _address.kind,
            _address.name,
            _address.street,
            _address.house_number,
            _address.suffix,
            _address.postcode,
            _address.place,
        ),
        position=_address.position,
        gone_on=_address.closed_on,
    ),
).order_by("position", "id")
