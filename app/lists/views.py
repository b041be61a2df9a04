"""Lists with a name, and changing many cards at once; the list itself is a page of relations/views.py."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.deeds import deed_of
from app.core.words import _
from app.lists import actions, queries
from app.lists.forms import EVERYBODYS, MINE, ChangeForm, ListForm, wanted_in
from app.lists.given import Wanted
from app.lists.models import SavedList
from app.lists.words import missing_choices, outcome_words, spoken_choices
from app.relations.views import list_page
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("lists", __name__)
blueprint.add_app_template_global(missing_choices)
blueprint.add_app_template_global(spoken_choices)


@blueprint.route("/lists/keep", methods=["GET", "POST"])
@requires(Role.STAFF)
def keep() -> ResponseReturnValue:
    """Keep the list that the address asks for under a name."""
    wanted = wanted_in(request.args)
    around = queries.around_of(db.session, wanted, user=signed_in_user())
    form = ListForm(request.form, taken=[saved.name for saved in around.saved])

    if request.method == "POST" and form.validate():
        actions.keep(db.session, wanted, form.name.data, is_mine=form.is_mine, by=signed_in_user())
        db.session.commit()
        flash(_("The list is kept. You find it under Lists."))
        return redirect(_to(wanted))

    return render_template("lists/keep.html", form=form, words=around.words(wanted), back=_to(wanted))


@blueprint.route("/lists/<int:saved_list_id>", methods=["GET", "POST"])
@requires(Role.STAFF)
def edit(saved_list_id: int) -> ResponseReturnValue:
    """Give a list another name, or forget it."""
    saved = _visible(saved_list_id)
    wanted = Wanted.read_query(saved.query)
    around = queries.around_of(db.session, wanted, user=signed_in_user())
    others = [other.name for other in around.saved if other.id != saved.id]
    whose = MINE if saved.user_id else EVERYBODYS
    form = ListForm(request.form, taken=others, data={"name": saved.name, "whose": whose})

    if request.method == "POST" and form.validate():
        actions.rename(db.session, saved, form.name.data, is_mine=form.is_mine, by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(_to(wanted))

    words = around.words(wanted)
    return render_template("lists/edit.html", form=form, saved=saved, words=words, back=_to(wanted))


@blueprint.route("/lists/<int:saved_list_id>/forget", methods=["POST"])
@requires(Role.STAFF)
def forget(saved_list_id: int) -> ResponseReturnValue:
    """Forget a list; the cards stay."""
    saved = _visible(saved_list_id)
    wanted, name = Wanted.read_query(saved.query), saved.name
    actions.forget(db.session, saved, by=signed_in_user())
    db.session.commit()
    flash(_("The list %(name)s is gone. The cards are all there.", name=name))
    return redirect(_to(wanted))


@blueprint.route("/lists/change", methods=["POST"])
@requires(Role.STAFF)
def change() -> ResponseReturnValue:
    """Change the cards that were ticked, or all cards of the list that the address asks for."""
    wanted = wanted_in(request.args)
    around = queries.around_of(db.session, wanted, user=signed_in_user())
    form = ChangeForm(request.form, around=around, total=around.counts[wanted.kind])
    if not form.validate():
        return list_page(changing=form)

    cards = queries.ids_of(db.session, wanted) if form.is_for_all else form.card.data
    outcome = actions.change_together(db.session, cards, form.change, by=signed_in_user())
    undo = url_for("audit.undo_deed", deed_id=deed_of(db.session).id) if outcome.changed else None
    db.session.commit()
    flash((outcome_words(outcome), undo))  # type: ignore[arg-type]  # the cookie keeps a pair as well
    return redirect(_to(wanted))


def _visible(saved_list_id: int) -> SavedList:
    """A list of everybody or of this person; one of somebody else is not there."""
    saved = get_or_404(SavedList, saved_list_id)
    if saved.user_id not in (None, signed_in_user().id):
        abort(404)
    return saved


def _to(wanted: Wanted) -> str:
    return url_for("relations.index", **wanted.asked)
