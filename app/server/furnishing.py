"""Making the demo: furnished in a folder of its own first, so that it is never half there."""

import shutil
from collections.abc import Callable

from app import create_app
from app.core import clock
from app.core.database import Session
from app.core.words import _
from app.demo.shop import furnish
from app.server.data_folder import DataFolder
from app.server.opening import open_card_box


def furnish_once(folder: DataFolder, say: Callable[[str], None]) -> None:
    """Furnish the demo when it is opened for the first time."""
    if folder.database.exists():
        return
    say(_("Furnishing a shop to look around in. This takes half a minute, only the first time."))
    workshop = DataFolder(folder.path / "being-furnished")
    shutil.rmtree(workshop.path, ignore_errors=True)
    workshop.make()
    open_card_box(workshop)
    app = create_app(workshop.settings())
    with app.test_request_context(), Session(app.extensions["database"]) as session:
        furnish(session, clock.today())
    # The last connection to close brings the write-ahead log into the file itself.
    app.extensions["database"].dispose()
    workshop.database.rename(folder.database)
    shutil.rmtree(workshop.path)
