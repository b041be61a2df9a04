"""Contacts of a phone in (hand in a file, look first, all or nothing, undo for a month) and out again."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict

from app.contacts.vcard import write_card
from app.core.words import _, language
from app.exchange import actions, queries
from app.exchange.forms import HandInForm, ReadInForm
from app.exchange.models import BatchState, ImportBatch
from app.exchange.quote_rows import heads, quote_rows
from app.exchange.sheets import write_sheet
from app.insights.forms import NarrowForm
from app.insights.queries import sheet
from app.quotes.forms import ChoiceForm
from app.quotes.lists import narrowings
from app.relations.models import Relation
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.users.queries import staff
from app.web.database import db
from app.web.load import get_or_404
from app.web.responses import csv_response, vcf_response

blueprint = Blueprint("exchange", __name__)


@blueprint.route("/read-in", methods=["GET", "POST"])
@requires(Role.STAFF)
def read_in() -> ResponseReturnValue:
    """Hand in a file with contacts; nothing is read in before somebody has looked."""
    user = signed_in_user()
    form = HandInForm(CombinedMultiDict([request.files, request.form]), source=_("The contacts in my phone"))

    if request.method == "POST" and form.validate():
        batch = actions.hand_in(
            db.session, form.content, file_name=form.file_name, source=form.source.data, by=user
        )
        db.session.commit()
        return redirect(url_for("exchange.preview", batch_id=batch.id))

    return render_template("exchange/read_in.html", form=form, readings=queries.readings_of(db.session, user))


@blueprint.route("/read-in/<int:batch_id>")
@requires(Role.STAFF)
def preview(batch_id: int) -> ResponseReturnValue:
    """What would come in and what is there already; once it is read in, what came of it."""
    batch = _own_batch(batch_id)
    if batch.state in (BatchState.DONE, BatchState.UNDONE):
        return render_template("exchange/done.html", batch=batch)
    if not queries.is_open(db.session, batch):
        flash(_("This file is no longer here. Choose it again to read it in."), "wait")
        return redirect(url_for("exchange.read_in"))

    return render_template(
        "exchange/preview.html", batch=batch, preview=queries.preview(db.session, batch), form=ReadInForm()
    )


@blueprint.route("/read-in/<int:batch_id>/confirm", methods=["POST"])
@requires(Role.STAFF)
def confirm(batch_id: int) -> ResponseReturnValue:
    """Read all of it in, or nothing."""
    batch = _own_batch(batch_id)
    form = ReadInForm(request.form)

    if not form.validate():
        return render_template(
            "exchange/preview.html", batch=batch, preview=queries.preview(db.session, batch), form=form
        )

    actions.read_in(db.session, batch, kind=form.kind.data, answers=form.answers, by=signed_in_user())
    db.session.commit()
    return redirect(url_for("exchange.preview", batch_id=batch.id))


@blueprint.route("/read-in/<int:batch_id>/cancel", methods=["POST"])
@requires(Role.STAFF)
def cancel(batch_id: int) -> ResponseReturnValue:
    """Throw the file away without reading it in."""
    actions.cancel(db.session, _own_batch(batch_id))
    db.session.commit()
    flash(_("Nothing was read in. The file is thrown away."))
    return redirect(url_for("exchange.read_in"))


@blueprint.route("/read-in/<int:batch_id>/undo", methods=["GET", "POST"])
@requires(Role.STAFF)
def undo(batch_id: int) -> ResponseReturnValue:
    """Say what will go and what stays, then take it out again."""
    batch = _own_batch(batch_id)

    if request.method == "POST":
        leave_used = "leave_used" in request.form
        actions.undo_reading(db.session, batch, by=signed_in_user(), leave_used=leave_used)
        db.session.commit()
        return redirect(url_for("exchange.preview", batch_id=batch.id))

    if batch.state is not BatchState.DONE:
        return redirect(url_for("exchange.preview", batch_id=batch.id))
    return render_template(
        "exchange/undo.html", batch=batch, staying=queries.stays_after_undo(db.session, batch)
    )


@blueprint.route("/relations/<int:relation_id>.vcf")
@requires(Role.VIEWER)
def relation_cards(relation_id: int) -> ResponseReturnValue:
    """A relation and its people, to put in a phone."""
    relation = get_or_404(Relation, relation_id)
    if not relation.is_live:
        abort(404)
    cards = queries.cards_for_a_phone(db.session, relation)
    return vcf_response(b"".join(map(write_card, cards)), f"{relation.name}.vcf")


def _own_batch(batch_id: int) -> ImportBatch:
    """A file is for who handed it in; what came of it is for the owner of the shop too."""
    batch = get_or_404(ImportBatch, batch_id)
    if not batch.is_for(signed_in_user()):
        abort(404)
    return batch


@blueprint.route("/quotes.csv")
@requires(Role.VIEWER)
def quote_sheet() -> ResponseReturnValue:
    """The quotes of the list, narrowed as the list is, for a spreadsheet."""
    form = ChoiceForm(request.args, staff=staff(db.session), narrowings=narrowings(db.session, request.args))
    rows = quote_rows(db.session, form.wanted())
    return csv_response(write_sheet(heads(), rows, language=language()), f"{_('Quotes')}.csv")


@blueprint.route("/why-not.csv")
@requires(Role.VIEWER)
def reason_sheet() -> ResponseReturnValue:
    """How often each reason counted, in all views, narrowed as they are, for a spreadsheet."""
    form = NarrowForm(request.args, narrowings=narrowings(db.session, {"region", "group"}))
    above, rows = sheet(db.session, form.period.data, form.narrowed)
    content = write_sheet(above, rows, language=language())
    return csv_response(content, f"{_('Why not?').rstrip('?')}, {form.in_words}.csv")
