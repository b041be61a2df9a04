"""Killed in the middle of its work: what it said was saved is there, and nothing is half there."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from http.client import HTTPException
from pathlib import Path

import pytest

from app.core.migrations import PROJECT
from tests.faults.process import Browser, Process, free_port

CARDS = 300
PAGE = "/relations/new"
CRASHES = 50
TYPISTS = 2


class Nursery:
    """Starts one server after the other on the same folder and port; the browsers stay signed in."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._popen = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=PROJECT,
            env={**os.environ, "KAARTENBAK_DATA": str(folder), "LC_ALL": "en_GB.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._process = Process(self._popen)
        self._child: int | None = None

    def start(self) -> str:
        """Where the new server is open."""
        assert self._popen.stdin is not None
        self._popen.stdin.write(json.dumps(["--port", str(self.port)]) + "\n")
        self._popen.stdin.flush()
        self._child = int(self._process.wait_for(r"born (\d+)")[1])
        return self._process.wait_for(r"open at (\S+)")[1]

    def crash(self) -> None:
        """Kill the server, wherever it is in its work."""
        if self._child is not None:
            os.kill(self._child, signal.SIGKILL)
            self._child = None

    def close(self) -> None:
        """No more starts, and nothing left running."""
        assert self._popen.stdin is not None
        self.crash()
        self._popen.stdin.close()
        self._process.kill()


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    nursery = Nursery(tmp_path)
    yield nursery
    nursery.close()


@pytest.fixture
def browsers(nursery: Nursery) -> list[Browser]:
    """The owner sets up the shop and signs in as often as there are typists."""
    address = nursery.start()
    first = Browser(address)
    password = "drie losse woorden samen"
    set_up = {"shop_name": "Bakkerij Zoë", "owner_name": "Zoë", "begin_with": "look_around"}
    assert first.post(address, password=password, **set_up).status in {302, 303}
    others = [Browser(address) for _ in range(TYPISTS - 1)]
    for other in others:
        assert other.post("/sign-in", login="Zoë", password=password).status in {302, 303}
    nursery.crash()
    return [first, *others]


def type_until_it_breaks_off(browser: Browser, whose: str, saved: list[str], tried: list[str]) -> None:
    """Save one name after the other; `saved` are those of which the page said so."""
    try:
        while True:
            name = f"{whose} {len(tried)}"
            tried.append(name)
            if browser.post(PAGE, name=name, **{"ways-0-text": "06 12345678"}).status in {302, 303}:
                saved.append(name)
    except (OSError, HTTPException):
        return


def check_card_box(file: Path, saved: list[str], tried: list[str]) -> None:
    """Sound; all that was acknowledged is there once and whole, and nothing that nobody typed."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        names = Counter(name for (name,) in connection.execute("SELECT name FROM relation"))
        halves = connection.execute(
            """
            SELECT name FROM relation
            WHERE id NOT IN (SELECT relation_id FROM contact_detail)
               OR id NOT IN (SELECT relation_id FROM search_document)
               OR id NOT IN (SELECT row_id FROM row_change JOIN deed ON deed.id = deed_id
                             WHERE table_name = 'relation')
            """
        ).fetchall()
    assert set(saved) <= set(names) <= set(tried)
    assert max(names.values(), default=1) == 1
    assert halves == []


def test_fifty_crashes_during_saves_lose_nothing_that_was_acknowledged(
    nursery: Nursery, browsers: list[Browser], tmp_path: Path
) -> None:
    chance = random.Random(1)  # noqa: S311 - the same moments each time
    saved: list[str] = []
    tried: list[str] = []
    for crash in range(CRASHES):
        nursery.start()
        so_far = len(saved)
        typists = [
            threading.Thread(
                target=type_until_it_breaks_off, args=(browser, f"{crash}-{number}", saved, tried)
            )
            for number, browser in enumerate(browsers)
        ]
        for typist in typists:
            typist.start()
        wait_until(partial(is_longer_than, saved, so_far))
        time.sleep(chance.uniform(0, 0.1))
        nursery.crash()
        for typist in typists:
            typist.join()
        check_card_box(tmp_path / "kaartenbak.db", saved, tried)

    assert len(tried) > len(saved) >= CRASHES


def rows(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_reading_in_that_is_killed_leaves_no_card_or_all_and_can_be_done_again(
    nursery: Nursery, browsers: list[Browser], tmp_path: Path
) -> None:
    file = tmp_path / "kaartenbak.db"
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Klant {number}\r\nTEL:06123{number:05}\r\nEND:VCARD\r\n"
        for number in range(CARDS)
    ).encode()
    browser = browsers[0]
    nursery.start()
    preview = browser.hand_in("/read-in", "files", cards).url
    assert browser.get(preview).status == 200

    left = []
    for far in (0.0, 0.05, 0.1, 0.2, 0.4):
        reading = threading.Thread(target=confirm, args=(browser, preview))
        reading.start()
        wait_until(lambda: is_written(file))
        time.sleep(far)
        nursery.crash()
        reading.join()
        nursery.start()
        left.append(rows(file, "relation"))
        if left[-1]:
            break
    if not left[-1]:
        assert confirm(browser, preview) == 302

    assert left[0] == 0
    assert set(left) <= {0, CARDS}
    assert rows(file, "relation") == rows(file, "contact_detail") == CARDS
    again = browser.hand_in("/read-in", "files", cards).url
    assert confirm(browser, again) == 302
    assert rows(file, "relation") == CARDS


def is_written(file: Path) -> bool:
    """Whether the server has the turn to write at this moment."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


def is_longer_than(names: list[str], count: int) -> bool:
    return len(names) > count


def wait_until(happens: Callable[[], bool]) -> None:
    """Look again and again, not for ever."""
    give_up_at = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < give_up_at, "it never happened"
        time.sleep(0.002)


def confirm(browser: Browser, preview: str) -> int | None:
    """Read in what the preview shows; None when nobody answers any more."""
    try:
        return browser.post(f"{preview}/confirm", form_on=preview).status
    except (OSError, HTTPException):
        return None
