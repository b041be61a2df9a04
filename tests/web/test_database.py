"""One request writes at a time, but not while it is busy with something else."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from app.core.database import take_write_lock
from app.shop.models import Shop
from app.web.database import db


def test_others_save_while_a_request_looks_at_a_file(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        take_write_lock(db.session)
        with pytest.raises(OperationalError), db.own_transaction():
            pass

        with db.letting_others_save(), db.own_transaction() as other:
            other.get_one(Shop, 1).website = "somebody.else"

        assert db.session.get_one(Shop, 1).website == "somebody.else"
        with pytest.raises(OperationalError), db.own_transaction():
            pass
