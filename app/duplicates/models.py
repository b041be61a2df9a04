"""What people said about two cards that look alike."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.core.columns import Moment
from app.core.database import Base, belongs_to, mentions
from app.relations.models import Relation


class NotDouble(Base):
    """These are two: somebody looked at both, so nobody is asked again; the lower number stands first."""

    __tablename__ = "not_double"
    __table_args__ = (
        UniqueConstraint("lower_id", "higher_id"),
        CheckConstraint("lower_id < higher_id", name="lower_first"),
    )

    lower_id: Mapped[int] = belongs_to(f"{Relation.__tablename__}.id", index=False)
    higher_id: Mapped[int] = belongs_to(f"{Relation.__tablename__}.id")
    said_at: Mapped[Moment]
    said_by_id: Mapped[int | None] = mentions("staff_member.id")
