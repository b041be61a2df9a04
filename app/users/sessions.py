"""Who is signed in, and how long: the browser holds a random token, the database knows whose it is."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import cast

from flask import Flask, request, session
from flask_login import LoginManager, login_user, logout_user
from flask_login import current_user as flask_login_user
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.words import set_language
from app.users import actions, queries
from app.users.models import SignIn, User
from app.web.database import READING_METHODS, db

LONGEST = dt.timedelta(days=30)
NOTE_SEEN_EVERY = dt.timedelta(minutes=5)
STILL_IN = "users.still_in"

log = logging.getLogger(__name__)


class SignedIn:
    """What Flask-Login holds on to: a sign-in with its user, known to the browser by its token only."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, sign_in: SignIn, token: str) -> None:
        self.sign_in = sign_in
        self.user = sign_in.user
        self.token = token

    def get_id(self) -> str:
        """What goes into the cookie."""
        return self.token


def know_people(app: Flask, idle_after: Callable[[Session], dt.timedelta]) -> None:
    """Let the app know who is signed in; a browser that did nothing for `idle_after` is out."""
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(lambda token: _load(token, idle_after))
    app.context_processor(lambda: {"current_user": find_signed_in_user()})


def open_session(user: User) -> None:
    """Sign this person in, in this browser, with nothing left of who used it before."""
    token = actions.sign_in(db.session, user, browser=request.user_agent.string)
    session.clear()
    login_user(SignedIn(cast("SignIn", queries.find_sign_in(db.session, token)), token))
    set_language(user.language)


def close_session() -> None:
    """Sign this browser out, on the server first."""
    actions.end_sign_in(db.session, this_sign_in())
    logout_user()
    session.clear()


def this_sign_in() -> SignIn:
    """The sign-in of this request; only for pages that ask for somebody to be signed in."""
    return cast("SignedIn", flask_login_user).sign_in


def find_signed_in_user() -> User | None:
    """Who is signed in, or None."""
    return cast("SignedIn", flask_login_user).user if flask_login_user.is_authenticated else None


def was_signed_in() -> bool:
    """Whether somebody signed in with this browser before, though that has ended since."""
    return "_user_id" in session


def _load(token: str, idle_after: Callable[[Session], dt.timedelta]) -> SignedIn | None:
    sign_in = queries.find_sign_in(db.session, token)
    idle = idle_after(db.session)
    if sign_in is None or not sign_in.user.may_sign_in or _is_over(sign_in, idle):
        return None
    set_language(sign_in.user.language)
    if _is_at_work() and clock.now() - sign_in.seen_at >= min(NOTE_SEEN_EVERY, idle / 5):
        _note_seen(sign_in)
    return SignedIn(sign_in, token)


def _is_at_work() -> bool:
    """An open page asks by itself whether somebody is still signed in: that does not mean anybody is."""
    return request.endpoint != STILL_IN or "touched" in request.args


def _is_over(sign_in: SignIn, idle_after: dt.timedelta) -> bool:
    now = clock.now()
    # A clock that was set back must not keep a session alive for ever.
    return not (
        dt.timedelta(0) <= now - sign_in.seen_at + NOTE_SEEN_EVERY
        and now - sign_in.seen_at < idle_after
        and now - sign_in.began_at < LONGEST
    )


def _note_seen(sign_in: SignIn) -> None:
    """Note the hour; a page that only shows something does so apart from itself, and never fails by it."""
    if request.method not in READING_METHODS:
        sign_in.seen_at = clock.now()
        return
    try:
        with db.own_transaction() as own:
            own.get_one(SignIn, sign_in.id).seen_at = clock.now()
    except SQLAlchemyError:
        log.warning("could not note when a session was last used")
