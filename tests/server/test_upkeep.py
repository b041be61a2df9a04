"""What is tidied away each time the program starts."""

import datetime as dt

from flask import Flask
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.drafts.models import Draft
from app.drafts.queries import KEPT
from app.server.upkeep import tidy_away
from app.users.models import User


def test_what_nobody_came_back_for_is_gone_and_the_rest_stays(
    app: Flask, session: Session, owner: User
) -> None:
    for page, age in (("/new", KEPT + dt.timedelta(hours=1)), ("/tasks/new", KEPT - dt.timedelta(hours=1))):
        session.add(
            Draft(
                user_id=owner.id,
                page=page,
                title="",
                form_key="",
                fields={"words": ["Gerrit"]},
                saved_at=clock.now() - age,
            )
        )
    session.commit()

    tidy_away(app)

    assert session.scalars(select(Draft.page)).all() == ["/tasks/new"]
