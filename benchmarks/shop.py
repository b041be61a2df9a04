"""A shop with so many generated relations, and the app on it, signed in."""

import gc
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
from app.groups.actions import add as add_group
from app.regions.actions import add_region
from app.regions.postcodes import read_ranges
from app.server.data_folder import DataFolder
from app.server.opening import open_card_box
from app.shop.actions import set_up
from app.shop.models import VatCode
from app.users import actions as user_actions
from app.users.models import User

SEED = 1
# The places beyond these are in no region.
REGIONS = (
    ("Leiden", "2300-2334"),
    ("Rondom Leiden", "2250-2256, 2340-2355, 2380-2384"),
    ("De kust", "2200-2235"),
    ("Bollenstreek", "2160-2183"),
    ("Den Haag", "2490-2599"),
)
GROUPS = ("Vloeren", "Gordijnen", "Behang", "Verf", "Zonwering", "Schilderwerk")


@dataclass(frozen=True)
class MeasuredShop:
    """The app, the database under it both ways, and a browser in which the owner is signed in."""

    relations: int
    quotes: int
    app: Flask
    engine: Engine
    sessions: sessionmaker[Session]
    raw: sqlite3.Connection
    client: FlaskClient


@contextmanager
def generated_shop(relations: int, quotes: int) -> Iterator[MeasuredShop]:
    """Furnish a shop in a folder that goes away afterwards."""
    with tempfile.TemporaryDirectory() as path:
        folder = DataFolder(Path(path))
        open_card_box(folder)
        app = create_app(folder.settings())
        engine: Engine = app.extensions["database"]
        sessions: sessionmaker[Session] = app.extensions["sessions"]
        with sessions() as session:
            take_write_lock(session)
            owner = _furnish(session)
            fill(session, relations=relations, quotes=quotes, seed=SEED)
            token = user_actions.sign_in(session, owner, browser="benchmark")
            session.commit()
        open_card_box(folder)  # as the next start does, now that there is something in it
        engine.dispose()  # what was open before does not know how the tables are filled now
        client = app.test_client()
        with client.session_transaction() as browser:
            browser["_user_id"] = token
        with closing(engine.raw_connection()) as connection:  # prepared as those of the app are
            raw = cast("sqlite3.Connection", connection.driver_connection)
            gc.collect()  # what making it left behind would slow down whatever is measured
            yield MeasuredShop(relations, quotes, app, engine, sessions, raw, client)
        engine.dispose()


def _furnish(session: Session) -> User:
    code = user_actions.make_code(session)
    owner = set_up(
        session,
        shop_name="De Gemeten Winkel",
        owner_name="Marleen",
        password="three loose words",  # noqa: S106 - of a shop that lives for a minute
        language="nl",
        code=code,
    )
    for name, postcodes in REGIONS:
        add_region(session, name=name, ranges=read_ranges(postcodes), by=owner)
    for name in GROUPS:
        add_group(session, name=name, vat_code=VatCode.HIGH, by=owner)
    return owner
