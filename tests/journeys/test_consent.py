"""A card in a browser: asking whether we may ring, taking it back, and a code for the mobile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_phone, make_relation
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.shopkeeping import box, set_up

pytestmark = pytest.mark.browser


def test_a_yes_is_noted_read_back_and_taken_back(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    set_up(page)
    with box(tmp_path) as session:
        make_phone(session, make_relation(session, "Anna van der Berg"), "071 012 34 56")

    page.goto("/relations/1")
    page.get_by_role("link", name="QR code to ring 071 012 34 56").click()
    expect(page.locator("svg.qr")).to_be_visible()
    assert is_accessible(page) == []

    page.get_by_role("link", name="Anna van der Berg").click()
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_role("link", name="Ask: ringing").click()
    page.get_by_label("Yes").check()
    page.fill("[name=how]", "in the shop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_contain_text("yes")
    assert is_accessible(page) == []

    page.get_by_role("button", name="Take back: ringing").click()
    expect(page.get_by_role("table")).to_contain_text("no")
    page.goto("/relations/1")
    expect(page.locator(".numbers")).to_contain_text("no offers by telephone")
