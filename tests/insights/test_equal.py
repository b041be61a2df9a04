"""In a shop with a thousand random quotes screen, paper, sheet and a count by hand say the same."""

import csv
import html
import io
import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.insights.tally import FEWEST_TO_COUNT
from app.quotes.standing import HowKnown
from app.quotes.words import known_name
from app.users.models import User
from tests.conftest import Client
from tests.insights.random_shop import NOON, Part, Recount, furnish, recount
from tests.insights.reading import Link, links, paper_bars, screen_bars, sections, table
from tests.insights.told import (
    REASON,
    accepted_is_right,
    bars_are_right,
    legend_is_right,
    measured,
    other,
    percents_are_right,
    prices_are_right,
    reasons_of_slice_are_right,
)
from tests.printing.reading import pages

SEEDS = (2026, 4)
SPLITS = {
    "region": "By region",
    "group": "By product group",
    "band": "By size",
    "days": "By waiting time",
    "quarter": "By quarter",
    "shop": "Other shops",
}
IN_EURO = "&by=amount"
Cells = list[str]


class Look(NamedTuple):
    """Which shop is looked at, over which period, and to what it is narrowed; 0 is neither."""

    seed: int
    period: Period
    narrowed: dict[str, int | None]

    @property
    def asked(self) -> str:
        """The same in an address."""
        narrowed = "".join(f"&{name}={id_ or 'none'}" for name, id_ in self.narrowed.items())
        return f"period={self.period.value}{narrowed}"

    def by_hand(self, session: Session) -> Recount:
        """The same counted by hand."""
        return recount(session, self.period.days(clock.today()), self.narrowed)


LOOKS = [
    Look(SEEDS[0], Period.ALL, {}),
    Look(SEEDS[1], Period.TWELVE_MONTHS, {"region": 1}),
    Look(SEEDS[0], Period.LAST_YEAR, {"region": 0, "group": 2}),
    Look(SEEDS[1], Period.THIS_QUARTER, {"group": 0}),
]


@pytest.mark.parametrize("look", LOOKS)
def test_all_ways_to_look_say_what_a_count_by_hand_says(
    client_as: Callable[[User], Client],
    session: Session,
    bram: User,
    look: Look,
) -> None:
    furnish(session, bram, look.seed)
    asked = look.asked
    with clock.frozen(NOON):
        client = client_as(bram)
        by_hand = look.by_hand(session)
        assert by_hand.whole.of().number >= FEWEST_TO_COUNT

        for measure in ("", IN_EURO):
            _reasons_are_right(client.get(f"/why-not?{asked}{measure}").text, by_hand, measure)
            for split in SPLITS:
                page = client.get(f"/why-not/{split}?{asked}{measure}").text
                _split_is_right(page, split, by_hand, measure)
            _paper_is_right(client.get(f"/print/why-not.html?{asked}{measure}").text, by_hand, measure)
        _people_are_right(client, asked, by_hand)
        _sheet_is_right(client, asked, by_hand)


@pytest.mark.parametrize(("look", "measure"), [(LOOKS[1], ""), (LOOKS[2], IN_EURO)])
def test_the_pdf_has_it_all_and_nobody_else(
    client_as: Callable[[User], Client],
    session: Session,
    bram: User,
    look: Look,
    measure: str,
) -> None:
    furnish(session, bram, look.seed)
    asked = look.asked + measure
    with clock.frozen(NOON):
        client = client_as(bram)
        by_hand = look.by_hand(session)
        paper = client.get(f"/print/why-not.html?{asked}").text
        text = " ".join(pages(client.get(f"/print/why-not.pdf?{asked}")))

    printed = _close(text)
    for section in sections(paper)[:9]:
        for bar in paper_bars(section):
            assert _close(bar.word + "·".join(bar.told)) in printed
        for head, cells in table(section).items():
            assert _close(head + "".join(cells)) in printed
    assert sorted(re.findall(r"“(No \d+\.)”", text)) == sorted(by_hand.words)
    assert sorted(re.findall(r"\d{4}-\d{4}", text)) == sorted(by_hand.again + by_hand.unasked)


