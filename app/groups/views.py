"""The pages on which the owner keeps the sorts of things the shop sells."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.groups import actions
from app.groups.forms import ProductGroupForm
from app.shop import queries
from app.shop.models import ProductGroup
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("groups", __name__, url_prefix="/settings/groups")


@blueprint.get("")
@requires(Role.OWNER)
def index() -> ResponseReturnValue:
    """The sorts of things the shop sells."""
    return render_template(
        "groups/index.html",
        groups=queries.product_groups(db.session),
        put_away=queries.put_away_product_groups(db.session),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.OWNER)
def add() -> ResponseReturnValue:
    """Add a sort of thing the shop sells."""
    form = ProductGroupForm(request.form)

    if request.method == "POST" and form.validate():
        actions.add(db.session, by=signed_in_user(), **form.data)
        db.session.commit()
        flash(_("%(name)s is added.", name=form.name.data))
        return redirect(url_for("groups.index"))

    return render_template("groups/edit.html", form=form, group=None)


@blueprint.route("/<int:group_id>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(group_id: int) -> ResponseReturnValue:
    """Rename a sort of thing, or give it another rate."""
    group = get_or_404(ProductGroup, group_id)
    form = ProductGroupForm(request.form, obj=group)

    if request.method == "POST" and form.validate():
        actions.change(db.session, group, by=signed_in_user(), **form.data)
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("groups.index"))

    return render_template("groups/edit.html", form=form, group=group)
