"""Mid-sentence the phone rings, the page is reloaded or the browser dies: what was typed is still there."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Dialog, Error, Page, expect
from sqlalchemy import select

from app.drafts.models import Draft
from tests.factories import make_person, make_phone, make_relation
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.shopkeeping import PASSWORD, box, set_up

pytestmark = pytest.mark.browser

KEPT = re.compile(r"/drafts/keep")


@pytest.fixture
def page(shop: Process, opens: Opener, tmp_path: Path) -> Page:
    """Today, in a shop with Anna and a painter in the box."""
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    set_up(page)
    with box(tmp_path) as session:
        anna = make_relation(session, "Anna van der Berg")
        make_person(session, anna, first_name="Anna", infix="van der", last_name="Berg")
        painter = make_relation(session, "Schildersbedrijf Van der Plas")
        make_phone(session, painter, "071 012 87 40")
    page.goto("/relations/1")
    return page


def kept(tmp_path: Path) -> list[Any]:
    """What is kept on the server now."""
    with box(tmp_path) as session:
        return [draft.fields for draft in session.scalars(select(Draft))]


def test_mid_quote_the_phone_rings(
    page: Page, tmp_path: Path, is_accessible: Callable[[Page], list[str]]
) -> None:
    page.keyboard.press("o")
    page.fill("[name=subject]", "Hall and stairs")
    row = page.locator(".roll__lines tbody tr").first
    row.locator("[name*=description]").fill("Paint the hall")
    row.locator("[name*=price]").fill("1,250")

    # The phone rings: she looks up who it is, and opens the card.
    page.locator("#search").focus()
    page.keyboard.type("8740")
    expect(page.locator(".hits .number")).to_have_text("071 012 87 40")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Schildersbedrijf Van der Plas")

    # And back, by way of Today.
    page.goto("/")
    unfinished = page.get_by_role("link", name="Quote for Anna van der Berg")
    assert is_accessible(page) == []
    unfinished.click()
    expect(page.locator("[name=subject]")).to_have_value("Hall and stairs")
    expect(page.locator("[name=lines-0-description]")).to_have_value("Paint the hall")
    expect(page.locator("[name=lines-0-price]")).to_have_value("1,250")

    # She saves it, and nothing is unfinished any more.
    page.locator("[name=lines-0-quantity]").fill("2")
    page.click("button[name=do][value=save]")
    expect(page.locator(".flash")).to_contain_text("Saved")
    assert kept(tmp_path) == []


def test_a_reload_offers_what_was_typed(
    page: Page, tmp_path: Path, is_accessible: Callable[[Page], list[str]]
) -> None:
    page.keyboard.press("g")
    page.wait_for_url("**/note")
    page.keyboard.type("The paint peels off")
    page.reload()

    expect(page.locator("[data-draft-offer]")).to_contain_text("You were typing here at")
    expect(page.locator("[name=their_words]")).to_have_value("")
    assert is_accessible(page) == []
    page.get_by_role("link", name="Go on with it").click()
    expect(page.locator("[name=their_words]")).to_have_value("The paint peels off")

    # Typing on is kept as well, also when the page is lost a second time.
    page.locator("[name=agreed]").fill("Yusuf comes on Monday")
    page.reload()
    expect(page.locator("[name=agreed]")).to_have_value("Yusuf comes on Monday")
    page.keyboard.press("Control+Enter")
    expect(page.locator("article")).to_contain_text("The paint peels off")
    assert kept(tmp_path) == []


def test_nothing_is_kept_over_what_is_still_offered(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("g")
    page.wait_for_url("**/note")
    page.keyboard.type("The first words")
    page.goto("/relations/1/note")
    page.locator("[name=their_words]").fill("Other words")
    page.locator("[name=agreed]").focus()
    page.wait_for_timeout(1_500)
    assert [fields["their_words"] for fields in kept(tmp_path)] == [["The first words"]]

    # Whoever leaves now would lose them, so the browser asks.
    asked = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto("/relations/1/note")
    assert asked == ["beforeunload"]

    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("[data-draft-offer]")).to_have_count(0)
    assert kept(tmp_path) == []


def test_half_a_line_of_quick_add_is_kept_and_an_emptied_one_is_not(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("n")
    expect(page.locator("[name=line]")).to_be_focused()
    with page.expect_response(KEPT):
        page.keyboard.type("Gerrit van de markt 06")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("You were typing here at")
    dialog.get_by_role("link", name="Go on with it").click()
    expect(page.locator("[name=line]")).to_have_value("Gerrit van de markt 06")

    # What was put back is kept first; then that there is nothing any more.
    with page.expect_response(lambda sent: bool(KEPT.search(sent.url)) and not sent.request.post_data):
        page.fill("[name=line]", "")
    assert kept(tmp_path) == []


def test_what_could_not_be_kept_is_tried_again(page: Page, tmp_path: Path) -> None:
    page.keyboard.press("g")
    page.wait_for_url("**/note")
    page.route(KEPT, lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.keyboard.type("The paint peels off")
    page.unroute(KEPT)

    with page.expect_response(KEPT):
        page.locator("[name=agreed]").focus()
    assert [fields["their_words"] for fields in kept(tmp_path)] == [["The paint peels off"]]


@pytest.fixture
def killed(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Callable[[str], Page]]:
    """A browser of its own that can be killed while its window is open."""
    opened = []

    def start(address: str) -> Page:
        browser = browser_type.launch(**browser_type_launch_args)
        opened.append(browser)
        return browser.new_page(locale="en-GB", base_url=address)

    yield start
    for browser in opened:
        browser.close()


def test_the_browser_dies_and_another_one_goes_on(
    page: Page, killed: Callable[[str], Page], tmp_path: Path
) -> None:
    address = page.url.removesuffix("/relations/1")
    dying = killed(address)
    _sign_in(dying)
    dying.goto("/relations/1/note")
    with dying.expect_response(KEPT):
        dying.keyboard.type("The paint peels off")
    browser = dying.context.browser
    assert browser is not None
    with pytest.raises(Error, match="closed"):
        browser.new_browser_cdp_session().send("Browser.crash")
    assert not browser.is_connected()

    other = killed(address)
    _sign_in(other)
    other.get_by_role("link", name="Note a conversation").click()
    expect(other.locator("[name=their_words]")).to_have_value("The paint peels off")


def _sign_in(page: Page) -> None:
    page.goto("/")
    page.fill("[name=login]", "Marleen")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Today")
