"""Few steps: the daily jobs by keyboard alone, counted as the goals of the shop count them."""

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.opening.queries import opening_days
from app.quotes.models import QuoteStatus
from app.shop.models import Shop
from app.tasks.models import Task, TaskReason
from app.users.models import User
from tests.factories import make_person, make_phone, make_quote, make_relation, make_task
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.hands import Hands
from tests.journeys.shopkeeping import box, set_up

pytestmark = pytest.mark.browser

CARD, FIRST_QUOTE, OTHER_QUOTE = "/relations/1", "/quotes/1", "/quotes/2"


@pytest.fixture
def page(shop: Process, opens: Opener, tmp_path: Path) -> Page:
    """Today, in a shop with Anna to ring, a painter after her, and two quotes that Anna has in hand."""
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    set_up(page)
    with box(tmp_path) as session:
        # Whatever day it is when the steps are counted, the shop is open.
        session.get_one(Shop, 1).open_on = "1234567"
        marleen = session.query(User).one()
        anna = make_relation(session, "Anna van der Berg")
        make_person(session, anna, first_name="Anna", infix="van der", last_name="Berg")
        make_phone(session, anna, "071 012 34 56")
        painter = make_relation(session, "Schildersbedrijf Van der Plas")
        make_phone(session, painter, "071 012 87 40")
        make_task(session, anna, marleen, due_on=clock.today() - dt.timedelta(days=1))
        make_task(session, painter, marleen)
        for _each in range(2):
            make_quote(session, anna, status=QuoteStatus.SENT)
    page.goto("/")
    return page


def test_looking_somebody_up(page: Page) -> None:
    # Who to call today: nothing to do for it.
    first = page.locator(".call--first")
    for part in ("Anna van der Berg", "071 012 34 56", "Call back", "You can say:"):
        expect(first).to_contain_text(part)
    expect(first.locator(".say")).to_be_in_viewport(ratio=1)

    # The phone rings: a number is seen after one key and four letters, from any page.
    page.goto("/settings/look")
    hands = Hands(page)
    hands.press("/")
    hands.types("plas")
    expect(page.locator(".hits .number")).to_have_text("071 012 87 40")
    assert hands.steps == 1

    # A card on paper.
    page.goto(CARD)
    hands = Hands(page)
    with page.expect_request(f"**/print{CARD}.pdf"):
        hands.press("p")
    assert hands.steps == 1


def test_noting_what_happened(page: Page) -> None:
    # Somebody walks in.
    hands = Hands(page)
    hands.press("n")
    hands.types("Gerrit van de markt 06 00000042")
    hands.press("Enter")
    expect(page.locator("h1")).to_have_text("Gerrit van de markt")
    assert hands.steps == 2

    # A call, on the card.
    page.goto(CARD)
    hands = Hands(page)
    hands.press("g")
    hands.types("The hall, in green")
    hands.press("Control+Enter")
    expect(page.locator("article")).to_contain_text("The hall, in green")
    assert hands.steps == 2

    # A call with a promise to ring back.
    hands = Hands(page)
    hands.press("g")
    hands.types("And the stairs")
    hands.tabs_to(page.locator("[name=call_back]:checked"))
    hands.press("ArrowRight")
    hands.press("Control+Enter")
    expect(page.locator(".flash")).to_contain_text("Calling back stands on the list")
    assert hands.steps == 3

    # A complaint.
    page.goto(CARD)
    hands = Hands(page)
    hands.press("k")
    hands.types("The paint peels off above the door")
    hands.press("Control+Enter")
    expect(page.locator(".flash")).to_contain_text("Written down.")
    assert hands.steps <= 4

    # Nobody answers: one step, and the hand is at the next line.
    page.goto("/")
    hands = Hands(page)
    hands.tabs_to(page.locator(".call--first").get_by_role("button", name="Not reached"))
    hands.press("Enter")
    expect(page.locator(".flash")).to_contain_text("Back on the list")
    name = page.locator(".call--first a").first
    expect(name).to_be_focused()
    expect(name).to_have_text("Schildersbedrijf Van der Plas")
    assert hands.steps == 1

    # Spoken, from Today.
    hands = Hands(page)
    hands.tabs_to(page.locator(".call--first").get_by_role("link", name="Spoken"))
    hands.press("Enter")
    hands.types("They come on Monday")
    hands.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("Today")
    expect(page.locator(".call", has_text="Schildersbedrijf")).to_have_count(0)
    assert hands.steps == 2


def test_making_a_quote(page: Page) -> None:
    page.goto(CARD)
    hands = Hands(page)
    hands.press("o")
    for number, (what, price) in enumerate((("Hall", "1,250"), ("Stairs", "600"), ("Doors", "420"))):
        hands.tabs_to(page.locator(f"[name=lines-{number}-description]"))
        hands.types(what)
        hands.tabs_to(page.locator(f"[name=lines-{number}-price]"))
        hands.types(price)
        hands.press("Enter")
        expect(page.locator(f"[name=lines-{number + 1}-description]")).to_be_focused()
    hands.tabs_to(page.locator("button[name=do][value=send]"))
    hands.press("Enter")

    page.wait_for_url("**/send")
    expect(page.locator("main")).to_contain_text("2,270")
    assert hands.steps <= 5


