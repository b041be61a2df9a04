"""A quote from the card to the reason it was declined: with a script in Dutch, without one in English."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.faults.process import Process
from tests.journeys.conftest import Opener

pytestmark = pytest.mark.browser

# The first PDF of a program that has just started reads all its fonts; a busy machine takes its time.
FIRST_PDF = 60_000


def begin(page: Page) -> str:
    """Set up the shop, add Kim, and come back with the address of the shop."""
    page.fill("input[name=shop_name]", "Kwast & Kleed")
    page.fill("input[name=owner_name]", "Marleen")
    page.fill("input[name=password]", "kwast en kleed sinds 1971")
    page.check("input[name=begin_with][value=add]")
    page.click("button[type=submit].button--main")
    address = page.url.split("/", 3)
    shop = "/".join(address[:3])
    page.goto(f"{shop}/new")
    page.fill("input[name=line]", "Kim Verbeek 06 00000001 kim@verbeek.example")
    page.click("button[name=next]")
    return shop


def test_a_quote_adds_up_while_it_is_typed_and_is_declined_in_three_clicks(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1])
    address = begin(page)
    page.goto(f"{address}/quotes/new?relation=1")
    sum_of_all = page.locator(".roll__sum dd.total")

    page.fill("[name=lines-0-description]", "Woonkamer schilderen")
    page.fill("[name=lines-0-quantity]", "1")
    page.fill("[name=lines-0-price]", "1.250,00")
    expect(sum_of_all).to_have_text("€ 1.250,00")
    expect(page.locator("[name=lines-1-description]")).to_be_visible()

    # Enter goes on to the next line and leaves the page where it is.
    page.press("[name=lines-0-price]", "Enter")
    expect(page.locator("[name=lines-1-description]")).to_be_focused()
    page.keyboard.type("Behang Duinriet")
    page.fill("[name=lines-1-quantity]", "8")
    page.fill("[name=lines-1-price]", "42,95")
    expect(sum_of_all).to_have_text("€ 1.593,60")

    page.click("button[value=up-1]")
    expect(page.locator("[name=lines-0-description]")).to_have_value("Behang Duinriet")
    page.click("button[value=remove-0]")
    expect(sum_of_all).to_have_text("€ 1.250,00")
    assert is_accessible(page) == []

    page.click("button[value=send]")
    expect(page.locator("[name=to]")).to_have_value("kim@verbeek.example")
    assert is_accessible(page) == []
    page.click("main .button--main", timeout=FIRST_PDF)
    expect(page.get_by_role("heading", level=1)).to_contain_text("-0001")
    assert is_accessible(page) == []

    # Three clicks from the quote: declined, the reason, save.
    page.get_by_role("link", name="Afgewezen").click()
    page.get_by_label("Levertijd te lang").check()
    page.get_by_label("Te duur").check()
    assert is_accessible(page) == []
    page.fill("[name=customer_words]", "Over vijf weken is de doop.")
    expect(page.get_by_label("De klant zei het")).to_be_checked()
    page.click("main .button--main")

    expect(page.locator("main")).to_contain_text("Levertijd te lang")
    expect(page.locator("main q").first).to_have_text("Over vijf weken is de doop.")
    page.goto(f"{address}/why-not")
    expect(page.locator("main")).to_contain_text("Over vijf weken is de doop.")
    assert is_accessible(page) == []


def test_a_wrong_number_is_marked_once_the_box_is_left(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1])
    address = begin(page)
    page.goto(f"{address}/quotes/new?relation=1")
    sum_of_all, said = page.locator(".roll__sum dd.total"), page.locator(".roll__wrong .field__error")

    page.fill("[name=lines-0-description]", "Woonkamer schilderen")
    page.fill("[name=lines-0-price]", "12,50")
    expect(sum_of_all).to_have_text("€ 12,50")
    page.fill("[name=lines-0-quantity]", "abc")
    expect(sum_of_all).to_have_text("€ 0,00")
    expect(said).to_have_count(0)

    page.press("[name=lines-0-quantity]", "Tab")
    expect(said).to_contain_text("Aantal: ")
    expect(page.locator("[name=lines-0-quantity]")).to_have_attribute("aria-invalid", "true")
    assert is_accessible(page) == []

    page.fill("[name=lines-0-quantity]", "2")
    expect(said).to_have_count(0)
    expect(sum_of_all).to_have_text("€ 25,00")
    page.fill("[name=discount]", "26")
    page.press("[name=discount]", "Tab")
    expect(page.locator("#discount-error")).to_be_visible()
    page.fill("[name=discount]", "5")
    expect(page.locator("#discount-error")).to_have_count(0)
    expect(sum_of_all).to_have_text("€ 20,00")

    page.fill("[name=lines-0-price]", "veel")
    page.click("button[value=save]")
    page.get_by_role("link", name="Regel 1: prijs").click()
    expect(page.locator("[name=lines-0-price]")).to_be_focused()
    assert is_accessible(page) == []


def test_everything_works_without_a_script(shop: Process, opens: Opener) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB", java_script_enabled=False)
    address = begin(page)
    page.goto(f"{address}/quotes/new?relation=1")

    page.fill("[name=lines-0-description]", "Painting the hall")
    page.fill("[name=lines-0-price]", "100")
    page.press("[name=lines-0-price]", "Enter")
    expect(page.locator(".roll__sum dd.total")).to_have_text("€100.00")
    page.fill("[name=lines-1-description]", "Wallpaper")
    page.fill("[name=lines-1-price]", "a lot")
    page.press("[name=lines-1-price]", "Enter")
    page.click("button[value=up-1]")
    expect(page.locator("[name=lines-0-price]")).to_have_value("a lot")
    page.click("button[value=save]")
    expect(page.locator(".field__error")).to_contain_text("Type an amount")
    page.fill("[name=lines-0-price]", "20.50")
    page.click("button[value=send]")
    page.click("main .button--main", timeout=FIRST_PDF)
    expect(page.get_by_role("heading", level=1)).to_contain_text("-0001")

    page.get_by_role("link", name="Declined").click()
    page.get_by_label("Too expensive").check()
    page.get_by_label("We were too late").check()
    page.click("main .button--main")
    expect(page.locator("main")).to_contain_text("Which one counted most?")
    page.locator("input[type=radio][name=main_reason]").first.check()
    page.click("main .button--main")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Too expensive")

    page.get_by_role("link", name="Heard a better reason").click()
    page.get_by_role("button", name="Ask again later").click()
    expect(page.locator("main")).to_contain_text("You ticked a reason.")


def test_an_option_and_a_choice_without_a_script(shop: Process, opens: Opener) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB", java_script_enabled=False)
    address = begin(page)
    page.goto(f"{address}/settings/texts/new")
    page.fill("[name=name]", "Drying")
    page.fill("[name=en]", "The paint dries a day.")
    page.click("main .button--main")
    page.goto(f"{address}/quotes/new?relation=1")
    sum_of_all = page.locator(".roll__sum dd.total")

    page.click("button[value=add-option]")
    page.fill("[name=lines-0-description]", "Skirting")
    page.fill("[name=lines-0-price]", "50")
    page.click("button[value=add-alternative]")
    for number, (what, price) in enumerate((("Linen", "100"), ("Wool", "140")), start=1):
        page.fill(f"[name=lines-{number}-description]", what)
        page.fill(f"[name=lines-{number}-price]", price)
    page.press("[name=lines-2-price]", "Enter")
    expect(sum_of_all).to_have_text("€100.00")

    page.check("[name=counts-A][value='2']")
    page.click("button[value=up-2]")
    expect(sum_of_all).to_have_text("€140.00")
    expect(page.locator("[name=lines-1-description]")).to_have_value("Wool")
    expect(page.locator("[name=counts-A][value='1']")).to_be_checked()

    # The one that counts goes: the choice moves on to the other.
    page.click("button[value=remove-1]")
    expect(sum_of_all).to_have_text("€100.00")
    page.select_option("[name=lines-0-kind]", "allowance")
    page.select_option("[name=standard_line]", label="Drying")
    page.click("button[value=put-line]")
    expect(sum_of_all).to_have_text("€150.00")
    expect(page.locator("[name=lines-2-description]")).to_have_value("The paint dries a day.")

    page.click("button[value=send]")
    expect(page.get_by_role("heading", level=1)).to_have_text("Send the quote")
    page.goto(f"{address}/quotes/1")
    for word in ("Allowance", "Choice A", "The paint dries a day.", "€150.00"):
        expect(page.locator("main")).to_contain_text(word)
