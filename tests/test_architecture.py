"""The house rules that no linter knows: who may commit, where things lie, who names a colour."""

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
CODE = sorted((PROJECT / "app").rglob("*.py"))
CSS = sorted((PROJECT / "static" / "css").rglob("*.css"))
TEMPLATES = sorted((PROJECT / "templates").rglob("*.html"))

TOP_LEVEL = {
    *(
        "app",
        "migrations",
        "templates",
        "static",
        "tests",
        "benchmarks",
        "pyproject.toml",
        "wsgi.py",
        "README.md",
    ),
    *("start", "start.py", "requirements.txt", "requirements-dev.txt", "LICENSE", "CHANGELOG.md"),
    *(".ci", ".gitignore", ".git", ".venv"),
}
CATCH_ALLS = {"utils", "util", "helpers", "common", "services", "managers", "misc", "lib"}
# Where rows are saved for good: views after their action, and what runs without a page.
MAY_COMMIT = {"views.py", "cli.py"}
MAY_COMMIT_ALL = {"web", "server", "demo"}


def name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def test_the_top_of_the_house_holds_only_what_belongs_there() -> None:
    caches = {
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        ".import_linter_cache",
        "__pycache__",
    }

    assert {path.name for path in PROJECT.iterdir()} - TOP_LEVEL - caches == set()


def test_no_room_is_a_catch_all() -> None:
    assert [name(path) for path in CODE if path.stem in CATCH_ALLS] == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_module_and_public_thing_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    silent = [] if ast.get_docstring(tree) or not tree.body else ["the module"]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            silent += [] if ast.get_docstring(node) else [node.name]

    assert silent == []


def test_only_tokens_names_a_colour() -> None:
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab|lch)a?\(")
    naming = [name(path) for path in CSS if path.name != "tokens.css" and colour.search(_rules(path))]

    assert naming == []


def test_no_style_names_an_id() -> None:
    selector = re.compile(r"(?m)^[^{}@/]*#[a-zA-Z][\w-]*[^{};]*\{")

    assert [name(path) for path in CSS if selector.search(_rules(path))] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_hold_no_script_style_or_unescaped_text(path: Path) -> None:
    """The content security policy refuses the first three; the last is how a name becomes a program."""
    source = path.read_text("utf-8")
    bad = re.findall(
        r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)|javascript:|\|\s*safe\b", source
    )

    assert bad == []


def test_only_views_and_commands_save() -> None:
    saving = [
        name(path)
        for path in CODE
        if path.name not in MAY_COMMIT
        and ".commit()" in path.read_text("utf-8")
        and not MAY_COMMIT_ALL & set(path.parts)
    ]

    assert saving == []


def test_only_one_file_knows_weasyprint() -> None:
    knowing = [
        name(path) for path in CODE if re.search(r"(?m)^\s*(?:import|from) weasyprint", path.read_text())
    ]

    assert knowing in ([], ["app/core/pdf.py"])


def test_only_one_file_rounds_an_amount() -> None:
    rounding = [name(path) for path in CODE if "ROUND_" in path.read_text("utf-8")]

    assert rounding == ["app/core/money.py"]


def test_sql_of_one_database_stays_in_rooms_of_its_own() -> None:
    rooms = {
        "app/core/database.py",
        "app/core/migrations.py",
        "app/search/sqlite.py",
        "app/consents/sqlite.py",
        "app/quotes/sqlite.py",
        "app/quotes/numbering.py",
    }
    special = re.compile(r"sqlalchemy\.dialects|PRAGMA|sqlite_master|fts5|VACUUM", re.IGNORECASE)
    knowing = {name(path) for path in CODE if special.search(path.read_text("utf-8"))}

    # The file itself is opened, checked and copied by these two.
    assert {path for path in knowing if not path.startswith(("app/backup/", "app/server/"))} <= rooms


def _rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
