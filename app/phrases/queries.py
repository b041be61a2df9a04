"""The standard texts for quotes, each under its name."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.core.database import Session
from app.shop.models import TextBlock

CODE = "quote.text"


@dataclass(frozen=True)
class Phrase:
    """One text under its name, in one language or both."""

    id: int
    name: str
    bodies: Mapping[str, str]

    def body(self, language: str) -> str:
        """The text in this language, else in the other."""
        return self.bodies.get(language) or next(iter(self.bodies.values()))


def phrases(session: Session) -> list[Phrase]:
    """All of them, by name."""
    blocks: dict[str, list[TextBlock]] = {}
    for block in session.scalars(select(TextBlock).where(TextBlock.code == CODE).order_by(TextBlock.id)):
        blocks.setdefault(block.name, []).append(block)
    found = [
        Phrase(of_name[0].id, name, {block.language: block.body for block in of_name})
        for name, of_name in blocks.items()
    ]
    return sorted(found, key=lambda phrase: phrase.name.casefold())


def find_phrase(session: Session, phrase_id: int) -> Phrase | None:
    """The text with this id."""
    return next((phrase for phrase in phrases(session) if phrase.id == phrase_id), None)
