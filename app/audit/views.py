"""The history of a card, and undoing one thing that was done."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import queries
from app.audit.conflicts import Conflict, Why
from app.audit.history import Reader
from app.audit.labels import column_name, deed_name
from app.audit.models import Deed
from app.audit.undo import UndoConflict, conflicts, undo, why_not
from app.core.words import _
from app.relations.models import Relation
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import LARGEST_ID, get_or_404

blueprint = Blueprint("audit", __name__)

# So many changes are named on the page that asks whether to undo them.
MOST_NAMED = 30


@blueprint.app_template_filter("deed_name")
def _deed_name(what: str) -> str:
    return deed_name(what)


@blueprint.route("/relations/<int:relation_id>/history")
@requires(Role.VIEWER)
def history(relation_id: int) -> ResponseReturnValue:
    """Who changed what on a card, and when: old and new."""
    relation = get_or_404(Relation, relation_id)
    page = queries.deeds_of_card(db.session, relation.id, request.args.get("page", 1, int))
    reader = Reader(db.session, [change for done in page.rows for change in done.changes])
    return render_template("audit/history.html", relation=relation, page=page, reader=reader, why_not=why_not)


@blueprint.route("/deeds/<int:deed_id>/undo", methods=["GET", "POST"])
@requires(Role.STAFF)
def undo_deed(deed_id: int) -> ResponseReturnValue:
    """Put back what one deed changed; where others went on with it, the person chooses first."""
    deed = get_or_404(Deed, deed_id)
    if queries.is_for_the_owner(db.session, deed) and not signed_in_user().can_act_as(Role.OWNER):
        abort(403)

    if request.method == "POST":
        try:
            undo(db.session, deed, by=signed_in_user(), leave_conflicts="leave" in request.form)
        except UndoConflict:
            return _question(deed), 409
        db.session.commit()
        flash(_("Undone."))
        return redirect(_back(deed))

    return _question(deed)


def _question(deed: Deed) -> str:
    done = queries.done(db.session, deed, most=MOST_NAMED)
    in_the_way = conflicts(db.session, deed)
    reader = Reader(db.session, [*done.changes, *(conflict.change for conflict in in_the_way)])
    return render_template(
        "audit/undo.html",
        done=done,
        cards=queries.cards_of(db.session, deed),
        lines=reader.lines(reversed(done.changes)),
        in_the_way=[_sentence(reader, conflict) for conflict in in_the_way],
        why_not=why_not(deed),
        back=_back(deed),
    )


def _sentence(reader: Reader, conflict: Conflict) -> str:
    thing = reader.thing(conflict.change)
    columns = [column_name(conflict.change.table_name, name) for name in conflict.columns]
    return {
        Why.CHANGED: _(
            "%(thing)s: somebody has changed this again: %(what)s.", thing=thing, what=", ".join(columns)
        ),
        Why.GONE: _("%(thing)s: this is no longer there, or the card it was on is gone.", thing=thing),
        Why.IN_USE: _("%(thing)s: somebody has gone on with this.", thing=thing),
        Why.TAKEN: _("%(thing)s: the same has been added again.", thing=thing),
    }[conflict.why]


def _back(deed: Deed) -> str:
    """To the history that one came from, if its card is still there; of the map, to the map."""
    if deed.what.startswith("region."):
        return url_for("regions.index")
    card = request.args.get("card", 0, int)
    if not 0 < card <= LARGEST_ID or db.session.get(Relation, card) is None:
        return url_for("relations.index")
    return url_for("audit.history", relation_id=card)
