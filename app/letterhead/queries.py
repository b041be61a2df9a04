"""The files of our letters."""

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.core.database import Session
from app.files.models import StoredFile
from app.shop.queries import get_shop

# Where the logo is found, on a page and on paper.
LOGO_ADDRESS = "/settings/letter/logo.png"


def find_logo(session: Session) -> StoredFile | None:
    """The logo with its content, if there is one."""
    return _file(session, get_shop(session).logo_id)


def find_terms(session: Session) -> StoredFile | None:
    """The general terms with their content, if there are any."""
    return _file(session, get_shop(session).terms_id)


def terms_name(session: Session) -> str | None:
    """What the file with the general terms is called, if there is one."""
    terms_id = get_shop(session).terms_id
    return session.scalar(select(StoredFile.name).where(StoredFile.id == terms_id)) if terms_id else None


def _file(session: Session, file_id: int | None) -> StoredFile | None:
    if file_id is None:
        return None
    query = select(StoredFile).where(StoredFile.id == file_id).options(undefer(StoredFile.content))
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()
