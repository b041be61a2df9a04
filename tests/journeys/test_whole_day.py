"""One day at the shop: from the first start to a declined quote with its reason, on paper."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from app.contacts.vcard import Card, CardAddress, Labelled, write_card
from tests.faults.process import Process
from tests.journeys.conftest import Opener

pytestmark = pytest.mark.browser

WORDS = {
    "nl": {
        "price": "1.234,56",
        "to ask": "Vraag de reden",
        "too expensive": "Te duur",
        "delivery": "Levertijd te lang",
        "counted most": "telde het meest",
        "quote": "Offerte",
        "telephone list": "Telefoonlijst",
        "declined": "Afgewezen",
        "why not": "Waarom niet?",
    },
    "en": {
        "price": "1,234.56",
        "to ask": "Ask the reason",
        "too expensive": "Too expensive",
        "delivery": "Delivery took too long",
        "counted most": "counted most",
        "quote": "Quote",
        "telephone list": "Telephone list",
        "declined": "Declined",
        "why not": "Why not?",
    },
}


class Day:
    """Somebody at the till: with a script she uses the keys, without one she clicks."""

    def __init__(self, page: Page, *, has_script: bool) -> None:
        self.page = page
        self.has_script = has_script

    def press(self, key: str, button: str) -> None:
        """The key that stands on a button, or the button itself."""
        if self.has_script:
            self.page.keyboard.press(key)
        else:
            self.page.click(button)

    def save(self) -> None:
        """Save the form of this page."""
        self.page.click("main form .card__foot button.button--main, main form .actions button.button--main")

    def path(self) -> str:
        """Where she is."""
        return self.page.url.split("/", 3)[3].split("?")[0]

    def pdf(self, path: str) -> str:
        """The text of a paper, which must be a real PDF."""
        response = self.page.request.get(path)
        assert response.headers["content-type"] == "application/pdf", path
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(response.body())).pages)

    def has(self, text: str) -> None:
        """What she sees on the page."""
        expect(self.page.locator("main")).to_contain_text(text)


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    """The contacts of a phone."""
    path = tmp_path / "contacten.vcf"
    people: Any = (
        Card(
            first_name="Anna",
            last_name="van der Berg",
            phones=(Labelled("071 012 34 56", "home"),),
            addresses=(CardAddress(street="Haarlemmerstraat 12-II", postcode="2312 GA", place="Leiden"),),
        ),
        Card(organisation="Bakkerij ’t Hart", phones=(Labelled("0252 01 23 45", "work"),)),
    )
    path.write_bytes(b"".join(map(write_card, people)))
    return path


@pytest.mark.parametrize(("language", "has_script"), [("nl", True), ("en", False)])
def test_a_day_at_the_shop(
    shop: Process, opens: Opener, phone: Path, language: str, has_script: bool
) -> None:
    words = WORDS[language]
    locale = {"nl": "nl-NL", "en": "en-GB"}[language]
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale=locale, java_script_enabled=has_script)
    day = Day(page, has_script=has_script)

    # She opens the shop and reads in her phone.
    page.fill("[name=shop_name]", "Kwast & Kleed")
    page.fill("[name=owner_name]", "Marleen")
    page.fill("[name=password]", "kwast en kleed sinds 1971")
    page.check("[name=begin_with][value=read_in]")
    page.click("main button.button--main")
    page.set_input_files("input[type=file]", phone)
    day.save()
    page.click("main button.button--main")

    # The phone rings: four digits are enough to know who it is.
    page.goto("/")
    day.press("/", "#search")
    page.keyboard.type("3456")
    if has_script:
        expect(page.locator("[data-suggestions]")).to_contain_text("071 012 34 56")
    page.keyboard.press("Enter")
    if "search" in day.path():
        page.click("main a:has-text('Anna van der Berg')")
    day.has("Anna van der Berg")
    card = page.url

    # She notes what was said, their words first.
    day.press("g", "a[href$='/note']")
    page.fill("[name=their_words]", "Ik wil de gang gewit hebben")
    page.fill("[name=agreed]", "We maken een offerte")
    if has_script:
        page.keyboard.press("Control+Enter")
    else:
        day.save()
    day.has("Ik wil de gang gewit hebben")

    # Somebody walks in.
    day.press("n", "a[href='/new']")
    page.fill("[name=line]", "Gerrit van de markt 06 00000042")
    page.keyboard.press("Enter")
    expect(page.locator(".flash")).to_contain_text("Gerrit")

    # Two quotes for the first caller; what they come to is worked out by the server.
    numbers = []
    for subject, price in (("Gang witten", words["price"]), ("Trap verven", "600")):
        page.goto(card)
        day.press("o", "a[href*='/quotes/new']")
        page.fill("[name=subject]", subject)
        _fill_line(page, "Werk en verf", "1", price)
        page.click("button[name=do][value=send]")
        page.fill("[name=to]", "Anna van der Berg")
        day.save()
        day.has("Anna van der Berg")
        numbers.append(page.locator("h1").inner_text().split()[-1])
    assert numbers[0].endswith("-0001")
    assert numbers[1].endswith("-0002")
    second = page.url

    # She says no to the second one, and why.
    page.click("main a[href$='/decline']")
    page.check(f"label:has-text('{words['delivery']}') input")
    if has_script:
        page.check(f"label:has-text('{words['too expensive']}') input")
        day.has(words["counted most"])
    page.fill("[name=customer_words]", "De ander kon morgen komen")
    day.save()
    assert page.url == second
    day.has("De ander kon morgen komen")

    # The first one she declines too, but there is no time to ask: that becomes something to do.
    page.goto("/quotes")
    page.click(f"main a:has-text('{numbers[0]}')")
    page.click("main a[href$='/decline']")
    page.click("button[name=do][value=ask-later]")
    page.goto("/tasks")
    day.has(numbers[0])
    day.has(words["to ask"])

    # On the day itself it is asked, and the task is over.
    page.goto("/quotes")
    page.click(f"main a:has-text('{numbers[0]}')")
    page.click("main a[href$='/answer']")
    page.check(f"label:has-text('{words['too expensive']}') input")
    page.fill("[name=customer_words]", "Het scheelde driehonderd euro")
    day.save()
    page.goto("/tasks")
    expect(page.locator("main")).not_to_contain_text(words["to ask"])

    # Why not? Two quotes are too few for a bar, so it lists them in the customer's words.
    page.goto("/why-not")
    day.has("Het scheelde driehonderd euro")
    day.has("De ander kon morgen komen")

    # And all of it on paper.
    relation, quote = card.rsplit("/", 1)[1], second.rsplit("/", 1)[1]
    on_card = day.pdf(f"/print/relations/{relation}.pdf")
    assert "Anna van der Berg" in on_card
    assert "071 012 34 56" in on_card
    on_list = day.pdf("/print/telephone-list.pdf")
    assert "Gerrit" in on_list
    assert "0252 01 23 45" in on_list
    on_quote = day.pdf(f"/print/quotes/{quote}.pdf")
    assert numbers[1] in on_quote
    assert "600" in on_quote
    assert "Haarlemmerstraat 12-II" in on_quote
    on_quotes = day.pdf("/print/quotes.pdf")
    assert numbers[0] in on_quotes
    assert words["declined"].lower() in on_quotes.lower()
    on_reasons = day.pdf("/print/why-not.pdf")
    assert words["why not"] in on_reasons
    assert "De ander kon morgen komen" in on_reasons


def _fill_line(page: Page, description: str, quantity: str, price: str) -> None:
    row = page.locator(".roll__lines tr:has([name$=-description])").last
    row.locator("[name*=description]").fill(description)
    row.locator("[name*=quantity]").fill(quantity)
    row.locator("[name*=price]").fill(price)
