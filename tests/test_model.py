"""What must hold for every table: undo and erasure walk over it without knowing its name."""

import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Enum, LargeBinary, String, Table, Text, UniqueConstraint

from app.audit.graph import Gone, references_from, references_to
from app.audit.tables import is_journaled, package_of, path_to_card
from app.core.database import Base

PROJECT = Path(__file__).parent.parent
TABLES = Base.metadata.sorted_tables
KEYS = [reference for table in TABLES for reference in references_from(table)]
COLUMNS = [column for table in TABLES for column in table.columns]


def column_name(column: Column[Any]) -> str:
    return f"{column.table.name}.{column.name}"


def staircase() -> list[set[str]]:
    """The steps of import-linter's contract, the highest first."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [{name.strip(" ()") for name in layer.replace(":", "|").split("|")} for layer in layers]


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.foreign_keys], ids=column_name)
def test_every_key_says_what_happens_when_the_other_row_goes(column: Column[Any]) -> None:
    assert column.info["gone"] in list(Gone)
    assert column.nullable or column.info["gone"] in (Gone.DELETE, Gone.REFUSE)
    assert all(key.ondelete is None for key in column.foreign_keys), "only the journal's walk deletes"


@pytest.mark.parametrize(
    "column",
    [
        column
        for column in COLUMNS
        if isinstance(column.type, String | Text | JSON | LargeBinary) and not isinstance(column.type, Enum)
    ],
    ids=column_name,
)
def test_every_text_says_whether_it_is_about_a_person(column: Column[Any]) -> None:
    assert isinstance(column.info.get("personal"), bool)


def test_every_key_points_down_the_staircase_or_along_its_own_step() -> None:
    steps = staircase()
    height = {package: -number for number, step in enumerate(steps) for package in step}
    upward = [
        f"{key.table.name}.{key.column.name} -> {key.target.name}"
        for key in KEYS
        if height[package_of(key.table)] < height[package_of(key.target)]
    ]

    assert upward == []
    assert set(map(package_of, TABLES)) <= set(chain.from_iterable(steps))


def test_every_key_is_found_by_an_index() -> None:
    first_columns = {index.columns[0] for table in TABLES for index in table.indexes}
    first_columns |= {columns[0] for _table, columns in _unique_sets()}

    assert [column_name(key.column) for key in KEYS if key.column not in first_columns] == []


def test_every_name_fits_in_every_database() -> None:
    names = [
        str(name)
        for table in TABLES
        for name in [
            table.name,
            *table.columns.keys(),
            *(index.name for index in table.indexes),
            *(constraint.name for constraint in table.constraints),
        ]
        if name
    ]

    assert [name for name in names if len(name) > 63] == []


def test_no_unique_set_holds_a_column_that_may_be_empty() -> None:
    """NULL never equals NULL; a quote has both year and serial or neither, and a CHECK sees to that."""
    unique = [
        (table.name, [column.name for column in columns])
        for table, columns in _unique_sets()
        if len(columns) > 1 and any(column.nullable for column in columns)
    ]

    assert unique == [("quote", ["year", "serial"])]


def test_silent_tables_are_known() -> None:
    assert {table.name for table in TABLES if not is_journaled(table)} == {
        "deed",
        "row_change",
        "sign_in",
        "login_attempt",
        "one_time_code",
        "posted_form",
        "number_series",
        "search_document",
        "draft",
        "stored_file",
        "import_batch",
    }


def test_every_row_about_a_relation_is_written_on_its_card() -> None:
    """What hangs on a card, also through a quote, must be reached when the card is forgotten."""
    relation = Base.metadata.tables["relation"]
    hanging: set[Table] = {relation}
    reached = [relation]
    while reached:
        for reference in references_to(reached.pop()):
            if reference.gone in (Gone.DELETE, Gone.REFUSE) and reference.table not in hanging:
                hanging.add(reference.table)
                reached.append(reference.table)

    assert [table.name for table in hanging if is_journaled(table) and not path_to_card(table)] == []


def test_yes_and_no_are_never_unknown_without_a_reason() -> None:
    """A tick box is yes or no; only where 'not known' means something may it be empty."""
    maybe = [
        column_name(column) for column in COLUMNS if isinstance(column.type, Boolean) and column.nullable
    ]

    assert maybe == ["quote_outcome.bought_elsewhere"]


def _unique_sets() -> list[tuple[Table, list[Column[Any]]]]:
    return [
        (table, list(constraint.columns))
        for table in TABLES
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
