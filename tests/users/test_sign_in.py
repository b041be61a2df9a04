"""Signing in: who gets in, who has to wait, and what is left behind of it."""

import datetime as dt

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from app.audit.models import Deed
from app.core import clock
from app.core.database import Session
from app.users import passwords, queries
from app.users.models import LoginAttempt, SignIn, User
from tests.conftest import Client

PASSWORD = "drie losse woorden"
NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)


@pytest.fixture
def marleen(owner: User) -> User:
    """Marleen, with a password."""
    owner.password_hash = passwords.keep(PASSWORD)
    return owner


@pytest.mark.parametrize("name", ["marleen", "Marleen", " MARLEEN "])
def test_name_and_password_let_somebody_in(anonymous: Client, marleen: User, name: str) -> None:
    answer = anonymous.post("/sign-in", data={"login": name, "password": PASSWORD})

    assert (answer.status_code, answer.location) == (302, "/")
    assert anonymous.get("/me").status_code == 200


def test_one_goes_on_to_the_page_that_was_asked_for(anonymous: Client, marleen: User) -> None:
    asked = anonymous.get("/me?from=here")
    answer = anonymous.post(asked.location, data={"login": "marleen", "password": PASSWORD})

    assert answer.location == "/me?from=here"


@pytest.mark.parametrize(
    ("login", "password"),
    [("marleen", "wrong"), ("marleen", PASSWORD.upper()), ("marleen", f" {PASSWORD}"), ("nobody", PASSWORD)],
)
def test_anything_else_does_not_and_never_says_which_was_wrong(
    anonymous: Client, marleen: User, session: Session, login: str, password: str
) -> None:
    answer = anonymous.post("/sign-in", data={"login": login, "password": password})

    assert answer.status_code == 200
    assert "The name or the password is not right." in answer.text
    assert f'value="{login}"' in answer.text
    assert password not in answer.text
    failed = session.scalars(select(Deed).where(Deed.what == "sign_in.failed")).one()
    assert failed.by_id == (marleen.id if login == "marleen" else None)
    assert session.scalars(select(SignIn)).all() == []


