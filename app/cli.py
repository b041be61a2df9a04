"""The commands behind ./start, and the few for whoever looks after the computer."""

import argparse
import getpass
import locale
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select

from app import import_models
from app.core.database import Session, make_engine, sqlite_url, take_write_lock
from app.core.words import _, ngettext, set_language
from app.relations.models import Relation
from app.search.index import rebuild
from app.server.data_folder import find_data_folder
from app.server.doctor import Finding, examine_card_box, examine_computer
from app.server.furnishing import furnish_anew
from app.server.only_one import OnlyOne
from app.server.opening import Condition, condition_of, open_card_box
from app.server.running import run_shop
from app.server.serving import USUAL_PORT
from app.server.trouble import CannotOpen
from app.timeline.actions import keep_rhythm
from app.users import passwords
from app.users.actions import let_in
from app.users.queries import find_by_login, staff


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command; 0 when all is well, 1 when something is not."""
    set_language(_language_of_computer())
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except CannotOpen as trouble:
        print(trouble.in_terminal(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(options: argparse.Namespace) -> int:
    """Serve the shop, or the demo beside it."""
    run_shop(
        is_demo=options.demo,
        first_port=options.port or (USUAL_PORT + 1 if options.demo else USUAL_PORT),
        opens_browser=not options.no_browser,
        say=_say,
    )
    return 0


def demo(options: argparse.Namespace) -> int:
    """Furnish the example shop anew, dated today; with as many more relations and quotes as asked."""
    folder = find_data_folder(is_demo=True)
    folder.make()
    hold = OnlyOne(folder.lock)
    if not hold.take():
        _say(_("The example shop is open. Close it first."))
        return 1
    try:
        furnish_anew(folder, relations=options.relations, quotes=options.quotes, seed=options.seed)
    finally:
        hold.let_go()
    _say(_("The example shop is furnished. ./start --demo opens it."))
    return 0


def user(_options: argparse.Namespace) -> int:
    """Tell who works here and who of them can sign in."""
    with _card_box() as session:
        for someone in staff(session):
            _say(f"{someone.name:<30} {someone.role:<8} {someone.login if someone.password_hash else '-'}")
    return 0


def user_password(options: argparse.Namespace) -> int:
    """Give somebody who works here a new password, for when nobody is left who can do it on a page."""
    with _card_box() as session:
        login = options.login or input(_("Name to sign in with: "))
        found = find_by_login(session, login)
        if found is None:
            _say(_("Nobody signs in as %(login)s. ./start user tells who does.", login=login))
            return 1
        password = _ask_password((found.name, login))
        if password is None:
            return 1
        session.rollback()  # the turn to write is only taken once nobody is typing
        take_write_lock(session)
        let_in(session, found, login=login, password=password, by=None)
        session.commit()
        _say(_("%(name)s can sign in with the new password.", name=found.name))
    return 0


def doctor(_options: argparse.Namespace) -> int:
    """Tell what is missing on this computer and what is not right in the card box."""
    folder = find_data_folder()
    findings = examine_computer(folder)
    if condition_of(folder) is Condition.CURRENT:
        with _card_box() as session:
            findings += examine_card_box(session)
    for finding in findings:
        _tell(finding)
    wrong = sum(finding.remedy is not None for finding in findings)
    _say(
        ngettext("One thing to look at.", "%(num)s things to look at.", wrong) if wrong else _("All is well.")
    )
    return 1 if wrong else 0


def reindex(_options: argparse.Namespace) -> int:
    """Make anew by what cards are found; needed only when the doctor says so."""
    with _card_box() as session:
        take_write_lock(session)
        count = rebuild(session)
        keep_rhythm(session, session.scalars(select(Relation.id)).all())
        session.commit()
    _say(ngettext("%(num)s card can be found again.", "%(num)s cards can be found again.", count))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./start", description=_("The card-index box beside the till."))
    commands = parser.add_subparsers(required=True, metavar=_("command"))

    running = commands.add_parser("run", help=_("open Kaartenbak"))
    running.add_argument("--demo", action="store_true", help=_("the furnished example shop"))
    running.add_argument("--no-browser", action="store_true", help=_("do not open the browser"))
    running.add_argument("--port", type=_port, help=_("the port to try first"))
    running.set_defaults(command=run)

    furnishing = commands.add_parser("demo", help=_("furnish the example shop anew"))
    for name, usual, meaning in (
        ("--relations", 0, _("made-up relations besides")),
        ("--quotes", 0, _("made-up quotes besides")),
        ("--seed", 1, _("another number makes others up")),
    ):
        furnishing.add_argument(name, type=_count, default=usual, metavar="N", help=meaning)
    furnishing.set_defaults(command=demo)

    people = commands.add_parser("user", help=_("tell who can sign in, or give somebody a new password"))
    people.set_defaults(command=user)
    password = people.add_subparsers().add_parser("password", help=_("give somebody a new password"))
    password.add_argument("login", nargs="?", help=_("the name to sign in with"))
    password.set_defaults(command=user_password)

    health = commands.add_parser("doctor", help=_("tell what is missing, and how to get it"))
    health.set_defaults(command=doctor)

    finding = commands.add_parser("reindex", help=_("make anew by what cards are found"))
    finding.set_defaults(command=reindex)
    return parser


@contextmanager
def _card_box() -> Iterator[Session]:
    """A session on the shop's own card box, also while it is being served."""
    folder = find_data_folder()
    folder.make()
    open_card_box(folder)
    import_models()
    engine = make_engine(sqlite_url(folder.database))
    with Session(engine) as session:
        yield session
    engine.dispose()


def _ask_password(names: tuple[str, ...]) -> str | None:
    password = getpass.getpass(_("New password: "))
    objection = passwords.objection(password, names=names)
    if objection is None and getpass.getpass(_("Once more: ")) != password:
        objection = _("The two were not the same.")
    if objection is not None:
        _say(objection)
        return None
    return password


def _tell(finding: Finding) -> None:
    _say(f"{'+' if finding.remedy is None else '!'} {finding.what}")
    if finding.remedy is not None:
        _say(f"    {finding.remedy}")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(_("a port is a number from 1 to 65535"))
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("this is a whole number, 0 or more"))
    return int(text)


def _language_of_computer() -> str:
    spoken = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((name for name in spoken if name), locale.getlocale()[0]) or ""
    return "nl" if first.lower().startswith(("nl", "dutch")) else "en"


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
