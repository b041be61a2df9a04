"""What is given to the actions of a wish."""

from dataclasses import dataclass

from app.contacts.models import ContactPerson
from app.quotes.models import Quote


@dataclass(frozen=True)
class Wished:
    """What somebody really wants, what they settle for, and in a word or two what it is about."""

    wanted: str
    settles_for: str = ""
    topic: str = ""
    person: ContactPerson | None = None
    quote: Quote | None = None
