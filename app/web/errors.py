"""What people see when something cannot be done or goes wrong: what to do now, and never a trace."""

import secrets
import sqlite3
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.core.errors import RuleBroken
from app.core.words import LANGUAGES, set_language
from app.web.database import db
from app.web.links import own_path

PAGES = (400, 401, 403, 404, 405, 409, 413, 429, 500, 503, 507)
# The fields of a form that are ours, not the person's.
OWN_FIELDS = ("csrf_token", "form_key", "row_version", "seen")
SAID_BY_HEADERS = {"Allow", "Retry-After"}


def explain_errors(app: Flask) -> None:
    """Give each way of going wrong its page, in the language of the person or else of the browser."""
    app.before_request(_speak_the_browsers_language)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(CSRFError, _page_too_old)
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(DBAPIError, _database_failed)
    app.register_error_handler(InternalServerError, _failed)


def _speak_the_browsers_language() -> None:
    set_language(request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0])


def _refused(error: HTTPException) -> Response:
    code = error.code or 500
    if error.response is not None or code < 400:
        return make_response(error.get_response())
    page = _page(code if code in PAGES else 400, status=code, can_be_sent_again=code == 401)
    page.headers.extend((name, value) for name, value in error.get_headers() if name in SAID_BY_HEADERS)
    return page


def _page_too_old(_error: CSRFError) -> Response:
    return _page(
        400, is_too_old=True, can_be_sent_again=request.headers.get("Sec-Fetch-Site") == "same-origin"
    )


def _rule_broken(error: RuleBroken) -> Response:
    return _page(409, sentence=error.sentence)


def _database_failed(error: DBAPIError) -> Response:
    problem = error.orig
    code = problem.sqlite_errorcode & 0xFF if isinstance(problem, sqlite3.Error) else None
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return _page(503, can_be_sent_again=True)
    if code == sqlite3.SQLITE_FULL:
        return _page(507, can_be_sent_again=True)
    raise error


def _failed(_error: InternalServerError) -> Response:
    """A mistake of ours: Flask has just logged its trace, and the number on the page finds it."""
    reference = secrets.token_hex(3).upper()
    current_app.logger.error("reference %s: %s %s", reference, request.method, request.endpoint)
    return _page(500, reference=reference)


def _page(code: int, *, status: int | None = None, **facts: object) -> Response:
    template = f"errors/{code}.html"
    facts |= {"code": code, "typed": _typed(), "own_fields": OWN_FIELDS, "way_back": _way_back()}
    try:
        db.session.rollback()
        layout = "layout/base.html" if current_user.is_authenticated else "layout/outside.html"
        html = render_template(template, layout=layout, **facts)
    except Exception:  # the menu needs the database, and an error page may not
        current_app.logger.debug("an error page goes without its menu", exc_info=True)
        html = current_app.jinja_env.get_template(template).render(layout="layout/outside.html", **facts)
    return make_response(html, status or code)


def _typed() -> list[tuple[str, str]]:
    """What stood in the form that could not be saved, so that it is not lost; nothing of a secret."""
    is_form = request.method == "POST" and request.url_rule and "GET" in (request.url_rule.methods or ())
    try:
        if not is_form or request.files or "password" in " ".join(request.form):
            return []
    except HTTPException:  # too large, or no form at all
        return []
    return list(request.form.items(multi=True))


def _way_back() -> str | None:
    """The page that a refused post came from."""
    if request.method != "POST" or request.url_rule is None:
        return None
    if "GET" in (request.url_rule.methods or ()):
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    return own_path(came_from.path, "") or None if came_from.netloc == request.host else None
