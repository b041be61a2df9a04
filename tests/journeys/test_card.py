"""A card in a browser: added over whatever page somebody is at, and filled in row by row."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.faults.process import Process
from tests.journeys.conftest import Opener

pytestmark = pytest.mark.browser


def begin(page: Page) -> None:
    """Set up the shop, and arrive at the page of a new card."""
    page.fill("input[name=shop_name]", "Kwast & Kleed")
    page.fill("input[name=owner_name]", "Marleen")
    page.fill("input[name=password]", "kwast en kleed sinds 1971")
    page.check("input[name=begin_with][value=add]")
    page.click("button[type=submit].button--main")
    page.wait_for_url("**/new")


def wrong_in_either_light(page: Page, is_accessible: Callable[[Page], list[str]]) -> list[str]:
    """What axe finds on the page by day and by night."""
    found = []
    schemes: tuple[Literal["dark", "light"], ...] = ("dark", "light")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found += is_accessible(page)
    return found


def test_two_keys_add_somebody_and_a_row_costs_no_page(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1])
    begin(page)
    page.keyboard.type("Ans en Theo de Vries 0710123456 leiden")
    expect(page.locator(".chip").first).to_contain_text("Fam. De Vries")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Fam. De Vries")
    assert wrong_in_either_light(page, is_accessible) == []

    page.goto(page.url.rsplit("/", 1)[0])
    assert wrong_in_either_light(page, is_accessible) == []
    page.keyboard.press("n")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("input[name=line]")).to_be_focused()
    page.keyboard.type("Elif Şahin 071 012 34 56")
    expect(dialog).to_contain_text("Staat deze kaart er al?")
    expect(dialog).to_contain_text("Fam. De Vries")
    assert wrong_in_either_light(page, is_accessible) == []
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Elif Şahin")

    page.keyboard.press("e")
    page.wait_for_url("**/edit")
    assert wrong_in_either_light(page, is_accessible) == []
    page.fill("textarea[name=story]", "Zoekt behang voor de gang.")
    page.click("button[name=add][value=people]")
    expect(page.locator("[name=people-1-salutation]")).to_be_focused()
    page.fill("[name=people-1-first_name]", "Emre")
    page.fill("[name=people-1-last_name]", "Şahin")
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_contain_text("Zoekt behang voor de gang.")
    expect(page.locator("h1")).to_have_text("Fam. Şahin")


def test_back_and_save_again_saves_once(shop: Process, opens: Opener) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1])
    begin(page)
    page.keyboard.type("Elif Şahin")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Elif Şahin")

    page.keyboard.press("g")
    page.fill("[name=their_words]", "Liever groen.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("article")).to_contain_text("Liever groen.")
    page.go_back()
    expect(page.locator("[name=their_words]")).to_have_value("Liever groen.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[name=their_words]")).to_have_count(0)

    assert page.locator("main").inner_text().count("Liever groen.") == 1


def test_without_script_every_step_is_a_page_and_nothing_typed_is_lost(shop: Process, opens: Opener) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB", java_script_enabled=False)
    begin(page)
    page.fill("input[name=line]", "Kim Verbeek 0600000078")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Kim Verbeek")

    page.goto(page.url + "/edit")
    page.fill("textarea[name=story]", "Wants to see colours first.")
    page.click("button[name=add][value=ways]")
    expect(page.locator("textarea[name=story]")).to_have_value("Wants to see colours first.")
    page.locator("[data-rows=ways] input[name$=text]").last.fill("@kimverbeek")
    page.keyboard.press("Enter")
    expect(page.locator("form.card")).to_contain_text("On which network is this?")
    page.locator("[data-rows=ways] select[name$=network]").last.select_option("instagram")
    page.locator("form.card button.button--main").click()
    expect(page.locator("article")).to_contain_text("Instagram – kimverbeek")
    expect(page.locator("article")).to_contain_text("Wants to see colours first.")
