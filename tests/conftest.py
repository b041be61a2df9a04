"""What every test may ask for: a real database of its own, people, and browsers signed in as them."""

import datetime as dt
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Engine, event
from sqlalchemy.orm import sessionmaker
from werkzeug.test import TestResponse

from app import create_app, import_models
from app.core.database import Session, make_engine, sqlite_url
from app.core.migrations import upgrade
from app.core.words import set_language
from app.users import actions as user_actions
from app.users import passwords
from app.users.models import Role, User
from app.web.database import db
from tests import factories

import_models()

# How long an example takes says something about the machine, nothing about the rule.
settings.register_profile("no hurry", deadline=None)
settings.load_profile("no hurry")


def stay_on_this_machine(event: str, given: tuple[Any, ...]) -> None:
    """Stop whatever the tests run, or run by accident, from reaching another machine."""
    if event == "socket.connect" and isinstance(given[1], tuple):
        host = given[1][0]
    elif event == "socket.getaddrinfo":
        host = given[0]
    else:
        return
    if host not in {None, "", "localhost", "127.0.0.1", "127.0.0.2", "::1", "0.0.0.0"}:  # noqa: S104
        raise RuntimeError(f"{host} would leave this machine")


sys.addaudithook(stay_on_this_machine)

# Most tests only need some hash; what a real one costs is for test_passwords to say.
REAL_HASHER = passwords.hasher
passwords.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


class Client(FlaskClient):
    """A browser that sees what the test's session made: the session is committed before each request.

    It sends the token of its session along with each post, as every form of ours does.
    """

    before: Callable[[], None]
    sends_token = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request as the browser would."""
        self.before()
        if self.sends_token and kwargs.get("method") == "POST":
            kwargs["headers"] = {"X-CSRFToken": self.token(), **kwargs.get("headers", {})}
        return super().open(*args, **kwargs)

    def token(self) -> str:
        """The token that a form on a page of this browser would carry."""
        with self.session_transaction() as browser:
            raw = browser.setdefault("csrf_token", "one-token-of-this-session")
        key = self.application.secret_key
        assert key
        return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(raw))

    def sign_in(self, user: User) -> None:
        """Be this person from now on."""
        self.before()
        with self.application.app_context():
            token = user_actions.sign_in(db.session, user, browser="Test")
            db.session.commit()
        self.before()
        with self.session_transaction() as browser:
            browser["_user_id"] = token


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with a shop in it and nobody else: each test gets a copy."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    engine = make_engine(sqlite_url(path))
    upgrade(engine)
    with Session(engine) as session:
        factories.make_shop(session)
        session.commit()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database of this test's own."""
    path = tmp_path / "kaartenbak.db"
    shutil.copy(empty_database, path)
    engine = make_engine(sqlite_url(path))
    # A test is not saved for good: nothing waits for the disk. The real thing is tried in tests/faults.
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=off"))
    yield engine
    engine.dispose()


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    """A session on this test's database."""
    with Session(database) as session:
        yield session


@pytest.fixture(scope="session")
def whole_app(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app, made once; each test puts it on a database of its own."""
    app = create_app(
        {
            "DATABASE_URL": sqlite_url(empty_database),
            "DATA_FOLDER": str(tmp_path_factory.mktemp("data")),
            "SECRET_KEY": "only-for-tests-" + "x" * 32,
            "TESTING": True,
        }
    )
    app.test_client_class = Client
    return app


@pytest.fixture
def app(whole_app: Flask, database: Engine) -> Flask:
    """The app on this test's database."""
    whole_app.extensions["database"] = database
    whole_app.extensions["sessions"] = sessionmaker(database, class_=Session)
    return whole_app


@pytest.fixture
def anonymous(app: Flask, session: Session) -> Client:
    """A browser in which nobody is signed in."""
    client = app.test_client()
    assert isinstance(client, Client)
    client.before = session.commit
    return client


@pytest.fixture
def client_as(app: Flask, session: Session) -> Callable[[User], Client]:
    """Give the function that opens a browser in which this person is signed in."""

    def open_browser(user: User) -> Client:
        client = app.test_client()
        assert isinstance(client, Client)
        client.before = session.commit
        client.sign_in(user)
        return client

    return open_browser


@pytest.fixture
def client(client_as: Callable[[User], Client], owner: User) -> Client:
    """A browser in which the owner is signed in."""
    return client_as(owner)


@pytest.fixture
def owner(session: Session) -> User:
    """Marleen, the owner."""
    return factories.make_user(session, name="Marleen", login="marleen", role=Role.OWNER)


@pytest.fixture
def bram(session: Session) -> User:
    """Bram, who works in the shop."""
    return factories.make_user(session, name="Bram", login="bram", role=Role.STAFF)


@pytest.fixture
def viewer(session: Session) -> User:
    """Joep, who may look but not change."""
    return factories.make_user(session, name="Joep", login="joep", role=Role.VIEWER)


@pytest.fixture(autouse=True)
def _english() -> None:
    """Tests read the source texts unless they ask for Dutch."""
    set_language("en")


TODAY = dt.date(2026, 11, 20)
