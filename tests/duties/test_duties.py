"""Who does what: everybody reads it, the owner writes it."""

import html
from collections.abc import Callable

import pytest

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.duties import actions
from app.duties.models import Duty
from app.duties.queries import duties
from app.users.models import User
from tests.conftest import Client

PAGE = "/settings/duties"


def make_duty(session: Session, user: User, what: str = "Orders", position: int = 0) -> Duty:
    duty = Duty(what=what, user_id=user.id, position=position)
    session.add(duty)
    session.flush()
    return duty


def listed(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    return [(duty.what, duty.user.name) for duty in duties(session)]


def test_somebody_looks_after_something(client: Client, session: Session, bram: User) -> None:
    answer = client.post(f"{PAGE}/new", data={"what": "The window", "user_id": bram.id})

    assert answer.location == PAGE
    assert listed(session) == [("The window", "Bram")]
    assert "The window" in client.get(PAGE).text


def test_it_is_passed_on(client: Client, session: Session, bram: User, owner: User) -> None:
    duty = make_duty(session, bram)

    answer = client.post(f"{PAGE}/{duty.id}", data={"what": "Orders, weekly", "user_id": owner.id})

    assert answer.location == PAGE
    assert listed(session) == [("Orders, weekly", "Marleen")]


def test_the_order_is_the_owners(client: Client, session: Session, bram: User) -> None:
    rows = [make_duty(session, bram, what, place) for place, what in enumerate("ABC")]

    client.post(f"{PAGE}/{rows[2].id}/move", data={"where": "up"})
    client.post(f"{PAGE}/{rows[0].id}/move", data={"where": "up"})

    assert [what for what, _name in listed(session)] == ["A", "C", "B"]


def test_it_goes_off_the_list(client: Client, session: Session, bram: User) -> None:
    duty = make_duty(session, bram)

    answer = client.post(f"{PAGE}/{duty.id}/remove")

    assert answer.location == PAGE
    assert listed(session) == []


def test_an_empty_list_speaks(client: Client) -> None:
    assert "Nobody looks after anything yet" in client.get(PAGE).text


def test_who_left_is_named_so_that_somebody_else_is_chosen(
    client: Client, session: Session, bram: User
) -> None:
    duty = make_duty(session, bram)
    bram.left_on = clock.today()

    assert "Bram no longer works here" in client.get(PAGE).text
    answer = client.post(f"{PAGE}/{duty.id}", data={"what": "Orders", "user_id": bram.id})
    assert "Choose one from the list." in answer.text
    with pytest.raises(RuleBroken, match="no longer works here"):
        actions.add(session, what="Orders", user=bram, by=bram)


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"what": "", "user_id": "1"}, "Type what it is"),
        ({"what": "Orders", "user_id": ""}, "Choose who does it."),
        ({"what": "Orders", "user_id": "777"}, "Choose one from the list."),
        ({"what": "x" * 121, "user_id": "1"}, "too long"),
    ],
)
def test_what_is_not_right_yet_is_not_kept(
    client: Client, session: Session, posted: dict[str, str], sentence: str
) -> None:
    answer = client.post(f"{PAGE}/new", data=posted)

    assert sentence in answer.text
    assert f'value="{posted["what"]}"' in answer.text
    assert listed(session) == []


@pytest.mark.parametrize("number", [0, 999, 2**63])
@pytest.mark.parametrize("way", ["", "/move", "/remove"])
def test_an_unknown_duty_is_not_found(client: Client, number: int, way: str) -> None:
    assert client.post(f"{PAGE}/{number}{way}").status_code == 404


@pytest.mark.parametrize("way", ["/new", "/{}", "/{}/move", "/{}/remove"])
def test_others_read_and_change_nothing(
    client_as: Callable[[User], Client], session: Session, bram: User, viewer: User, way: str
) -> None:
    duty = make_duty(session, bram)
    for reader in (bram, viewer):
        browser = client_as(reader)
        page = browser.get(PAGE)
        assert "Orders" in page.text
        assert "Change" not in page.text
        assert browser.post(PAGE + way.format(duty.id), data={"what": "Mine"}).status_code == 403

    assert listed(session) == [("Orders", "Bram")]


def test_words_are_never_markup(client: Client, session: Session, bram: User) -> None:
    make_duty(session, bram, "<script>alert(1)</script>")

    page = client.get(PAGE).text

    assert "<script>alert" not in page
    assert "<script>alert" in html.unescape(page)