@pytest.mark.parametrize(
    "look",
    [
        Look(SEEDS[0], Period.TWELVE_MONTHS, {"group": 2}),
        Look(SEEDS[1], Period.LAST_YEAR, {"region": 0}),
    ],
)
def test_every_number_opens_the_quotes_that_it_counts(
    client_as: Callable[[User], Client],
    session: Session,
    bram: User,
    look: Look,
) -> None:
    furnish(session, bram, look.seed)
    asked, dice = look.asked, random.Random(look.seed)  # noqa: S311 - which links to follow
    opened: dict[str, list[int]] = {}
    with clock.frozen(NOON):
        client = client_as(bram)
        by_hand = look.by_hand(session)
        for view in ("", *SPLITS):
            found = links(client.get(f"/why-not/{view}?{asked}".replace("/?", "?")).text)
            places = {link.place for link in found}
            assert places >= {"0", "1", "2", "4", "5" if view else "3"}, view
            assert view == "shop" or "bar" in places, view
            assert view or places >= {"unknown", "to_ask"}
            assert view in {"", "shop"} or "7" in places, view
            for place in sorted(places):
                link = dice.choice([one for one in found if one.place == place])
                if link.url not in opened:
                    opened[link.url] = _quotes_on(_all_pages(client, link.url))
                assert opened[link.url] == _behind(link, view, by_hand), link


def _reasons_are_right(page: str, by_hand: Recount, measure: str) -> None:
    rows = table(page)
    if by_hand.whole.of().number >= 20:
        columns = {name: cells.pop(4) for name, cells in rows.items()}
        assert columns.pop("All reasons") == "100%"
        percents_are_right(columns, by_hand.whole)
    assert rows.pop("All reasons") == [*measured(by_hand.whole, measure), "", other(by_hand.whole, measure)]
    assert rows == {
        name: [
            *measured(part, measure),
            _number(by_hand.too.get(name, 0)),
            other(part, measure),
        ]
        for name, part in _by_reason(by_hand).items()
    }
    drawn = {name: part for name, part in _by_reason(by_hand).items() if part.of().number}
    bars_are_right(screen_bars(page), drawn, measure, 540)
    legend_is_right(page, measure, by_hand.whole)
    if not measure:
        shares = {bar.word: part for bar in screen_bars(page) for part in bar.told[2:]}
        percents_are_right(shares, by_hand.whole)
    _head_is_right(page, by_hand)


def _split_is_right(page: str, split: str, by_hand: Recount, measure: str) -> None:
    rows = table(page)
    for name, part in by_hand.slices[split].items():
        cells = rows.pop(name)
        assert cells[:4] == measured(part, measure), (split, name)
        reasons_of_slice_are_right(cells[4], part, measure)
        assert cells[5] == (other(part, measure))
        _last_cell_is_right(cells[6], split, name, by_hand)
    # What is left are quarters in which nothing was decided.
    assert split == "quarter" or not rows
    assert all(set(cells) <= {"–", ""} for cells in rows.values())
    drawn = _drawn(by_hand, split)
    bars_are_right(screen_bars(page), drawn, measure, 540)
    if drawn:
        legend_is_right(page, measure, *by_hand.slices[split].values())


def _paper_is_right(paper: str, by_hand: Recount, measure: str) -> None:
    counted, in_euro, numbers, *splits = sections(paper)[:9]
    drawn = {name: part for name, part in _by_reason(by_hand).items() if part.of().number}
    bars_are_right(paper_bars(counted), drawn, "", 92)
    bars_are_right(paper_bars(in_euro), drawn, IN_EURO, 92)
    _paper_reasons_are_right(numbers, by_hand)
    for split, section in zip(SPLITS, splits, strict=True):
        assert html.escape(SPLITS[split]) in section
        bars_are_right(paper_bars(section), _drawn(by_hand, split), measure, 92)
        rows = table(section)
        for name, part in by_hand.slices[split].items():
            cells = rows.pop(name)
            amount = other(part, "")
            assert cells[:5] == [*measured(part, ""), amount], (split, name)
            reasons_of_slice_are_right(cells[5], part, "")
            _last_cell_is_right(cells[6], split, name, by_hand)
        assert split == "quarter" or not rows
        assert all(set(cells) <= {"–", ""} for cells in rows.values())
    _head_is_right(paper, by_hand)


def _paper_reasons_are_right(section: str, by_hand: Recount) -> None:
    rows = table(section)
    shares: dict[str, str] = {}
    if by_hand.whole.of().number >= 20:
        shares = {name: cells.pop(4) for name, cells in rows.items()}
        assert shares.pop("All reasons") == "100%"
    percents_are_right(shares, by_hand.whole)
    assert rows.pop("All reasons") == [*measured(by_hand.whole, ""), "", other(by_hand.whole, "")]
    assert rows == {
        name: [*measured(part, ""), _number(by_hand.too.get(name, 0)), other(part, "")]
        for name, part in _by_reason(by_hand).items()
    }


