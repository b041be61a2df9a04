"""The owner keeps the sorts of things the shop sells."""

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.shop.models import ProductGroup, VatCode
from tests.conftest import Client


def test_product_groups(client: Client, session: Session) -> None:
    client.post("/settings/groups/new", data={"name": "Curtains", "vat_code": "low"})
    group = session.scalars(select(ProductGroup)).one()
    assert (group.name, group.vat_code) == ("Curtains", VatCode.LOW)

    client.post(f"/settings/groups/{group.id}", data={"name": "Curtains and blinds", "vat_code": "high"})
    session.refresh(group)
    assert (group.name, group.vat_code) == ("Curtains and blinds", VatCode.HIGH)

    client.post(f"/settings/groups/{group.id}/put-away")
    session.refresh(group)
    assert group.archived_on == clock.today()
    assert "Curtains and blinds" in client.get("/settings/groups").text


def test_an_unknown_one_is_not_found(client: Client) -> None:
    assert client.get("/settings/groups/9").status_code == 404
