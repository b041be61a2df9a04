"""The pages on which the owner keeps the addresses of the shop."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.branches import actions
from app.branches.forms import BranchForm
from app.core.words import _
from app.shop import queries
from app.shop.models import ShopBranch
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("branches", __name__, url_prefix="/settings/branches")


@blueprint.get("")
@requires(Role.OWNER)
def index() -> ResponseReturnValue:
    """The addresses of the shop."""
    return render_template(
        "branches/index.html",
        branches=queries.branches(db.session),
        closed=queries.closed_branches(db.session),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.OWNER)
def add() -> ResponseReturnValue:
    """Add an address of the shop."""
    form = BranchForm(request.form)

    if request.method == "POST" and form.validate():
        branch = actions.add(db.session, by=signed_in_user(), **form.data)
        db.session.commit()
        flash(_("%(name)s is added.", name=branch.name))
        return redirect(url_for("branches.index"))

    return render_template("branches/edit.html", form=form, branch=None)


@blueprint.route("/<int:branch_id>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(branch_id: int) -> ResponseReturnValue:
    """Change an address of the shop."""
    branch = get_or_404(ShopBranch, branch_id)
    form = BranchForm(request.form, obj=branch)

    if request.method == "POST" and form.validate():
        actions.change(db.session, branch, by=signed_in_user(), **form.data)
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("branches.index"))

    return render_template("branches/edit.html", form=form, branch=branch)
