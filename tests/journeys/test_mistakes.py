"""A mistake in a browser: noted and talked over in a few steps; and what the owner sets."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.test_card import begin, wrong_in_either_light
from tests.journeys.test_voices import Keys

pytestmark = pytest.mark.browser


def test_a_mistake_takes_one_click_and_is_talked_over_with_two(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    begin(page)
    page.click("text=Complaints and mistakes")
    page.click("main nav >> text=Mistakes")
    assert wrong_in_either_light(page, is_accessible) == []
    keys = Keys(page)

    page.click("text=Note a mistake")
    expect(page.locator("[name=words]")).to_be_focused()
    assert wrong_in_either_light(page, is_accessible) == []
    keys.type("Measured the wrong window.")
    keys.press("Control+Enter")
    expect(page.locator("table")).to_contain_text("Measured the wrong window.")
    assert wrong_in_either_light(page, is_accessible) == []

    page.click("table a")
    page.click("main .button--main")
    expect(page.locator("[name=agreed]")).to_be_focused()
    assert wrong_in_either_light(page, is_accessible) == []
    keys.type("Two people measure.")
    keys.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("agreed, not done yet")
    assert wrong_in_either_light(page, is_accessible) == []
    assert keys.steps == 2


def test_what_the_owner_sets_about_quotes_is_for_everybody(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    begin(page)
    page.click("text=Settings")
    settings = page.url.rsplit("/", 1)[0]

    for path in ("reasons", "reasons?after=yes", "reasons/1", "quotes", "rates"):
        page.goto(f"{settings}/{path}")
        assert wrong_in_either_light(page, is_accessible) == [], path
