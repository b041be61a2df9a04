"""The pages of our mistakes: the list, one mistake, and what we agreed about it."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.contacts.filled import form_now
from app.core import clock
from app.core.pages import paginate
from app.core.words import _
from app.drafts.going_on import typed
from app.mistakes import actions, queries
from app.mistakes.forms import LONGEST, ChangedMistakeForm, MistakeForm, TalkedOverForm
from app.mistakes.models import Mistake
from app.quotes.lists import quotes_of
from app.quotes.load import live_quote
from app.quotes.models import Quote
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.shop.queries import get_shop
from app.users.access import requires, signed_in_user
from app.users.models import Role, User
from app.users.queries import working_staff
from app.web.database import db
from app.web.load import get_or_404
from app.web.papers import answer

blueprint = Blueprint("mistakes", __name__, url_prefix="/mistakes")


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """What we still have to talk about, or what we agreed about the others."""
    is_over = request.args.get("show") == "talked-over"
    listed = queries.mistakes_talked_over() if is_over else queries.open_mistakes()
    return render_template(
        "mistakes/index.html",
        page=paginate(db.session, listed, request.args.get("page", 1, type=int)),
        is_over=is_over,
        count=queries.count(db.session),
    )


@blueprint.get("/to-talk-over.html", defaults={"on_screen": True})
@blueprint.get("/to-talk-over.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def to_talk_over(on_screen: bool) -> ResponseReturnValue:
    """What is to be talked over and what is still to be done, on paper for the talk on Monday."""
    return answer(
        "mistakes/to_talk_over.pdf.html",
        f"{_('Mistakes to talk over')}.pdf",
        on_screen=on_screen,
        shop=get_shop(db.session),
        open=db.session.scalars(queries.open_mistakes()).all(),
        to_do=queries.still_to_do(db.session),
    )


@blueprint.get("/<int:mistake_id>")
@requires(Role.VIEWER)
def show(mistake_id: int) -> ResponseReturnValue:
    """One mistake: what went wrong, who sees to it, what we agreed."""
    return _page_of(_mistake(mistake_id), "mistakes/show.html")


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.STAFF)
def add() -> ResponseReturnValue:
    """Note what went wrong; the address may name the card, the quote and the first words."""
    quote = live_quote(request.args.get("quote", 0, type=int)) if request.args.get("quote") else None
    relation = _card_asked_for(quote)
    me, staff = signed_in_user(), working_staff(db.session)
    form = MistakeForm(
        typed(),
        quotes=_quotes_of(relation),
        staff=staff,
        data={
            "words": request.args.get("words", "")[:LONGEST],
            "quote_id": quote.id if quote else None,
            "responsible_id": me.id,
        },
    )

    if request.method == "POST" and form.validate():
        responsible = get_or_404(User, form.responsible_id.data)
        actions.note(db.session, form.went_wrong(), relation=relation, responsible=responsible, by=me)
        db.session.commit()
        flash(_("Noted. It stands on the list to talk over."))
        return redirect(_back(relation))

    return render_template("mistakes/add.html", relation=relation, form=form, back=_back(relation))


@blueprint.route("/<int:mistake_id>/edit", methods=["GET", "POST"])
@requires(Role.STAFF)
def edit(mistake_id: int) -> ResponseReturnValue:
    """Write down better what went wrong, or let somebody else see to it."""
    mistake = _mistake(mistake_id)
    staff = queries.who_sees_to_it(db.session, working_staff(db.session), mistake)
    make = partial(ChangedMistakeForm, quotes=_quotes_of(mistake.relation), staff=staff, obj=mistake)
    form, clashes = form_now(make, typed(), is_sent=request.method == "POST")

    if request.method == "POST" and not clashes and form.validate():
        responsible = get_or_404(User, form.responsible_id.data)
        actions.change(db.session, mistake, form.went_wrong(), responsible=responsible, by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("mistakes.show", mistake_id=mistake.id))

    page = render_template("mistakes/edit.html", mistake=mistake, form=form, clashes=clashes)
    return page, 409 if clashes else 200


@blueprint.route("/<int:mistake_id>/discuss", methods=["GET", "POST"])
@requires(Role.STAFF)
def discuss(mistake_id: int) -> ResponseReturnValue:
    """Write down when we talked about it and what we agreed."""
    mistake = _mistake(mistake_id)
    data = {
        "discussed_on": mistake.discussed_on or clock.today(),
        "agreed": mistake.agreed,
        "is_done": mistake.is_done,
    }
    form, clashes = form_now(partial(TalkedOverForm, data=data), typed(), is_sent=request.method == "POST")

    if request.method == "POST" and not clashes and form.validate():
        actions.discuss(db.session, mistake, form.talked_over(), by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("mistakes.show", mistake_id=mistake.id))

    page = _page_of(mistake, "mistakes/discuss.html", form=form, clashes=clashes)
    return page, 409 if clashes else 200


@blueprint.post("/<int:mistake_id>/done")
@requires(Role.STAFF)
def done(mistake_id: int) -> ResponseReturnValue:
    """What we agreed is done."""
    actions.finish(db.session, _mistake(mistake_id), by=signed_in_user())
    db.session.commit()
    flash(_("Done. Well done."))
    return redirect(url_for("mistakes.show", mistake_id=mistake_id))


def _mistake(mistake_id: int) -> Mistake:
    """The mistake, unless its card is in the bin."""
    return queries.find_mistake(db.session, mistake_id) or abort(404)


def _card_asked_for(quote: Quote | None) -> Relation | None:
    """The card that the quote is of, else the one that the address names, else none."""
    if quote is not None:
        return get_or_404(Relation, quote.relation_id)
    if not request.args.get("relation"):
        return None
    relation = get_or_404(Relation, request.args.get("relation", 0, type=int))
    refuse_in_bin(relation)
    return relation


def _quotes_of(relation: Relation | None) -> list[Quote]:
    return [listed.quote for listed in quotes_of(db.session, relation.id)] if relation else []


def _back(relation: Relation | None) -> str:
    """Where somebody was who notes a mistake: at the card, or at the list."""
    return url_for("relations.show", relation_id=relation.id) if relation else url_for("mistakes.index")


def _page_of(mistake: Mistake, template: str, **facts: object) -> str:
    quote = db.session.get(Quote, mistake.quote_id) if mistake.quote_id else None
    return render_template(template, mistake=mistake, quote=quote, **facts)
