"""The owner keeps the addresses of the shop: in order, and closed ones stay where they were used."""

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.shop import queries
from app.shop.models import ShopBranch
from tests.conftest import Client
from tests.factories import make_branch


def test_adding_a_branch(client: Client, session: Session) -> None:
    answer = client.post(
        "/settings/branches/new",
        data={
            "name": "Katwijk",
            "street": "Drogersplein 8",
            "postcode": "2225xk",
            "place": "Katwijk",
            "email": "winkel@kwast.example",
            "hours": "maandag dicht\r\ndinsdag 9.00 – 17.30",
        },
    )

    branch = session.scalars(select(ShopBranch)).one()
    assert answer.location == "/settings/branches"
    assert (branch.postcode, branch.email, branch.phone) == ("2225 XK", "winkel@kwast.example", None)
    assert branch.hours == "maandag dicht\ndinsdag 9.00 – 17.30"
    assert "Drogersplein 8, 2225 XK Katwijk" in client.get("/settings/branches").text


def test_a_wrong_postcode_or_mail_address_is_marked_and_stays(client: Client, session: Session) -> None:
    answer = client.post(
        "/settings/branches/new", data={"name": "Katwijk", "postcode": "2225 9Z", "email": "winkel@"}
    )

    assert answer.status_code == 200
    assert "A postcode has four digits and two letters" in answer.text
    assert "A mail address looks like" in answer.text
    assert 'value="2225 9Z"' in answer.text
    assert session.scalars(select(ShopBranch)).all() == []


def test_postcodes_that_are_never_given_out_are_refused(client: Client) -> None:
    for postcode in ("0123 AB", "2311 SS", "2311 SD", "2311 SA"):
        answer = client.post("/settings/branches/new", data={"name": "X", "postcode": postcode})
        assert "A postcode has four digits" in answer.text


def test_changing_a_branch(client: Client, session: Session) -> None:
    branch = make_branch(session)

    client.post(f"/settings/branches/{branch.id}", data={"name": "Leiden Noord", "street": ""})

    session.refresh(branch)
    assert (branch.name, branch.street) == ("Leiden Noord", "")


def test_a_closed_branch_leaves_the_list_and_can_come_back(client: Client, session: Session) -> None:
    first, second = make_branch(session, position=0), make_branch(session, name="Katwijk", position=1)

    client.post(f"/settings/branches/{first.id}/put-away")
    session.expire_all()
    assert first.archived_on == clock.today()
    assert queries.branches(session) == [second]
    assert queries.closed_branches(session) == [first]

    client.post(f"/settings/branches/{first.id}/take-back")
    session.expire_all()
    assert queries.branches(session) == [second, first]


def test_moving_changes_places_with_the_neighbour(client: Client, session: Session) -> None:
    rows = [make_branch(session, name=name) for name in "ABC"]

    client.post(f"/settings/branches/{rows[2].id}/move", data={"where": "up"})
    session.expire_all()
    assert [branch.name for branch in queries.branches(session)] == ["A", "C", "B"]

    client.post(f"/settings/branches/{rows[0].id}/move", data={"where": "up"})
    client.post(f"/settings/branches/{rows[0].id}/move", data={"where": "down"})
    session.expire_all()
    assert [branch.name for branch in queries.branches(session)] == ["C", "A", "B"]


def test_an_unknown_one_is_not_found(client: Client) -> None:
    assert client.get("/settings/branches/9").status_code == 404
    assert client.post("/settings/branches/9/put-away").status_code == 404
    assert client.post("/settings/staff_member/1/put-away").status_code == 404
