"""What is given to the actions of a mistake."""

import datetime as dt
from dataclasses import dataclass

from app.quotes.models import Quote


@dataclass(frozen=True)
class WentWrong:
    """What went wrong and when; perhaps with a quote."""

    words: str
    happened_on: dt.date
    quote: Quote | None = None


@dataclass(frozen=True)
class TalkedOver:
    """On which day we talked about it, what we agreed, and whether that is done."""

    on: dt.date | None
    agreed: str = ""
    is_done: bool = False
