"""The first minutes: from the first start to the first card in the box, with every step counted."""

import pytest
from playwright.sync_api import Page, expect

from tests.faults.process import Process
from tests.journeys.conftest import Opener

pytestmark = pytest.mark.browser

# Choose to begin with a card, open the box, save the card: typing and going from box to box do not count.
STEPS = 3
COUNT = """
sessionStorage.steps ??= 0;
addEventListener("pointerdown", () => { sessionStorage.steps++; }, true);
addEventListener("keydown", (event) => { if (event.key === "Enter") sessionStorage.steps++; }, true);
"""


def test_the_first_card_is_there_after_three_steps(shop: Process, opens: Opener) -> None:
    page = opens("about:blank")
    page.add_init_script(COUNT)
    page.goto(shop.wait_for(r"open at (\S+)")[1])

    page.fill("[name=shop_name]", "Kwast & Kleed")
    page.fill("[name=owner_name]", "Marleen")
    page.fill("[name=password]", "kwast en kleed sinds 1971")
    page.click("label:has([name=begin_with][value=add])")
    page.click("main button.button--main")
    page.wait_for_url("**/new")
    page.keyboard.type("Kim Verbeek 071 012 34 56 Leiden")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Kim Verbeek")
    assert _steps(page) == STEPS


def _steps(page: Page) -> int:
    return int(page.evaluate("sessionStorage.steps"))
