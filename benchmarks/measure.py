"""Timing a subject and its floor in turns, so that a busy computer slows both alike."""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Engine, event

WARM_UP = 1


@dataclass(frozen=True)
class Row:
    """One measured thing at one size; the parts that do not apply to it are None."""

    name: str
    n: int
    ms: float
    floor_ms: float
    statements: int | None = None
    peak_mb: float | None = None
    growth: float | None = None
    # Of several that were measured: which one this is.
    what: str | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor it takes."""
        return self.ms / self.floor_ms

    def as_json(self) -> dict[str, Any]:
        """As it is kept in a file, rounded to what means something."""
        given = {**asdict(self), "ratio": self.ratio}
        return {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in given.items()
            if value is not None
        }


def in_turns(
    subject: Callable[[], object], floor: Callable[[], object], *, rounds: int
) -> tuple[list[float], list[float]]:
    """How many milliseconds each of them keeps the processor busy, time after time."""
    for _ in range(WARM_UP):
        subject()
        floor()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, took in zip((subject, floor), times, strict=True):
            took.append(_milliseconds(call))
    return times


def growth(ms: float, n: int, smaller: Row | None) -> float | None:
    """What one of them costs, beside what it cost when there were fewer; flat is the one n by the other."""
    return (ms / n) / (smaller.ms / smaller.n) if smaller else None


@contextmanager
def without_cleaning() -> Iterator[None]:
    """Let Python not tidy its memory meanwhile: it would do so in the time of whoever happens to run."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """The one that 95 of 100 stay under."""
    return statistics.quantiles(times, n=20)[-1]


def peak_mb(call: Callable[[], object]) -> float:
    """The most memory that Python holds at once for one call."""
    tracemalloc.start()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1_000_000


@contextmanager
def counted(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are sent to the database meanwhile, with their values; BEGIN is none."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _milliseconds(call: Callable[[], object]) -> float:
    """Of the processor, in this thread: what else the computer does meanwhile does not count."""
    began = time.thread_time_ns()
    call()
    return (time.thread_time_ns() - began) / 1_000_000
