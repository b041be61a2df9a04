"""What was bought, who may be an old customer, and the steps of one customer."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _, ngettext
from app.relations.models import Relation
from app.shop.models import Shop
from app.shop.queries import get_shop
from app.stages import actions, queries
from app.stages.words import old_reason, stage_name, stage_sentence
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import LARGEST_ID, get_or_404

blueprint = Blueprint("stages", __name__)
for filter_ in (old_reason, stage_name, stage_sentence):
    blueprint.add_app_template_filter(filter_)


@blueprint.app_template_test("maybe_old")
def _is_maybe_old(relation: Relation, shop: Shop) -> bool:
    return queries.may_be_old(relation, queries.old_before(shop))


@blueprint.route("/relations/<int:relation_id>/bought", methods=["POST"])
@requires(Role.STAFF)
def bought(relation_id: int) -> ResponseReturnValue:
    """Note that somebody bought something today."""
    relation = get_or_404(Relation, relation_id)
    actions.note_purchase(db.session, relation, by=signed_in_user())
    db.session.commit()
    flash(_("Noted: %(name)s bought something today.", name=relation.name))
    return redirect(url_for("relations.show", relation_id=relation.id))


@blueprint.route("/relations/<int:relation_id>/old", methods=["POST"])
@requires(Role.STAFF)
def answer(relation_id: int) -> ResponseReturnValue:
    """Say whether somebody is an old customer by now."""
    relation = get_or_404(Relation, relation_id)
    if request.form.get("is_old") == "yes":
        actions.call_old(db.session, relation, by=signed_in_user())
        flash(_("%(name)s is an old customer now.", name=relation.name))
    else:
        actions.keep_current(db.session, relation, by=signed_in_user())
        flash(_("%(name)s stays a current customer. We do not ask again.", name=relation.name))
    db.session.commit()
    if request.args.get("back") == "list":
        return redirect(url_for("stages.proposals"))
    return redirect(url_for("relations.show", relation_id=relation.id))


@blueprint.route("/relations/<int:relation_id>/stages")
@requires(Role.VIEWER)
def steps(relation_id: int) -> ResponseReturnValue:
    """The steps that one customer went through."""
    relation = get_or_404(Relation, relation_id)
    return render_template(
        "stages/steps.html", relation=relation, steps=queries.steps_of(db.session, relation.id)
    )


@blueprint.route("/old-customers")
@requires(Role.VIEWER)
def proposals() -> ResponseReturnValue:
    """Everybody who may be an old customer, to be answered one by one or all at once."""
    number = request.args.get("page", 1, int)
    page = queries.proposals(db.session, queries.old_before(get_shop(db.session)), number)
    return render_template("stages/proposals.html", page=page)


@blueprint.route("/old-customers/all", methods=["POST"])
@requires(Role.STAFF)
def answer_all() -> ResponseReturnValue:
    """Say of everybody on one page of that list that they are old customers."""
    shown = [number for number in request.form.getlist("card", int) if 0 < number <= LARGEST_ID]
    count = actions.call_all_old(db.session, shown, by=signed_in_user())
    db.session.commit()
    flash(ngettext("%(num)s card is an old customer now.", "%(num)s cards are old customers now.", count))
    return redirect(url_for("stages.proposals"))
