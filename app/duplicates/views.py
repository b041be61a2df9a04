"""Two cards side by side: they become one, or somebody says that they are two."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.duplicates import actions
from app.duplicates.forms import BOX, merge_form
from app.duplicates.side_by_side import FIRST, part_names, side_by_side
from app.duplicates.words import reason_name
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.search.queries import find
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("duplicates", __name__)
blueprint.add_app_template_filter(reason_name, "likeness_reason")

# So many cards to choose from.
MOST_FOUND = 12


@blueprint.route("/relations/<int:relation_id>/merge")
@requires(Role.STAFF)
def choose(relation_id: int) -> ResponseReturnValue:
    """Look for the other card that is the same."""
    relation = get_or_404(Relation, relation_id)
    refuse_in_bin(relation)
    typed = request.args.get("q", "").strip()
    hits = [hit for hit in find(db.session, typed, MOST_FOUND + 1) if hit.relation_id != relation.id]
    return render_template("duplicates/choose.html", relation=relation, typed=typed, hits=hits[:MOST_FOUND])


@blueprint.route("/relations/<int:relation_id>/merge/<int:other_id>", methods=["GET", "POST"])
@requires(Role.STAFF)
def merge(relation_id: int, other_id: int) -> ResponseReturnValue:
    """Make two cards one; what a colleague changed meanwhile is shown beside what was there, with 409."""
    first, second = _two_cards(relation_id, other_id)
    pair = side_by_side(db.session, first, second)
    form = merge_form(pair)(request.form)
    is_outdated = request.method == "POST" and form.is_outdated(pair)

    if request.method == "POST" and not is_outdated and form.validate():
        stays, goes = (first, second) if form.stays.data == FIRST else (second, first)
        actions.merge(
            db.session,
            stays,
            goes,
            taken=form.taken_when_staying(form.stays.data),
            joined=form.joined(),
            alike=form.alike_when_staying(form.stays.data),
            by=signed_in_user(),
        )
        db.session.commit()
        said = _(
            "It is one card now: %(name)s. You can undo it for 30 days, on the card under What was changed.",
            name=stays.name,
        )
        flash(said)
        return redirect(_back(stays))

    meanwhile = pair.changed_since(form.seen.data or "") if is_outdated else []
    form.renew(pair)
    page = render_template(
        "duplicates/merge.html",
        pair=pair,
        form=form,
        box=BOX,
        parts=part_names(),
        is_outdated=is_outdated,
        meanwhile=meanwhile,
    )
    return page, 409 if is_outdated else 200


@blueprint.route("/relations/<int:relation_id>/merge/<int:other_id>/two", methods=["POST"])
@requires(Role.STAFF)
def two(relation_id: int, other_id: int) -> ResponseReturnValue:
    """Say that these are two, so that nobody is asked again."""
    first, second = _two_cards(relation_id, other_id)
    actions.these_are_two(db.session, first, second, by=signed_in_user())
    db.session.commit()
    flash(_("%(one)s and %(other)s stay two cards. We do not ask again.", one=first.name, other=second.name))
    return redirect(_back(first))


def _two_cards(relation_id: int, other_id: int) -> tuple[Relation, Relation]:
    if relation_id == other_id:
        abort(404)
    first, second = get_or_404(Relation, relation_id), get_or_404(Relation, other_id)
    refuse_in_bin(first)
    refuse_in_bin(second)
    return first, second


def _back(relation: Relation) -> str:
    """To the list of likely doubles for who came from there, else to the card."""
    if request.args.get("back") == "tidying":
        return url_for("tidying.index")
    return url_for("relations.show", relation_id=relation.id)
