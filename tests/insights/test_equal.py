"""In a shop with a thousand random quotes screen, paper, sheet and a count by hand say the same."""

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from app.core import clock
from app.core.database import Session
from app.core.formats import show_amount, show_number
from app.core.periods import Period
from app.insights.tally import FEWEST_TO_COUNT
from app.quotes.standing import HowKnown
from app.quotes.words import known_name
from app.users.models import User
from tests.conftest import Client
from tests.insights.random_shop import NOON, Count, Part, Recount, furnish, recount

SEED = 2026
SPLITS = {
    "region": "By region",
    "group": "By product group",
    "band": "By size",
    "days": "By waiting time",
    "quarter": "By quarter",
    "shop": "Other shops",
}
KNOWN = ("customer", "guess", "unknown", "to_ask")
FILTERS: list[tuple[Period, dict[str, int | None]]] = [
    (Period.ALL, {}),
    (Period.TWELVE_MONTHS, {"region": 1}),
    (Period.LAST_YEAR, {"region": 0, "group": 2}),
    (Period.THIS_QUARTER, {"group": 0}),
]
Cells = list[str]


@pytest.mark.parametrize(("period", "narrowed"), FILTERS)
def test_all_ways_to_look_say_the_same(
    client_as: Callable[[User], Client],
    session: Session,
    bram: User,
    period: Period,
    narrowed: dict[str, int | None],
) -> None:
    furnish(session, bram, SEED)
    asked = _asked(period, narrowed)
    with clock.frozen(NOON):
        client = client_as(bram)
        by_hand = recount(session, period.days(clock.today()), narrowed)
        assert by_hand.whole.of().number >= FEWEST_TO_COUNT

        _screen_is_right(client, asked, by_hand)
        _sheet_is_right(client, asked, by_hand)


@pytest.mark.parametrize(("period", "narrowed"), FILTERS[1:3])
def test_the_paper_says_it_too(
    client_as: Callable[[User], Client],
    session: Session,
    bram: User,
    period: Period,
    narrowed: dict[str, int | None],
) -> None:
    furnish(session, bram, SEED)
    with clock.frozen(NOON):
        client = client_as(bram)
        by_hand = recount(session, period.days(clock.today()), narrowed)

        _paper_is_right(client, _asked(period, narrowed), by_hand)


