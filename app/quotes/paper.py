"""The paper of a quote, as it is frozen at sending and shown before that."""

from app.core.database import Session
from app.core.words import use_language
from app.quotes.letter import letter_of
from app.quotes.models import Quote
from app.relations.models import Relation
from app.web.papers import draw


def make_pdf(session: Session, quote: Quote, version_no: int | None = None) -> bytes:
    """Draw a version in the language of the customer. Raises PdfUnavailable."""
    with use_language(session.get_one(Relation, quote.relation_id).language):
        letter = letter_of(session, quote, version_no)
        return draw("quotes/show.pdf.html", files=letter.files, letter=letter)
