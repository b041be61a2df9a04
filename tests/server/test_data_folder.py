"""The folder and everything in it is for one person only."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.server.data_folder import find_data_folder
from app.server.opening import open_card_box
from app.server.trouble import CannotOpen


@pytest.fixture(autouse=True)
def _own_umask() -> Iterator[None]:
    """A folder tightens what the whole process makes; the next test starts anew."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_first_start_makes_a_folder_that_nobody_else_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAARTENBAK_DATA", str(tmp_path / "Zoë's map" / "winkel"))
    folder = find_data_folder()

    folder.make()
    open_card_box(folder)
    folder.settings()

    assert mode(folder.path) == 0o700
    files = {path.name: oct(mode(path)) for path in folder.path.iterdir()}
    assert files == {"kaartenbak.db": "0o600", "secret-key": "0o600"}


def test_a_file_that_was_readable_by_others_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAARTENBAK_DATA", str(tmp_path))
    (tmp_path / "kaartenbak.db").touch(mode=0o644)

    find_data_folder().make()

    assert mode(tmp_path / "kaartenbak.db") == 0o600


def test_a_folder_with_other_things_in_it_stays_as_open_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAARTENBAK_DATA", str(tmp_path))
    tmp_path.chmod(0o755)
    (tmp_path / "holiday.jpg").touch()

    find_data_folder().make()

    assert mode(tmp_path) == 0o755


def test_each_installation_has_a_secret_of_its_own_and_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = []
    for name in ("one", "two"):
        monkeypatch.setenv("KAARTENBAK_DATA", str(tmp_path / name))
        folder = find_data_folder()
        folder.make()
        secrets.append(folder.settings()["SECRET_KEY"])
        assert folder.settings()["SECRET_KEY"] == secrets[-1]

    assert secrets[0] != secrets[1]
    assert all(len(bytes.fromhex(secret)) >= 32 for secret in secrets)


def test_the_demo_never_lies_where_the_shop_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAARTENBAK_DATA", str(tmp_path))
    assert find_data_folder(is_demo=True).database != find_data_folder().database

    monkeypatch.delenv("KAARTENBAK_DATA")
    assert find_data_folder(is_demo=True).database != find_data_folder().database


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv("KAARTENBAK_DATA", str(tmp_path / "a file" / "in it"))

    with pytest.raises(CannotOpen, match="cannot write in the folder"):
        find_data_folder().make()


@pytest.mark.parametrize(
    ("path", "is_synced"),
    [("/home/zoe/Dropbox/winkel", True), ("C:/Users/Zoe/OneDrive - Bakkerij/k", True), ("/home/zoe", False)],
)
def test_a_folder_that_is_copied_to_other_computers_is_recognised(
    path: str, is_synced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAARTENBAK_DATA", path)

    assert find_data_folder().looks_synced is is_synced
