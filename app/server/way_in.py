"""The page that Kaartenbak opens: the desk, or what only the one who started it may see."""

from flask import Flask, url_for
from sqlalchemy import select

from app.core.database import Session, take_write_lock
from app.users import actions, queries
from app.users.models import Role, User


def first_page(app: Flask, *, is_demo: bool) -> str:
    """The path to open; with a code for one time when nobody can sign in yet, or when nobody needs to."""
    with Session(app.extensions["database"]) as session, app.test_request_context():
        if is_demo:
            owner = session.scalars(select(User).where(User.role == Role.OWNER).order_by(User.id)).first()
            endpoint = "users.sign_in_once"
        elif queries.is_set_up(session):
            return "/"
        else:
            owner, endpoint = None, "shop.first_start"
        session.rollback()
        take_write_lock(session)
        code = actions.make_code(session, user=owner)
        session.commit()
        return url_for(endpoint, code=code)
