"""A complaint and a wish in a browser: few steps, by keyboard alone, and as well without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.test_card import begin, wrong_in_either_light

pytestmark = pytest.mark.browser


class Keys:
    """A keyboard that counts: what is typed and Tab are not steps (domain.md 7)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def press(self, key: str) -> None:
        """One step."""
        self.page.keyboard.press(key)
        self.steps += 1

    def type(self, words: str) -> None:
        """Words in the box that has the focus."""
        self.page.keyboard.type(words)

    def tab_to(self, name: str) -> None:
        """On to the next box, until it is this one."""
        for _try in range(20):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.name") == name:
                return
        raise AssertionError(f"Tab never comes to {name}")


def test_a_complaint_takes_two_keys_and_is_told_with_four(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    begin(page)
    page.keyboard.type("Elif Şahin 071 012 34 56")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Elif Şahin")
    keys = Keys(page)

    keys.press("k")
    expect(page.locator("[name=their_words]")).to_be_focused()
    assert wrong_in_either_light(page, is_accessible) == []
    keys.type("The paint peels.")
    keys.tab_to("wanted")
    keys.type("A new coat.")
    keys.press("Control+Enter")

    expect(page.locator(".wait")).to_contain_text("an answer to the complaint")
    assert keys.steps <= 4
    assert wrong_in_either_light(page, is_accessible) == []

    page.click(".wait a")
    assert wrong_in_either_light(page, is_accessible) == []
    page.click("main .button--main")
    expect(page.locator("[name=what_we_do]")).to_be_focused()
    assert wrong_in_either_light(page, is_accessible) == []
    keys.type("Yusuf paints it again on Tuesday.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".badge--yes")).to_have_text("customer told")

    page.goto(page.url.rsplit("/", 1)[0])
    expect(page.locator("main")).to_contain_text("Everybody has been told.")
    assert wrong_in_either_light(page, is_accessible) == []


def test_a_wish_takes_two_keys_and_stands_beside_the_quote(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    begin(page)
    page.keyboard.type("Elif Şahin")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Elif Şahin")
    keys = Keys(page)

    keys.press("w")
    expect(page.locator("[name=wanted]")).to_be_focused()
    assert wrong_in_either_light(page, is_accessible) == []
    keys.type("A floor without glue")
    keys.tab_to("topic")
    keys.type("No glue")
    keys.press("Control+Enter")

    expect(page.locator("article")).to_contain_text("A floor without glue")
    assert keys.steps == 2
    page.keyboard.press("o")
    expect(page.locator("aside")).to_contain_text("A floor without glue")
    page.goto(page.url.split("/quotes")[0] + "/wishes")
    assert wrong_in_either_light(page, is_accessible) == []
    page.click("text=No glue")
    expect(page.locator("main")).to_contain_text("Elif Şahin")
    assert wrong_in_either_light(page, is_accessible) == []


def test_without_script_a_complaint_is_noted_and_told(shop: Process, opens: Opener) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], java_script_enabled=False)
    begin(page)
    page.fill("input[name=line]", "Kim Verbeek 0600000078")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Kim Verbeek")

    page.click("main a[aria-keyshortcuts=k]")
    page.fill("[name=their_words]", "Het bladdert.")
    page.fill("[name=answer_by]", "gisteren")
    page.click("form.card button.button--main")
    expect(page.locator("form.card")).to_contain_text("Deze dag is voorbij.")
    expect(page.locator("[name=their_words]")).to_have_value("Het bladdert.")
    page.fill("[name=answer_by]", "morgen")
    page.click("form.card button.button--main")
    expect(page.locator(".wait")).to_contain_text("klacht")

    page.click(".wait a")
    page.click("main .button--main")
    page.click("button[value=told]")
    expect(page.locator(".badge--yes")).to_have_text("klant weet het")
