"""Two programs never serve one card box: the second one finds the first."""

import json
import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows forbids others to read the locked bytes, so the lock lies far behind what is written.
FAR_BEHIND = 1 << 30
STARTING_SECONDS = 30


class OnlyOne:
    """A hold on a data folder that the system itself lets go when this program ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Whether this program is the one; a file left behind by a broken-off one does not count."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(handle):
            os.close(handle)
            return False
        self._handle = handle
        self._write({})
        return True

    def tell_port(self, port: int) -> None:
        """Let the next one know where this one is found."""
        self._write({"pid": os.getpid(), "port": port})

    def port_of_the_other(self) -> int | None:
        """Where the one that has the hold is found; None when it lets go, or does not come up, meanwhile."""
        give_up_at = time.monotonic() + STARTING_SECONDS
        while time.monotonic() < give_up_at:
            try:
                return int(json.loads(self._path.read_text())["port"])
            except (ValueError, KeyError):
                pass  # it has the hold, but is still opening the card box
            if self.take():
                self.let_go()
                return None
            time.sleep(0.2)
        return None

    def let_go(self) -> None:
        """Give the folder free."""
        if self._handle is not None:
            self._write({})
            os.close(self._handle)
            self._handle = None

    def _write(self, facts: dict[str, int]) -> None:
        assert self._handle is not None  # noqa: S101 - only the one who holds may write
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.truncate(self._handle, 0)
        os.write(self._handle, json.dumps(facts).encode())


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, FAR_BEHIND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
