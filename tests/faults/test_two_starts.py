"""Two programs never serve one card box, and a port in use is never in the way."""

import socket
import time
from pathlib import Path

from tests.faults.conftest import Starter
from tests.faults.process import free_port

OPEN = r"Kaartenbak is open at (http://localhost:(\d+)\S*)"
ALREADY_OPEN = r"Kaartenbak is already open at (http://localhost:(\d+)\S*)"


def test_the_second_start_shows_the_first_and_ends(starts: Starter) -> None:
    port = free_port()
    starts("--port", str(port)).wait_for(OPEN)

    second = starts("--port", str(port))
    shown = second.wait_for(ALREADY_OPEN)

    assert shown[2] == str(port)
    assert second.popen.wait(timeout=10) == 0


def test_after_a_crash_it_starts_again_on_the_same_port(starts: Starter, folder: Path) -> None:
    port = free_port()
    first = starts("--port", str(port))
    first.wait_for(OPEN)
    first.kill()
    assert f'"port": {port}' in (folder / "running").read_text()

    again = starts("--port", str(port)).wait_for(OPEN)

    assert again[2] == str(port)


def test_a_port_in_use_is_named_and_the_next_one_taken(starts: Starter) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        process = starts("--port", str(port))
        process.wait_for(f"Port {port} is taken by another program; this is port {port + 1}")

        assert process.wait_for(OPEN)[2] == str(port + 1)


def test_it_ends_within_five_seconds_when_asked_and_lets_go(starts: Starter, folder: Path) -> None:
    process = starts("--port", str(free_port()))
    process.wait_for(OPEN)

    began = time.monotonic()
    code = process.stop()

    assert code == 0
    assert time.monotonic() - began < 5
    assert (folder / "running").read_text() == "{}"
    assert not (folder / "kaartenbak.db-wal").exists()
