"""How a page is guarded: its view says in one line for whom it is, and nothing runs before that is asked."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from app.users.models import Role, User
from app.users.sessions import find_signed_in_user, was_signed_in
from app.web.limits import LARGEST_UNKNOWN

View = TypeVar("View", bound=Callable[..., Any])
# The face and the words of the app are for everybody.
OPEN_ENDPOINTS = {"static", "favicon"}
MARK = "is_for"
EVERYBODY = "everybody"


def requires(role: Role) -> Callable[[View], View]:
    """The page is for people with this role, or one that includes it."""
    return _marked(role)


def public(view: View) -> View:
    """The page is for everybody, also for who is not signed in."""
    return _marked(EVERYBODY)(view)


def guard(app: Flask) -> None:
    """Ask at each request whether this person may do this; a view that does not say for whom stays shut."""
    app.before_request(_authorise)


def signed_in_user() -> User:
    """Who is doing this; only for pages that ask for somebody to be signed in."""
    user = find_signed_in_user()
    if user is None:
        raise RuntimeError("a page that asks for nobody wants to know who is there")
    return user


def _authorise() -> Response | None:
    if request.endpoint is None or request.endpoint in OPEN_ENDPOINTS:
        return None
    is_for = getattr(current_app.view_functions[request.endpoint], MARK, None)
    if is_for is None:
        raise RuntimeError(f"{request.endpoint} does not say who may use it")
    if is_for == EVERYBODY:
        request.max_content_length = LARGEST_UNKNOWN
        return None
    user = find_signed_in_user()
    if user is None:
        # Who was in when they began to type gets their words back; a stranger only learns where the door is.
        if request.method == "POST" and was_signed_in():
            abort(401)
        return _to_sign_in()
    if not user.can_act_as(is_for):
        abort(403)
    return None


def _to_sign_in() -> Response:
    """To the page where one signs in, and back to this one afterwards when it can simply be shown again."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("users.sign_in", next=None if wanted == "/" else wanted))


def _marked(is_for: Role | str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, MARK, is_for)
        return view

    return mark
