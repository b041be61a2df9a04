"""One session for each request, on the engine of the running app."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from app.core.database import Session, make_engine, take_write_lock

READING_METHODS = ("GET", "HEAD", "OPTIONS")


class Database:
    """The way to the session of this request: `db.session`."""

    def init_app(self, app: Flask) -> None:
        """Make the engine of this app, and close each request's session when it ends."""
        engine = make_engine(app.config["DATABASE_URL"])
        app.extensions["database"] = engine
        app.extensions["sessions"] = sessionmaker(engine, class_=Session)
        app.before_request(self._begin)
        app.teardown_appcontext(self._close)

    @property
    def session(self) -> Session:
        """This request's session; nothing is saved before a view says commit."""
        if "session" not in g:
            g.session = current_app.extensions["sessions"]()
        return cast("Session", g.session)

    @property
    def engine(self) -> Engine:
        """The engine of the running app."""
        return cast("Engine", current_app.extensions["database"])

    @contextmanager
    def own_transaction(self) -> Iterator[Session]:
        """A save apart from the request's, for a note that no page may wait for."""
        with current_app.extensions["sessions"]() as session:
            take_write_lock(session, is_patient=False)
            yield session
            session.commit()

    @contextmanager
    def letting_others_save(self) -> Iterator[None]:
        """Give up the turn to write for something that takes its time, and wait for it again after that.

        Before it nothing may have been written, and what was read before it may be old after it.
        """
        self.session.rollback()
        try:
            yield
        finally:
            self.session.rollback()
            take_write_lock(self.session)

    def _begin(self) -> None:
        # A request that will write waits for its turn before it reads, or it could fail halfway.
        if request.endpoint is not None and request.method not in READING_METHODS:
            take_write_lock(self.session)

    def _close(self, _error: BaseException | None) -> None:
        session = g.pop("session", None)
        if session is not None:
            session.close()


db = Database()
