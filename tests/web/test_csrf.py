"""A post counts only when it comes from a page of ours."""

import pytest

from app.core.database import Session
from app.users.models import User
from tests.conftest import Client


def rename(client: Client, headers: dict[str, str]) -> int:
    """Post a new name the way a form would, and say how that went."""
    return client.post("/me", data={"name": "Renamed", "language": "en"}, headers=headers).status_code


def test_without_its_token_a_post_is_refused(client: Client, owner: User, session: Session) -> None:
    client.sends_token = False
    answer = client.post("/me", data={"name": "Renamed", "language": "en"})

    assert answer.status_code == 400
    assert "This page is too old" in answer.text
    session.refresh(owner)
    assert owner.name == "Marleen"


def test_the_token_of_another_session_is_refused(client: Client, anonymous: Client) -> None:
    with anonymous.session_transaction() as other:
        other["csrf_token"] = "the token of another session"
    client.sends_token = False

    assert rename(client, headers={"X-CSRFToken": anonymous.token()}) == 400
    assert rename(client, headers={"X-CSRFToken": client.token()}) == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:8000"},
        {"Origin": "https://localhost"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
    ],
)
def test_another_site_is_refused_also_with_the_token(
    client: Client, owner: User, session: Session, headers: dict[str, str]
) -> None:
    assert rename(client, headers=headers) == 403
    session.refresh(owner)
    assert owner.name == "Marleen"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_page_is_not(client: Client, headers: dict[str, str]) -> None:
    assert rename(client, headers=headers) == 302


def test_looking_from_elsewhere_is_allowed(client: Client) -> None:
    assert client.get("/me", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
