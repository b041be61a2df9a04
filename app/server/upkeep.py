"""What is tidied away by itself: each time the program starts, and every day that it stays open."""

import datetime as dt
import logging
import threading

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock
from app.core.database import Session, take_write_lock
from app.core.deeds import begin
from app.drafts.actions import forget_old
from app.search.engines import engine_of
from app.tidying.actions import wipe_what_is_over
from app.timeline.actions import keep_rhythm
from app.timeline.queries import without_rhythm

LOOK_EVERY_SECONDS = 600

log = logging.getLogger(__name__)


def tidy_away(app: Flask) -> None:
    """Forget what was typed and never saved, wipe what lay in the bin for long, learn every rhythm."""
    with Session(app.extensions["database"]) as session:
        take_write_lock(session)
        forget_old(session)
        session.commit()
        take_write_lock(session)
        if wipe_what_is_over(session):
            engine_of(session).forget_gone(session.connection())
        session.commit()
        take_write_lock(session)
        begin(session, "relation.rhythm", by=None, can_be_undone=False)
        keep_rhythm(session, without_rhythm(session))
        session.commit()


def tidy_away_daily(app: Flask) -> None:
    """Do the same whenever a new day has begun, as long as the program stays open."""
    threading.Thread(target=_wait_for_days, args=(app,), daemon=True).start()


def _wait_for_days(app: Flask) -> None:
    done_on = clock.today()
    wait = threading.Event().wait
    while not wait(LOOK_EVERY_SECONDS):
        done_on = tidy_away_on_a_new_day(app, done_on)


def tidy_away_on_a_new_day(app: Flask, done_on: dt.date) -> dt.date:
    """Tidy away unless that was done today; when the shop is too busy for it, it is tried again later."""
    if clock.today() == done_on:
        return done_on
    try:
        tidy_away(app)
    except SQLAlchemyError:
        log.warning("could not tidy away, trying again later", exc_info=True)
        return done_on
    return clock.today()
