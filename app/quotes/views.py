"""The pages of the quotes: the list, one quote, the editor, and what became of it."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import undefer
from werkzeug.datastructures import MultiDict

from app.complaints.queries import open_complaints_of
from app.contacts.names import full_name
from app.contacts.queries import people_of
from app.core import clock
from app.core.pdf import PdfUnavailable, why_unavailable
from app.core.words import _
from app.drafts.going_on import typed
from app.files.models import StoredFile
from app.home.queries import call_for
from app.quotes import actions, defaults, queries, words
from app.quotes.editor import QuoteForm, rearranged
from app.quotes.forms import AcceptForm, ChoiceForm, DeclineForm, ReopenForm, SendForm, WithdrawForm
from app.quotes.given import Offer
from app.quotes.models import Decision, Quote, QuoteOutcome, QuoteStatus
from app.quotes.paper import make_pdf
from app.quotes.sums import rates_to_choose, sums_of_offer
from app.relations.models import Relation
from app.tasks.models import Task, TaskReason
from app.timeline.words import channel_name
from app.users.access import requires, signed_in_user
from app.users.models import Role, User
from app.users.queries import staff, working_staff
from app.web.database import db
from app.web.load import get_or_404
from app.web.responses import pdf_response
from app.wishes.queries import wishes_of

blueprint = Blueprint("quotes", __name__, url_prefix="/quotes")

# What a template calls the codes of a quote.
FILTERS: dict[str, Callable[..., str]] = {
    "quote_status": words.status_name,
    "sent_how": words.sent_how_name,
    "said_by": words.said_by_name,
    "how_known": words.known_name,
    "price_kind": words.price_kind_name,
    "rate_name": words.rate_name,
    "person_name": full_name,
    "channel": channel_name,
}
for name, filter_ in FILTERS.items():
    blueprint.add_app_template_filter(filter_, name)


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """The quotes by state, staff member and period, with what they come to."""
    form = ChoiceForm(request.args, staff=staff(db.session))
    wanted = form.wanted()
    return render_template(
        "quotes/index.html",
        form=form,
        wanted=wanted,
        page=queries.quotes_page(db.session, wanted, request.args.get("page", 1, type=int)),
        sums=queries.sums_by_status(db.session, wanted),
        total=queries.sum_of(db.session, wanted),
        reason=queries.find_reason(db.session, wanted.reason_id),
    )


@blueprint.get("/<int:quote_id>")
@requires(Role.VIEWER)
def show(quote_id: int) -> ResponseReturnValue:
    """One quote as it stands, how it ended, and what can be done with it."""
    quote = _quote(quote_id)
    return render_template(
        "quotes/show.html",
        sheet=queries.sheet_of(db.session, quote),
        complaints=open_complaints_of(db.session, quote.relation_id),
        versions=queries.versions_of(db.session, quote),
        earlier_outcomes=queries.earlier_outcomes(db.session, quote),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.STAFF)
def add() -> ResponseReturnValue:
    """Write a new quote for a card."""
    relation = _card(request.args.get("relation", 0, type=int))
    offer = defaults.new_offer(db.session, relation, by=signed_in_user())
    form = _editor(relation, offer)
    if _is_saved(form):
        quote = actions.start(db.session, relation, form.offer(), by=signed_in_user())
        db.session.commit()
        return _on_from_editor(quote)
    return _editor_page(form, relation)


@blueprint.route("/<int:quote_id>/edit", methods=["GET", "POST"])
@requires(Role.STAFF)
def edit(quote_id: int) -> ResponseReturnValue:
    """Write on at a draft; whoever saves over somebody else's change first sees both."""
    quote = _quote(quote_id)
    relation = _card(quote.relation_id)
    if request.method == "GET" and quote.status is not QuoteStatus.DRAFT and not typed():
        return redirect(url_for("quotes.show", quote_id=quote.id))
    form = _editor(relation, defaults.offer_of(db.session, quote), quote)
    if _is_saved(form):
        if _was_changed_meanwhile(form, quote):
            return _editor_page(form, relation, quote, is_overtaken=True), 409
        actions.change(db.session, quote, form.offer(), by=signed_in_user())
        db.session.commit()
        return _on_from_editor(quote)
    return _editor_page(form, relation, quote)


