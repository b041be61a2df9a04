"""What can happen to a standard text: the owner says it in her own words, or in ours again."""

from collections.abc import Mapping

from sqlalchemy import select

from app.audit.bulk import delete_tree
from app.core.database import Session
from app.core.deeds import begin
from app.shop.models import FormOfAddress, TextBlock
from app.shop.texts import StandardText
from app.users.models import User


def change(
    session: Session, text: StandardText, bodies: Mapping[tuple[str, FormOfAddress], str], *, by: User
) -> None:
    """Keep the shop's own words, by language and form of address; where there are none, ours count."""
    begin(session, "sentence.change", by=by)
    own = {
        (block.language, block.form): block
        for block in session.scalars(select(TextBlock).where(TextBlock.code == text.code))
    }
    for (language, form), body in bodies.items():
        block = own.get((language, form))
        if block is not None and body:
            block.body = body
        elif block is not None:
            delete_tree(session, block)
        elif body:
            session.add(TextBlock(code=text.code, language=language, form=form, body=body))
    session.flush()
