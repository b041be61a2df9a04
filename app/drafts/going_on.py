"""Going on where somebody was: what they typed is offered, and put back in its boxes."""

from flask import Flask, request
from werkzeug.datastructures import MultiDict

from app.drafts import actions, queries
from app.drafts.models import Draft
from app.drafts.page import MARK, page_of, resumed
from app.users.access import signed_in_user
from app.users.sessions import find_signed_in_user
from app.web.database import db
from app.web.once import FIELD


def keep_drafts(app: Flask) -> None:
    """Let a draft end with the form it belongs to; templates offer one with `draft_here()`."""
    app.before_request(_end_with_its_form)
    app.jinja_env.globals.update(draft_here=draft_here, resumed=resumed)


def typed() -> MultiDict[str, str]:
    """What stands in the boxes: what was posted, or the draft when somebody goes on with it."""
    if not _goes_on():
        return request.form
    draft = queries.find_draft(db.session, signed_in_user(), page_of(request.full_path))
    return MultiDict(draft.fields) if draft else request.form


def draft_here(page: str = "") -> Draft | None:
    """What this person typed in this form before, unless it stands in the boxes already."""
    if request.method != "GET" or MARK in request.args:
        return None
    return queries.find_draft(db.session, signed_in_user(), page or page_of(request.full_path))


def _goes_on() -> bool:
    return request.method == "GET" and MARK in request.args


def _end_with_its_form() -> None:
    """In the transaction of the save itself: when that is refused, the draft is still there."""
    key = request.form.get(FIELD) if request.method == "POST" else None
    user = find_signed_in_user() if key else None
    if user is not None:
        showing = None if MARK in request.args else key
        actions.throw_away(db.session, page_of(request.full_path), by=user, form_key=showing)
