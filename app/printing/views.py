"""The sheets: what goes to the printer, and the page to choose one."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _, language, use_language
from app.insights.forms import NarrowForm
from app.insights.queries import report
from app.printing import queries
from app.quotes.defaults import file_stem
from app.quotes.forms import ChoiceForm
from app.quotes.letter import letter_of
from app.quotes.lists import narrowings
from app.quotes.models import Quote
from app.quotes.queries import version_of
from app.relations.models import Kind, Relation
from app.search.queries import find
from app.shop.queries import get_shop
from app.users.access import requires
from app.users.models import Role
from app.users.queries import working_staff
from app.web.database import db
from app.web.load import get_or_404
from app.web.papers import answer

# A sheet has two addresses; the one nearest to its view, the PDF, is the one that links lead to.
blueprint = Blueprint("printing", __name__, url_prefix="/print")


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Pictures of the sheets, to choose from."""
    return render_template("printing/index.html", kinds=list(Kind))


@blueprint.get("/relations")
@requires(Role.VIEWER)
def choose_card() -> ResponseReturnValue:
    """Find the card to print."""
    typed = request.args.get("q", "")
    return render_template("printing/choose_card.html", typed=typed, hits=find(db.session, typed))


@blueprint.get("/relations/<int:relation_id>.html", defaults={"on_screen": True})
@blueprint.get("/relations/<int:relation_id>.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def relation_card(relation_id: int, on_screen: bool) -> ResponseReturnValue:
    """One relation on one sheet."""
    relation = get_or_404(Relation, relation_id)
    if not relation.is_live:
        abort(404)
    return answer(
        "printing/relation_card.pdf.html",
        f"{relation.name}.pdf",
        on_screen=on_screen,
        shop=get_shop(db.session),
        card=queries.relation_card(db.session, relation),
    )


@blueprint.get("/telephone-list.html", defaults={"on_screen": True})
@blueprint.get("/telephone-list.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def telephone_list(on_screen: bool) -> ResponseReturnValue:
    """Everybody from A to Z, or those of one kind, with their numbers."""
    kind = request.args.get("kind", type=Kind)
    return answer(
        "printing/telephone_list.pdf.html",
        f"{_('Telephone list A–Z')}.pdf",
        on_screen=on_screen,
        shop=get_shop(db.session),
        list=queries.telephone_list(db.session, kind),
        kinds=list(Kind),
    )


@blueprint.get("/quotes.html", defaults={"on_screen": True})
@blueprint.get("/quotes.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def quote_list(on_screen: bool) -> ResponseReturnValue:
    """The quotes of a state, a staff member and a period, with what they come to."""
    form = ChoiceForm(
        request.args, staff=working_staff(db.session), narrowings=narrowings(db.session, request.args)
    )
    form.validate()
    return answer(
        "printing/quote_list.pdf.html",
        f"{_('List of quotes')}.pdf",
        on_screen=on_screen,
        shop=get_shop(db.session),
        list=queries.quote_list(db.session, form.wanted(), [words for _name, words in form.narrowed_by()]),
    )


@blueprint.get("/quotes/<int:quote_id>.html", defaults={"on_screen": True})
@blueprint.get("/quotes/<int:quote_id>.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def quote(quote_id: int, on_screen: bool) -> ResponseReturnValue:
    """A quote: byte for byte as it was sent, or as it would be sent now."""
    quote = get_or_404(Quote, quote_id)
    if not on_screen and version_of(db.session, quote).pdf_id is not None:
        return redirect(url_for("sending.paper", quote_id=quote.id, version_no=quote.version_no))
    speaker = language()
    with use_language(db.session.get_one(Relation, quote.relation_id).language):
        letter = letter_of(db.session, quote)
        return answer(
            "quotes/show.pdf.html",
            f"{file_stem(db.session, quote)}.pdf",
            on_screen=on_screen,
            speaker=speaker,
            files=letter.files,
            letter=letter,
        )


@blueprint.get("/why-not.html", defaults={"on_screen": True})
@blueprint.get("/why-not.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def declined_reasons(on_screen: bool) -> ResponseReturnValue:
    """Why quotes were declined: all views together, to talk about."""
    form = NarrowForm(request.args, narrowings=narrowings(db.session, {"region", "group"}))
    return answer(
        "printing/declined_reasons.pdf.html",
        f"{_('Why not?').rstrip('?')}, {form.in_words}.pdf",
        on_screen=on_screen,
        shop=get_shop(db.session),
        report=report(db.session, form.period.data, form.narrowed),
        in_words=form.in_words,
        in_euro=form.in_euro,
    )
