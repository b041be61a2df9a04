"""How the app runs: no console, no trace, no files but its own."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.core.assets import version
from app.core.database import sqlite_url
from app.users.access import MARK
from tests.conftest import Client
from tests.security.inventory import Page

PROJECT = Path(__file__).parents[2]
FILES = [
    "/crm.db",
    "/kaartenbak.db",
    "/.git/config",
    "/.env",
    "/pyproject.toml",
    "/app/__init__.py",
    "/static/",
    "/static/x/",
    "/static/x/css/",
    "/static/x/../pyproject.toml",
    "/static/x/..%2fpyproject.toml",
    "/static/x/%2e%2e/%2e%2e/pyproject.toml",
    "/static/x/..%5cpyproject.toml",
    "/static/x//etc/passwd",
    "/static/x/css/../../pyproject.toml",
    "/static/x/css/app.css%00.png",
    "/../kaartenbak.db",
    "/..%2f..%2fetc/passwd",
    "/console",
    "/debug",
    "/__debug__",
    "/health",
]


@pytest.mark.parametrize("path", FILES)
def test_nothing_is_served_but_our_own_files(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code in {308, 400, 404}
    assert "[project]" not in answer.text
    assert "root:" not in answer.text


def test_our_own_files_are(anonymous: Client) -> None:
    assert anonymous.get(f"/static/{version()}/css/app.css").status_code == 200


def test_only_looking_and_posting_is_answered(all_pages: list[Page], client: Client) -> None:
    for page in all_pages:
        for method in ("TRACE", "DELETE"):
            assert client.open(page.path, method=method).status_code in {400, 403, 405}, (page, method)
    for method in ("PUT", "PATCH", "CONNECT", "PROPFIND", "BREW"):
        assert client.open("/me", method=method).status_code in {400, 403, 405}, method


def test_there_is_no_debugger_whatever_the_surroundings_say(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = create_app(
        {
            "DATABASE_URL": sqlite_url(tmp_path / "x.db"),
            "DATA_FOLDER": str(tmp_path),
            "SECRET_KEY": "x" * 32,
        }
    )

    assert app.debug is False
    assert app.testing is False
    answer = app.test_client().get("/nowhere?__debugger__=yes&cmd=resource&f=debugger.js")
    assert answer.status_code == 404


def test_nothing_in_the_code_turns_a_debugger_on() -> None:
    found = [
        str(path)
        for path in [*(PROJECT / "app").rglob("*.py"), PROJECT / "wsgi.py", PROJECT / "start.py"]
        if re.search(r"debug=True|\.run\(.*debug|use_debugger|use_reloader", path.read_text("utf-8"))
    ]

    assert found == []


def test_each_part_fails_without_telling_its_insides(
    app: Flask, client: Client, all_pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    parts = {
        page.endpoint.partition(".")[0]: page for page in all_pages if page.is_for and "GET" in page.methods
    }
    # A draft is only ever sent: its page is the page of the form.
    assert set(parts) == set(app.blueprints) - {"drafts"}

    for page in parts.values():

        def fail(**_arguments: object) -> None:
            raise ValueError("secret /home/marleen SELECT password_hash")

        setattr(fail, MARK, page.is_for)
        monkeypatch.setitem(app.view_functions, page.endpoint, fail)
        answer = client.get(page.path)
        assert answer.status_code == 500, page
        assert "Something went wrong here" in answer.text, page
        assert not re.search(r"secret|/home|SELECT|Traceback|ValueError", answer.text), page


def test_markup_is_trusted_in_few_places_only() -> None:
    """Wherever a template or the code says that a text is safe, it is one of these."""
    allowed = {"app/core/words.py"}
    pattern = re.compile(
        r"\|\s*safe\b|\bMarkup\(|render_template_string|autoescape\s+false|innerHTML|insertAdjacentHTML"
    )
    found = {
        str(path.relative_to(PROJECT))
        for folder, ending in (("app", "*.py"), ("templates", "*"), ("static/js", "*.js"))
        for path in (PROJECT / folder).rglob(ending)
        if path.is_file() and pattern.search(path.read_text("utf-8"))
    }

    assert found <= allowed
