"""Forms that were already posted, so that a double click makes one record."""

from sqlalchemy.orm import Mapped, mapped_column

from app.core.columns import Moment
from app.core.database import Base


class PostedForm(Base):
    """The key of one shown form that was saved, and the page its saving led to."""

    __tablename__ = "posted_form"
    __table_args__ = {"info": {"journaled": False}}

    key: Mapped[str] = mapped_column(unique=True, info={"personal": False})
    posted_at: Mapped[Moment] = mapped_column(index=True)
    led_to: Mapped[str | None] = mapped_column(info={"personal": False})
