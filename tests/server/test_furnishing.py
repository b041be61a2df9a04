"""./start --demo: a furnished shop beside the real one, which it never touches."""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app import cli
from app.core import clock
from app.core.database import Session, make_engine, sqlite_url
from app.core.deeds import log
from app.demo.shop import FURNISHED
from app.server.data_folder import DataFolder, find_data_folder
from app.server.furnishing import furnish_once
from app.server.only_one import OnlyOne
from app.server.opening import open_card_box
from app.shop.models import Shop
from tests.factories import make_relation, make_shop
from tests.faults.process import Browser, Process, free_port, start


@pytest.fixture
def demo_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """Where the demo of this test lies."""
    monkeypatch.setenv("KAARTENBAK_DATA", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    folder = find_data_folder(is_demo=True)
    folder.make()
    return folder


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, str, Path]]:
    """The demo, opened for the first time."""
    path = tmp_path_factory.mktemp("beside the shop")
    process = start(path, "--demo", "--port", str(free_port()))
    process.wait_for("Furnishing a shop to look around in")
    yield process, process.wait_for(r"open at (\S+)", within=120)[1], path
    process.kill()


def test_it_opens_signed_in_and_marked_as_a_demo(opened: tuple[Process, str, Path]) -> None:
    _, address, _ = opened
    browser = Browser(address)

    assert browser.post(address).status in {302, 303}
    today = browser.get("/")

    assert today.status == 200
    assert "This is a made-up shop to look around in." in today.page


def test_the_link_that_it_opens_works_once(opened: tuple[Process, str, Path]) -> None:
    _, address, path = opened
    second = start(path, "--demo")
    shown = second.wait_for(r"already open at (\S+)")[1]
    second.kill()

    assert Browser(address).get(address).status == 403
    assert Browser(shown).post(shown).status in {302, 303}
    assert Browser(shown).get(shown).status == 403


def test_the_real_shop_is_not_made_nor_touched(opened: tuple[Process, str, Path]) -> None:
    _, _, path = opened

    assert [each.name for each in path.iterdir()] == ["demo"]
    with closing(sqlite3.connect(path / "demo" / "kaartenbak.db")) as connection:
        assert connection.execute("SELECT is_demo FROM shop").fetchall() == [(1,)]


def test_a_real_shop_is_never_furnished_over(
    demo_folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    open_card_box(demo_folder)
    with Session(make_engine(sqlite_url(demo_folder.database))) as session:
        make_shop(session)
        session.commit()
    open_card_box(demo_folder)
    before = hashlib.sha256(demo_folder.database.read_bytes()).hexdigest()

    assert cli.main(["demo"]) == 1

    assert "something else than the example shop" in capsys.readouterr().err
    assert hashlib.sha256(demo_folder.database.read_bytes()).hexdigest() == before


def test_an_open_demo_is_not_furnished_anew(
    demo_folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    hold = OnlyOne(demo_folder.lock)
    assert hold.take()

    assert cli.main(["demo"]) == 1

    assert "Close it first." in capsys.readouterr().out
    assert not demo_folder.database.exists()


def make_a_demo_of_yesterday(folder: DataFolder) -> None:
    with clock.frozen(clock.now() - dt.timedelta(days=1)), letting_go(folder) as session:
        make_shop(session, name="The demo of yesterday", is_demo=True)
        log(session, FURNISHED, by=None)
        session.commit()


@contextmanager
def letting_go(folder: DataFolder) -> Iterator[Session]:
    """A session after which the file is closed, as when the program ends."""
    open_card_box(folder)
    engine = make_engine(sqlite_url(folder.database))
    with Session(engine) as session:
        yield session
    engine.dispose()


def shop_in(folder: DataFolder) -> str:
    with letting_go(folder) as session:
        return session.get_one(Shop, 1).name


def test_a_demo_that_has_aged_unused_is_furnished_as_of_today(demo_folder: DataFolder) -> None:
    make_a_demo_of_yesterday(demo_folder)
    said: list[str] = []

    furnish_once(demo_folder, said.append)

    assert shop_in(demo_folder) == "Kwast & Kleed"
    assert len(said) == 1


def test_a_demo_that_somebody_changed_is_left_alone(demo_folder: DataFolder) -> None:
    make_a_demo_of_yesterday(demo_folder)
    with letting_go(demo_folder) as session:
        make_relation(session)
        session.commit()

    furnish_once(demo_folder, pytest.fail)

    assert shop_in(demo_folder) == "The demo of yesterday"
