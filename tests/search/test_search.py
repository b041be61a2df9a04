"""The search page and the list under the box: whoever may look may search, and nothing typed breaks it."""

from collections.abc import Callable

import pytest

from app.core import clock
from app.core.database import Session
from app.relations.models import Stage
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_address, make_phone, make_relation, make_task


@pytest.fixture(autouse=True)
def _two_cards(session: Session, bram: User) -> None:
    kim = make_relation(session, "Kim Verbeek", stage=Stage.CURRENT, regular_staff_id=bram.id)
    make_phone(session, kim, "06 12 34 56 78")
    make_address(session, kim)
    make_task(session, kim, bram, promised_since=clock.today())
    make_relation(session, "Kim & <b>Zn.</b>")


@pytest.mark.parametrize("page", ["/search", "/search/suggest"])
def test_a_search_shows_who_fits_with_the_number(client: Client, page: str) -> None:
    html = client.get(page, query_string={"q": "kim"}).get_data(as_text=True)

    assert "Kim Verbeek" in html
    assert "06 12 34 56 78" in html
    assert "Current customer" in html
    assert "Katwijk · Bram" in html
    assert "Waits for call back" in html
    assert "Kim &amp; &lt;b&gt;Zn.&lt;/b&gt;" in html


def test_the_only_one_who_fits_is_opened_at_once(client: Client) -> None:
    answer = client.get("/search", query_string={"q": "5678"})

    assert answer.status_code == 302
    assert answer.location == "/relations/1"


def test_the_list_under_the_box_is_a_piece_of_a_page(client: Client) -> None:
    html = client.get("/search/suggest", query_string={"q": "verb"}).get_data(as_text=True)

    assert "<html" not in html
    assert 'data-status="1 card found"' in html
    assert 'href="/relations/1"' in html


def test_the_list_under_the_box_is_short_and_leads_on(client: Client, session: Session) -> None:
    for number in range(12):
        make_relation(session, f"Jansen {number:02}")

    html = client.get("/search/suggest", query_string={"q": "jansen"}).get_data(as_text=True)
    assert html.count("<li>") == 8
    assert 'href="/search?q=jansen"' in html

    whole = client.get("/search", query_string={"q": "jansen"}).get_data(as_text=True)
    assert "12 cards fit “jansen”" in whole


@pytest.mark.parametrize("page", ["/search", "/search/suggest"])
def test_nobody_found_is_said_with_what_was_typed(client: Client, page: str) -> None:
    html = client.get(page, query_string={"q": "<script>x"}).get_data(as_text=True)

    assert "No card fits “&lt;script&gt;x”." in html
    assert "<script>x" not in html


def test_a_name_that_fits_nobody_becomes_a_card_in_one_press(
    client: Client, client_as: Callable[[User], Client], viewer: User
) -> None:
    link = 'href="/new?line=Piet+Nieuw"'

    assert link in client.get("/search?q=Piet+Nieuw").get_data(as_text=True)
    assert link not in client_as(viewer).get("/search?q=Piet+Nieuw").get_data(as_text=True)


def test_what_was_typed_stays_in_the_box(client: Client) -> None:
    assert 'value="nobody &#34;at&#34; all"' in client.get("/search?q=nobody+%22at%22+all").get_data(
        as_text=True
    )


def test_nothing_typed_asks_whom_one_looks_for(client: Client) -> None:
    assert "Whom are you looking for?" in client.get("/search").get_data(as_text=True)
    assert client.get("/search/suggest?q=").get_data(as_text=True).strip() == ""


@pytest.mark.parametrize("page", ["/search", "/search/suggest"])
@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "AND",
        "NEAR(",
        "*",
        'a"b',
        "col:",
        "%",
        "_",
        "\\",
        "'; DROP TABLE relation; --",
        "a" * 3000,
        "\ud83d",
    ],
)
def test_signs_of_a_query_language_are_only_signs(client: Client, page: str, typed: str) -> None:
    query = typed.encode("utf-8", "replace").decode()

    assert client.get(page, query_string={"q": query}).status_code in (200, 302)


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "q=%ff%fe", "q=%ed%a0%80", "q=a&q=b", "x=1", "q[]=1"])
def test_a_broken_address_is_answered_kindly(client: Client, query: str) -> None:
    assert client.get(f"/search?{query}").status_code in (200, 302, 400)


def test_a_viewer_may_search(client_as: Callable[[User], Client], viewer: User) -> None:
    assert client_as(viewer).get("/search/suggest?q=kim").status_code == 200


@pytest.mark.parametrize("page", ["/search?q=kim", "/search/suggest?q=kim"])
def test_a_stranger_finds_nobody(anonymous: Client, page: str) -> None:
    answer = anonymous.get(page)

    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")
