"""The counts of all views as a sheet: a row for each part, reason and way of knowing."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import unquote

from app.core.database import Session
from app.quotes.models import SaidBy
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_reason, make_region
from tests.insights.test_splits import accepted, declined


def rows_of(client: Client, address: str = "/why-not.csv") -> list[list[str]]:
    """The rows without the head."""
    return list(csv.reader(io.StringIO(client.get(address).data.decode("utf-8-sig"))))[1:]


def test_each_part_reason_and_way_of_knowing_has_a_row(client: Client, session: Session, bram: User) -> None:
    leiden, price = make_region(session, "Leiden"), make_reason(session, "Too expensive")
    declined(session, bram, price, region_id=leiden.id, total_ex=Decimal("100.50"))
    declined(session, bram, price, said_by=SaidBy.OUR_GUESS)
    declined(session, bram, None)
    accepted(session, bram, region_id=leiden.id)

    rows = rows_of(client)

    assert rows[:4] == [
        ["Reasons", "all quotes", "Declined", "Too expensive", "the customer said so", "1", "100.50"],
        ["Reasons", "all quotes", "Declined", "Too expensive", "we think so", "1", "100.00"],
        ["Reasons", "all quotes", "Declined", "", "still to ask", "1", "100.00"],
        ["Reasons", "all quotes", "Accepted", "", "", "1", "100.00"],
    ]
    assert ["By region", "Leiden", "Accepted", "", "", "1", "100.00"] in rows
    assert {row[0] for row in rows} == {
        "Reasons",
        "By region",
        "By product group",
        "By size",
        "By waiting time",
        "By quarter",
    }


def test_it_is_narrowed_as_the_views_are_and_its_name_says_so(
    client: Client, session: Session, bram: User
) -> None:
    leiden, price = make_region(session, "Leiden"), make_reason(session, "Too expensive")
    declined(session, bram, price, region_id=leiden.id)
    declined(session, bram, price)

    answered = client.get(f"/why-not.csv?period=this_year&region={leiden.id}")

    assert rows_of(client, f"/why-not.csv?region={leiden.id}")[0][5] == "1"
    name = unquote(answered.headers["Content-Disposition"])
    assert "Why not, this year, Region Leiden.csv" in name


def test_who_may_see_the_page_may_have_the_sheet(
    client_as: Callable[[User], Client], anonymous: Client, viewer: User
) -> None:
    assert client_as(viewer).get("/why-not.csv").status_code == 200
    assert anonymous.get("/why-not.csv").status_code == 302
