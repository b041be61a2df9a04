"""The pages on which the owner draws the map of the shop."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.regions import actions, queries
from app.regions.forms import RegionForm
from app.regions.postcodes import Range, show_ranges
from app.regions.words import doubts_about
from app.relations.models import Region
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("regions", __name__)


@blueprint.route("/settings/regions")
@requires(Role.OWNER)
def index() -> ResponseReturnValue:
    """The regions in the order that decides, with their cards and what is odd about them."""
    drawn, lived_in = queries.drawn_regions(db.session), queries.lived_in(db.session)
    return render_template(
        "regions/index.html",
        regions=[
            (region, doubts_about(region, drawn[:place], lived_in)) for place, region in enumerate(drawn)
        ],
        counts=queries.cards_in_regions(db.session),
        last=queries.last_redrawing(db.session),
    )


@blueprint.route("/settings/regions/new", methods=["GET", "POST"])
@requires(Role.OWNER)
def add() -> ResponseReturnValue:
    """Draw a region."""
    form = RegionForm(request.form, taken=_names())

    if request.method == "POST" and form.validate():
        region = actions.add_region(db.session, name=form.name.data, ranges=form.ranges, by=signed_in_user())
        db.session.commit()
        flash(_("%(name)s is on the map.", name=region.name))
        return redirect(url_for("regions.index"))

    return render_template("regions/edit.html", form=form, region=None)


@blueprint.route("/settings/regions/<int:region_id>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(region_id: int) -> ResponseReturnValue:
    """Rename or redraw a region."""
    region = get_or_404(Region, region_id)
    drawn = show_ranges(Range(row.first, row.last) for row in queries.ranges_of(db.session, region))
    form = RegionForm(
        request.form, taken=_names(besides=region), data={"name": region.name, "postcodes": drawn}
    )

    if request.method == "POST" and form.validate():
        actions.change_region(
            db.session, region, name=form.name.data, ranges=form.ranges, by=signed_in_user()
        )
        db.session.commit()
        flash(_("Saved. Every card stands where its postcode says now."))
        return redirect(url_for("regions.index"))

    return render_template("regions/edit.html", form=form, region=region)


@blueprint.route("/settings/regions/<int:region_id>/move", methods=["POST"])
@requires(Role.OWNER)
def move(region_id: int) -> ResponseReturnValue:
    """Let a region come earlier or later."""
    region = get_or_404(Region, region_id)
    actions.move_region(db.session, region, up=request.form.get("where") == "up", by=signed_in_user())
    db.session.commit()
    return redirect(url_for("regions.index"))


@blueprint.route("/settings/regions/<int:region_id>/remove", methods=["POST"])
@requires(Role.OWNER)
def remove(region_id: int) -> ResponseReturnValue:
    """Take a region off the map."""
    region = get_or_404(Region, region_id)
    name = region.name
    actions.remove_region(db.session, region, by=signed_in_user())
    db.session.commit()
    flash(_("%(name)s is off the map. Its cards stand where their postcodes say.", name=name))
    return redirect(url_for("regions.index"))


def _names(*, besides: Region | None = None) -> list[str]:
    """The names that other regions have."""
    choices = queries.region_choices(db.session)
    return [name for region_id, name in choices if besides is None or region_id != besides.id]
