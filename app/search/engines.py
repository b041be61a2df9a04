"""Which way of searching goes with which kind of database."""

from collections.abc import Mapping

from app.core.database import Session
from app.search import sqlite
from app.search.engine import Engine

ENGINES: Mapping[str, Engine] = {"sqlite": sqlite}


def engine_of(session: Session) -> Engine:
    """How the database of this session is searched."""
    return ENGINES[session.get_bind().dialect.name]