def test_an_unknown_name_costs_the_same_work(
    anonymous: Client, marleen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = []
    real = PasswordHasher.verify

    def verify(hasher: PasswordHasher, stored: str, password: str) -> bool:
        checked.append((stored, password))
        return bool(real(hasher, stored, password))

    monkeypatch.setattr(PasswordHasher, "verify", verify)

    for login in ("marleen", "nobody"):
        anonymous.post("/sign-in", data={"login": login, "password": "wrong"})

    assert [password for _hash, password in checked] == ["wrong", "wrong"]
    assert all(stored.startswith("$argon2id$") for stored, _password in checked)


def test_who_is_blocked_or_left_stays_out(anonymous: Client, marleen: User, session: Session) -> None:
    marleen.blocked_at = NOON
    assert anonymous.post("/sign-in", data={"login": "marleen", "password": PASSWORD}).status_code == 200

    marleen.blocked_at, marleen.left_on = None, NOON.date()
    assert anonymous.post("/sign-in", data={"login": "marleen", "password": PASSWORD}).status_code == 200


def test_a_name_without_password_lets_nobody_in(anonymous: Client, bram: User) -> None:
    for password in ("", "None", "nobody has this password"):
        anonymous.post("/sign-in", data={"login": "bram", "password": password})

    assert anonymous.get("/me").status_code == 302


def test_guessing_becomes_slow_and_right_still_has_to_wait(
    anonymous: Client, marleen: User, session: Session
) -> None:
    with clock.frozen(NOON):
        answers = [
            anonymous.post("/sign-in", data={"login": "marleen", "password": f"guess {n}"}).status_code
            for n in range(20)
        ]
        right = anonymous.post("/sign-in", data={"login": "marleen", "password": PASSWORD})

    assert answers[: queries.FREE_TRIES] == [200] * queries.FREE_TRIES
    assert set(answers[queries.FREE_TRIES :]) == {429}
    assert right.status_code == 429
    assert len(session.scalars(select(LoginAttempt)).all()) == queries.FREE_TRIES

    with clock.frozen(NOON + queries.FIRST_WAIT):
        assert anonymous.post("/sign-in", data={"login": "marleen", "password": PASSWORD}).status_code == 302


def test_the_wait_doubles_up_to_a_quarter_of_an_hour(session: Session) -> None:
    for count in range(1, 15):
        session.add(LoginAttempt(login="marleen", address=str(count), tried_at=NOON, succeeded=False))
    session.flush()

    with clock.frozen(NOON):
        assert queries.wait_before_next_try(session, "Marleen", "elsewhere") == queries.LONGEST_WAIT
        assert queries.wait_before_next_try(session, "bram", "elsewhere") == dt.timedelta(0)


def test_others_still_get_in_and_a_forged_address_gives_no_new_tries(
    anonymous: Client, marleen: User, bram: User
) -> None:
    bram.password_hash = passwords.keep(PASSWORD)
    with clock.frozen(NOON):
        answers = [
            anonymous.post(
                "/sign-in",
                data={"login": "marleen", "password": "wrong"},
                headers={"X-Forwarded-For": f"10.0.0.{n}"},
            ).status_code
            for n in range(10)
        ]
        others = anonymous.post("/sign-in", data={"login": "bram", "password": PASSWORD})

    assert answers[-1] == 429
    assert others.status_code == 302


def test_one_address_that_guesses_at_everybody_waits_for_everybody(
    anonymous: Client, marleen: User, session: Session
) -> None:
    for n in range(queries.FREE_TRIES_PER_ADDRESS):
        session.add(LoginAttempt(login=f"name {n}", address="127.0.0.1", tried_at=NOON, succeeded=False))

    with clock.frozen(NOON):
        answer = anonymous.post("/sign-in", data={"login": "marleen", "password": PASSWORD})

    assert answer.status_code == 429
    assert "Wait 5 seconds" in answer.text


def test_a_right_password_wipes_the_wrong_tries(anonymous: Client, marleen: User, session: Session) -> None:
    for n in range(queries.FREE_TRIES - 1):
        anonymous.post("/sign-in", data={"login": "marleen", "password": f"guess {n}"})
    anonymous.post("/sign-in", data={"login": "marleen", "password": PASSWORD})

    assert not queries.wait_before_next_try(session, "marleen", "127.0.0.1")


def test_an_old_hash_is_made_anew_at_the_next_sign_in(
    anonymous: Client, marleen: User, session: Session
) -> None:
    marleen.password_hash = PasswordHasher(time_cost=1, memory_cost=32).hash(PASSWORD)

    anonymous.post("/sign-in", data={"login": "marleen", "password": PASSWORD})

    session.refresh(marleen)
    assert marleen.password_hash is not None
    assert not passwords.is_outdated(marleen.password_hash)
    assert passwords.matches(marleen.password_hash, PASSWORD)


def test_a_password_of_ten_megabytes_is_refused_unread(anonymous: Client, marleen: User) -> None:
    answer = anonymous.post("/sign-in", data={"login": "marleen", "password": "a" * 10_000_000})

    assert answer.status_code == 413
    assert "This is too large" in answer.text


def test_without_staff_the_page_says_how_to_begin(anonymous: Client) -> None:
    assert "./start" in anonymous.get("/sign-in").text
    answer = anonymous.post("/sign-in", data={"login": "admin", "password": "admin"})
    assert answer.status_code == 200
    assert anonymous.get("/me").status_code == 302


def test_password_managers_and_pasting_work(anonymous: Client, marleen: User) -> None:
    page = anonymous.get("/sign-in").text

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_who_is_signed_in_already_goes_on(client: Client) -> None:
    assert client.get("/sign-in?next=/me").location == "/me"
