"""What can happen to a sentence: the owner says it in her own words, or in ours again."""

from collections.abc import Mapping

from sqlalchemy import select

from app.audit.bulk import delete_tree
from app.core.database import Session
from app.core.deeds import begin
from app.shop.models import FormOfAddress, TextBlock
from app.tasks.words import Saying
from app.users.models import User


def change(
    session: Session, saying: Saying, sentences: Mapping[tuple[str, FormOfAddress], str], *, by: User
) -> None:
    """Keep the shop's own sentences, by language and form of address; where there is none, ours counts."""
    begin(session, "sentence.change", by=by)
    own = {
        (text.language, text.form): text
        for text in session.scalars(select(TextBlock).where(TextBlock.code == saying.code))
    }
    for (language, form), sentence in sentences.items():
        text = own.get((language, form))
        if text is not None and sentence:
            text.body = sentence
        elif text is not None:
            delete_tree(session, text)
        elif sentence:
            session.add(TextBlock(code=saying.code, language=language, form=form, body=sentence))
    session.flush()
