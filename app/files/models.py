"""A stored file: what it is called, what it holds."""

from typing import Annotated

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.core.columns import Code, Moment, Personal
from app.core.database import Base

PersonalBytes = Annotated[bytes, mapped_column(LargeBinary, info={"personal": True})]


class StoredFile(Base):
    """A file kept in the database, so that one save and one copy hold everything; never changed once made."""

    __tablename__ = "stored_file"
    __table_args__ = {"info": {"journaled": False}}

    name: Mapped[Personal]
    media_type: Mapped[Code]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(info={"personal": False})
    stored_at: Mapped[Moment]
    expires_at: Mapped[Moment | None] = mapped_column(index=True)
    content: Mapped[PersonalBytes] = mapped_column(deferred=True, deferred_raiseload=True)
