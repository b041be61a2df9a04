"""What is tidied away each time the program starts."""

from flask import Flask

from app.core.database import Session, take_write_lock
from app.drafts.actions import forget_old


def tidy_away(app: Flask) -> None:
    """Forget what was typed more than a week ago and never saved."""
    with Session(app.extensions["database"]) as session:
        take_write_lock(session)
        forget_old(session)
        session.commit()
