"""What there is to look after in the shop, and who does."""

from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.columns import ShopText
from app.core.database import Base, belongs_to
from app.users.models import User


class Duty(Base):
    """Something in the shop that one person looks after: who does what."""

    __tablename__ = "duty"

    what: Mapped[ShopText]
    user_id: Mapped[int] = belongs_to("staff_member.id")
    position: Mapped[int] = mapped_column(default=0)

    user: Mapped[User] = relationship(lazy="raise")
