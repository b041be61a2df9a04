"""Installs what is missing and starts Kaartenbak or its checks, with Python's standard library alone."""

from __future__ import annotations

import ctypes
import locale
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK_TO_RUN = ROOT / "requirements.txt"
LOCK_TO_TEST = ROOT / "requirements-dev.txt"

# The shared library that WeasyPrint opens, and the Debian package that holds it.
PAPER_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# Playwright brings its own Node, which needs this one; Chromium does not pull it in.
BROWSER_LIBRARIES = {"libatomic.so.1": "libatomic1"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

CHECKS = {
    "ruff": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "import-linter": ("importlinter.cli", "lint"),
    "djlint": ("djlint", "--lint", "--quiet", "templates"),
}
UNIT_TESTS = ("pytest", "-q", "-n", "2", "-m", "not browser")
BROWSER_TESTS = ("pytest", "-q", "-n", "2", "-m", "browser")
NOTHING_COLLECTED = 5

HELP_EN = """\
Kaartenbak, the card-index box beside the till.

  ./start                  installs what is missing and opens Kaartenbak in the browser
  ./start --no-browser     the same, without opening the browser
  ./start --port 8100      the same, on a port of your choice
  ./start --demo           opens a furnished example shop, apart from your own file
  ./start doctor           says what is missing on this computer and how to get it
  ./start test             installs what is missing and runs every check and every test
  ./start test tests/quotes -k decline    runs these tests only (what follows goes to pytest)
  ./start bench            measures how quick Kaartenbak is; --json FILE keeps the figures
  ./start COMMAND --help   more about: run, demo, user, doctor, reindex

On Windows: py start.py instead of ./start"""

HELP_NL = """\
Kaartenbak, de kaartenbak naast de kassa.

  ./start                  zet klaar wat ontbreekt en opent Kaartenbak in de browser
  ./start --no-browser     hetzelfde, zonder de browser te openen
  ./start --port 8100      hetzelfde, op een poort naar keuze
  ./start --demo           opent een ingerichte voorbeeldwinkel, los van uw eigen bestand
  ./start doctor           zegt wat er op deze computer ontbreekt en hoe u eraan komt
  ./start test             zet klaar wat ontbreekt en voert alle controles en tests uit
  ./start test tests/quotes -k decline    voert alleen deze tests uit (de rest gaat naar pytest)
  ./start bench            meet hoe snel Kaartenbak is; --json BESTAND bewaart de cijfers
  ./start OPDRACHT --help  meer over: run, demo, user, doctor, reindex

Op Windows: py start.py in plaats van ./start"""


class Stopped(Exception):
    """Carries the sentence that says why it ends here and what to do about it."""


def main(arguments: list[str]) -> int:
    """Prepare what the command needs, then become that command."""
    command = arguments[0] if arguments else "run"
    if command in {"help", "--help", "-h"}:
        print(in_your_language(HELP_EN, HELP_NL))
        return 0
    if sys.version_info < (3, 11):  # noqa: UP036 - on Windows nobody looked before this file was started
        raise Stopped(
            in_your_language(
                f"Kaartenbak needs Python 3.11 or newer; this is {sys.version.split()[0]}.",
                f"Kaartenbak heeft Python 3.11 of nieuwer nodig; dit is {sys.version.split()[0]}.",
            )
        )
    if command == "test":
        prepare(LOCK_TO_TEST)
        get_what_the_system_lacks(PAPER_LIBRARIES, BROWSER_LIBRARIES, needs_browser=True)
        return run_tests(arguments[1:]) if arguments[1:] else run_every_check()
    prepare(LOCK_TO_RUN)
    get_what_the_system_lacks(PAPER_LIBRARIES)
    if command == "bench":
        return become("benchmarks", arguments[1:])
    if command.startswith("-"):
        return become("app.cli", ["run", *arguments])
    return become("app.cli", [command, *arguments[1:]])


def prepare(lock: Path) -> None:
    """Make .venv hold the packages of this lock file; a copy of the lock inside it says that it does."""
    if not venv_works():
        make_venv()
    if is_installed(lock):
        return
    tell(
        "Installing the Python packages of Kaartenbak (once, about a minute) ...",
        "De Python-pakketten van Kaartenbak worden klaargezet (eenmalig, ongeveer een minuut) ...",
    )
    for other in (LOCK_TO_RUN, LOCK_TO_TEST):
        stamp(other).unlink(missing_ok=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]) != 0:
        raise Stopped(
            in_your_language(
                "The packages could not be installed; above is why. Is this computer on the internet?\n"
                "Run ./start again: it goes on where it stopped.",
                "De pakketten konden niet worden geïnstalleerd; hierboven staat waarom. "
                "Is deze computer online?\nGeef daarna weer ./start: het gaat verder waar het bleef.",
            )
        )
    shutil.copy(lock, stamp(lock))
    if lock == LOCK_TO_TEST:  # it holds every package of the other lock, in the same version
        shutil.copy(LOCK_TO_RUN, stamp(LOCK_TO_RUN))


