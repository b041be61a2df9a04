"""Keeping a file in the database."""

import datetime as dt
import hashlib

from app.core import clock
from app.core.database import Session
from app.files.models import StoredFile


def keep_file(
    session: Session, name: str, media_type: str, content: bytes, *, expires_at: dt.datetime | None = None
) -> StoredFile:
    """Keep these bytes under this name, until the moment given or for good; they are never changed."""
    kept = StoredFile(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_at=clock.now(),
        expires_at=expires_at,
        content=content,
    )
    session.add(kept)
    session.flush()
    return kept
