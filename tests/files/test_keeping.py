"""A file that is kept comes back as it was."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.core.database import Session
from app.files.actions import keep_file
from app.files.models import StoredFile


def test_a_kept_file_comes_back_byte_for_byte(session: Session) -> None:
    content = bytes(range(256))

    kept = keep_file(session, "Quote 2026-0042.pdf", "application/pdf", content)
    session.commit()

    found = session.scalars(
        select(StoredFile)
        .where(StoredFile.id == kept.id)
        .options(undefer(StoredFile.content))
        .execution_options(populate_existing=True)
    ).one()
    assert found.content == content
    assert (found.size, found.sha256) == (256, hashlib.sha256(content).hexdigest())
    assert found.expires_at is None
