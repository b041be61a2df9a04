"""A post counts only when it comes from a page of ours, by its token and by what the browser says."""

from flask import Flask, abort, request
from flask_wtf.csrf import CSRFProtect

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def refuse_other_sites(app: Flask) -> None:
    """Refuse a post that another site sent, before anything else is done with it."""
    app.before_request(_refuse_other_sites)


def check_tokens(app: Flask) -> None:
    """Ask each post for the token of its own session, however long its page stood open."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    CSRFProtect(app)


def _refuse_other_sites() -> None:
    if request.method not in CHANGING:
        return
    # "none" is a person who pressed reload; same-site is another program on another port of this machine.
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)
    own = request.host_url.rstrip("/")
    if request.headers.get("Origin", own) != own:
        abort(403)
