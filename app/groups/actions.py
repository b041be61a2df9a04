"""What the owner does with the sorts of things the shop sells."""

from app.core.database import Session
from app.core.deeds import begin
from app.shop.actions import fill
from app.shop.models import ProductGroup, VatCode
from app.shop.queries import product_groups
from app.users.models import User


def add(session: Session, *, name: str, vat_code: VatCode, by: User) -> ProductGroup:
    """Add a sort of thing the shop sells, after the others."""
    begin(session, "product_group.add", by=by)
    group = ProductGroup(name=name, vat_code=vat_code, position=len(product_groups(session)))
    session.add(group)
    session.flush()
    return group


def change(session: Session, group: ProductGroup, *, name: str, vat_code: VatCode, by: User) -> None:
    """Rename a sort of thing, or give it another rate; lines that were made keep theirs."""
    begin(session, "product_group.change", by=by)
    fill(session, group, {"name": name, "vat_code": vat_code})
