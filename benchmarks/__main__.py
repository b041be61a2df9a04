"""./start bench: measure, print a table, and keep the rows when asked."""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Row, without_cleaning
from benchmarks.shop import generated_shop
from benchmarks.subjects import measure_all

# Relations and quotes.
SIZES = ((10_000, 1_000), (100_000, 100_000))


def main() -> None:
    """Measure every subject at every size."""
    parser = argparse.ArgumentParser(prog="./start bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the rows in this file")
    options = parser.parse_args()

    began = time.monotonic()
    rows: list[Row] = []
    for relations, quotes in SIZES:
        print(f"A shop with {relations:,} relations and {quotes:,} quotes ...", flush=True)
        with without_cleaning(), generated_shop(relations, quotes) as shop:
            rows += measure_all(shop, smaller={row.name: row for row in rows})
    print(table(rows))
    print(f"Measured in {time.monotonic() - began:.0f} seconds.")
    if options.json:
        options.json.write_text(json.dumps([row.as_json() for row in rows], indent=2) + "\n")


def table(rows: Sequence[Row]) -> str:
    """The rows for a person, in the order in which they were measured."""
    lines = [f"{'':<10}{'n':>8}{'ms':>10}{'floor':>10}{'ratio':>8}{'statements':>12}{'MB':>8}{'growth':>8}"]
    lines += [
        f"{row.name:<10}{row.n:>8,}{row.ms:>10.3f}{row.floor_ms:>10.3f}{row.ratio:>8.2f}"
        f"{_shown(row.statements):>12}{_shown(row.peak_mb):>8}{_shown(row.growth):>8}  {row.what or ''}"
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.2f}"


if __name__ == "__main__":
    main()
