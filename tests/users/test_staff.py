"""Staff: adding people, what they may do, their passwords, and leaving."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.users import actions, passwords, queries
from app.users.models import Role, User
from tests.conftest import Client
from tests.factories import make_user

PASSWORD = "drie losse woorden"


@pytest.fixture
def marleen(owner: User) -> User:
    """Marleen, who can sign in and so can keep the shop."""
    owner.password_hash = passwords.keep(PASSWORD)
    return owner


def test_adding_somebody(client: Client, session: Session) -> None:
    answer = client.post(
        "/settings/staff/new",
        data={"name": " Yusuf ", "role": "staff", "direct_number": "06 00 00 00 12", "is_key_person": "y"},
    )

    yusuf = session.scalars(select(User).where(User.name == "Yusuf")).one()
    assert answer.location == f"/settings/staff/{yusuf.id}"
    assert (yusuf.role, yusuf.direct_number, yusuf.is_key_person) == (Role.STAFF, "06 00 00 00 12", True)
    assert (yusuf.login, yusuf.password_hash) == (None, None)
    assert "Yusuf" in client.get("/settings/staff").text


def test_what_is_not_right_stays_in_its_box(client: Client, session: Session) -> None:
    answer = client.post("/settings/staff/new", data={"name": "", "role": "king", "direct_number": "06 12"})

    assert answer.status_code == 200
    assert "Type a name." in answer.text
    assert "Choose one from the list." in answer.text
    assert 'value="06 12"' in answer.text
    assert len(queries.staff(session)) == 1


def test_changing_somebody(client: Client, bram: User, session: Session) -> None:
    answer = client.post(f"/settings/staff/{bram.id}", data={"name": "Bram Smit", "role": "viewer"})

    session.refresh(bram)
    assert answer.location == "/settings/staff"
    assert (bram.name, bram.role, bram.direct_number) == ("Bram Smit", Role.VIEWER, None)


def test_the_days_that_somebody_works_and_who_stands_in(client: Client, bram: User, session: Session) -> None:
    sanne = make_user(session, name="Sanne")

    client.post(
        f"/settings/staff/{bram.id}",
        data={"name": "Bram", "role": "staff", "works_on": ["5", "2"], "stand_in_id": sanne.id},
    )

    session.refresh(bram)
    assert (bram.works_on, bram.stand_in_id) == ("25", sanne.id)
    assert not bram.is_off(dt.date(2026, 11, 20))
    assert bram.is_off(dt.date(2026, 11, 23))


@pytest.mark.parametrize("who", ["himself", "gone"])
def test_nobody_stands_in_for_himself_or_after_leaving(
    client: Client, bram: User, session: Session, who: str
) -> None:
    gone = make_user(session, name="Piet", left_on=clock.today())
    stand_in = bram if who == "himself" else gone

    answer = client.post(
        f"/settings/staff/{bram.id}", data={"name": "Bram", "role": "staff", "stand_in_id": stand_in.id}
    )

    session.refresh(bram)
    assert "Choose one from the list." in answer.text
    assert bram.stand_in_id is None


def test_giving_a_password_lets_somebody_in(
    client: Client, anonymous: Client, bram: User, session: Session
) -> None:
    answer = client.post(
        f"/settings/staff/{bram.id}/password", data={"login": "Bram de Jong", "password": PASSWORD}
    )

    assert answer.location == "/settings/staff"
    assert anonymous.post("/sign-in", data={"login": "bram de jong", "password": PASSWORD}).status_code == 302


def test_two_people_cannot_sign_in_with_one_name(client: Client, bram: User, session: Session) -> None:
    answer = client.post(
        f"/settings/staff/{bram.id}/password", data={"login": " MARLEEN", "password": PASSWORD}
    )

    assert answer.status_code == 200
    assert "Somebody else signs in with this name." in answer.text
    session.refresh(bram)
    assert bram.password_hash is None


def test_the_action_itself_refuses_a_taken_name(session: Session, owner: User, bram: User) -> None:
    with pytest.raises(RuleBroken):
        actions.let_in(session, bram, login="Marleen", password=PASSWORD, by=owner)


@pytest.mark.parametrize("password", ["wachtwoord1", "Bram Bram Bram", "kort"])
def test_an_easy_password_is_refused(client: Client, bram: User, session: Session, password: str) -> None:
    answer = client.post(f"/settings/staff/{bram.id}/password", data={"login": "bram", "password": password})

    assert answer.status_code == 200
    assert password not in answer.text.replace("value=&#34;bram&#34;", "")
    session.refresh(bram)
    assert bram.password_hash is None


def test_blocking_and_letting_in_again(client: Client, bram: User, session: Session) -> None:
    client.post(f"/settings/staff/{bram.id}/block")
    session.refresh(bram)
    assert not bram.may_sign_in
    assert "cannot sign in" in client.get("/settings/staff").text

    client.post(f"/settings/staff/{bram.id}/unblock")
    session.refresh(bram)
    assert bram.may_sign_in


def test_leaving_keeps_the_name_and_takes_no_new_work(client: Client, bram: User, session: Session) -> None:
    client.post(f"/settings/staff/{bram.id}/leave")
    session.refresh(bram)
    assert bram.left_on == clock.today()
    assert bram not in queries.working_staff(session)
    assert "Bram" in client.get("/settings/staff").text

    client.post(f"/settings/staff/{bram.id}/come-back")
    session.refresh(bram)
    assert bram in queries.working_staff(session)


@pytest.mark.parametrize("deed", ["block", "leave"])
def test_the_last_owner_stays(client: Client, marleen: User, bram: User, session: Session, deed: str) -> None:
    answer = client.post(f"/settings/staff/{marleen.id}/{deed}")

    session.refresh(marleen)
    assert answer.status_code == 409
    assert "Marleen is the only one who may change everything." in answer.text
    assert marleen.may_sign_in


def test_the_last_owner_keeps_that_role(client: Client, marleen: User, session: Session) -> None:
    answer = client.post(f"/settings/staff/{marleen.id}", data={"name": "Marleen", "role": "staff"})

    session.refresh(marleen)
    assert answer.status_code == 409
    assert marleen.role is Role.OWNER


@pytest.mark.parametrize(
    "other",
    [{}, {"password_hash": "x", "blocked_at": clock.now()}, {"password_hash": "x", "left_on": clock.today()}],
)
def test_an_owner_who_cannot_sign_in_is_no_other_owner(
    session: Session, marleen: User, other: dict[str, object]
) -> None:
    make_user(session, role=Role.OWNER, **other)

    with pytest.raises(RuleBroken):
        actions.leave(session, marleen, by=marleen)


def test_with_a_second_owner_the_first_may_go(session: Session, marleen: User) -> None:
    make_user(session, role=Role.OWNER, password_hash="x")

    actions.leave(session, marleen, by=marleen)

    assert not marleen.may_sign_in


@pytest.mark.parametrize("path", ["", "/new", "/1", "/1/password"])
def test_staff_is_the_owners_business(
    client_as: Callable[[User], Client], bram: User, viewer: User, path: str
) -> None:
    for somebody in (bram, viewer):
        assert client_as(somebody).get(f"/settings/staff{path}").status_code == 403


def test_nobody_is_not_found(client: Client) -> None:
    assert client.get("/settings/staff/999").status_code == 404
    assert client.post("/settings/staff/999/block").status_code == 404


def test_one_person_alone_is_told_that_roles_can_wait(client: Client, bram: User, session: Session) -> None:
    sentence = "You are the only one, and you can use everything."
    assert sentence not in client.get("/settings/staff").text

    session.delete(bram)
    assert sentence in client.get("/settings/staff").text
