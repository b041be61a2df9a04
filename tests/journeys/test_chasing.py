"""Ringing about a quote until there is a reply, and closing a silent one; also without JavaScript."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.quotes.calls import plan_chase
from app.quotes.models import QuoteStatus
from app.shop.models import Shop
from app.users.models import User
from tests.factories import make_phone, make_quote, make_relation
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.hands import Hands
from tests.journeys.shopkeeping import box, set_up
from tests.journeys.test_card import wrong_in_either_light

pytestmark = pytest.mark.browser


def leave_quotes(tmp_path: Path) -> None:
    """A quote that went out five days ago, and one whose last day is two months past."""
    with box(tmp_path) as session:
        session.get_one(Shop, 1).open_on = "1234567"
        marleen = session.query(User).one()
        marleen.works_on = "1234567"
        today = clock.today()
        for name, days_ago, holds in (("Anna van der Berg", 5, 30), ("Kim Verbeek", 90, 30)):
            card = make_relation(session, name)
            make_phone(session, card, "071 012 34 56")
            sent_on = today - dt.timedelta(days=days_ago)
            last_day = sent_on + dt.timedelta(days=holds)
            quote = make_quote(
                session, card, status=QuoteStatus.SENT, first_sent_on=sent_on, valid_until=last_day
            )
            with clock.frozen(clock.start_of(sent_on)):
                plan_chase(session, quote, sent_on, by=marleen)


def test_one_call_at_a_time_until_they_reply(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    set_up(page)
    leave_quotes(tmp_path)

    # Two quotes ask for a call: one each, however many calls were planned and not made.
    page.goto("/")
    expect(page.locator("#speak")).to_have_text("2 people to speak")
    anna = page.locator(".call", has_text="Anna van der Berg")
    expect(anna).to_contain_text("was sent")
    expect(page.locator(".call", has_text="Kim Verbeek")).to_contain_text("what did they decide?")

    # Nobody answers: one step; the next call of the rhythm comes by itself.
    hands = Hands(page)
    hands.tabs_to(anna.get_by_role("button", name="Not reached"))
    hands.press("Enter")
    expect(page.locator(".flash")).to_contain_text("Back on the list")
    assert hands.steps == 1
    expect(page.locator("#speak")).to_have_text("1 person to speak")

    # Anna lets hear from her.
    page.goto("/quotes/1")
    expect(page.locator("aside")).to_contain_text("Next call")
    assert wrong_in_either_light(page, is_accessible) == []
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="They replied: no more calls").click()
    expect(page.locator(".flash")).to_contain_text("Nobody rings about quote")

    # Kim never answered: a person closes it, with one step.
    page.goto("/still-to-ask")
    assert wrong_in_either_light(page, is_accessible) == []
    hands = Hands(page)
    hands.tabs_to(page.get_by_role("button", name="Close: no answer"))
    hands.press("Enter")
    expect(page.locator(".flash")).to_contain_text("closed without an answer")
    assert hands.steps == 1
    expect(page.locator("main")).to_contain_text("Nothing to ask.")


def test_the_same_without_a_script(shop: Process, opens: Opener, tmp_path: Path) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], java_script_enabled=False)
    set_up(page)
    leave_quotes(tmp_path)

    page.goto("/still-to-ask")
    page.get_by_role("button", name="Niet bereikt").click()
    expect(page.locator("main")).to_contain_text("één keer geprobeerd")
    page.get_by_text("Later", exact=True).click()
    page.get_by_role("link", name="Andere dag").click()
    page.get_by_role("textbox", name="Welke dag").fill("31-12-2035")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(".flash")).to_contain_text("31 december")
    page.get_by_role("button", name="Afsluiten: geen antwoord").click()
    expect(page.locator(".flash")).to_contain_text("afgesloten zonder antwoord")

    # A talk on the card that was about the quote: nobody rings about it any more.
    page.goto("/relations/1/note")
    page.locator("[name=about]").check()
    page.get_by_label("Wat zei de klant?").fill("Ze denkt er nog over na.")
    page.get_by_role("button", name="Bewaren").click()
    page.goto("/quotes/1")
    expect(page.get_by_role("button", name="Ze reageerden: niet meer bellen")).to_have_count(0)
