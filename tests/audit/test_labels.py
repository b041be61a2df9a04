"""People read words, never the names of tables and columns."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import Column, Enum, Table

from app.audit.labels import UNTOLD_TABLES, column_name, deed_name, is_told, thing_name, value_name
from app.audit.tables import is_derived, is_journaled, journaled_columns, package_of, path_to_card
from app.core.database import Base
from app.core.words import use_language

APP = Path(__file__).parents[2] / "app"
TABLES = [
    table
    for table in Base.metadata.sorted_tables
    if is_journaled(table) and path_to_card(table) and table.name not in UNTOLD_TABLES
]
COLUMNS = [
    column
    for table in TABLES
    for column in journaled_columns(table)
    if is_told(table.name, column.name) and not is_derived(column)
]

PACKAGES_ON_CARDS = {package_of(table) for table in TABLES} | {"exchange", "audit", "duplicates"}


def deeds_begun() -> dict[str, str]:
    """Every name that the code gives to a deed, with the package that does so."""
    found: dict[str, str] = {}
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "begin":
                names = [str(what.value) for what in node.args if isinstance(what, ast.Constant)]
                found.update(dict.fromkeys(names, path.parent.name))
    return found


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_thing_on_a_card_has_a_name(table: Table) -> None:
    assert thing_name(table.name)


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_on_a_card_has_a_name(column: Column[object]) -> None:
    name = column_name(column.table.name, column.name)

    assert name
    assert "_" not in name


@pytest.mark.parametrize("column", [column for column in COLUMNS if isinstance(column.type, Enum)], ids=str)
def test_every_state_has_words_in_both_languages(column: Column[object]) -> None:
    assert isinstance(column.type, Enum)
    assert column.type.enum_class is not None
    for member in column.type.enum_class:
        for language in ("nl", "en"):
            with use_language(language):
                words = value_name(column.table.name, column.name, member.value)
            assert words
            assert "_" not in words


@pytest.mark.parametrize(
    "what", sorted(what for what, package in deeds_begun().items() if package in PACKAGES_ON_CARDS)
)
def test_every_deed_on_a_card_has_a_name(what: str) -> None:
    assert deed_name(what) != deed_name("something unheard of")


@pytest.mark.parametrize("what", ["letterhead.change", "letterhead.remove_logo", "letterhead.remove_terms"])
def test_a_change_of_our_letters_has_words_of_its_own(what: str) -> None:
    names = {deed_name(what), deed_name("shop.change"), deed_name("something unheard of")}

    assert len(names) == 2


def test_there_are_deeds_to_name() -> None:
    assert "audit.undo" in deeds_begun()
