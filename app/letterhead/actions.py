"""What can happen to our letters: they get another logo, window or general terms, or lose one."""

from app.core.database import Session
from app.core.deeds import begin
from app.files.actions import keep_file
from app.shop.models import Shop
from app.users.models import User

PNG, PDF = "image/png", "application/pdf"


def change(
    session: Session,
    shop: Shop,
    *,
    address_on_right: bool,
    logo: bytes | None,
    terms: bytes | None,
    terms_name: str,
    by: User,
) -> None:
    """Change what all letters have; without a new logo or new terms the old ones stay."""
    begin(session, "letterhead.change", by=by)
    shop.address_on_right = address_on_right
    if logo is not None:
        shop.logo_id = keep_file(session, "logo.png", PNG, logo).id
    if terms is not None:
        shop.terms_id = keep_file(session, terms_name, PDF, terms).id
    session.flush()


def remove(session: Session, shop: Shop, what: str, *, by: User) -> None:
    """Print no logo, or have no terms to send along; what was sent with them keeps them."""
    begin(session, f"letterhead.remove_{what}", by=by)
    if what == "logo":
        shop.logo_id = None
    else:
        shop.terms_id = None
    session.flush()
