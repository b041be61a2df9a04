"""Every daily job without the mouse: letters are shown, listed and switchable, the focus is never lost."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.quotes.models import QuoteStatus
from app.users.models import User
from tests.factories import make_person, make_phone, make_quote, make_relation, make_task
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.hands import Hands
from tests.journeys.shopkeeping import box, set_up

pytestmark = pytest.mark.browser

DAILY = (
    "/",
    "/tasks",
    "/relations",
    "/relations/1",
    "/relations/1/note",
    "/relations/1/edit",
    "/quotes",
    "/quotes/1",
    "/quotes/1/decline",
    "/print",
)


# An outline on what has the focus, or on the label around a tick; after the last stop the window has it.
IS_SEEN = """document.activeElement === document.body
    || [document.activeElement, document.activeElement.closest("label")].some(
        one => one && getComputedStyle(one).outlineStyle !== "none")"""


@pytest.fixture
def page(shop: Process, opens: Opener, tmp_path: Path) -> Page:
    """Today, in a shop with a card, a quote and something to do."""
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    set_up(page)
    with box(tmp_path) as session:
        anna = make_relation(session, "Anna van der Berg")
        make_person(session, anna, first_name="Anna", infix="van der", last_name="Berg")
        make_phone(session, anna, "071 012 34 56")
        make_task(session, anna, session.query(User).one())
        make_quote(session, anna, status=QuoteStatus.SENT)
    page.goto("/")
    return page


@pytest.fixture
def hands(page: Page) -> Hands:
    return Hands(page)


def test_every_daily_page_without_the_mouse(page: Page) -> None:
    for path in DAILY:
        page.goto(path)
        # A letter means one thing on a page, and stands on its button.
        keys = page.locator("[aria-keyshortcuts]").evaluate_all(
            "all => all.map(one => [one.getAttribute('aria-keyshortcuts'),"
            " (one.querySelector('kbd') ?? one.parentElement.querySelector('kbd'))?.textContent])"
        )
        assert keys
        assert all(key == shown for key, shown in keys), (path, keys)
        assert Counter(key for key, _shown in keys).most_common(1)[0][1] == 1, (path, keys)

        # Wherever Tab stops, it is seen.
        for _stop in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate(IS_SEEN), (path, page.evaluate("document.activeElement.outerHTML"))

        # The first stop is the way past the menu.
        if not page.locator("main [autofocus]").count():
            page.goto(path)
            page.keyboard.press("Tab")
            expect(page.locator(".skip")).to_be_focused()
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), path


def test_the_question_mark_lists_the_keys_and_leads_to_their_switch(
    page: Page, hands: Hands, is_accessible: Callable[[Page], list[str]]
) -> None:
    page.goto("/relations/1")
    hands.press("?")
    keys = page.locator("dialog[open]")
    for word in ("Conversation", "Quote", "Task", "Print", "Change the card", "Cover the screen"):
        expect(keys).to_contain_text(word)
    assert is_accessible(page) == []
    hands.press("Escape")
    expect(keys).to_have_count(0)

    hands.press("?")
    hands.tabs_to(page.get_by_role("link", name="Switch the single keys off or on"))
    hands.press("Enter")
    hands.tabs_to(page.locator("[name=keys]:checked"))
    hands.press("ArrowRight")
    hands.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-keys", "off")

    # Now a letter does nothing, and none is promised; Tab and the cover still work.
    page.goto("/relations/1")
    hands.press("g")
    hands.press("n")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url.endswith("/relations/1")
    expect(page.locator("main kbd:visible")).to_have_count(0)
    hands.press("F9")
    expect(page.locator("[data-cover]")).to_be_visible()


def test_the_hand_stays_where_it_was(page: Page, hands: Hands) -> None:
    # Letters are letters in a box.
    page.goto("/relations/1")
    hands.press("/")
    hands.types("gnote?")
    expect(page.locator("#search")).to_have_value("gnote?")
    assert page.url.endswith("/relations/1")

    # After saving it is at what happened.
    page.goto("/relations/1")
    hands.press("g")
    hands.types("In green")
    hands.press("Control+Enter")
    expect(page.locator("main .flash")).to_be_focused()
    hands.press("t")
    hands.types("Bring the samples")
    hands.press("Control+Enter")
    expect(page.locator("main .flash")).to_be_focused()

    # After closing a question over the page it is at the button that asked it.
    link = page.locator("header a[data-quick-add]")
    page.goto("/relations/1")
    hands.tabs_to(link)
    hands.press("Enter")
    expect(page.locator("[name=line]")).to_be_focused()
    hands.press("Escape")
    expect(link).to_be_focused()


def test_many_cards_are_changed_without_the_mouse(page: Page, hands: Hands) -> None:
    page.goto("/relations")
    hands.tabs_to(page.locator("main summary", has_text="More"))
    hands.press("Enter")
    hands.tabs_to(page.get_by_role("link", name="Change several cards"))
    hands.press("Enter")
    hands.tabs_to(page.locator("[name=give]"))
    hands.types("Painters")
    hands.tabs_to(page.locator("[name=card]"))
    hands.press("Space")
    hands.press("Enter")
    expect(page.locator("main .flash")).to_contain_text("1 card")
    expect(page.locator("main .flash")).to_be_focused()

    # And the list shows only them.
    hands.tabs_to(page.locator("[name=tag]"))
    hands.press("ArrowDown")
    hands.press("Enter")
    page.wait_for_url("**tag=1*")
    expect(page.locator(".chosen")).to_contain_text("Painters")
