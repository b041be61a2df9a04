"""The report: all ten views on paper, with what was chosen named, from one page to many."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.core.database import Session
from app.insights import queries
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_phone, make_product_group, make_reason, make_region
from tests.insights.test_splits import accepted
from tests.insights.test_views import TODAY, declined
from tests.printing.reading import pages
from tests.quotes.look import current, relation_of


def test_all_views_are_on_it_and_what_was_chosen_is_named(
    client: Client, session: Session, bram: User
) -> None:
    leiden, floors = make_region(session, "Leiden"), make_product_group(session, name="Floors")
    price = make_reason(session, "Too expensive")
    here = {"region_id": leiden.id, "product_group_id": floors.id}
    for number in range(6):
        declined(session, bram, price, f"Customer {number}", words=f"They said {number}.", **here)
    later = declined(session, bram, price, "Henk Prins", call_again_on=TODAY + dt.timedelta(days=9), **here)
    make_phone(session, relation_of(session, later), "071 012 34 56")
    declined(session, bram, None, "Noor Jansen", **here)
    # Of another region and of another group: neither belongs in any list on this paper.
    elsewhere: tuple[dict[str, Any], ...] = (
        {"region_id": leiden.id},
        {"product_group_id": floors.id},
    )
    for other in elsewhere:
        again = TODAY + dt.timedelta(days=8)
        declined(session, bram, price, "Somebody Else", words="Said elsewhere.", call_again_on=again, **other)
        declined(session, bram, None, "Somebody Else", **other)
    accepted(session, bram, **here)

    answered = client.get(f"/print/why-not.pdf?period=this_year&region={leiden.id}&group={floors.id}")
    text = " ".join(pages(answered))

    assert "Declined quotes, this year, Region: Leiden, Product group: Floors" in text
    assert "Of 8 we know 7, all from the customer; 1 still to ask. Accepted: 1 of 9." in text
    for head in (
        "The reason that counted most, in number of quotes",
        "The reason that counted most, in euros without btw",
        *("By region", "By product group", "By size", "By waiting time", "By quarter", "Other shops"),
        *("Later again", "Not asked yet", "In their own words", "What do we do about it?"),
    ):
        assert head in text, head
    assert "Leiden 7 – 1 8 €800 7 × Too expensive, 1 × Still to ask 1 of 9" in text
    assert "071 012 34 56" in text
    assert "“They said 5.” Customer 5, Too expensive" in text
    assert "Said elsewhere." not in text
    assert "Somebody Else" not in text


def test_it_can_be_read_aloud(client: Client, session: Session, bram: User) -> None:
    for _time in range(5):
        declined(session, bram, make_reason(session, "Too expensive"))

    catalog = PdfReader(BytesIO(client.get("/print/why-not.pdf").data)).root_object

    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(catalog["/Lang"]) == "en"
    assert "/StructTreeRoot" in catalog


def test_of_very_many_the_newest_words_are_on_it_and_it_says_so(
    client: Client, session: Session, bram: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_ON_PAPER", 30)
    price = make_reason(session, "Too expensive")
    first = declined(session, bram, price, words="The very first.")
    current(session, first).decided_on = TODAY - dt.timedelta(days=1)
    for _time in range(30):
        declined(session, bram, price, words="Word for word.")

    sheets = pages(client.get("/print/why-not.pdf"))

    text = " ".join(sheets)
    assert text.count("Word for word.") == 30
    assert "The first 30 of 31." in text
    assert "The very first." not in text
    assert len(sheets) > 2
    assert all(f"{number} of {len(sheets)}" in sheet for number, sheet in enumerate(sheets, start=1))


def test_where_everybody_said_yes_there_is_no_reason_to_give(
    client: Client, session: Session, bram: User
) -> None:
    for _time in range(20):
        accepted(session, bram)

    text = " ".join(pages(client.get("/print/why-not.pdf")))

    assert "No declined quotes in this period." in text
    assert "Accepted: 20 of 20, about 100%." in text
