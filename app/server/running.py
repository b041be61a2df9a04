"""One run of Kaartenbak, from finding the folder to letting it go."""

from collections.abc import Callable

from app import create_app
from app.core.words import _
from app.server.data_folder import DataFolder, find_data_folder
from app.server.furnishing import furnish_once
from app.server.only_one import OnlyOne
from app.server.opening import Condition, condition_of, open_card_box
from app.server.serving import end_when_told, keep_log, listen, open_browser, serve
from app.server.trouble import CannotOpen, trouble_page
from app.server.upkeep import tidy_away, tidy_away_daily
from app.server.way_in import first_page

Say = Callable[[str], None]


def run_shop(*, is_demo: bool, first_port: int, opens_browser: bool, say: Say) -> None:
    """Serve until told to stop; when Kaartenbak already runs on this folder, show that one instead."""
    end_when_told()
    folder = find_data_folder(is_demo=is_demo)
    folder.make()
    hold = OnlyOne(folder.lock)
    while not hold.take():
        port = hold.port_of_the_other()
        if port is not None:
            _show_the_other(folder, port, is_demo=is_demo, opens_browser=opens_browser, say=say)
            return
    try:
        _serve(folder, hold, is_demo=is_demo, first_port=first_port, opens_browser=opens_browser, say=say)
    finally:
        hold.let_go()


def _serve(
    folder: DataFolder, hold: OnlyOne, *, is_demo: bool, first_port: int, opens_browser: bool, say: Say
) -> None:
    keep_log(folder.log)
    sockets, port = listen(first_port)
    if port != first_port:
        say(
            _(
                "Port %(taken)s is taken by another program; this is port %(port)s.",
                taken=first_port,
                port=port,
            )
        )
    page = f"http://localhost:{port}"
    try:
        if is_demo:
            furnish_once(folder, say)
        open_card_box(folder)
    except CannotOpen as trouble:
        app = trouble_page(trouble)
        say(trouble.in_terminal())
        told = _("The same is told at %(address)s", address=page)
    else:
        app = create_app(folder.settings())
        tidy_away(app)
        tidy_away_daily(app)
        page += first_page(app, is_demo=is_demo)
        told = _("Kaartenbak is open at %(address)s", address=page)
    hold.tell_port(port)
    say(told)
    say(_("Press Ctrl+C in this window to close it."))
    if opens_browser:
        open_browser(page)
    try:
        serve(app, sockets)
    finally:
        if "database" in app.extensions:
            app.extensions["database"].dispose()


def _show_the_other(folder: DataFolder, port: int, *, is_demo: bool, opens_browser: bool, say: Say) -> None:
    """Nobody may have signed in there yet, so the one who starts it again gets a way in again."""
    page = f"http://localhost:{port}"
    if condition_of(folder) is Condition.CURRENT:
        page += first_page(create_app(folder.settings()), is_demo=is_demo)
    say(_("Kaartenbak is already open at %(address)s", address=page))
    if opens_browser:
        open_browser(page)
