"""A customer is asked on paper, and sends a number back; also without JavaScript."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.core import clock
from app.outcomes import actions
from app.outcomes.given import Answer
from app.quotes.models import QuoteStatus
from app.shop.models import RejectionReason
from app.users.models import User
from tests.factories import make_email, make_phone, make_quote, make_relation
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.shopkeeping import box, set_up
from tests.journeys.test_card import wrong_in_either_light

pytestmark = pytest.mark.browser


def leave_unasked(tmp_path: Path) -> int:
    """A no of which nobody knows the reason; the number that stands on the card before "too late"."""
    with box(tmp_path) as session:
        marleen = session.scalars(select(User)).one()
        card = make_relation(session, "Anna van der Berg")
        make_phone(session, card, "071 012 34 56")
        make_email(session, card, "anna@example.nl")
        quote = make_quote(session, card, status=QuoteStatus.SENT)
        today = clock.today()
        later = today + dt.timedelta(days=1)
        answer = Answer.to_ask(by=marleen, on=later, decided_on=today)
        actions.decline(session, quote, answer=answer, by=marleen)
        late = select(RejectionReason).where(RejectionReason.code == "too_slow")
        return session.scalars(late).one().number


def test_a_question_goes_out_on_paper_and_its_number_comes_back(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1])
    set_up(page)
    number = leave_unasked(tmp_path)

    page.goto("/still-to-ask")
    expect(page.get_by_role("link", name="Bellijst afdrukken")).to_be_visible()
    assert wrong_in_either_light(page, is_accessible) == []
    page.get_by_role("link", name="Vraag het per mail of kaart").click()
    expect(page.locator("main")).to_contain_text("De offerte kwam te laat")
    assert wrong_in_either_light(page, is_accessible) == []
    page.get_by_label("Op papier, met de post").check()
    page.get_by_role("button", name="Noteer als verstuurd").click()
    expect(page.locator("main")).to_contain_text("schriftelijk gevraagd vandaag")

    page.get_by_role("link", name="Antwoord gekregen").click()
    page.get_by_text("Er kwam een nummer terug").click()
    page.get_by_label("Nummer op de kaart").fill(str(number))
    expect(page.get_by_label("De klant schreef het")).to_be_checked()
    assert wrong_in_either_light(page, is_accessible) == []
    page.get_by_label("Nummer op de kaart").press("Enter")
    expect(page.locator("main")).to_contain_text("Wij waren te laat")
    expect(page.locator("main")).to_contain_text("De klant schreef het")
    expect(page.locator("main")).to_contain_text("Brief")


def test_a_number_is_read_without_a_script(shop: Process, opens: Opener, tmp_path: Path) -> None:
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB", java_script_enabled=False)
    set_up(page)
    number = leave_unasked(tmp_path)

    page.goto("/quotes/1/answer")
    page.get_by_text("They sent a number back").click()
    page.get_by_label("Number on the card").fill("999")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#card_numbers-error")).to_contain_text("There is no reason with number 999.")
    page.get_by_label("Number on the card").fill(str(number))
    page.get_by_label("In a mail").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("We were too late")
    expect(page.locator("main")).to_contain_text("The customer wrote so")
    expect(page.locator("main")).to_contain_text("Mail")
