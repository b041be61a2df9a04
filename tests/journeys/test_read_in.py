"""The contacts of a phone, from the first start to three hundred cards in the box, and out again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from app.contacts.vcard import Card, Labelled, write_card
from tests.faults.process import Process
from tests.journeys.conftest import Opener

pytestmark = pytest.mark.browser

CONTACTS = 300
WORDS = {
    "nl": {
        "came in": "Er zijn 300 relaties in de bak gekomen.",
        "went": "De kaarten zijn er weer uit.",
        "undo": "Ongedaan maken",
    },
    "en": {
        "came in": "300 relations have come into the box.",
        "went": "The cards are taken out again.",
        "undo": "Undo",
    },
}


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    """What a phone hands out: three hundred people with a number each."""
    path = tmp_path / "contacten.vcf"
    cards = (
        Card(first_name=f"Kim{number}", last_name="de Vries", phones=(Labelled(f"06 {number:08}", "mobile"),))
        for number in range(CONTACTS)
    )
    path.write_bytes(b"".join(map(write_card, cards)))
    return path


def begin_with_the_phone(page: Page) -> None:
    page.fill("input[name=shop_name]", "Kwast & Kleed")
    page.fill("input[name=owner_name]", "Marleen")
    page.fill("input[name=password]", "kwast en kleed sinds 1971")
    page.check("input[name=begin_with][value=read_in]")
    page.click("button[type=submit].button--main")
    page.wait_for_url("**/read-in")


@pytest.mark.parametrize(("language", "has_script"), [("nl", True), ("en", False)])
def test_three_hundred_contacts_in_three_clicks_and_out_in_two(
    shop: Process, opens: Opener, phone: Path, language: str, has_script: bool
) -> None:
    locale = {"nl": "nl-NL", "en": "en-GB"}[language]
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale=locale, java_script_enabled=has_script)
    begin_with_the_phone(page)
    words, clicks = WORDS[language], []

    def click(button: Locator) -> None:
        clicks.append(button)
        button.click()

    clicks.append(page.locator("input[type=file]"))
    page.set_input_files("input[type=file]", phone)
    click(page.locator("main .button--main"))
    click(page.locator("main .button--main"))

    expect(page.get_by_role("heading", level=1)).to_have_text(words["came in"])
    assert len(clicks) <= 5

    clicks.clear()
    click(page.get_by_role("link", name=words["undo"]))
    click(page.locator("main .button--main"))

    expect(page.get_by_role("heading", level=1)).to_have_text(words["went"])
    assert len(clicks) == 2


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_pages_can_be_used_by_everybody(
    shop: Process, opens: Opener, phone: Path, is_accessible: Callable[[Page], list[str]], colours: str
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], color_scheme=colours)
    begin_with_the_phone(page)

    wrong = is_accessible(page)
    page.click("main .button--main")
    expect(page.locator(".field__error")).to_be_visible()
    wrong += is_accessible(page)
    page.set_input_files("input[type=file]", phone)
    page.click("main .button--main")
    page.wait_for_url("**/read-in/1")
    wrong += is_accessible(page)
    page.click("main .button--main")
    expect(page.locator(".card--stacked .card__foot")).to_be_visible()
    wrong += is_accessible(page)

    assert wrong == []


def test_nothing_runs_off_a_narrow_screen(shop: Process, opens: Opener, phone: Path) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], viewport={"width": 320, "height": 700})
    begin_with_the_phone(page)
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    page.set_input_files("input[type=file]", phone)
    page.click("main .button--main")
    page.wait_for_url("**/read-in/1")
    widths.append(page.evaluate("document.documentElement.scrollWidth"))

    assert max(widths) <= 320
