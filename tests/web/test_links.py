"""Where a page may lead on to."""

import pytest

from app.core.database import Session
from app.users import passwords
from app.users.models import User
from app.web.links import own_path
from tests.conftest import Client

ELSEWHERE = [
    "http://evil.example",
    "https://evil.example/",
    "HTTP://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/\x00/evil.example",
    "/\x0b/evil.example",
    "/\x7f/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "evil.example",
    "@evil.example",
    "?next=//evil.example",
    "#//evil.example",
    "./evil",
    "../evil",
    "http:evil.example",
    "http:/evil.example",
    "https:///evil.example",
    "ftp://evil.example",
    "blob:http://evil.example",
    "",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nothing_leads_elsewhere(wanted: str) -> None:
    assert own_path(wanted) == "/"


@pytest.mark.parametrize(
    "wanted", ["/", "/relations/1", "/search?q=a%20b&page=2", "/relations?letter=%C3%87", "/a//b"]
)
def test_our_own_pages_do(wanted: str) -> None:
    assert own_path(wanted) == wanted


def test_nothing_asked_leads_to_where_the_caller_says() -> None:
    assert own_path(None, "/me") == "/me"


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_leads_nowhere_else(anonymous: Client, owner: User, session: Session, wanted: str) -> None:
    owner.password_hash = passwords.keep("drie losse woorden")

    answer = anonymous.post(
        "/sign-in",
        query_string={"next": wanted},
        data={"login": "marleen", "password": "drie losse woorden"},
    )

    assert (answer.status_code, answer.location) in {(302, "/"), (400, None)}