@blueprint.post("/<int:quote_id>/discard")
@requires(Role.STAFF)
def discard(quote_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    quote = _quote(quote_id)
    relation_id, was_sent_before = quote.relation_id, quote.version_no > 1
    actions.discard(db.session, quote, by=signed_in_user())
    db.session.commit()
    if was_sent_before:
        flash(_("The new version is gone. What you sent before stands."))
        return redirect(url_for("quotes.show", quote_id=quote_id))
    flash(_("The draft is gone."))
    return redirect(url_for("relations.show", relation_id=relation_id))


@blueprint.post("/<int:quote_id>/copy")
@requires(Role.STAFF)
def copy(quote_id: int) -> ResponseReturnValue:
    """Begin a new quote with the lines of this one."""
    copied = actions.copy(db.session, _quote(quote_id), by=signed_in_user())
    db.session.commit()
    return redirect(url_for("quotes.edit", quote_id=copied.id))


@blueprint.post("/<int:quote_id>/new-version")
@requires(Role.STAFF)
def new_version(quote_id: int) -> ResponseReturnValue:
    """Take up a sent quote to change it."""
    quote = _quote(quote_id)
    actions.new_version(db.session, quote, by=signed_in_user())
    db.session.commit()
    return redirect(url_for("quotes.edit", quote_id=quote.id))


@blueprint.route("/<int:quote_id>/send", methods=["GET", "POST"])
@requires(Role.STAFF)
def send(quote_id: int) -> ResponseReturnValue:
    """Note how a person sends the quote; the app keeps the PDF and sends nothing itself."""
    quote = _quote(quote_id)
    form = SendForm(request.form, asked_on=quote.asked_on, **defaults.usual_sending(db.session, quote))
    # Loading what draws takes a second: it is done here, not while the save holds up everybody else.
    no_pdf = (request.method == "GET" and why_unavailable()) or ""

    if request.method == "POST" and form.validate():
        draw = None if form.without_pdf.data else make_pdf
        try:
            actions.send(db.session, quote, form.sending(), make_pdf=draw, by=signed_in_user())
        except PdfUnavailable as problem:
            db.session.rollback()
            no_pdf = str(problem)
        else:
            db.session.commit()
            flash(_("Quote %(number)s is noted as sent.", number=quote.number))
            return redirect(url_for("quotes.show", quote_id=quote.id))

    is_draft = quote.status is QuoteStatus.DRAFT
    return _page_of(quote, "quotes/send.html", is_possible=is_draft, form=form, no_pdf=no_pdf)


@blueprint.get("/<int:quote_id>/versions/<int:version_no>.pdf")
@requires(Role.VIEWER)
def paper(quote_id: int, version_no: int) -> ResponseReturnValue:
    """The paper of a sent version, byte for byte as it was kept."""
    quote = _quote(quote_id)
    version = queries.find_version(db.session, quote, version_no)
    if version is None or version.pdf_id is None:
        abort(404)
    kept = db.session.get_one(StoredFile, version.pdf_id, options=[undefer(StoredFile.content)])
    return pdf_response(kept.content, kept.name)


@blueprint.route("/<int:quote_id>/accept", methods=["GET", "POST"])
@requires(Role.STAFF)
def accept(quote_id: int) -> ResponseReturnValue:
    """Record that the customer said yes."""
    quote = _quote(quote_id)
    people = people_of(db.session, quote.relation_id)
    form = AcceptForm(typed(), quote=quote, people=people)

    if request.method == "POST" and form.validate():
        actions.accept(db.session, quote, form.yes(), by=signed_in_user())
        db.session.commit()
        flash(_("Quote %(number)s is accepted. Well done.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    is_open = queries.is_open(db.session, quote)
    return _page_of(quote, "quotes/accept.html", is_possible=is_open, form=form)


@blueprint.route("/<int:quote_id>/decline", methods=["GET", "POST"])
@requires(Role.STAFF)
def decline(quote_id: int) -> ResponseReturnValue:
    """Record that the customer said no, and why."""
    quote = _quote(quote_id)
    form = _decline_form(quote)

    if request.method == "POST" and form.validate():
        actions.decline(db.session, quote, answer=form.answer(), by=signed_in_user())
        db.session.commit()
        flash(_("Quote %(number)s is closed.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    return _decline_page(quote, form)


@blueprint.route("/<int:quote_id>/answer", methods=["GET", "POST"])
@requires(Role.STAFF)
def answer(quote_id: int) -> ResponseReturnValue:
    """Record the reason that was still to be asked, or a better one than was noted."""
    quote = _quote(quote_id)
    outcome = queries.current_outcome(db.session, quote)
    if outcome is None or outcome.decision is not Decision.DECLINED:
        return redirect(url_for("quotes.show", quote_id=quote.id))
    form = _decline_form(quote, defaults.answer_so_far(db.session, outcome))

    if request.method == "POST" and form.validate():
        actions.answer(db.session, quote, answer=form.answer(), by=signed_in_user())
        db.session.commit()
        flash(_("The reason of quote %(number)s is noted.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    return _decline_page(quote, form, outcome=outcome)


@blueprint.route("/<int:quote_id>/withdraw", methods=["GET", "POST"])
@requires(Role.STAFF)
def withdraw(quote_id: int) -> ResponseReturnValue:
    """Take a quote back, so that it counts nowhere."""
    quote = _quote(quote_id)
    form = WithdrawForm(request.form)

    if request.method == "POST" and form.validate():
        actions.withdraw(db.session, quote, why=form.why.data or "", by=signed_in_user())
        db.session.commit()
        flash(_("Quote %(number)s is withdrawn and counts nowhere.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    is_sent = quote.status is QuoteStatus.SENT
    return _page_of(quote, "quotes/withdraw.html", is_possible=is_sent, form=form)


@blueprint.route("/<int:quote_id>/reopen", methods=["GET", "POST"])
@requires(Role.STAFF)
def reopen(quote_id: int) -> ResponseReturnValue:
    """Undo how a quote ended; what was noted stays to be read."""
    quote = _quote(quote_id)
    form = ReopenForm(request.form)

    if request.method == "POST" and form.validate():
        actions.reopen(db.session, quote, why=form.why.data or "", by=signed_in_user())
        db.session.commit()
        flash(_("Quote %(number)s is open again.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    is_closed = queries.current_outcome(db.session, quote) is not None
    return _page_of(quote, "quotes/reopen.html", is_possible=is_closed, form=form)


def _quote(quote_id: int) -> Quote:
    """The quote, while its card is in the box."""
    quote = get_or_404(Quote, quote_id)
    _card(quote.relation_id)
    return quote


def _card(relation_id: int) -> Relation:
    relation = get_or_404(Relation, relation_id)
    if not relation.is_live:
        abort(404)
    return relation


def _editor(relation: Relation, offer: Offer, quote: Quote | None = None) -> QuoteForm:
    words: MultiDict[str, str] = MultiDict(typed())
    if _is_rearranging():
        words = rearranged(words, request.form["do"])
    people = people_of(db.session, relation.id)
    return QuoteForm(
        words if request.method == "POST" or words else None,
        card=relation.name,
        offer=offer,
        people=people,
        staff=_staff_and(offer.responsible),
        rates=rates_to_choose(db.session),
        row_version=quote.row_version if quote else 0,
    )


def _is_rearranging() -> bool:
    """Whether a button beside the roll was pressed, or a script asks for the sums: nothing is saved then."""
    return request.method == "POST" and request.form.get("do", "save") not in {"save", "send", "letter"}


def _is_saved(form: QuoteForm) -> bool:
    return request.method == "POST" and not _is_rearranging() and form.validate()


def _was_changed_meanwhile(form: QuoteForm, quote: Quote) -> bool:
    return quote.status is not QuoteStatus.DRAFT or form.row_version.data != str(quote.row_version)


def _editor_page(
    form: QuoteForm, relation: Relation, quote: Quote | None = None, *, is_overtaken: bool = False
) -> str:
    sums = sums_of_offer(db.session, form.offer())
    facts = {
        "form": form,
        "relation": relation,
        "quote": quote,
        "sums": sums,
        "amounts": form.beside_rows(sums.amounts),
    }
    if request.headers.get("X-Piece") == "roll":
        return render_template("quotes/_roll.html", **facts)
    return render_template(
        "quotes/edit.html",
        theirs=queries.sheet_of(db.session, quote) if quote and is_overtaken else None,
        earlier=queries.quotes_of(db.session, relation.id),
        complaints=open_complaints_of(db.session, relation.id),
        wishes=wishes_of(db.session, relation.id),
        lines=defaults.earlier_lines(db.session),
        **facts,
    )


def _on_from_editor(quote: Quote) -> ResponseReturnValue:
    do = request.form.get("do")
    if do == "send":
        return redirect(url_for("quotes.send", quote_id=quote.id))
    if do == "letter":
        return redirect(url_for("printing.quote", quote_id=quote.id))
    flash(_("Saved."))
    return redirect(url_for("quotes.edit", quote_id=quote.id))


def _staff_and(somebody: User) -> list[User]:
    """Who works here, and who is on the quote already, also when that one has left."""
    at_work = working_staff(db.session)
    return at_work if somebody in at_work else [*at_work, somebody]


def _decline_form(quote: Quote, so_far: dict[str, object] | None = None) -> DeclineForm:
    usual = defaults.usual_question(db.session, quote)
    return DeclineForm(
        typed(),
        quote=quote,
        people=people_of(db.session, quote.relation_id),
        staff=working_staff(db.session),
        reasons=queries.rejection_reasons(db.session),
        asks_later=request.form.get("do") == "ask-later",
        data=usual | (so_far or {}),
    )


def _decline_page(
    quote: Quote, form: DeclineForm, *, outcome: QuoteOutcome | None = None
) -> ResponseReturnValue:
    if outcome is None and not queries.is_open(db.session, quote):
        return redirect(url_for("quotes.show", quote_id=quote.id))
    sheet = queries.sheet_of(db.session, quote)
    return render_template(
        "quotes/decline.html",
        sheet=sheet,
        form=form,
        outcome=outcome,
        call=call_for(db.session, _question(quote), signed_in_user()),
        other_shops=defaults.other_shops(db.session),
    )


def _page_of(quote: Quote, template: str, *, is_possible: bool, **facts: object) -> ResponseReturnValue:
    """The page, unless there is nothing to do on it any more: then the quote itself."""
    if not is_possible:
        return redirect(url_for("quotes.show", quote_id=quote.id))
    return render_template(template, sheet=queries.sheet_of(db.session, quote), **facts)


def _question(quote: Quote) -> Task:
    """Asking why as a task that stands on no list, to know whom to ring and what to say."""
    return Task(
        reason=TaskReason.ASK_WHY,
        relation_id=quote.relation_id,
        relation=quote.relation,
        person_id=quote.person_id,
        person=quote.person,
        responsible=signed_in_user(),
        about=Quote.__tablename__,
        about_id=quote.id,
        due_on=clock.today(),
    )
