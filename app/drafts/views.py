"""What the page of a form asks while somebody types in it, and the button that throws a draft away."""

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.drafts import actions
from app.drafts.page import page_of
from app.relations.models import Relation
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.links import own_path
from app.web.load import get_or_404

blueprint = Blueprint("drafts", __name__, url_prefix="/drafts")

LARGEST = 256 * 1024
LONGEST_ADDRESS = 500
LONGEST_TITLE = 200


@blueprint.post("/keep")
@requires(Role.STAFF)
def keep() -> ResponseReturnValue:
    """Keep what is typed so far, unless that would write over what is still to be offered."""
    if (request.content_length or 0) > LARGEST:
        abort(413)
    relation_id = request.args.get("relation", type=int)
    is_kept = actions.keep(
        db.session,
        _page(request.args),
        request.form.to_dict(flat=False),
        title=request.args.get("title", "")[:LONGEST_TITLE],
        form_key=request.args.get("key", "")[:LONGEST_TITLE],
        relation=get_or_404(Relation, relation_id) if relation_id else None,
        by=signed_in_user(),
        goes_on="goes_on" in request.args,
    )
    db.session.commit()
    return "", 204 if is_kept else 409


@blueprint.post("/throw-away")
@requires(Role.STAFF)
def throw_away() -> ResponseReturnValue:
    """Forget what was typed, and show the form as it is without."""
    page = _page(request.form)
    actions.throw_away(db.session, page, by=signed_in_user())
    db.session.commit()
    return redirect(page)


def _page(sent: MultiDict[str, str]) -> str:
    page = own_path(sent.get("page"), "")
    if not page or len(page) > LONGEST_ADDRESS:
        abort(400)
    return page_of(page)
