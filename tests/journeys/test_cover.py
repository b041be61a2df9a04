"""Nobody reads names over the counter: a key covers the screen, and it locks when the session ends."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete

from app.shop.queries import get_shop
from app.users.models import SignIn
from tests.factories import make_person, make_relation
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.shopkeeping import PASSWORD, box, set_up

pytestmark = pytest.mark.browser

LOOKED_AT_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def page(shop: Process, opens: Opener, tmp_path: Path) -> Page:
    """The card of Anna."""
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    set_up(page)
    with box(tmp_path) as session:
        anna = make_relation(session, "Anna van der Berg")
        make_person(session, anna, first_name="Anna", infix="van der", last_name="Berg")
    page.goto("/relations/1")
    return page


def is_covered(page: Page) -> None:
    """Nothing of the page can be read, by nobody and nothing."""
    expect(page.locator("[data-cover]")).to_be_visible()
    assert "Anna" not in page.title()
    assert "Anna" not in page.locator("body").aria_snapshot()
    assert "Anna" not in page.locator("body").inner_text()


def end_the_session(tmp_path: Path) -> None:
    """As when nobody did anything for long, or the owner blocked somebody."""
    with box(tmp_path) as session:
        session.execute(delete(SignIn))


def test_one_key_covers_and_one_key_shows(page: Page, is_accessible: Callable[[Page], list[str]]) -> None:
    title = page.title()
    page.keyboard.press("g")
    page.locator("[name=their_words]").fill("It peels")
    page.keyboard.press("F9")
    is_covered(page)
    expect(page.locator("[data-cover] time")).to_contain_text(":")
    assert is_accessible(page) == []

    # Letters do nothing, and there is no way back into the page but through the cover.
    page.keyboard.press("n")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    is_covered(page)

    page.keyboard.press("Enter")
    expect(page.locator("[name=their_words]")).to_be_focused()
    expect(page.locator("[name=their_words]")).to_have_value("It peels")
    page.keyboard.press("F9")
    is_covered(page)
    page.keyboard.press("F9")
    expect(page.locator("[name=their_words]")).to_be_visible()
    page.goto("/relations/1")
    assert page.title() == title


def test_the_button_covers_and_a_reload_shows_nothing(page: Page) -> None:
    page.locator("header details.menu summary").click()
    page.get_by_role("button", name="Cover the screen").click()
    is_covered(page)
    # Also before its scripts have come, for which somebody may wait long.
    page.route("**/js/app.js", lambda route: route.abort())
    page.reload()
    assert "Anna" not in page.title()
    page.unroute("**/js/app.js")
    page.reload()
    is_covered(page)

    # Another window is covered with it, and shown with it.
    other = page.context.new_page()
    other.goto("/relations/1")
    is_covered(other)
    page.get_by_role("button", name="Show the page").click()
    expect(other.locator("main h1")).to_be_visible()
    expect(page.locator("main h1")).to_be_visible()


def test_escape_does_not_show_what_was_covered(page: Page) -> None:
    page.keyboard.press("F9")
    for _time in range(3):
        page.keyboard.press("Escape")
    is_covered(page)


def test_quiet_minutes_cover_by_themselves(page: Page, tmp_path: Path) -> None:
    with box(tmp_path) as session:
        get_shop(session).cover_after_minutes = 1
    page.clock.install()
    page.goto("/relations/1")
    page.clock.run_for(50_000)
    page.keyboard.press("Shift")
    page.clock.run_for(50_000)
    expect(page.locator("main h1")).to_be_visible()
    page.clock.run_for(15_000)
    is_covered(page)


def test_the_page_locks_when_the_session_ends_and_goes_on_where_it_was(
    page: Page, tmp_path: Path, is_accessible: Callable[[Page], list[str]]
) -> None:
    page.keyboard.press("g")
    page.locator("[name=their_words]").fill("It peels")
    end_the_session(tmp_path)
    page.evaluate(LOOKED_AT_AGAIN)

    password = page.locator("[data-cover] [name=password]")
    expect(password).to_be_focused()
    is_covered(page)
    assert is_accessible(page) == []
    page.keyboard.press("F9")
    is_covered(page)

    page.keyboard.type("not this one")
    page.keyboard.press("Enter")
    expect(page.locator("[data-cover]")).to_contain_text("not right")
    is_covered(page)
    password.fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("[name=their_words]")).to_be_focused()
    expect(page.locator("[name=their_words]")).to_have_value("It peels")

    # The form on the page has the token of the new session.
    page.keyboard.press("Control+Enter")
    expect(page.locator("article")).to_contain_text("It peels")


def test_every_window_locks_and_opens_with_the_others(page: Page, tmp_path: Path) -> None:
    other = page.context.new_page()
    other.goto("/relations/1")
    end_the_session(tmp_path)
    for window in (page, other):
        window.evaluate(LOOKED_AT_AGAIN)
        expect(window.locator("[data-cover] [name=password]")).to_be_visible()

    page.locator("[data-cover] [name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_be_visible()
    other.evaluate(LOOKED_AT_AGAIN)
    expect(other.locator("main h1")).to_be_visible()
