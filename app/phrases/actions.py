"""What can happen to a standard text: it is written, said better, and taken off the list."""

from collections.abc import Mapping

from sqlalchemy import select

from app.audit.bulk import delete_tree
from app.core.database import Session
from app.core.deeds import begin
from app.phrases.queries import CODE, Phrase
from app.shop.models import TextBlock
from app.users.models import User


def keep(session: Session, phrase: Phrase | None, *, name: str, bodies: Mapping[str, str], by: User) -> None:
    """Write a text, or a new one (None), by language; quotes that have it keep what they have."""
    begin(session, "phrase.keep", by=by)
    there = {block.language: block for block in _blocks_of(session, phrase)}
    for language, body in bodies.items():
        block = there.get(language)
        if block is not None and body:
            block.name, block.body = name, body
        elif block is not None:
            delete_tree(session, block)
        elif body:
            session.add(TextBlock(code=CODE, language=language, name=name, body=body))
    session.flush()


def remove(session: Session, phrase: Phrase, *, by: User) -> None:
    """Take a text off the list to choose from."""
    begin(session, "phrase.remove", by=by)
    for block in _blocks_of(session, phrase):
        delete_tree(session, block)
    session.flush()


def _blocks_of(session: Session, phrase: Phrase | None) -> list[TextBlock]:
    if phrase is None:
        return []
    query = select(TextBlock).where(TextBlock.code == CODE, TextBlock.name == phrase.name)
    return list(session.scalars(query))
