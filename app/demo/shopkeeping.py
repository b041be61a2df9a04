"""How the demo shop is kept: when it is closed, who stands in, who does what, what it writes often."""

import datetime as dt
from collections.abc import Mapping

from app.core.database import Session
from app.duties.actions import add
from app.opening.actions import close
from app.opening.holidays import holidays
from app.phrases.actions import keep
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
# What it writes in quotes again and again: what we call it, in Dutch and in English.
PHRASES = (
    (
        "Inmeten",
        "Wij meten gratis bij u in. Pas daarna bestellen wij, zodat alles past.",
        "We measure at your home, free of charge. Only then do we order, so that everything fits.",
    ),
    (
        "Kleurverschil",
        "Verf en behang kunnen per partij iets van kleur verschillen. Wij leveren alles uit één partij.",
        "Paint and wallpaper may differ a little from batch to batch. We deliver all of it from one batch.",
    ),
    (
        "Ruimte leegmaken",
        "Wilt u de kamer leeg hebben voordat wij beginnen? Helpen kan ook, voor € 45 per uur.",
        "Could you clear the room before we begin? We can help, at € 45 per hour.",
    ),
)


def keep_shop(session: Session, staff: Mapping[str, User], today: dt.date, *, by: User) -> None:
    """Say who stands in and who does what, write the texts for quotes, and close on the holidays to come."""
    for name, stand_in in STAND_INS.items():
        staff[name].stand_in_id = staff[stand_in].id
    for what, name in DUTIES:
        add(session, what=what, user=staff[name], by=by)
    for name, dutch, english in PHRASES:
        keep(session, None, name=name, bodies={"nl": dutch, "en": english}, by=by)
    coming = [holiday for year in (today.year, today.year + 1) for holiday in holidays(year)]
    close(session, {day.day: day.name for day in coming if day.is_usual and day.day > today}, by=by)
