"""What the owner does with the addresses of the shop."""

from typing import Any

from app.core.database import Session
from app.core.deeds import begin
from app.shop.actions import fill
from app.shop.models import ShopBranch
from app.shop.queries import branches
from app.users.models import User


def add(session: Session, *, by: User, **values: Any) -> ShopBranch:
    """Add an address of the shop, after the others."""
    begin(session, "branch.add", by=by)
    branch = ShopBranch(position=len(branches(session)))
    session.add(branch)
    fill(session, branch, values)
    return branch


def change(session: Session, branch: ShopBranch, *, by: User, **values: Any) -> None:
    """Change an address of the shop; papers that were sent keep the old one."""
    begin(session, "branch.change", by=by)
    fill(session, branch, values)
