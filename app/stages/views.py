"""What was bought, and who may be an old customer."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.relations.models import Relation
from app.stages import actions
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("stages", __name__)


@blueprint.route("/relations/<int:relation_id>/bought", methods=["POST"])
@requires(Role.STAFF)
def bought(relation_id: int) -> ResponseReturnValue:
    """Note that somebody bought something today."""
    relation = get_or_404(Relation, relation_id)
    actions.note_purchase(db.session, relation, by=signed_in_user())
    db.session.commit()
    flash(_("Noted: %(name)s bought something today.", name=relation.name))
    return redirect(url_for("relations.show", relation_id=relation.id))
