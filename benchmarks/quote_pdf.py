"""What it costs to draw a quote of one page: from the database to the PDF, and only the drawing."""

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.pdf import BASE, _ready_press
from app.core.words import use_language
from app.quotes.letter import letter_of
from app.quotes.models import Quote, QuoteStatus
from app.quotes.paper import make_pdf
from app.relations.models import Relation
from benchmarks.measure import Row, counted, in_turns, median
from benchmarks.shop import MeasuredShop

QUOTE_PDF_ROUNDS = 15


def measure_quote_pdf(shop: MeasuredShop) -> Row:
    """The letter as it is made at sending; beside it WeasyPrint alone, on the same page of HTML."""
    with shop.app.app_context(), shop.sessions() as session:
        quote = session.scalars(select(Quote).where(Quote.status == QuoteStatus.SENT).limit(1)).one()
        html = _letter(shop, session, quote)
        press = _ready_press()

        def ours() -> None:
            session.expire_all()
            make_pdf(session, quote)

        def bare() -> None:
            page = press.weasyprint.HTML(string=html, base_url=BASE, url_fetcher=press.fetcher)
            page.write_pdf(stylesheets=press.styles, font_config=press.fonts, pdf_variant="pdf/ua-1")

        with counted(shop.engine) as statements:
            ours()
        asked = len(statements)
        took, least = in_turns(ours, bare, rounds=QUOTE_PDF_ROUNDS)
    return Row("quote_pdf", 1, median(took), median(least), statements=asked)


def _letter(shop: MeasuredShop, session: Session, quote: Quote) -> str:
    """The page that is drawn, as the template fills it in."""
    with use_language(session.get_one(Relation, quote.relation_id).language):
        letter = letter_of(session, quote)
        template = shop.app.jinja_env.get_template("quotes/show.pdf.html")
        return template.render(letter=letter, today=clock.today())
