"""The pages on which a quote leaves the shop, and on which each version that left can be read again."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import undefer

from app.core.pdf import PdfUnavailable, why_unavailable
from app.files.models import StoredFile
from app.quotes import actions, queries
from app.quotes.changes import changes_between
from app.quotes.legal import has_room_for_vat_id
from app.quotes.load import live_quote
from app.quotes.models import Quote, QuoteStatus, QuoteVersion
from app.quotes.paper import make_pdf
from app.sending import defaults
from app.sending.forms import ExtendForm, SendForm
from app.sending.mail import mail_of
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.responses import mail_response, pdf_response

blueprint = Blueprint("sending", __name__, url_prefix="/quotes")


@blueprint.route("/<int:quote_id>/send", methods=["GET", "POST"])
@requires(Role.STAFF)
def send(quote_id: int) -> ResponseReturnValue:
    """Note how a person sends the quote; the app keeps the PDF and sends nothing itself."""
    quote = live_quote(quote_id)
    if request.method == "GET":
        if quote.status is not QuoteStatus.DRAFT:
            return redirect(url_for("quotes.show", quote_id=quote.id))
        if obstacle := actions.why_not_to_send(db.session, quote):
            flash(obstacle, "wait")
            return redirect(url_for("quotes.edit", quote_id=quote.id))
    form = SendForm(request.form, quote=quote, data=defaults.usual_sending(db.session, quote))
    return _goes_out(quote, form, actions.send, "sending/send.html")


@blueprint.route("/<int:quote_id>/extend", methods=["GET", "POST"])
@requires(Role.STAFF)
def extend(quote_id: int) -> ResponseReturnValue:
    """Give a quote that is with the customer a later last day: the same content, a new paper."""
    quote = live_quote(quote_id)
    if request.method == "GET" and not queries.is_open(db.session, quote):
        return redirect(url_for("quotes.show", quote_id=quote.id))
    form = ExtendForm(request.form, quote=quote, data=defaults.usual_extension(db.session, quote))
    return _goes_out(quote, form, actions.extend, "sending/extend.html")


@blueprint.get("/<int:quote_id>/versions/<int:version_no>")
@requires(Role.VIEWER)
def version(quote_id: int, version_no: int) -> ResponseReturnValue:
    """One version as it was sent, and what changed in it."""
    quote = live_quote(quote_id)
    if queries.find_version(db.session, quote, version_no) is None:
        abort(404)
    sheet = queries.sheet_of(db.session, quote, version_no)
    before = queries.sheet_of(db.session, quote, version_no - 1) if version_no > 1 else None
    changes = changes_between(before, sheet) if before else []
    return render_template("sending/version.html", sheet=sheet, before=before, changes=changes)


@blueprint.get("/<int:quote_id>/versions/<int:version_no>.pdf")
@requires(Role.VIEWER)
def paper(quote_id: int, version_no: int) -> ResponseReturnValue:
    """The paper of a sent version, byte for byte as it was kept."""
    _version, kept = _kept_paper(live_quote(quote_id), version_no)
    return pdf_response(kept.content, kept.name)


@blueprint.get("/<int:quote_id>/versions/<int:version_no>.eml")
@requires(Role.STAFF)
def mail(quote_id: int, version_no: int) -> ResponseReturnValue:
    """A mail with the paper of a sent version, for her own mail program; nothing is sent here."""
    quote = live_quote(quote_id)
    version, kept = _kept_paper(quote, version_no)
    content = mail_of(db.session, quote, version, kept, by=signed_in_user())
    return mail_response(content, f"{kept.name.removesuffix('.pdf')}.eml")


def _goes_out(
    quote: Quote, form: SendForm | ExtendForm, action: Callable[..., None], template: str
) -> ResponseReturnValue:
    """Note it when the form is right; the quote then shows what to do next. Else the page."""
    # Loading what draws takes a second: it is done here, not while the save holds up everybody else.
    no_pdf = (request.method == "GET" and why_unavailable()) or ""
    if request.method == "POST" and form.validate():
        draw = None if form.without_pdf.data else make_pdf
        try:
            action(db.session, quote, form.sending(), make_pdf=draw, by=signed_in_user())
        except PdfUnavailable as problem:
            db.session.rollback()
            no_pdf = str(problem)
        else:
            db.session.commit()
            return redirect(url_for("quotes.show", quote_id=quote.id))
    sheet = queries.sheet_of(db.session, quote)
    return render_template(
        template,
        sheet=sheet,
        has_room_for_vat_id=has_room_for_vat_id(db.session, quote, sheet.version, sheet.lines),
        form=form,
        no_pdf=no_pdf,
        addresses=defaults.whom_to_send_to(db.session, quote),
    )


def _kept_paper(quote: Quote, version_no: int) -> tuple[QuoteVersion, StoredFile]:
    version = queries.find_version(db.session, quote, version_no)
    if version is None or version.pdf_id is None:
        abort(404)
    return version, db.session.get_one(StoredFile, version.pdf_id, options=[undefer(StoredFile.content)])
