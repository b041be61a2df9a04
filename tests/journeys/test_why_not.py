"""Why not? In a browser: few steps from the numbers to the person, and every view to be read by everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.outcomes.actions import accept, decline
from app.outcomes.given import Answer, Yes
from app.quotes.models import QuoteStatus, SaidBy
from app.users.models import User
from tests.factories import make_product_group, make_quote, make_reason, make_region, make_relation
from tests.faults.process import Process
from tests.insights.test_splits import in_region
from tests.insights.test_views import VIEWS
from tests.journeys.conftest import Opener
from tests.journeys.hands import Hands
from tests.journeys.shopkeeping import box, set_up
from tests.journeys.test_card import wrong_in_either_light

pytestmark = pytest.mark.browser


@pytest.fixture
def page(shop: Process, opens: Opener, tmp_path: Path) -> Page:
    """Today, in a shop where six people in Leiden said no, one in the country, and where one said yes."""
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    set_up(page)
    with box(tmp_path) as session:
        marleen = session.query(User).one()
        make_product_group(session, name="Floors")
        leiden, country = make_region(session, "Leiden"), make_region(session, "Country")
        price, late = make_reason(session, "Far too expensive"), make_reason(session, "Far too late")
        today = clock.today()
        for number in range(7):
            card = make_relation(
                session, f"Customer {number}", **in_region(leiden.id if number else country.id)
            )
            quote = make_quote(session, card, status=QuoteStatus.SENT)
            answer = Answer(
                today,
                main_reason=price if number % 2 else late,
                said_by=SaidBy.CUSTOMER_SAID if number % 3 else SaidBy.OUR_GUESS,
                customer_words=f"What I said, {number}" if number % 3 else "",
                competitor="Doek BV" if number < 6 else "",
                call_again_on=today.replace(year=today.year + 1, day=1) if number == 2 else None,
            )
            decline(session, quote, answer=answer, by=marleen)
        silent = make_quote(session, make_relation(session, "Customer 8"), status=QuoteStatus.SENT)
        decline(session, silent, answer=Answer.to_ask(by=marleen, on=today, decided_on=today), by=marleen)
        accept(session, make_quote(session, status=QuoteStatus.SENT), Yes(today), by=marleen)
    page.goto("/")
    return page


def test_few_steps_to_why_and_to_whom(page: Page) -> None:
    # Quotes, and why not.
    hands = Hands(page)
    hands.tabs_to(page.locator("#menu a[href='/quotes']"))
    hands.press("Enter")
    hands.tabs_to(page.locator("main a[href^='/why-not']"))
    hands.press("Enter")
    expect(page.locator("h1")).to_have_text("Why not?")
    assert hands.steps == 2

    # Each split is one step from any other.
    views = page.get_by_role("navigation", name="Look at").get_by_role("link")
    for place in [*range(1, views.count()), 2]:
        hands = Hands(page)
        hands.tabs_to(views.nth(place))
        hands.press("Enter")
        expect(views.nth(place)).to_have_attribute("aria-current", "page")
        assert hands.steps == 1

    # From a bar to its quotes, and to the person.
    hands = Hands(page)
    hands.tabs_to(page.locator(".bars").get_by_role("link", name="Leiden"))
    hands.press("Enter")
    expect(page.locator("main")).to_contain_text("Region: Leiden")
    hands.tabs_to(page.locator("tbody").get_by_role("link", name="Customer 5"))
    hands.press("Enter")
    expect(page.locator("h1")).to_have_text("Customer 5")
    assert hands.steps == 2


def test_a_choice_stays_on_the_way_to_the_other_views(page: Page) -> None:
    page.goto("/why-not")
    page.get_by_label("Region").select_option("Leiden")
    expect(page.locator(".chosen")).to_contain_text("Region: Leiden")
    page.get_by_role("link", name="By quarter").click()
    expect(page.locator(".chosen")).to_contain_text("Region: Leiden")
    page.get_by_role("link", name="euros without btw").click()
    expect(page.locator(".bars")).to_contain_text("€600")
    page.get_by_role("link", name="Reasons", exact=True).click()
    expect(page.locator("main")).to_contain_text("in euros without btw")

    page.locator(".chosen a").click()
    expect(page.locator(".chosen")).to_have_count(0)
    expect(page.locator(".lead")).to_contain_text("cost us the most")


def test_everybody_can_read_every_view(page: Page, is_accessible: Callable[[Page], list[str]]) -> None:
    found = {}
    for view in VIEWS:
        page.goto(view)
        found[view] = wrong_in_either_light(page, is_accessible)
    page.goto("/why-not/region?by=amount&group=none")
    found["in euros"] = wrong_in_either_light(page, is_accessible)
    page.goto("/why-not/later?period=last_year")
    found["nothing"] = wrong_in_either_light(page, is_accessible)

    assert {view: wrong for view, wrong in found.items() if wrong} == {}
