"""The owner draws the map of the shop: names, postcodes, the order that decides."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.audit.models import Deed
from app.core.database import Session
from app.core.words import use_language
from app.relations.actions import put_in_region
from app.relations.models import Region, RegionRange
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_address, make_region, make_relation

PAGE = "/settings/regions"


def names(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(Region.name).order_by(Region.position, Region.id)))


def test_a_new_region_is_drawn(client: Client, session: Session) -> None:
    make_region(session, "Leiden", (2300, 2334))

    answer = client.post(f"{PAGE}/new", data={"name": "Bollenstreek", "postcodes": "2160 t/m 2199, 2312"})

    assert answer.location == PAGE
    assert names(session) == ["Leiden", "Bollenstreek"]
    page = client.get(PAGE).text
    assert "2160–2199, 2312" in page
    assert "2312 is in Leiden too. Leiden comes first, so it counts there." in page
    assert "Nobody in the box lives in 2160–2199, 2312." in page


def test_a_region_is_renamed_and_redrawn(client: Client, session: Session) -> None:
    region = make_region(session, "Leidn", (2300, 2334), (2350, 2353))
    assert "2300–2334, 2350–2353" in client.get(f"{PAGE}/{region.id}").text

    client.post(f"{PAGE}/{region.id}", data={"name": "Leiden", "postcodes": "2300-2334, 2360"})

    assert names(session) == ["Leiden"]
    ranges = session.execute(select(RegionRange.first, RegionRange.last).order_by(RegionRange.first))
    assert [tuple(row) for row in ranges] == [(2300, 2334), (2360, 2360)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "", "postcodes": "2300"}, "Type a name, for example Bollenstreek."),
        ({"name": "LEIDEN", "postcodes": "2300"}, "There is a region with this name already."),
        ({"name": "Coast", "postcodes": "2200, about 2300"}, "“about 2300” is no postcode."),
        ({"name": "Coast", "postcodes": "2300-2200"}, "2300-2200 runs backwards."),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_stays(
    client: Client, session: Session, typed: dict[str, str], told: str
) -> None:
    region = make_region(session, "Leiden", (2300, 2334))
    other = make_region(session, "Rijnstreek")

    for path in (f"{PAGE}/new", f"{PAGE}/{other.id}"):
        page = client.post(path, data=typed).text
        assert told in page
        assert typed["postcodes"] in page

    assert names(session) == ["Leiden", "Rijnstreek"]
    assert session.scalars(select(RegionRange.region_id)).all() == [region.id]


def test_the_order_changes_with_buttons(client: Client, session: Session) -> None:
    for name in ("A", "B", "C"):
        make_region(session, name)
    last = session.scalars(select(Region).where(Region.name == "C")).one()

    assert client.post(f"{PAGE}/{last.id}/move", data={"where": "up"}).location == PAGE
    assert names(session) == ["A", "C", "B"]
    client.post(f"{PAGE}/{last.id}/move", data={"where": "down"})
    client.post(f"{PAGE}/{last.id}/move", data={"where": "down"})
    assert names(session) == ["A", "B", "C"]


def test_the_page_counts_the_cards_and_those_in_no_region(
    client: Client, session: Session, owner: User
) -> None:
    leiden, empty = make_region(session, "Leiden", (2300, 2334)), make_region(session, "Coast")
    for number in range(3):
        make_address(session, make_relation(session, f"Card {number}"), postcode="2312 AB")
    put_in_region(session, [make_relation(session, "Far").id], leiden, by=owner)
    make_address(session, make_relation(session, "Abroad"), postcode="2312", country="BE")

    page = client.get(PAGE).text

    assert f'/relations?region={leiden.id}">4 cards' in page
    assert f'/relations?region={empty.id}">0 cards' in page
    assert '/relations?region=0">1 card<' in page
    assert "No postcodes yet" in page


def test_a_region_is_taken_off_the_map_and_put_back(client: Client, session: Session) -> None:
    region = make_region(session, "Leiden", (2300, 2334))

    assert client.post(f"{PAGE}/{region.id}/remove").location == PAGE
    assert names(session) == []

    deed = session.scalars(select(Deed).where(Deed.what == "region.remove")).one()
    assert f"/deeds/{deed.id}/undo" in client.get(PAGE).text
    assert "Postcodes of the region removed: <del>Leiden</del>" in client.get(f"/deeds/{deed.id}/undo").text
    assert client.post(f"/deeds/{deed.id}/undo").location == PAGE
    assert names(session) == ["Leiden"]
    assert session.scalars(select(RegionRange.last)).all() == [2334]


def test_without_regions_the_page_says_what_they_are_for(client: Client) -> None:
    page = client.get(PAGE).text

    assert "No regions yet" in page
    with use_language("nl"):
        assert f"{PAGE}/new" in page


@pytest.mark.parametrize("path", ["", "/move", "/remove"])
def test_a_region_that_is_not_there(client: Client, path: str) -> None:
    assert client.post(f"{PAGE}/999{path}").status_code == 404


def test_only_the_owner_draws(client_as: Callable[[User], Client], session: Session, bram: User) -> None:
    region = make_region(session, "Leiden", (2300, 2334))
    browser = client_as(bram)

    assert browser.get(PAGE).status_code == 403
    for path in ("/new", f"/{region.id}", f"/{region.id}/move", f"/{region.id}/remove"):
        assert browser.post(PAGE + path, data={"name": "Mine", "where": "up"}).status_code == 403
    assert names(session) == ["Leiden"]


def test_only_the_owner_undoes_what_was_drawn(
    client: Client, client_as: Callable[[User], Client], session: Session, bram: User
) -> None:
    client.post(f"{PAGE}/new", data={"name": "Leiden", "postcodes": "2300"})
    deed = session.scalars(select(Deed).where(Deed.what == "region.add")).one()

    assert client_as(bram).post(f"/deeds/{deed.id}/undo").status_code == 403
    assert names(session) == ["Leiden"]
