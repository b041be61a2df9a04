"""What is missing on this computer, and what is not right in the card box: each with what to do about it."""

import ctypes
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass

from sqlalchemy import Table, exists, func, select

from app.core.database import Base, Session
from app.core.migrations import PROJECT
from app.core.words import _
from app.search.index import check
from app.server.data_folder import DataFolder
from app.server.opening import Condition, cannot_open, condition_of

LEAST_FREE_MB = 500
# What WeasyPrint opens to make a page, under the names that Linux, macOS and Windows give it.
PAPER_LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
    ),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
ONE_SHEET = "from app.core.pdf import pdf; pdf('<html lang=nl><title>Zoë</title><p>Zoë')"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; a remedy says that something is the matter."""

    what: str
    remedy: str | None = None


def examine_computer(folder: DataFolder) -> list[Finding]:
    """Look at what Kaartenbak needs of this computer, and at the file it keeps."""
    return [_python(), _paper(), _disk(folder), _place(folder), _file(folder)]


def examine_card_box(session: Session) -> list[Finding]:
    """Look for rows that point at nothing or at another card, which no constraint can see."""
    tables = Base.metadata.sorted_tables
    pointing = [table for table in tables if "about_id" in table.c]
    with_person = [table for table in tables if {"person_id", "relation_id"} <= set(table.c.keys())]
    findings = [
        *(finding for table in pointing for finding in _lost_subjects(session, table)),
        *(finding for table in with_person for finding in _people_of_others(session, table)),
    ]
    if not findings:
        findings = [Finding(_("Everything in the card box points at something that is there."))]
    return [*findings, _search(session)]


def _python() -> Finding:
    return Finding(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")


def _paper() -> Finding:
    """Make a sheet in a process of its own: WeasyPrint without fonts does not fail but crashes."""
    command = [sys.executable, "-P", "-c", ONE_SHEET]
    made = subprocess.run(  # noqa: S603 - a fixed command
        command, cwd=PROJECT, env={"PYTHONPATH": str(PROJECT)}, capture_output=True, check=False
    )
    if made.returncode == 0:
        return Finding(_("PDFs can be made."))
    missing = [name for name, files in PAPER_LIBRARIES.items() if not any(map(_opens, files))]
    if missing:
        return Finding(
            _("PDFs cannot be made: %(libraries)s is missing.", libraries=", ".join(missing)),
            _how_to_get_libraries(),
        )
    if made.returncode < 0:  # ended by a signal
        return Finding(_("PDFs cannot be made: there is no font to write them with."), _how_to_get_fonts())
    return Finding(
        _("PDFs cannot be made."), made.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    )


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _how_to_get_libraries() -> str:
    if shutil.which("apt-get"):
        return "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
    if shutil.which("dnf"):
        return "sudo dnf install pango harfbuzz"
    if sys.platform == "darwin":
        return "brew install pango"
    if sys.platform == "win32":
        return _(
            "Install MSYS2, give in its window: pacman -S mingw-w64-x86_64-pango"
            " and let WEASYPRINT_DLL_DIRECTORIES name its folder mingw64\\bin."
        )
    return _("Install Pango and HarfBuzz with your system's own tool.")


def _how_to_get_fonts() -> str:
    if shutil.which("apt-get"):
        return "sudo apt-get install fontconfig fonts-dejavu-core"
    return _("Install Fontconfig and a font, DejaVu for example, with your system's own tool.")


def _disk(folder: DataFolder) -> Finding:
    place = next(path for path in (folder.path, *folder.path.parents) if path.exists())
    free = shutil.disk_usage(place).free // 1_000_000
    what = _("%(free)s MB is free on the disk.", free=free)
    return Finding(what, _("Make room before it is full.") if free < LEAST_FREE_MB else None)


def _place(folder: DataFolder) -> Finding:
    what = _("The card box lies in %(folder)s.", folder=folder.path)
    if not folder.looks_synced:
        return Finding(what)
    return Finding(
        what,
        _(
            "That folder seems to be copied to other computers while you work, which can damage the card box."
            " Let KAARTENBAK_DATA name another folder, and move everything there."
        ),
    )


def _file(folder: DataFolder) -> Finding:
    condition = condition_of(folder)
    if condition is Condition.NEW:
        return Finding(_("There is no card box yet; the first start makes it."))
    if condition is Condition.CURRENT:
        return Finding(_("The card box is sound, and of this version."))
    if condition is Condition.OLDER:
        return Finding(_("The card box is of an earlier version; the next start brings it to this one."))
    trouble = cannot_open(condition, folder)
    return Finding(trouble.sentence, " ".join(trouble.steps))


def _lost_subjects(session: Session, table: Table) -> list[Finding]:
    """Rows whose `about` and `about_id` name a row that is not there."""
    findings = []
    for named in session.scalars(select(table.c.about).where(table.c.about.is_not(None)).distinct()):
        subject = Base.metadata.tables.get(named)
        query = select(func.count()).select_from(table).where(table.c.about == named)
        if subject is not None:
            query = query.where(~exists().where(subject.c.id == table.c.about_id))
        if lost := session.scalar(query):
            what = _(
                "%(count)s rows in %(table)s are about a %(subject)s that is not there.",
                count=lost,
                table=table.name,
                subject=named,
            )
            findings.append(Finding(what, _ask_for_help()))
    return findings


def _people_of_others(session: Session, table: Table) -> list[Finding]:
    """Rows on the card of one relation that name a person of another one."""
    person = Base.metadata.tables["contact_person"]
    wrong = session.scalar(
        select(func.count())
        .select_from(table.join(person, person.c.id == table.c.person_id))
        .where(person.c.relation_id != table.c.relation_id)
    )
    if not wrong:
        return []
    what = _("%(count)s rows in %(table)s name a person of another card.", count=wrong, table=table.name)
    return [Finding(what, _ask_for_help())]


def _search(session: Session) -> Finding:
    found = check(session)
    if found.is_right:
        return Finding(_("Every card is found by what is on it."))
    return Finding(_("Not every card is found by what is on it."), "./start reindex")


def _ask_for_help() -> str:
    return _("This is a fault in Kaartenbak. Keep a copy of the card box, and tell its makers.")
