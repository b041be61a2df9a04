"""The commands for whoever looks after the computer."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select

from app import cli
from app.core.database import Session, make_engine, sqlite_url
from app.search.models import SearchDocument
from app.server.data_folder import DataFolder
from app.server.opening import open_card_box
from app.users import passwords
from app.users.models import Role, User
from tests.factories import make_relation, make_user

NEW_PASSWORD = "drie losse woorden"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """The card box that the commands work on, with one owner in it."""
    monkeypatch.setenv("KAARTENBAK_DATA", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    folder = DataFolder(tmp_path)
    open_card_box(folder)
    with Session(make_engine(sqlite_url(folder.database))) as session:
        make_user(session, name="Marleen", login="marleen", role=Role.OWNER, password_hash="old")
        session.commit()
    return folder


def type_passwords(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Type these at the prompts, one after the other."""
    answers = iter(typed)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))


def password_hash(folder: DataFolder) -> str | None:
    with Session(make_engine(sqlite_url(folder.database))) as session:
        return session.scalars(select(User.password_hash)).one()


def test_an_owner_who_forgot_the_password_gets_a_new_one(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_passwords(monkeypatch, NEW_PASSWORD, NEW_PASSWORD)

    assert cli.main(["user", "password", "Marleen"]) == 0

    assert "Marleen can sign in with the new password." in capsys.readouterr().out
    assert passwords.matches(password_hash(folder), NEW_PASSWORD)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["short"], "Choose at least 12 characters"),
        ([NEW_PASSWORD, NEW_PASSWORD + "!"], "The two were not the same."),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(
    folder: DataFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: list[str],
    says: str,
) -> None:
    type_passwords(monkeypatch, *typed)

    assert cli.main(["user", "password", "marleen"]) == 1

    assert says in capsys.readouterr().out
    assert password_hash(folder) == "old"


def test_a_name_that_nobody_has_is_told(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["user", "password", "nobody"]) == 1
    assert "Nobody signs in as nobody" in capsys.readouterr().out


def test_it_tells_who_can_sign_in(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["user"]) == 0
    assert capsys.readouterr().out.split() == ["Marleen", "owner", "marleen"]


def test_the_doctor_says_that_all_is_well(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 0
    assert "All is well." in capsys.readouterr().out


def test_a_card_that_is_not_found_is_told_and_mended(
    folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    with Session(make_engine(sqlite_url(folder.database))) as session:
        make_relation(session, name="Bakkerij Zoë")
        session.commit()
        session.execute(delete(SearchDocument))
        session.commit()

    assert cli.main(["doctor"]) == 1
    assert "./start reindex" in capsys.readouterr().out
    assert cli.main(["reindex"]) == 0
    assert "1 card can be found again." in capsys.readouterr().out
    assert cli.main(["doctor"]) == 0


def test_a_spoiled_card_box_is_told_without_a_trace(
    folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.database.write_bytes(b"")

    assert cli.main(["user"]) == 1

    said = capsys.readouterr().err
    assert "is empty" in said
    assert "Traceback" not in said


def test_help_is_in_the_language_of_the_computer(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")

    with pytest.raises(SystemExit):
        cli.main(["--help"])

    assert "geef iemand een nieuw wachtwoord" in capsys.readouterr().out


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_is_refused(
    folder: DataFolder, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["run", f"--port={port}"])

    assert "a port is a number from 1 to 65535" in capsys.readouterr().err