def test_every_part_opens_as_many_quotes_as_it_counts(
    client_as: Callable[[User], Client], session: Session, bram: User
) -> None:
    furnish(session, bram, SEED)
    with clock.frozen(NOON):
        client = client_as(bram)
        days = Period.TWELVE_MONTHS.days(clock.today())
        in_the_box = recount(session, days, {"group": 2}, only_in_the_box=True)
        for split in SPLITS:
            page = html.unescape(client.get(f"/why-not/{split}?period=twelve_months&group=2").text)
            links = re.findall(r'<th scope="row"><a class="plain" href="([^"]+)">([^<]+)</a>', page)
            assert links
            for address, name in links[:: max(1, len(links) // 3)]:
                opened = re.search(r"<p>(\d+) quotes?,", client.get(address).text)
                assert opened
                assert int(opened[1]) == in_the_box.slices[split][name].of().number, (split, name)


def _asked(period: Period, narrowed: dict[str, int | None]) -> str:
    return f"period={period.value}" + "".join(f"&{name}={id_ or 'none'}" for name, id_ in narrowed.items())


def _screen_is_right(client: Client, asked: str, by_hand: Recount) -> None:
    for measure in ("", "&by=amount"):
        rows = _table(client, f"/why-not?{asked}{measure}")
        total = rows.pop("All reasons")
        assert total == [*_measured(by_hand.whole, measure), "", _other(by_hand.whole.of(), measure)]
        expected = {
            name: [
                *_measured(by_hand.whole, measure, name),
                _number(by_hand.too.get(name, 0)),
                _other(by_hand.whole.of(reason=name), measure),
            ]
            for name in {reason for reason, _known in by_hand.whole.declined} | by_hand.too.keys()
        }
        assert rows == expected
        for split in SPLITS:
            found = _table(client, f"/why-not/{split}?{asked}{measure}")
            for name, part in by_hand.slices[split].items():
                cells = found.pop(name)
                assert cells[:4] == _measured(part, measure), (split, name)
                assert cells[5] == (_other(part.of(), measure) if part.of().number else "–")
                if split == "shop":
                    assert cells[6].startswith(_prices(by_hand.prices[name]))
                else:
                    assert cells[6].startswith(_accepted(part))
            # What is left are quarters in which nothing was decided.
            assert split == "quarter" or not found
            assert all(set(cells) <= {"–", ""} for cells in found.values())
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


def _paper_is_right(client: Client, asked: str, by_hand: Recount) -> None:
    pages = PdfReader(io.BytesIO(client.get(f"/print/why-not.pdf?{asked}").data)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    total = by_hand.whole.of()
    with_percents = total.number >= 20
    for name in {reason for reason, _known in by_hand.whole.declined}:
        count = by_hand.whole.of(reason=name)
        percent = r"\d+% " if with_percents else ""
        counts = re.escape(" ".join(_measured(by_hand.whole, "", name)))
        rest = re.escape(f"{_number(by_hand.too.get(name, 0))} {_amount(count.amount)}")
        assert re.search(f"{re.escape(name)} {counts} {percent}{rest}", text), name
    assert f"All reasons {' '.join(_measured(by_hand.whole, ''))}" in text
    for split, view in SPLITS.items():
        for name, part in by_hand.slices[split].items():
            amount = _amount(part.of().amount) if part.of().number else "–"
            assert f"{name} {' '.join(_measured(part, ''))} {amount}" in text, (view, name)
    for found in (by_hand.words, by_hand.again, by_hand.unasked):
        assert [one for one in found if one not in text] == []
    known = by_hand.whole.of("customer", "guess").number
    assert (
        f"Of {total.number} we know {known}, {by_hand.whole.of('customer').number} from the customer" in text
    )


def _measured(part: Part, measure: str, reason: str | None = None) -> Cells:
    """What the four columns of a row say: the customer, our guess, not known, together."""
    counts = [part.of(*known, reason=reason) for known in (("customer",), ("guess",), KNOWN[2:], KNOWN)]
    return [(_amount(one.amount) if measure else str(one.number)) if one.number else "–" for one in counts]


def _other(count: Count, measure: str) -> str:
    return show_number(count.number) if measure else _amount(count.amount)


def _accepted(part: Part) -> str:
    decided = part.accepted.number + part.of().number
    return f"{part.accepted.number} of {decided}" + (", about " if decided >= 20 else "")


def _prices(differences: list[Decimal]) -> str:
    """How the words about the prices of a shop begin: with the lowest difference, and how many are known."""
    if not differences:
        return "–"
    least = min(differences)
    amount = show_amount(abs(least).quantize(Decimal(1), "ROUND_HALF_UP"), short=True)
    return f"{amount} {'cheaper' if least > 0 else 'dearer'}" if least else "the same price"


def _amount(amount: Decimal) -> str:
    return show_amount(amount, short=True)


def _number(number: int) -> str:
    return str(number) if number else "–"


def _all_pages(client: Client, address: str) -> str:
    first = client.get(address).text
    pages = re.search(r"Page 1 of (\d+)", first)
    return first + "".join(
        client.get(f"{address}&page={number}").text for number in range(2, int(pages[1] if pages else 1) + 1)
    )


def _table(client: Client, address: str) -> dict[str, Cells]:
    """The rows of the table on a page by their head, as they are seen."""
    reader = _TableReader()
    reader.feed(client.get(address).text)
    return {row[0]: row[1:] for row in reader.rows if row}


class _TableReader(HTMLParser):
    """Reads the cells of the body and the foot of a table, without what only a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Cells] = []
        self.is_in_cell = self.is_in_head = self.is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "thead":
            self.is_in_head = True
        elif tag == "tr" and not self.is_in_head:
            self.rows.append([])
        elif tag in {"th", "td"} and not self.is_in_head:
            self.is_in_cell = True
            self.rows[-1].append("")
        elif tag == "span":
            self.is_hidden = ("class", "hidden") in attrs

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag == "thead":
            self.is_in_head = False
        elif tag in {"th", "td"}:
            self.is_in_cell = False
        elif tag == "span":
            self.is_hidden = False

    def handle_data(self, data: str) -> None:
        """What is seen in a cell."""
        if self.is_in_cell and not self.is_hidden:
            self.rows[-1][-1] = f"{self.rows[-1][-1]} {data.strip()}".strip()
