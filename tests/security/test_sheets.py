"""A name that is a formula must never run in somebody's sheet."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from app.core import clock
from app.core.database import Session
from app.outcomes.actions import decline
from app.outcomes.given import Answer
from app.quotes.models import QuoteStatus
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason, make_relation
from tests.security.inventory import Page, quick

# What a page may hand out; every sheet is named here, and its cells are read below.
SHEETS = {"/quotes.csv", "/why-not.csv"}
HANDED_OUT = {
    *("text/html", "application/pdf", "text/vcard", "text/plain"),
    *("text/css", "text/javascript", "image/svg+xml", "font/ttf"),
}
# reliability.md S45: what a spreadsheet could take for a formula.
UNSEEN = " \t\r\n\u00a0\u200b\ufeff"
FORMULAS = [
    *("=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", " =1"),
    *("\u00a0=1", "\u200b=1", "\ufeff=1", "＝1", "=1;=2"),
]


def test_no_page_hands_out_a_sheet_whose_cells_could_run(all_pages: list[Page], client: Client) -> None:
    handed_out = {
        page.path: client.get(page.path).mimetype for page in quick(all_pages) if "GET" in page.methods
    }

    assert "text/html" in handed_out.values()
    assert {path: kind for path, kind in handed_out.items() if kind not in HANDED_OUT} == dict.fromkeys(
        SHEETS, "text/csv"
    )


@pytest.mark.parametrize("words", FORMULAS)
@pytest.mark.parametrize("speaks", ["nl", "en"])
def test_no_cell_of_a_sheet_is_a_formula(
    client: Client, session: Session, owner: User, speaks: str, words: str
) -> None:
    owner.language = speaks
    quote = make_quote(session, make_relation(session, words), status=QuoteStatus.SENT, subject=words)
    answer = Answer(clock.today(), main_reason=make_reason(session, words), customer_words=words)
    decline(session, quote, answer=replace(answer, competitor=words.strip() or "x"), by=owner)
    session.commit()

    for sheet in SHEETS:
        cells = [cell for row in _read(client.get(sheet).data, speaks) for cell in row]
        assert f"'{words}" in cells
        assert [cell for cell in cells if cell.strip(UNSEEN)[:1] in set("=+-@＝＋－＠")] == []


def test_numbers_stay_numbers(client: Client, session: Session, owner: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    answer = Answer(clock.today(), main_reason=make_reason(session), price_difference=Decimal("-12.50"))
    decline(session, quote, answer=answer, by=owner)
    owner.language = "nl"
    session.commit()

    _heads, row = _read(client.get("/quotes.csv").data, "nl")

    assert row[11:13] == ["100,00", "121,00"]
    assert row[-1] == "-12,50"


def _read(sheet: bytes, speaks: str) -> list[list[str]]:
    text = sheet.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if speaks == "nl" else ","))
