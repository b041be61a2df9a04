"""Making the demo: furnished in a folder of its own first, so that it is never half there."""

import shutil
from collections.abc import Callable

from sqlalchemy import select

from app import create_app
from app.backup.copies import write_through
from app.core import clock
from app.core.database import Session, make_engine, sqlite_url, take_write_lock
from app.core.words import _
from app.demo.generator import fill
from app.demo.shop import furnish, has_aged
from app.server.data_folder import DataFolder
from app.server.opening import Condition, condition_of, open_card_box
from app.server.trouble import CannotOpen
from app.shop.models import Shop


def furnish_once(folder: DataFolder, say: Callable[[str], None]) -> None:
    """Furnish the demo when it is opened for the first time, and again when its days have passed unused."""
    if condition_of(folder) is Condition.NEW:
        say(_("Furnishing a shop to look around in. This takes half a minute, only the first time."))
        furnish_anew(folder)
    elif _has_aged(folder):
        say(_("The example shop is furnished anew, as of today. Nobody had changed anything in it."))
        furnish_anew(folder)


def furnish_anew(folder: DataFolder, *, relations: int = 0, quotes: int = 0, seed: int = 1) -> None:
    """Furnish the demo as of today, in place of the one that was there; the caller holds the folder.

    On top come as many made-up relations and quotes as asked.
    """
    _refuse_a_real_shop(folder)
    workshop = DataFolder(folder.path / "being-furnished")
    shutil.rmtree(workshop.path, ignore_errors=True)
    workshop.make()
    open_card_box(workshop)
    app = create_app(workshop.settings())
    with app.test_request_context(), Session(app.extensions["database"]) as session:
        furnish(session, clock.today())
        take_write_lock(session)
        if relations or quotes:
            fill(session, relations=relations, quotes=quotes, seed=seed)
        session.commit()
    # The last connection to close brings the write-ahead log into the file itself.
    app.extensions["database"].dispose()
    for old in folder.path.glob(f"{folder.database.name}*"):
        old.unlink()
    workshop.database.rename(folder.database)
    write_through(folder.path)
    shutil.rmtree(workshop.path)


def _has_aged(folder: DataFolder) -> bool:
    """Whether it is a demo of an earlier day that can be made anew without losing anything."""
    if condition_of(folder) is not Condition.CURRENT:
        return False
    engine = make_engine(sqlite_url(folder.database))
    with Session(engine) as session:
        answer = has_aged(session, clock.today())
    engine.dispose()
    return answer


def _refuse_a_real_shop(folder: DataFolder) -> None:
    """Only a demo is thrown away for a new one."""
    condition = condition_of(folder)
    if condition is Condition.NEW:
        return
    if condition in {Condition.CURRENT, Condition.OLDER}:
        open_card_box(folder)
        engine = make_engine(sqlite_url(folder.database))
        with Session(engine) as session:
            is_real = session.scalar(select(Shop.is_demo)) is False
        engine.dispose()
        if not is_real:
            return
    raise CannotOpen(
        _("There is something else than the example shop in %(folder)s.", folder=folder.path),
        [_("Nothing has been changed. Move it elsewhere and try again.")],
    )
