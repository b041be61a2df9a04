"""The pages on which is noted what became of a quote: a yes, a no and why, taken back, opened again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.contacts.queries import people_of
from app.core.words import _
from app.drafts.going_on import typed
from app.home.queries import call_after_no
from app.outcomes import actions, defaults
from app.outcomes.forms import AcceptForm, DeclineForm, ExplainForm, ReopenForm, WithdrawForm
from app.quotes import queries
from app.quotes.load import live_quote
from app.quotes.models import Decision, Quote, QuoteOutcome, QuoteStatus
from app.quotes.sums import sums_of
from app.shop.models import AskedFor
from app.shop.queries import put_away_reasons, reasons
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.users.queries import working_staff
from app.web.database import db

blueprint = Blueprint("outcomes", __name__, url_prefix="/quotes")


@blueprint.route("/<int:quote_id>/accept", methods=["GET", "POST"])
@requires(Role.STAFF)
def accept(quote_id: int) -> ResponseReturnValue:
    """Record that the customer said yes, also after a no, and what decided it when somebody knows."""
    quote = live_quote(quote_id)
    form = AcceptForm(
        typed(),
        quote=quote,
        people=people_of(db.session, quote.relation_id),
        lines=queries.lines_of(db.session, queries.version_of(db.session, quote)),
        reasons=reasons(db.session, AskedFor.ACCEPTED),
    )

    if request.method == "POST" and not _is_adding_up() and form.validate():
        actions.accept(db.session, quote, form.yes(), by=signed_in_user())
        db.session.commit()
        flash(_("Quote %(number)s is accepted. Well done.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    return _accept_page(quote, form)


@blueprint.route("/<int:quote_id>/explain", methods=["GET", "POST"])
@requires(Role.STAFF)
def explain(quote_id: int) -> ResponseReturnValue:
    """Record what decided a yes, when that is heard later or better."""
    quote = live_quote(quote_id)
    outcome = queries.current_outcome(db.session, quote)
    if outcome is None or outcome.decision is not Decision.ACCEPTED:
        return redirect(url_for("quotes.show", quote_id=quote.id))
    form = ExplainForm(
        typed(),
        quote=quote,
        reasons=reasons(db.session, AskedFor.ACCEPTED),
        data=defaults.reasons_so_far(db.session, outcome),
    )

    if request.method == "POST" and form.validate():
        yes = form.explained(defaults.yes_so_far(outcome))
        actions.explain(db.session, quote, yes, by=signed_in_user())
        db.session.commit()
        flash(_("What decided quote %(number)s is noted.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    return _page_of(quote, "outcomes/explain.html", is_possible=True, form=form)


@blueprint.route("/<int:quote_id>/decline", methods=["GET", "POST"])
@requires(Role.STAFF)
def decline(quote_id: int) -> ResponseReturnValue:
    """Record that the customer said no, and why."""
    quote = live_quote(quote_id)
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
    quote = live_quote(quote_id)
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
    quote = live_quote(quote_id)
    form = WithdrawForm(request.form)

    if request.method == "POST" and form.validate():
        actions.withdraw(db.session, quote, why=form.why.data or "", by=signed_in_user())
        db.session.commit()
        flash(_("Quote %(number)s is withdrawn and counts nowhere.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    is_sent = quote.status is QuoteStatus.SENT
    return _page_of(quote, "outcomes/withdraw.html", is_possible=is_sent, form=form)


@blueprint.route("/<int:quote_id>/reopen", methods=["GET", "POST"])
@requires(Role.STAFF)
def reopen(quote_id: int) -> ResponseReturnValue:
    """Undo how a quote ended; what was noted stays to be read."""
    quote = live_quote(quote_id)
    form = ReopenForm(request.form)

    if request.method == "POST" and form.validate():
        actions.reopen(db.session, quote, why=form.why.data or "", by=signed_in_user())
        db.session.commit()
        flash(_("Quote %(number)s is open again.", number=quote.number))
        return redirect(url_for("quotes.show", quote_id=quote.id))

    is_closed = queries.current_outcome(db.session, quote) is not None
    return _page_of(quote, "outcomes/reopen.html", is_possible=is_closed, form=form)


def _is_adding_up() -> bool:
    """Whether somebody, or a script, only asks what the quote comes to: nothing is saved then."""
    return request.form.get("do") == "count"


def _accept_page(quote: Quote, form: AcceptForm) -> ResponseReturnValue:
    sheet = queries.sheet_of(db.session, quote)
    decision = sheet.outcome.decision if sheet.outcome else None
    if quote.status is not QuoteStatus.SENT or decision not in {None, Decision.DECLINED}:
        return redirect(url_for("quotes.show", quote_id=quote.id))
    is_piece = request.headers.get("X-Piece") == "total"
    return render_template(
        "outcomes/_total.html" if is_piece else "outcomes/accept.html",
        sheet=sheet,
        sums=sums_of(db.session, quote, sheet.version, sheet.lines, form.chosen),
        form=form,
    )


def _decline_form(quote: Quote, so_far: dict[str, object] | None = None) -> DeclineForm:
    usual = defaults.usual_question(db.session, quote)
    return DeclineForm(
        typed(),
        quote=quote,
        people=people_of(db.session, quote.relation_id),
        staff=working_staff(db.session),
        reasons=reasons(db.session),
        put_away=put_away_reasons(db.session, AskedFor.DECLINED),
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
        "outcomes/decline.html",
        sheet=sheet,
        form=form,
        outcome=outcome,
        call=call_after_no(db.session, queries.unplanned_question(quote, signed_in_user()), signed_in_user()),
        other_shops=defaults.other_shops(db.session),
    )


def _page_of(quote: Quote, template: str, *, is_possible: bool, **facts: object) -> ResponseReturnValue:
    """The page, unless there is nothing to do on it any more: then the quote itself."""
    if not is_possible:
        return redirect(url_for("quotes.show", quote_id=quote.id))
    return render_template(template, sheet=queries.sheet_of(db.session, quote), **facts)
