"""A shop with so many generated relations, and the app on it, signed in."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from app import create_app
from app.core.database import Session, take_write_lock
from app.demo.generator import fill
from app.server.data_folder import DataFolder
from app.server.opening import open_card_box
from app.shop.actions import set_up
from app.users import actions as user_actions
from app.users.models import User

SEED = 1


@dataclass(frozen=True)
class MeasuredShop:
    """The app, the database under it both ways, and a browser in which the owner is signed in."""

    relations: int
    app: Flask
    engine: Engine
    sessions: sessionmaker[Session]
    raw: sqlite3.Connection
    client: FlaskClient


@contextmanager
def generated_shop(relations: int) -> Iterator[MeasuredShop]:
    """Furnish a shop in a folder that goes away afterwards; half as many quotes as relations."""
    with tempfile.TemporaryDirectory() as path:
        folder = DataFolder(Path(path))
        open_card_box(folder)
        app = create_app(folder.settings())
        engine: Engine = app.extensions["database"]
        sessions: sessionmaker[Session] = app.extensions["sessions"]
        with sessions() as session:
            take_write_lock(session)
            owner = _furnish(session)
            fill(session, relations=relations, quotes=relations // 2, seed=SEED)
            token = user_actions.sign_in(session, owner, browser="benchmark")
            session.commit()
        open_card_box(folder)  # as the next start does, now that there is something in it
        engine.dispose()  # what was open before does not know how the tables are filled now
        client = app.test_client()
        with client.session_transaction() as browser:
            browser["_user_id"] = token
        with closing(engine.raw_connection()) as connection:  # prepared as those of the app are
            raw = cast("sqlite3.Connection", connection.driver_connection)
            yield MeasuredShop(relations, app, engine, sessions, raw, client)
        engine.dispose()


def _furnish(session: Session) -> User:
    code = user_actions.make_code(session)
    return set_up(
        session,
        shop_name="De Gemeten Winkel",
        owner_name="Marleen",
        password="three loose words",  # noqa: S106 - of a shop that lives for a minute
        language="nl",
        code=code,
    )