def venv_works() -> bool:
    """A Python upgrade or a copied folder leaves an environment that no longer runs."""
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return VENV_PYTHON.exists() and run([str(VENV_PYTHON), "-c", probe], is_quiet=True) == 0


def make_venv() -> None:
    has_venv = run([sys.executable, "-c", "import ensurepip, venv"], is_quiet=True) == 0
    if not has_venv:
        has_venv = install_with_apt(["python3-venv"])
    if not has_venv or run([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Stopped(
            in_your_language(
                f"Python could not make its folder {VENV}. Install python3-venv and run ./start again.",
                f"Python kon zijn map {VENV} niet maken. Installeer python3-venv en geef weer ./start.",
            )
        )


def is_installed(lock: Path) -> bool:
    return stamp(lock).is_file() and stamp(lock).read_bytes() == lock.read_bytes()


def stamp(lock: Path) -> Path:
    return VENV / lock.name


def get_what_the_system_lacks(*libraries: dict[str, str], needs_browser: bool = False) -> None:
    """Get shared libraries and a browser; the app itself also runs without them."""
    if sys.platform != "linux":
        return
    wanted = {name: package for some in libraries for name, package in some.items()}
    packages = [package for name, package in wanted.items() if not can_open(name)]
    if needs_browser and not any(shutil.which(name) for name in BROWSERS):
        packages.append("chromium")
    if packages and not install_with_apt(packages):
        names = " ".join(packages)
        tell(
            f"Not on this computer yet: {names}. We go on without; ./start doctor tells what it is for.",
            f"Nog niet op deze computer: {names}. We gaan zonder verder; waarvoor, zegt ./start doctor.",
        )


def can_open(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_with_apt(packages: list[str]) -> bool:
    """Say whether the packages were installed; without apt or the right to use it the person is told how."""
    if not shutil.which("apt-get"):
        return False
    names = " ".join(packages)
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if sudo and not shutil.which("sudo"):
        tell(
            f"This needs the administrator. As root: apt-get install {names}",
            f"Dit moet de beheerder doen. Als root: apt-get install {names}",
        )
        return False
    tell(
        f"Getting from your system's own packages: {names} ...",
        f"Uit de pakketten van uw systeem wordt gehaald: {names} ...",
    )
    install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"]
    updated = run([*sudo, "apt-get", "update"], is_quiet=True) == 0
    return updated and run([*sudo, *install, *packages], is_quiet=True) == 0


def run_every_check() -> int:
    """Run all checks to the end, so that one look shows all that is wrong."""
    outcomes = {name: timed([module, *options]) for name, (module, *options) in CHECKS.items()}
    outcomes["tests"] = timed([*UNIT_TESTS])
    outcomes["browser tests"] = timed([*BROWSER_TESTS])
    print()
    for name, (code, seconds) in outcomes.items():
        print(f"  {name:<15}{'ok' if code == 0 else 'FAILED':<8}{seconds:6.1f} s")
    return 0 if all(code == 0 for code, _ in outcomes.values()) else 1


def timed(module: list[str]) -> tuple[int, float]:
    """Run a module of the environment; how it ended, and in how many seconds."""
    print(f"\n== {' '.join(module)}", flush=True)
    began = time.monotonic()
    code = run([str(VENV_PYTHON), "-m", *module], folder=ROOT)
    return code, time.monotonic() - began


def run_tests(options: list[str]) -> int:
    """Run only the tests that these pytest options name; finding none is fine for one half, not for both."""
    codes = {timed([*tests, *options])[0] for tests in (UNIT_TESTS, BROWSER_TESTS)}
    return max(codes - {NOTHING_COLLECTED}, default=NOTHING_COLLECTED)


def become(module: str, options: list[str]) -> int:
    """Hand the process over, so that Ctrl+C and signals reach the program itself."""
    # -P: what lies in the folder that somebody stands in is never taken for a part of the program.
    command = [str(VENV_PYTHON), "-P", "-m", module, *options]
    os.environ["PYTHONPATH"] = str(ROOT)
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)  # noqa: S606 - no shell is what we want
    return 0  # never reached; execv does not return


def run(command: list[str], *, folder: Path | None = None, is_quiet: bool = False) -> int:
    """Run to its end and give its code; a quiet one speaks only when it fails and a person may act on it."""
    if not is_quiet:
        return subprocess.call(command, cwd=folder)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0 and "apt-get" in command:
        print(done.stderr.strip(), file=sys.stderr)
    return done.returncode


def tell(english: str, dutch: str) -> None:
    print(in_your_language(english, dutch), flush=True)


def in_your_language(english: str, dutch: str) -> str:
    spoken = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in spoken if name), None) or locale.getlocale()[0] or ""
    return dutch if first.lower().startswith(("nl", "dutch")) else english


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stopped as stopped:
        sys.exit(str(stopped))
    except KeyboardInterrupt:
        sys.exit(130)
