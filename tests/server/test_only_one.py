"""One program serves a card box; the system lets go when it ends, however it ends."""

import subprocess
import sys
from pathlib import Path

from app.core.migrations import PROJECT
from app.server.only_one import OnlyOne

HOLD_UNTIL_KILLED = """
import pathlib, sys, time
from app.server.only_one import OnlyOne
hold = OnlyOne(pathlib.Path(sys.argv[1]))
assert hold.take()
hold.tell_port(4321)
print("holds", flush=True)
time.sleep(60)
"""


def test_the_second_finds_the_first_and_takes_over_when_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "running"
    command = [sys.executable, "-c", HOLD_UNTIL_KILLED, str(path)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as first:  # noqa: S603
        assert first.stdout is not None
        assert first.stdout.readline() == "holds\n"
        second = OnlyOne(path)

        assert not second.take()
        assert second.port_of_the_other() == 4321

        first.kill()
        first.wait()

        assert second.take()


def test_a_first_one_that_ends_while_it_starts_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "running"
    first, second = OnlyOne(path), OnlyOne(path)
    assert first.take()
    assert not second.take()
    first.let_go()

    assert second.port_of_the_other() is None
    assert second.take()


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    OnlyOne(tmp_path / "running").take()

    assert (tmp_path / "running").stat().st_mode & 0o777 == 0o600
