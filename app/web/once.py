"""A form that is posted twice is saved once: a double click, or Back and Save again.

Every form carries a key of its own. It is kept in the same transaction as what the form saves, so the second
post, which waits for the first, always finds it. A post that says something else under the same key is no
repetition: somebody went back and typed on.
"""

import datetime as dt
import hashlib
import logging
import secrets
import time

from flask import Flask, Response, flash, g, redirect, request
from sqlalchemy import delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.database import take_write_lock
from app.core.words import _
from app.web.database import db
from app.web.models import PostedForm

FIELD = "form_key"
KEPT = dt.timedelta(days=2)
# How long the second of two clicks waits to hear where the first one led.
PATIENCE = 2.0
STEP = 0.05

log = logging.getLogger(__name__)


def save_forms_once(app: Flask) -> None:
    """Watch every post that carries a form key; templates ask for a new one with `form_key()`."""
    app.jinja_env.globals["form_key"] = new_key
    app.before_request(_answer_repetition)
    app.after_request(_remember_where_it_led)


def new_key() -> str:
    """A key for one form on one page."""
    return secrets.token_urlsafe(16)


def _answer_repetition() -> AnyResponse | None:
    if request.method != "POST" or not request.form.get(FIELD):
        return None
    key = _fingerprint()
    if _find(key) is None:
        db.session.execute(delete(PostedForm).where(PostedForm.posted_at < clock.now() - KEPT))
        db.session.add(PostedForm(key=key, posted_at=clock.now()))
        db.session.flush()
        g.posted_form = key
        return None
    flash(_("This was saved the first time. Saving it again changed nothing."))
    return redirect(_where_it_led(key), 303)


def _remember_where_it_led(response: Response) -> Response:
    key = g.pop("posted_form", None)
    if key is None or response.location is None:
        return response
    try:
        db.session.rollback()
        take_write_lock(db.session)
        db.session.execute(update(PostedForm).where(PostedForm.key == key).values(led_to=response.location))
        db.session.commit()
    except SQLAlchemyError:
        # What the form held is saved; only a second click will not know the way.
        db.session.rollback()
        log.warning("could not note where a form led to")
    return response


def _where_it_led(key: str) -> str:
    give_up_at = time.monotonic() + PATIENCE
    while True:
        # Letting go of the write lock is what allows the first post to finish.
        db.session.rollback()
        posted = _find(key)
        if posted is None or posted.led_to:
            return (posted and posted.led_to) or "/"
        if time.monotonic() > give_up_at:
            return "/"
        time.sleep(STEP)


def _find(key: str) -> PostedForm | None:
    return db.session.scalar(select(PostedForm).where(PostedForm.key == key))


def _fingerprint() -> str:
    """What was posted, under which key, for which page."""
    said = hashlib.sha256(request.full_path.encode())
    for name, value in request.form.items(multi=True):
        if name != "csrf_token":
            said.update(f"{len(name)}:{name}{len(value)}:{value}".encode("utf-8", "surrogatepass"))
    for name, file in request.files.items(multi=True):
        said.update(f"{name}:{file.filename}".encode("utf-8", "surrogatepass"))
        said.update(hashlib.file_digest(file.stream, "sha256").digest())  # type: ignore[arg-type]
        file.stream.seek(0)
    return said.hexdigest()
