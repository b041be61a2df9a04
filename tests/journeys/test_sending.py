"""A quote from writing to the mail that she sends: with a script in Dutch, without one in English."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.test_quote import FIRST_PDF, begin

pytestmark = pytest.mark.browser


def write(page: Page, address: str, description: str, price: str) -> None:
    """A quote of one line, on its way out."""
    page.goto(f"{address}/quotes/new?relation=1")
    page.fill("[name=lines-0-description]", description)
    page.fill("[name=lines-0-price]", price)
    page.click("button[value=send]")


def opened(page: Page, link: Locator, how: Callable[[], None]) -> EmailMessage:
    """The mail that the browser hands to the mail program."""
    expect(link).to_be_visible()
    with page.expect_download() as download:
        how()
    message = message_from_bytes(Path(download.value.path()).read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert download.value.suggested_filename.endswith(".eml")
    return message


def test_from_writing_to_the_mail_and_a_later_last_day(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1])
    write(page, begin(page), "Woonkamer schilderen", "1.250,00")
    page.click("main .button--main", timeout=FIRST_PDF)

    # One key more: the mail with the PDF has the focus already.
    link = page.get_by_role("link", name="Mail met de PDF openen").first
    expect(link).to_be_focused(timeout=FIRST_PDF)
    assert is_accessible(page) == []
    number = page.locator("h1").inner_text().removeprefix("Offerte ")
    message = opened(page, link, lambda: page.keyboard.press("Enter"))
    assert message["To"] == "Kim Verbeek <kim@verbeek.example>"
    assert message["Subject"] == f"Offerte {number}"
    (paper,) = message.iter_attachments()
    assert paper.get_filename() == f"Offerte {number} Kim Verbeek.pdf"
    assert paper.get_content().startswith(b"%PDF")

    # A later last day: the same quote again, as a second version.
    page.locator("main details.menu summary").click()
    page.get_by_role("link", name="Langer laten gelden").click()
    assert is_accessible(page) == []
    page.fill("[name=valid_until]", "ooit")
    page.click("main .button--main")
    expect(page.locator(".field__error")).to_be_visible()
    page.fill("[name=valid_until]", "31-12-2099")
    page.click("main .button--main")
    again = opened(page, link, link.click)
    assert again["Subject"] == f"Offerte {number}, versie 2"

    # What was sent first can still be read, and what changed too.
    page.get_by_role("link", name="Versie 2", exact=True).click()
    expect(page.get_by_role("row", name="Geldig tot")).to_contain_text("31 december 2099")
    assert is_accessible(page) == []

    # While a third is being written, the customer takes the second.
    page.get_by_role("link", name="Naar de offerte").click()
    page.locator("main details.menu summary").click()
    page.get_by_role("button", name="maak een nieuwe versie").click()
    expect(page.locator("[name=lines-0-description]")).to_be_visible()
    page.goto("/quotes/1")
    assert is_accessible(page) == []
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("section", has_text="Versie 2 ligt bij de klant").get_by_role(
        "button", name="Akkoord"
    ).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("akkoord")


def test_the_same_without_a_script(shop: Process, opens: Opener) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB", java_script_enabled=False)
    write(page, begin(page), "Painting the hall", "100")
    page.click("main .button--main", timeout=FIRST_PDF)

    link = page.get_by_role("link", name="Open the mail with the PDF").first
    message = opened(page, link, link.click)
    assert message["X-Unsent"] == "1"
    assert [part.get_content()[:4] for part in message.iter_attachments()] == [b"%PDF"]

    page.locator("main details.menu summary").click()
    page.get_by_role("link", name="Give a later last day").click()
    page.fill("[name=valid_until]", "31-12-2099")
    page.get_by_label("On paper, by post").check()
    page.click("main .button--main", timeout=FIRST_PDF)
    expect(page.get_by_role("link", name="Open the PDF to print")).to_be_visible(timeout=FIRST_PDF)