def test_a_copy_of_an_old_quote(page: Page) -> None:
    page.goto(CARD)
    hands = Hands(page)
    hands.press("o")
    hands.tabs_to(page.get_by_role("button", name="Begin with this one").first)
    hands.press("Enter")
    expect(page.locator("[name=lines-0-description]")).to_have_value("Paint")
    hands.tabs_to(page.locator("button[name=do][value=send]"))
    hands.press("Enter")

    page.wait_for_url("**/send")
    expect(page.locator("main")).to_contain_text("121")
    assert hands.steps <= 4


def test_an_option_and_a_choice_by_keyboard_alone(page: Page) -> None:
    page.goto(CARD)
    hands = Hands(page)
    sum_of_all = page.locator(".roll__sum dd.total")
    hands.press("o")
    rows = [("add-option", "Skirting", "50"), ("add-alternative", "Linen", "100"), (None, "Wool", "140")]
    for number, (button, what, price) in enumerate(rows):
        if button:
            hands.tabs_to(page.locator(f"button[value={button}]"))
            hands.press("Enter")
            expect(page.locator(f"[name=lines-{number}-description]")).to_be_focused()
        hands.tabs_to(page.locator(f"[name=lines-{number}-description]"))
        hands.types(what)
        hands.tabs_to(page.locator(f"[name=lines-{number}-price]"))
        hands.types(price)
    expect(sum_of_all).to_have_text("€100.00")

    # The arrows choose the other one, the hand stays where it was, and the option stays out of the total.
    hands.tabs_to(page.locator("[name=counts-A]:checked"))
    hands.press("ArrowDown")
    expect(sum_of_all).to_have_text("€140.00")
    expect(page.locator("[name=counts-A][value='2']")).to_be_focused()
    expect(page.locator("tbody.roll__apart")).to_have_count(2)

    # An ordinary line again, by its first letter.
    hands.tabs_to(page.locator("[name=lines-0-kind]"))
    hands.press("l")
    expect(sum_of_all).to_have_text("€190.00")
    expect(page.locator("[name=lines-0-kind]")).to_be_focused()


def test_they_said_yes(page: Page) -> None:
    # What decided it may be skipped, so a yes takes no more than it did.
    page.goto(FIRST_QUOTE)
    hands = Hands(page)
    hands.tabs_to(page.locator("main a[href$='/accept']"))
    hands.press("Enter")
    save = page.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_in_viewport(ratio=1)
    hands.tabs_to(save)
    hands.press("Enter")
    expect(page.locator(".flash")).to_contain_text("is accepted")
    assert hands.steps == 2

    # With what decided it, and their words.
    page.goto(OTHER_QUOTE)
    hands = Hands(page)
    hands.tabs_to(page.locator("main a[href$='/accept']"))
    hands.press("Enter")
    hands.tabs_to(page.locator("[name=customer_words]"))
    hands.types("You listened")
    hands.tabs_to(page.locator("summary", has_text="What decided it?"))
    hands.press("Enter")
    hands.tabs_to(page.locator("label:has-text('Good advice') input"))
    hands.press("Space")
    hands.press("Control+Enter")
    expect(page.locator("main h2").first).to_contain_text("Good advice")
    expect(page.locator("main")).to_contain_text("The customer said so.")
    assert hands.steps == 4


def test_why_they_said_no(page: Page, tmp_path: Path) -> None:
    # Declined, with its reason and their words.
    page.goto(FIRST_QUOTE)
    hands = Hands(page)
    hands.tabs_to(page.locator("main a[href$='/decline']"))
    hands.press("Enter")
    hands.tabs_to(page.locator("label:has-text('Too expensive') input"))
    hands.press("Space")
    hands.tabs_to(page.locator("[name=customer_words]"))
    hands.types("It was three hundred more")
    hands.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("It was three hundred more")
    assert hands.steps == 3

    # Declined, with the reason still to be asked.
    page.goto(OTHER_QUOTE)
    hands = Hands(page)
    hands.tabs_to(page.locator("main a[href$='/decline']"))
    hands.press("Enter")
    hands.tabs_to(page.locator("button[value=ask-later]"))
    hands.press("Enter")
    expect(page.locator(".flash")).to_contain_text("is closed")
    assert hands.steps == 2

    # The question is on somebody's list, on a day: Marleen made the quote, the shop asks after three days.
    expect(page.locator("main")).to_contain_text(re.compile(r"Marleen asks on \w+"))
    with box(tmp_path) as session:
        [task] = session.query(Task).filter_by(reason=TaskReason.ASK_WHY, done_at=None)
        assert (task.about, task.about_id) == ("quote", 2)
        marleen = session.get_one(User, task.responsible_id)
        assert marleen.name == "Marleen"
        assert task.due_on == opening_days(session).workday_after(clock.today(), 3, marleen)
        assert clock.today() + dt.timedelta(days=3) <= task.due_on
