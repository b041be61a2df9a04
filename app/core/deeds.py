"""The name of what is being done in one save; the journal writes it down with the rows that change."""

from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy.orm import Session

KEY = "doing"
UNNAMED = "change"


class Somebody(Protocol):
    """Whoever does it: a row of the staff."""

    @property
    def id(self) -> int:
        """The number of the row."""


@dataclass(frozen=True)
class Doing:
    """What is being done, by whom (nobody: a command), and whether it can be undone later."""

    what: str
    by_id: int | None = None
    can_be_undone: bool = True
    is_logged: bool = False
    counts: dict[str, int] | None = None


def begin(session: Session, what: str, *, by: Somebody | None, can_be_undone: bool = True) -> None:
    """Name what is being done; when one action calls another, the outermost name counts."""
    session.info.setdefault(KEY, Doing(what, by.id if by else None, can_be_undone))


def log(session: Session, what: str, *, by: Somebody | None, counts: dict[str, int] | None = None) -> None:
    """Have it written down also when it changes no row: an export, a sign-in that failed."""
    begin(session, what, by=by)
    session.info[KEY] = replace(doing_in(session), is_logged=True, counts=counts)


def doing_in(session: Session) -> Doing:
    """What this session is doing; nobody named it when a command or a test changes rows by itself."""
    return session.info.get(KEY, Doing(UNNAMED))  # type: ignore[no-any-return]


def forget(session: Session) -> None:
    """After a commit or a roll-back the session is doing nothing."""
    session.info.pop(KEY, None)
