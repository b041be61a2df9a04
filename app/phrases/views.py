"""The pages of Settings on which the owner writes the standard texts for quotes."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.drafts.going_on import typed
from app.phrases import actions, queries
from app.phrases.forms import PhraseForm
from app.phrases.queries import Phrase
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db

blueprint = Blueprint("phrases", __name__, url_prefix="/settings/texts")


@blueprint.get("")
@requires(Role.OWNER)
def index() -> ResponseReturnValue:
    """What we write in quotes again and again."""
    return render_template("phrases/index.html", phrases=queries.phrases(db.session))


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.OWNER)
def add() -> ResponseReturnValue:
    """Write a text once, to put it into quotes with one choice."""
    return _written(None)


@blueprint.route("/<int:phrase_id>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(phrase_id: int) -> ResponseReturnValue:
    """Say it better from now on."""
    return _written(_phrase_or_404(phrase_id))


@blueprint.post("/<int:phrase_id>/remove")
@requires(Role.OWNER)
def remove(phrase_id: int) -> ResponseReturnValue:
    """Take a text off the list; quotes that have it keep it."""
    actions.remove(db.session, _phrase_or_404(phrase_id), by=signed_in_user())
    db.session.commit()
    flash(_("The text is gone. Quotes that have it keep it."))
    return redirect(url_for("phrases.index"))


def _written(phrase: Phrase | None) -> ResponseReturnValue:
    taken = [
        other.name for other in queries.phrases(db.session) if phrase is None or other.name != phrase.name
    ]
    there = {"name": phrase.name, **phrase.bodies} if phrase else {}
    form = PhraseForm(typed(), data=there, taken=taken)
    if request.method == "POST" and form.validate():
        actions.keep(db.session, phrase, name=form.name.data, bodies=form.bodies, by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("phrases.index"))
    return render_template("phrases/edit.html", phrase=phrase, form=form)


def _phrase_or_404(phrase_id: int) -> Phrase:
    found = queries.find_phrase(db.session, phrase_id)
    if found is None:
        abort(404)
    return found
