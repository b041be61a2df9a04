"""A shop with something on every page, and a browser for everybody."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine

from app.core.database import Session
from app.users.models import Role, User
from tests.conftest import Client
from tests.factories import make_rates
from tests.security.inventory import Page, Watch, pages


@pytest.fixture
def all_pages(app: Flask, session: Session, owner: User) -> list[Page]:
    """Every page of the app, on rows that are there."""
    make_rates(session)
    return pages(app, session)


@pytest.fixture
def watch(database: Engine, session: Session, all_pages: list[Page]) -> Iterator[Watch]:
    """An eye on the whole database, from now on."""
    session.commit()
    watch = Watch(database)
    yield watch
    watch.close()


@pytest.fixture
def browsers(
    client_as: Callable[[User], Client], anonymous: Client, owner: User, bram: User, viewer: User
) -> dict[Role | None, Client]:
    """A browser of each role, and of a stranger."""
    people = {Role.OWNER: owner, Role.STAFF: bram, Role.VIEWER: viewer}
    return {None: anonymous} | {role: client_as(user) for role, user in people.items()}
