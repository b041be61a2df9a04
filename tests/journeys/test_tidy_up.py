"""Tidying up by keyboard alone: two doubles become one in two steps, and two who are two stay two."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_address, make_person, make_phone, make_relation
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.hands import Hands
from tests.journeys.shopkeeping import box, set_up
from tests.journeys.test_card import wrong_in_either_light

pytestmark = pytest.mark.browser

MOST_STEPS = 4


@pytest.fixture
def page(shop: Process, opens: Opener, tmp_path: Path) -> Page:
    """Tidy up, in a shop with Anna twice and a family that shares a number."""
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    set_up(page)
    with box(tmp_path) as session:
        for name, story in (("Anna van der Berg", "Knows the street."), ("A. v.d. Berg", "Called.")):
            relation = make_relation(session, name, story=story)
            make_person(session, relation)
            make_phone(session, relation)
            make_address(session, relation)
        for name in ("Jan Smit", "Marleen Kwast"):
            make_phone(session, make_relation(session, name), "06 00 00 00 11")
    page.goto("/tidy-up")
    return page


def test_two_doubles_become_one_and_two_stay_two(
    page: Page, is_accessible: Callable[[Page], list[str]]
) -> None:
    assert wrong_in_either_light(page, is_accessible) == []
    hands = Hands(page)
    hands.press("m")
    expect(page.locator("h1")).to_have_text("Make one card of two")
    expect(page.locator("[name=stays]:checked")).to_be_focused()
    hands.press("Enter")
    expect(page.locator("main")).to_contain_text("It is one card now: Anna van der Berg.")
    assert hands.steps <= MOST_STEPS

    # A family with one number: looked at, and never asked again.
    hands = Hands(page)
    hands.press("m")
    expect(page.locator("h1")).to_have_text("Make one card of two")
    assert wrong_in_either_light(page, is_accessible) == []
    hands.press("d")
    expect(page.locator("main")).to_contain_text("stay two cards. We do not ask again.")
    expect(page.locator("main")).not_to_contain_text("may be one")
    assert hands.steps <= MOST_STEPS


def test_another_card_is_found_and_chosen_by_keys(page: Page) -> None:
    page.goto("/relations/2/merge")
    hands = Hands(page)
    hands.types("Anna")
    hands.press("Enter")
    hands.tabs_to(page.get_by_role("link", name="Put side by side"))
    hands.press("Enter")
    expect(page.locator("[name=stays]:checked")).to_be_focused()
    hands.press("ArrowUp")
    hands.press("Enter")
    # That card stays; what it is called is a question of its own, with the fuller name ticked.
    expect(page).to_have_url(re.compile(r"/relations/2$"))
    expect(page.locator("h1")).to_have_text("Anna van der Berg")
    expect(page.locator("article")).to_contain_text("Knows the street.")
