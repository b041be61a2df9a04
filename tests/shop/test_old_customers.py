"""The shop's own term: after how many months without a purchase it asks."""

from collections.abc import Callable

import pytest

from app.core.database import Session
from app.shop.queries import get_shop
from app.users.models import User
from tests.conftest import Client
from tests.stages.test_proposals import make_quiet

PAGE = "/settings/old-customers"


def test_the_owner_sets_the_term_and_sees_whom_it_asks_about(client: Client, session: Session) -> None:
    make_quiet(session)
    assert "1 customer to ask about" in client.get(PAGE).text

    assert client.post(PAGE, data={"old_after_months": "240"}).location == PAGE

    session.expire_all()
    assert get_shop(session).old_after_months == 240
    assert "Nobody to ask about now." in client.get(PAGE).text


@pytest.mark.parametrize("typed", ["", "0", "241", "two years", "1.5"])
def test_what_is_no_term_is_said_and_stays(client: Client, session: Session, typed: str) -> None:
    page = client.post(PAGE, data={"old_after_months": typed})

    assert page.status_code == 200
    assert f'value="{typed}"' in page.text
    assert 'aria-invalid="true"' in page.text
    session.expire_all()
    assert get_shop(session).old_after_months == 24


def test_only_the_owner_sets_it(client_as: Callable[[User], Client], session: Session, bram: User) -> None:
    browser = client_as(bram)

    assert browser.get(PAGE).status_code == 403
    assert browser.post(PAGE, data={"old_after_months": "12"}).status_code == 403
    session.expire_all()
    assert get_shop(session).old_after_months == 24
