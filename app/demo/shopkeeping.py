"""How the demo shop is kept: when it is closed, who stands in for whom, and who looks after what."""

import datetime as dt
from collections.abc import Mapping

from app.core.database import Session
from app.duties.actions import add
from app.opening.actions import close
from app.opening.holidays import holidays
from app.users.models import User

# The demo is looked at on any day, so its shop is open on all of them.
EVERY_DAY = "1234567"
STAND_INS = {"Sanne": "Marleen", "Yusuf": "Sanne", "Joep": "Sanne"}
DUTIES = (
    ("Bestellingen bij leveranciers", "Sanne"),
    ("Klachten", "Yusuf"),
    ("Etalage en kleurenwand", "Sanne"),
    ("Rekeningen en boekhouding", "Marleen"),
    ("Bus en gereedschap", "Yusuf"),
)


def keep_shop(session: Session, staff: Mapping[str, User], today: dt.date, *, by: User) -> None:
    """Say who stands in and who does what, and close on the holidays to come."""
    for name, stand_in in STAND_INS.items():
        staff[name].stand_in_id = staff[stand_in].id
    for what, name in DUTIES:
        add(session, what=what, user=staff[name], by=by)
    coming = [holiday for year in (today.year, today.year + 1) for holiday in holidays(year)]
    close(session, {day.day: day.name for day in coming if day.is_usual and day.day > today}, by=by)
