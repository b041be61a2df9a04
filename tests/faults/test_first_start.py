"""A fresh installation belongs to whoever started it, and to nobody else on the network or the computer."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.process import Browser, Process, free_port, start

PASSWORD = "drie losse woorden samen"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, str, Path]]:
    """A first start, with a debugger asked for; the tests below go through it in order."""
    folder = tmp_path_factory.mktemp("fresh") / "kaartenbak"
    process = start(folder, "--port", str(free_port()), FLASK_DEBUG="1", FLASK_ENV="development")
    yield process, process.wait_for(r"open at (\S+)")[1], folder
    process.kill()


def test_nobody_can_sign_in_before_the_shop_is_set_up(fresh: tuple[Process, str, Path]) -> None:
    _, address, _ = fresh

    for name in ("admin", "owner", "marleen", "root"):
        browser = Browser(address)
        tried = browser.post("/sign-in", login=name, password=name)
        assert tried.status not in {302, 303}
        assert "/sign-in" in browser.get("/me").url


@pytest.mark.parametrize("code", ["", "?code=", "?code=guessed", "?code=%00", "?code=" + "x" * 5000])
def test_without_the_code_the_first_page_is_shut(fresh: tuple[Process, str, Path], code: str) -> None:
    _, address, _ = fresh

    assert Browser(address).get("/first-start" + code).status in {400, 403}


def test_a_second_start_opens_the_door_again(fresh: tuple[Process, str, Path]) -> None:
    _, address, folder = fresh
    second = start(folder)
    shown = second.wait_for(r"already open at (\S+)")[1]
    second.kill()

    assert shown != address
    assert Browser(shown).get(shown).status == 200


def test_with_the_code_it_is_set_up_once_and_then_gone(fresh: tuple[Process, str, Path]) -> None:
    _, address, _ = fresh
    browser = Browser(address)

    done = browser.post(
        address, shop_name="Bakkerij Zoë", owner_name="Zoë", password=PASSWORD, begin_with="look_around"
    )

    assert done.status in {302, 303}, done.page
    assert browser.get("/me").status == 200
    assert Browser(address).get(address).status == 404
    assert browser.get(address).status == 404


def test_only_this_computer_can_reach_it(fresh: tuple[Process, str, Path]) -> None:
    _, address, _ = fresh
    port = int(address.split(":")[2].partition("/")[0])

    socket.create_connection(("127.0.0.1", port), timeout=5).close()
    with pytest.raises(ConnectionRefusedError):
        # Another address of this same computer: who listens on all of them would answer here too.
        socket.create_connection(("127.0.0.2", port), timeout=5)


@pytest.mark.parametrize("path", ["/console", "/?__debugger__=yes&cmd=resource&f=debugger.js"])
def test_there_is_no_debugger_whatever_the_environment_says(
    fresh: tuple[Process, str, Path], path: str
) -> None:
    _, address, _ = fresh
    answer = Browser(address).get(path)

    assert answer.status in {302, 303, 404}
    assert "werkzeug" not in answer.page.lower()


def test_nobody_else_on_this_computer_can_read_a_file_of_it(fresh: tuple[Process, str, Path]) -> None:
    _, _, folder = fresh

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in folder.rglob("*")} == {
        path.name: "0o600" for path in folder.rglob("*")
    }
    assert {"kaartenbak.db", "kaartenbak.db-wal", "secret-key"} <= {path.name for path in folder.iterdir()}
