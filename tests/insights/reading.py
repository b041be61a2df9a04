"""Reads the tables, bars and links of the views of the declined quotes, on the screen and on paper."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

LINK = r'<a[^>]* href="([^"]*)"[^>]*>(.*?)</a>'
FEW = r'<a[^>]* href="([^"]*)"[^>]*>([^<]*)</a> \(\d+\)'
ON_SCREEN = re.compile(
    r'<rect class="(?P<who>said|guess|unknown)" x="(?P<x>[\d.]+)" y="1" width="(?P<width>[\d.]+)"'
)
ON_PAPER = re.compile(
    r'<rect x="(?P<x>[\d.]+)" y=".2" width="(?P<width>[\d.]+)" height="6" fill="(?P<who>[^/>]*)/>'
)


class Piece(NamedTuple):
    """A part of a bar: for whom it stands, and from where to where it is drawn."""

    who: str
    left: float
    right: float


class Bar(NamedTuple):
    """One bar: its word, its drawing, and the numbers beside it."""

    word: str
    pieces: list[Piece]
    told: list[str]


class Link(NamedTuple):
    """A way to the quotes behind a number: where on the page it is, of which row, and what it says."""

    place: str
    row: str
    says: str
    url: str


@dataclass
class Cell:
    """What is seen in a cell of a table, and where it leads to."""

    text: str = ""
    urls: list[str] = field(default_factory=list)


def table(page: str) -> dict[str, list[str]]:
    """The rows of the table by their head, as they are seen."""
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in _rows(page)}
    assert len(rows) == len(_rows(page)), "two rows are called the same"
    return rows


def sections(paper: str) -> list[str]:
    """The parts of the report: twice bars, the reasons as a table, the six splits, and the people."""
    return paper.split("<section")[1:]


def screen_bars(page: str) -> list[Bar]:
    """The bars of a page."""
    drawn = re.search(r'<ol class="bars">(.*?)</ol>', page, re.DOTALL)
    found = re.findall(rf"<li>{LINK}\s*(<svg.*?</svg>)(.*?)</li>", drawn[1] if drawn else "", re.DOTALL)
    return [_bar(word, drawing, told, ON_SCREEN) for _url, word, drawing, told in found]


def paper_bars(section: str) -> list[Bar]:
    """The bars of a part of the report."""
    drawn = re.search(r'<table class="bars".*?</table>', section, re.DOTALL)
    row = r"<tr><td[^>]*>([^<]*)</td><td[^>]*>\s*(<svg.*?</svg>)\s*</td><td[^>]*>(.*?)</td></tr>"
    found = re.findall(row, drawn[0] if drawn else "", re.DOTALL)
    return [_bar(word, drawing, told, ON_PAPER) for word, drawing, told in found]


def legend(page: str) -> dict[str, str]:
    """How many or how much each way of drawing stands for, from the line above the bars."""
    return dict(re.findall(r'<rect class="(said|guess|unknown)"[^>]*/></svg>[^<]*\(([^)]+)\)', page))


def links(page: str) -> list[Link]:
    """All that leads to the quotes behind the numbers; of a table the place is the number of the column."""
    bars = re.search(r'<ol class="bars">(.*?)</ol>', page, re.DOTALL)
    drawn, few = re.findall(f"<li>{LINK}", bars[1] if bars else ""), re.findall(FEW, page)
    found = [
        Link(place, html.unescape(word), "", html.unescape(url))
        for place, those in (("bar", drawn), ("few", few))
        for url, word in those
    ]
    # Above the bars is told how many gave no reason, and then how many are still to be asked.
    told = re.search(r'<p class="muted">\s*Of \d+.*?</p>', page, re.DOTALL)
    both = re.findall(LINK, told[0] if told else "")
    found += [
        Link(place, "All reasons", words, html.unescape(url))
        for place, (url, words) in zip(("unknown", "to_ask"), both, strict=False)
    ]
    for head, *cells in _rows(page):
        found += [Link("0", head.text, "", url) for url in head.urls]
        for place, cell in enumerate(cells, start=1):
            says = cell.text.split(",") if len(cell.urls) > 1 else [cell.text]
            found += [
                Link(str(place), head.text, what, url) for what, url in zip(says, cell.urls, strict=False)
            ]
    return found


def _bar(word: str, drawing: str, told: str, piece: re.Pattern[str]) -> Bar:
    who = {"black": "said", "url(#hatch)": "guess"}
    pieces = []
    for found in piece.finditer(drawing):
        fill = found["who"].split('"')
        name = "unknown" if "fill-opacity" in found["who"] else who.get(fill[0], fill[0])
        pieces.append(Piece(name, float(found["x"]), float(found["x"]) + float(found["width"])))
    assert len(pieces) == drawing.count("<rect"), drawing
    seen = html.unescape(re.sub(r"<[^>]+>", "", told)).strip()
    return Bar(html.unescape(word), pieces, [part.strip() for part in seen.split("·")])


def _rows(page: str) -> list[list[Cell]]:
    reader = _TableReader()
    reader.feed(re.sub(r'<table class="bars".*?</table>', "", page, flags=re.DOTALL))
    return [row for row in reader.rows if row]


class _TableReader(HTMLParser):
    """Reads the cells of the body and the foot of a table, without what only a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[Cell]] = []
        self.is_in_cell = self.is_in_head = self.is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row, a cell or a link."""
        if tag == "thead":
            self.is_in_head = True
        elif tag == "tr" and not self.is_in_head:
            self.rows.append([])
        elif tag in {"th", "td"} and not self.is_in_head:
            self.is_in_cell = True
            self.rows[-1].append(Cell())
        elif tag == "span":
            self.is_hidden = ("class", "hidden") in attrs
        elif tag == "a" and self.is_in_cell:
            self.rows[-1][-1].urls.append(dict(attrs)["href"] or "")

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
            cell = self.rows[-1][-1]
            cell.text = f"{cell.text} {data.strip()}".strip()
