"""./start bench measures what it says, and tells a subject from its floor."""

import json

import pytest

from benchmarks import quote_pdf, saving, subjects
from benchmarks.__main__ import table
from benchmarks.measure import Row, in_turns, median, p95
from benchmarks.shop import generated_shop


def test_subject_and_floor_take_turns() -> None:
    said: list[str] = []

    times = in_turns(lambda: said.append("subject"), lambda: said.append("floor"), rounds=3)

    assert said == ["subject", "floor"] * 4  # the first of each only warms up
    assert [len(took) for took in times] == [3, 3]


def test_what_keeps_the_processor_busy_is_told_from_what_does_not() -> None:
    busy, idle = in_turns(lambda: sum(range(200_000)), lambda: None, rounds=5)

    assert median(busy) > 10 * median(idle)


def test_the_middle_and_the_slow_end() -> None:
    times = [float(number) for number in range(1, 101)]

    assert median(times) == 50.5
    assert 95 <= p95(times) <= 96


def test_a_row_is_kept_with_what_applies_to_it() -> None:
    assert Row("search", 1000, 3.0, 1.5).as_json() == {
        "name": "search", "n": 1000, "ms": 3.0, "floor_ms": 1.5, "ratio": 2.0,
    }  # fmt: skip
    assert Row("list", 10_000, 3.0, 1.5, statements=5, growth=0.1).as_json()["growth"] == 0.1


def test_a_small_shop_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects, "PAGE_ROUNDS", 2)
    monkeypatch.setattr(subjects, "LONGEST_TYPED", 2)
    monkeypatch.setattr(saving, "SAVE_ROUNDS", 2)
    monkeypatch.setattr(quote_pdf, "QUOTE_PDF_ROUNDS", 2)

    with generated_shop(100) as shop:
        rows = subjects.measure_all(shop, smaller={})

    assert [row.name for row in rows] == ["search", "list", "card", "save", "quote_pdf"]
    # The two ends of drawing a quote differ too little to tell them apart in two rounds.
    assert all(row.ms > row.floor_ms > 0 or row.name == "quote_pdf" for row in rows)
    assert all(row.statements for row in rows if row.name in ("list", "card"))
    assert json.loads(json.dumps([row.as_json() for row in rows]))
    assert "card" in table(rows)
