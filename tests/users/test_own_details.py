"""What everybody may change of themselves, and nothing more."""

from collections.abc import Callable

import pytest

from app.core.database import Session
from app.users import passwords
from app.users.models import Role, User
from tests.conftest import Client

PASSWORD = "drie losse woorden"


@pytest.fixture
def joep(viewer: User) -> User:
    """Joep, who may only look, with a password."""
    viewer.password_hash = passwords.keep(PASSWORD)
    return viewer


@pytest.fixture
def browser(client_as: Callable[[User], Client], joep: User) -> Client:
    """Joep's browser."""
    return client_as(joep)


def test_name_number_and_language(browser: Client, joep: User, session: Session) -> None:
    answer = browser.post("/me", data={"name": "Joep B.", "direct_number": "071 0", "language": "nl"})

    session.refresh(joep)
    assert answer.location == "/me"
    assert (joep.name, joep.direct_number, joep.language) == ("Joep B.", "071 0", "nl")
    assert "Mijn gegevens" in browser.get("/me").text


def test_nothing_else_can_be_slipped_in(browser: Client, joep: User, session: Session) -> None:
    before = (joep.id, joep.login, joep.password_hash)
    browser.post(
        "/me",
        data={
            "name": "Joep",
            "language": "en",
            "role": "owner",
            "is_key_person": "y",
            "id": "1",
            "login": "marleen",
            "password_hash": "x",
            "blocked_at": "",
            "left_on": "2020-01-01",
        },
    )

    session.refresh(joep)
    assert (joep.id, joep.login, joep.password_hash) == before
    assert (joep.role, joep.is_key_person, joep.left_on) == (Role.VIEWER, False, None)


def test_what_is_not_right_stays(browser: Client, joep: User, session: Session) -> None:
    answer = browser.post("/me", data={"name": "", "direct_number": "06 99", "language": "fr"})

    assert answer.status_code == 200
    assert 'value="06 99"' in answer.text
    session.refresh(joep)
    assert joep.name == "Joep"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("wrong", "paard-fiets-regen"), "This is not your present password."),
        (("", "paard-fiets-regen"), "Type your present password."),
        ((PASSWORD, "kort"), "This is too short."),
        ((PASSWORD, "a" * 129), "This is too long."),
        ((PASSWORD, "wachtwoord12"), "This one is easy to guess."),
    ],
)
def test_another_password_asks_for_the_present_one_and_a_good_one(
    browser: Client, joep: User, session: Session, typed: tuple[str, str], sentence: str
) -> None:
    present, new = typed
    answer = browser.post("/me/password", data={"present": present, "password": new})

    assert answer.status_code == 200
    assert sentence in answer.text
    session.refresh(joep)
    assert passwords.matches(joep.password_hash, PASSWORD)


def test_who_may_change_no_settings_finds_their_own_details(browser: Client) -> None:
    assert browser.get("/settings").location == "/me"
    page = browser.get("/me").text
    assert "/settings/staff" not in page
    assert "/settings/look" in page
