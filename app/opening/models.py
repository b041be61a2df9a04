"""The days on which the shop is closed; on which days of the week it opens, the shop itself knows."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from app.core.columns import ShopText
from app.core.database import Base


class ClosedDay(Base):
    """A day on which the shop is closed although it is open on such a day of the week."""

    __tablename__ = "closed_day"

    closed_on: Mapped[dt.date] = mapped_column(unique=True)
    why: Mapped[ShopText] = mapped_column(default="")
