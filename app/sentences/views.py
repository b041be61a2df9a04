"""The pages of Settings on which the owner writes what to say."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.drafts.going_on import typed
from app.sentences import actions
from app.sentences.forms import SentencesForm
from app.shop.models import FormOfAddress
from app.shop.queries import texts
from app.tasks.words import Saying, sayings
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db

blueprint = Blueprint("sentences", __name__, url_prefix="/settings/sentences")


@blueprint.get("")
@requires(Role.OWNER)
def index() -> ResponseReturnValue:
    """What we say when we ring, by occasion."""
    own = texts(db.session, "say.")
    return render_template(
        "sentences/index.html",
        forms=[(saying, _form(saying, own)) for saying in sayings()],
        own={code for code, _language, _form in own},
    )


@blueprint.route("/<key>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(key: str) -> ResponseReturnValue:
    """Say it in the shop's own words."""
    saying = _saying_or_404(key)
    form = _form(saying, texts(db.session, saying.code))

    if request.method == "POST" and form.validate():
        actions.change(db.session, saying, form.sentences, by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("sentences.index"))

    return render_template("sentences/edit.html", saying=saying, form=form)


@blueprint.post("/<key>/ours")
@requires(Role.OWNER)
def ours(key: str) -> ResponseReturnValue:
    """Say it in our words again."""
    saying = _saying_or_404(key)
    own = texts(db.session, saying.code)
    versions = {(language, form): "" for _code, language, form in own}
    actions.change(db.session, saying, versions, by=signed_in_user())
    db.session.commit()
    flash(_("You use our sentences again."))
    return redirect(url_for("sentences.index"))


def _saying_or_404(key: str) -> Saying:
    found = next((saying for saying in sayings() if saying.key == key), None)
    if found is None:
        abort(404)
    return found


def _form(saying: Saying, own: dict[tuple[str, str, FormOfAddress], str]) -> SentencesForm:
    versions = {(language, form): text for (code, language, form), text in own.items() if code == saying.code}
    return SentencesForm(typed(), saying=saying, own=versions)
