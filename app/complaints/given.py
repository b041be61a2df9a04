"""What is given to the actions of a complaint: what we heard, and what we promised."""

import datetime as dt
from dataclasses import dataclass

from app.contacts.models import ContactPerson
from app.quotes.models import Quote
from app.timeline.models import Channel


@dataclass(frozen=True)
class Heard:
    """What somebody is not happy with, as they said it, and before when we promised an answer."""

    their_words: str
    channel: Channel
    received_on: dt.date
    answer_by: dt.date
    wanted: str = ""
    person: ContactPerson | None = None
    quote: Quote | None = None
