"""./start bench measures what it says, and tells a subject from its floor."""

import json

import pytest

from app.insights.splits import Split
from benchmarks import pages, quote_pdf, quotes, saving, subjects
from benchmarks.__main__ import table
from benchmarks.measure import Row, growth, in_turns, median, p95
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
    monkeypatch.setattr(pages, "PAGE_ROUNDS", 2)
    monkeypatch.setattr(quotes, "VIEW_ROUNDS", 2)
    monkeypatch.setattr(subjects, "LONGEST_TYPED", 2)
    monkeypatch.setattr(saving, "SAVE_ROUNDS", 2)
    monkeypatch.setattr(quote_pdf, "QUOTE_PDF_ROUNDS", 2)

    with generated_shop(100, 60) as shop:
        rows = subjects.measure_all(shop, smaller={})
        views = list(quotes._views(shop))

    assert [row.name for row in rows] == [
        "search", "list", "card", "quotes", "narrowed", "reasons", "save", "quote_pdf",
    ]  # fmt: skip
    # The two ends of drawing a quote differ too little to tell them apart in two rounds.
    assert all(row.ms > row.floor_ms > 0 or row.name == "quote_pdf" for row in rows)
    assert all(row.statements for row in rows if row.name in ("list", "card", "quotes", "reasons"))
    assert {f"/why-not/{split}?period=all" for split in Split} < set(views)
    assert json.loads(json.dumps([row.as_json() for row in rows]))
    assert "card" in table(rows)


def test_growth_is_what_one_of_them_costs_beside_one_of_fewer() -> None:
    few = Row("quotes", 1_000, 10.0, 5.0)

    assert growth(10.0, 100_000, few) == pytest.approx(0.01)
    assert growth(1_000.0, 100_000, few) == pytest.approx(1)
    assert growth(10.0, 1_000, None) is None
