"""The pages of who does what: everybody reads them, the owner writes them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.duties import actions, queries
from app.duties.forms import DutyForm
from app.duties.models import Duty
from app.users.access import requires, signed_in_user
from app.users.models import Role, User
from app.users.queries import working_staff
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("duties", __name__, url_prefix="/settings/duties")


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Who looks after what."""
    return render_template("duties/index.html", duties=queries.duties(db.session))


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.OWNER)
def add() -> ResponseReturnValue:
    """Let somebody look after something."""
    form = DutyForm(request.form, staff=working_staff(db.session))

    if request.method == "POST" and form.validate():
        user = get_or_404(User, form.user_id.data)
        actions.add(db.session, what=form.what.data, user=user, by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("duties.index"))

    return render_template("duties/edit.html", form=form, duty=None)


@blueprint.route("/<int:duty_id>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(duty_id: int) -> ResponseReturnValue:
    """Pass a duty on, or call it by another name."""
    duty = get_or_404(Duty, duty_id)
    form = DutyForm(request.form, obj=duty, staff=working_staff(db.session))

    if request.method == "POST" and form.validate():
        user = get_or_404(User, form.user_id.data)
        actions.change(db.session, duty, what=form.what.data, user=user, by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("duties.index"))

    return render_template("duties/edit.html", form=form, duty=duty)


@blueprint.post("/<int:duty_id>/move")
@requires(Role.OWNER)
def move(duty_id: int) -> ResponseReturnValue:
    """Move a duty one place up or down."""
    duty = get_or_404(Duty, duty_id)
    actions.move(db.session, duty, up=request.form.get("where") == "up", by=signed_in_user())
    db.session.commit()
    return redirect(url_for("duties.index"))


@blueprint.post("/<int:duty_id>/remove")
@requires(Role.OWNER)
def remove(duty_id: int) -> ResponseReturnValue:
    """Take a duty off the list."""
    actions.remove(db.session, get_or_404(Duty, duty_id), by=signed_in_user())
    db.session.commit()
    flash(_("It is off the list."))
    return redirect(url_for("duties.index"))
