"""Starting Kaartenbak as often as a test likes, and leaving nothing running."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.process import Process, start

Starter = Callable[..., Process]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the kind of name that people give."""
    return tmp_path / "Zoë's map 100%"


@pytest.fixture
def starts(folder: Path) -> Iterator[Starter]:
    """Start it, on this test's folder."""
    started: list[Process] = []

    def one(*options: str, **environment: str) -> Process:
        started.append(start(folder, *options, **environment))
        return started[-1]

    yield one
    for process in started:
        process.kill()