def _head_is_right(page: str, by_hand: Recount) -> None:
    total, accepted = by_hand.whole.of().number, by_hand.whole.accepted.number
    known, said = (by_hand.whole.of(*how).number for how in (("customer", "guess"), ("customer",)))
    seen = " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())
    assert f"Of {total} we know {known}, {said} from the customer" in seen
    share = re.search(r"Accepted: (\d+ of \d+.*?)\.", seen)
    assert share
    accepted_is_right(share[1], by_hand.whole)
    assert accepted


def _last_cell_is_right(cell: str, split: str, name: str, by_hand: Recount) -> None:
    part = by_hand.slices[split][name]
    if split == "shop":
        prices_are_right(cell, by_hand.prices[name], part.of().number)
    else:
        accepted_is_right(cell, part)


def _by_reason(by_hand: Recount) -> dict[str, Part]:
    names = {name for name, _known in by_hand.whole.declined} | by_hand.too.keys()
    return {name: _only(by_hand.whole, name) for name in names}


def _only(part: Part, reason: str) -> Part:
    return Part({key: count for key, count in part.declined.items() if key[0] == reason})


def _drawn(by_hand: Recount, split: str) -> dict[str, Part]:
    parts = by_hand.slices[split]
    return {name: part for name, part in parts.items() if part.of().number >= FEWEST_TO_COUNT}


def _behind(link: Link, view: str, by_hand: Recount) -> list[int]:
    """Which quotes the number stands for, by where it stands."""
    if link.row == "All reasons":
        part = by_hand.whole
    else:
        part = by_hand.slices[view][link.row] if view else _only(by_hand.whole, link.row)
    match link.place:
        case "1" | "2":
            return part.of("customer" if link.place == "1" else "guess").listed
        case "5" if view:
            name = re.search(REASON, link.says)
            assert name
            return part.of(reason=name[1]).listed
        case "unknown" | "to_ask":
            return part.of(link.place).listed
        case "7":
            return sorted(part.accepted.listed)
        case _:
            return part.of().listed


def _quotes_on(page: str) -> list[int]:
    return sorted(int(id_) for id_ in re.findall(r'<td class="nowrap"><a href="/quotes/(\d+)"', page))


def _people_are_right(client: Client, asked: str, by_hand: Recount) -> None:
    words = _all_pages(client, f"/why-not/words?{asked}")
    assert sorted(re.findall(r"<q>(No \d+\.)</q>", words)) == sorted(by_hand.words)
    for view, quotes in (("later", by_hand.again), ("not-asked", by_hand.unasked)):
        shown = re.findall(r">(\d{4}-\d{4})</a>", _all_pages(client, f"/why-not/{view}?{asked}"))
        assert sorted(shown) == sorted(quotes), view


def _sheet_is_right(client: Client, asked: str, by_hand: Recount) -> None:
    sheet = client.get(f"/why-not.csv?{asked}").data.decode("utf-8-sig")
    expected = list(_sheet_rows("Reasons", "all quotes", by_hand.whole))
    for split, view in SPLITS.items():
        for name, part in by_hand.slices[split].items():
            expected += _sheet_rows(view, name, part)

    assert sorted(list(csv.reader(io.StringIO(sheet)))[1:]) == sorted(expected)


def _sheet_rows(view: str, name: str, part: Part) -> Iterator[Cells]:
    for (reason, known), count in part.declined.items():
        words = known_name(HowKnown(known))
        shown = "" if known == "to_ask" else reason
        yield [view, name, "Declined", shown, words, str(count.number), str(count.amount)]
    if part.accepted.number:
        yield [view, name, "Accepted", "", "", str(part.accepted.number), str(part.accepted.amount)]


def _number(number: int) -> str:
    return str(number) if number else "–"


def _close(text: str) -> str:
    return "".join(text.split())


def _all_pages(client: Client, address: str) -> str:
    first = client.get(address).text
    last = re.search(r"Page 1 of (\d+)", first)
    return first + "".join(
        client.get(f"{address}&page={number}").text for number in range(2, int(last[1] if last else 1) + 1)
    )
