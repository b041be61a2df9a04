"""What the browser is told: load nothing from elsewhere, keep nothing, believe nobody else."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from app.users.access import OPEN_ENDPOINTS
from app.users.models import User
from tests.conftest import Client
from tests.security.inventory import Page, quick

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
OTHER_HOSTS = [
    "evil.example",
    "localhost.evil.example",
    "evil.example:5000",
    "127.0.0.1.nip.io",
    "localhost@evil.example",
    "10.0.0.1",
    "0.0.0.0",  # noqa: S104
    "[::2]",
    "",
]


def answers_of(client: Client, all_pages: list[Page]) -> list[tuple[str, object]]:
    """An answer of each kind: pages, files, errors of every sort."""
    paths = [page.path for page in quick(all_pages) if "GET" in page.methods]
    return [(path, client.get(path)) for path in [*paths, "/nowhere", "/sign-out", "/static/x/nothing.css"]]


@pytest.mark.parametrize("who", ["client", "anonymous"])
def test_every_answer_has_its_headers(
    all_pages: list[Page], request: pytest.FixtureRequest, who: str
) -> None:
    for path, answer in answers_of(request.getfixturevalue(who), all_pages):
        headers = answer.headers  # type: ignore[attr-defined]
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy == POLICY, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert "Access-Control-Allow-Origin" not in headers, path


def test_no_page_stays_behind_in_the_browser(all_pages: list[Page], client: Client) -> None:
    for page in all_pages:
        if "GET" in page.methods and page.endpoint not in OPEN_ENDPOINTS:
            assert client.get(page.path).headers["Cache-Control"] == "no-store", page
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"


def test_no_other_site_may_read_along(all_pages: list[Page], client: Client) -> None:
    for page in quick(all_pages):
        if "GET" in page.methods:
            answer = client.get(page.path, headers={"Origin": "http://x.example"})
            assert "Access-Control-Allow-Origin" not in answer.headers, page


def test_another_name_for_this_machine_is_refused_everywhere(all_pages: list[Page], client: Client) -> None:
    for host in OTHER_HOSTS:
        for page in all_pages:
            for method in page.methods:
                answer = client.open(page.path, method=method, headers={"Host": host})
                assert answer.status_code == 400, (page, host)
                assert "localhost" in answer.text
        assert client.get("/nowhere", headers={"Host": host}).status_code == 400, host


@pytest.mark.parametrize("host", ["localhost", "localhost:5000", "127.0.0.1:8000", "[::1]:5000"])
def test_its_own_names_are_not(anonymous: Client, host: str) -> None:
    answer = anonymous.get("/sign-in", headers={"Host": host, "X-Forwarded-Host": "evil.example"})

    assert answer.status_code == 200
    assert "evil.example" not in answer.text


def test_no_link_depends_on_the_name_that_was_asked(all_pages: list[Page], client: Client) -> None:
    for page in all_pages:
        if "GET" in page.methods:
            answer = client.get(
                page.path, headers={"Host": "127.0.0.1:5999", "X-Forwarded-Host": "x.example"}
            )
            assert b"5999" not in answer.data, page
            assert "5999" not in str(answer.location), page


def test_the_cookie_is_ours_alone(anonymous: Client) -> None:
    # Any page with a form gives the cookie its token.
    cookie = anonymous.get("/sign-in").headers["Set-Cookie"]

    assert re.match(r"kaartenbak_[0-9a-f]{12}=", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


class _Strict(HTMLParser):
    """Collects what the policy would refuse, or what could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.elsewhere: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"style", "object", "embed", "iframe", "base"} or (tag == "script" and "src" not in given):
            self.found.append(self.get_starttag_text() or tag)
        for name, value in given.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name == "style":
                self.found.append(f"{name}={value}")
            if name in {"href", "src", "action", "formaction", "xlink:href"}:
                if address.startswith(("javascript:", "vbscript:", "data:text")):
                    self.found.append(f"{name}={value}")
                if tag in {"link", "script", "img", "form"} and re.match(r"(https?:)?//", address):
                    self.elsewhere.append(f"{tag} {name}={value}")
                if re.match(r"https?:", address) and "noopener" not in given.get("rel", ""):
                    self.found.append(f"{name}={value} without rel=noopener")


def test_pages_hold_nothing_that_runs_and_load_nothing_from_elsewhere(
    all_pages: list[Page], client: Client, anonymous: Client, client_as: Callable[[User], Client]
) -> None:
    for browser in (client, anonymous):
        for path, answer in answers_of(browser, all_pages):
            if answer.mimetype == "text/html":  # type: ignore[attr-defined]
                reader = _Strict()
                reader.feed(answer.text)  # type: ignore[attr-defined]
                assert (reader.found, reader.elsewhere) == ([], []), path
