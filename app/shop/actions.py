"""What the owner sets: the shop itself, its addresses, and the lists that the others choose from."""

import secrets
from typing import Any

from sqlalchemy.orm import Session

from app.core import clock
from app.core.database import Base
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.order import change_places
from app.core.words import _
from app.shop import queries
from app.shop.defaults import add_defaults
from app.shop.models import (
    ProductGroup,
    RejectionReason,
    Shop,
    ShopBranch,
)
from app.users import actions as user_actions
from app.users.models import Role, User
from app.users.queries import is_set_up

# What the owner puts in order and puts away.
Listed = ShopBranch | RejectionReason | ProductGroup


def set_up(
    session: Session, *, shop_name: str, owner_name: str, password: str, language: str, code: str
) -> User:
    """Begin: the shop, its owner, and the reasons and rates that every shop starts with."""
    if is_set_up(session):
        raise RuleBroken(_("This card box has been set up already. Sign in instead."))
    user_actions.use_code(session, code)
    begin(session, "shop.set_up", by=None, can_be_undone=False)
    shop = Shop(id=1, uid=secrets.token_hex(8), name=shop_name, language=language)
    session.add(shop)
    add_defaults(session)
    return user_actions.add(
        session,
        name=owner_name,
        role=Role.OWNER,
        language=language,
        password=password,
        works_on=shop.open_on,
        by=None,
    )


def change_shop(session: Session, shop: Shop, *, by: User, **values: Any) -> None:
    """Change what stands on the shop's papers, or how it works; `values` are columns of Shop."""
    begin(session, "shop.change", by=by)
    fill(session, shop, values)


def put_away(session: Session, row: Listed, *, by: User) -> None:
    """Take something off the list that others choose from; where it was chosen it stays."""
    begin(session, f"{row.__tablename__}.put_away", by=by)
    if isinstance(row, RejectionReason) and len(_listed(session, row)) == 1:
        raise RuleBroken(_("Keep at least one reason to choose from."))
    row.archived_on = clock.today()
    session.flush()


def take_back(session: Session, row: Listed, *, by: User) -> None:
    """Put something back at the end of the list that others choose from."""
    begin(session, f"{row.__tablename__}.take_back", by=by)
    row.archived_on = None
    row.position = len(_listed(session, row))
    session.flush()


def move(session: Session, row: Listed, *, up: bool, by: User) -> None:
    """Let something change places with its neighbour on the list."""
    begin(session, f"{row.__tablename__}.move", by=by)
    change_places(_listed(session, row), row, up=up)
    session.flush()


def _listed(session: Session, row: Listed) -> list[Any]:
    """The list that this row is on, in its order."""
    match row:
        case ShopBranch():
            return queries.branches(session)
        case ProductGroup():
            return queries.product_groups(session)
        case RejectionReason():
            return queries.reasons(session, row.asked_for)


def fill(session: Session, row: Base, values: dict[str, Any]) -> None:
    """Set the columns; a box that was left empty is nothing at all where the column allows that."""
    with session.no_autoflush:
        for name, value in values.items():
            is_nothing = value == "" and row.__table__.columns[name].nullable
            setattr(row, name, None if is_nothing else value)
    session.flush()
