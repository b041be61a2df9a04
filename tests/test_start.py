"""The two commands of the README, as far as they need no network: a fresh Debian is tried by hand."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ECHO = "import sys; print('told', sys.argv[1:])"


def run_start(folder: Path, *options: str, language: str = "en", **environment: str) -> tuple[int, str]:
    """Run ./start of this folder from somewhere else, with all it says."""
    done = subprocess.run(  # noqa: S603
        [str(folder / "start"), *options],
        cwd=folder.parent,
        env={"PATH": os.environ["PATH"], "LANG": f"{language}.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with everything installed and, for a program, something that only says what it was told."""
    folder = tmp_path / "Zoë's map" / "kaartenbak"
    (folder / "app").mkdir(parents=True)
    (folder / "benchmarks").mkdir()
    for name in ("start", "start.py", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder)
    (folder / "app" / "__init__.py").touch()
    (folder / "app" / "cli.py").write_text(ECHO)
    (folder / "benchmarks" / "__main__.py").write_text(ECHO)
    (folder / ".venv" / "bin").mkdir(parents=True)
    # The Python that runs this test has everything already.
    (folder / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / ".venv" / "bin" / "python").chmod(0o700)
    shutil.copy(ROOT / "requirements.txt", folder / ".venv")
    return folder


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], ["run"]),
        (["--no-browser", "--port", "8100"], ["run", "--no-browser", "--port", "8100"]),
        (["--demo"], ["run", "--demo"]),
        (["doctor"], ["doctor"]),
        (["user", "--help"], ["user", "--help"]),
        (["bench", "--json", "rows.json"], ["--json", "rows.json"]),
    ],
)
def test_each_command_reaches_the_program_from_any_folder(
    checkout: Path, options: list[str], told: list[str]
) -> None:
    code, said = run_start(checkout, *options)

    assert (code, said.strip()) == (0, f"told {told}")


def test_what_lies_in_the_present_folder_is_not_taken_for_the_program(checkout: Path) -> None:
    stranger = checkout.parent / "app"
    stranger.mkdir()
    (stranger / "__init__.py").write_text("raise SystemExit('a stranger')")

    code, said = run_start(checkout)

    assert (code, said.strip()) == (0, "told ['run']")


def test_help_speaks_the_language_of_the_computer_and_installs_nothing(tmp_path: Path) -> None:
    shutil.copy(ROOT / "start", tmp_path)
    shutil.copy(ROOT / "start.py", tmp_path)

    assert "opens a furnished example shop" in run_start(tmp_path, "--help")[1]
    assert "opent een ingerichte voorbeeldwinkel" in run_start(tmp_path, "--help", language="nl_NL")[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["start", "start.py"]


def test_without_python_and_apt_it_says_what_to_install(tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    for name in ("sh", "dirname"):
        (bare / name).symlink_to(str(shutil.which(name)))

    code, said = run_start(ROOT, PATH=str(bare), language="nl_NL")

    assert code == 1
    assert "brew install python" in said
    assert "Kaartenbak heeft Python 3.11 of nieuwer nodig" in said


def test_the_lock_for_testing_holds_every_package_of_the_lock_for_running() -> None:
    to_run, to_test = (
        set(re.findall(r"^([\w.-]+==\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )

    assert to_run
    assert to_run <= to_test


def test_every_locked_package_has_its_hash_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text()
        for package in re.findall(r"^\S+==\S+.*(?:\n    .*)*", lock, re.MULTILINE):
            assert "--hash=sha256:" in package
        assert "://" not in lock
        assert "--index" not in lock
