"""A yes with what they choose and what decided it, and a no that becomes one: also without a script."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.quotes.models import LineKind, QuoteLine, QuoteStatus, QuoteVersion
from app.shop.models import VatCode
from tests.factories import make_quote, make_relation
from tests.faults.process import Process
from tests.journeys.conftest import Opener
from tests.journeys.shopkeeping import box, set_up

pytestmark = pytest.mark.browser

OPEN = (
    ("Second coat", LineKind.OPTION, "60.50", None, False),
    ("Matt", LineKind.ALTERNATIVE, "100", "A", True),
    ("Silk", LineKind.ALTERNATIVE, "200", "A", False),
)


# What has the focus, and whether its middle is there to be seen.
SEEN = """() => {
  const box = document.activeElement, {left, top, width, height} = box.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return [box.name || box.textContent.trim(), box === there || box.contains(there) || there?.contains(box)];
}"""


def with_a_quote(page: Page, tmp_path: Path) -> Page:
    """The shop with one quote of 121 that was sent, with an option and a choice on it."""
    set_up(page)
    with box(tmp_path) as session:
        quote = make_quote(session, make_relation(session, "Kim Verbeek"), status=QuoteStatus.SENT)
        version = session.query(QuoteVersion).filter_by(quote_id=quote.id).one()
        for place, (description, kind, price, choice, is_chosen) in enumerate(OPEN, start=1):
            line = QuoteLine(version_id=version.id, position=place, kind=kind, description=description)
            line.quantity, line.price, line.choice, line.is_chosen = (
                Decimal(1),
                Decimal(price),
                choice,
                is_chosen,
            )
            line.vat_code, line.vat_percent = VatCode.HIGH, Decimal(21)
            session.add(line)
    page.goto("/quotes/1")
    return page


def test_the_sum_follows_what_they_choose(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = with_a_quote(opens(shop.wait_for(r"open at (\S+)")[1]), tmp_path)
    page.get_by_role("link", name="Akkoord", exact=True).click()
    total = page.locator("[data-total] dd.total")

    expect(total).to_have_text("€ 221,00")
    page.get_by_label("Silk").check()
    expect(total).to_have_text("€ 321,00")
    page.get_by_label("Second coat").check()
    expect(total).to_have_text("€ 381,50")
    expect(page.get_by_role("button", name="Optellen")).to_be_hidden()

    # Where the server does not answer no sum is shown, rather than that of a moment ago.
    page.route("**/accept", lambda route: route.abort())
    page.get_by_label("Matt").check()
    expect(total).to_have_count(0)
    page.unroute("**/accept")
    page.get_by_label("Silk").check()
    expect(total).to_have_text("€ 381,50")

    page.get_by_text("Wat gaf de doorslag? Overslaan mag.").click()
    page.get_by_label("Goed advies").check()
    page.get_by_label("Dichtbij").check()
    page.fill("[name=customer_words]", "Jullie dachten mee.")
    expect(page.get_by_label("De klant zei het")).to_be_checked()
    assert is_accessible(page) == []
    page.click("main .button--main")

    expect(page.locator("main h2").first).to_contain_text("Goed advies")
    expect(page.locator("main")).to_contain_text("Dichtbij")
    expect(page.locator("main")).to_contain_text("€ 381,50")
    assert is_accessible(page) == []

    # A better reason is heard later; what they chose stays.
    page.get_by_role("link", name="Betere reden gehoord").click()
    page.get_by_label("Goed advies").uncheck()
    page.get_by_label("Goede prijs").check()
    assert is_accessible(page) == []
    page.click("main .button--main")
    expect(page.locator("main h2").first).to_contain_text("Dichtbij")
    expect(page.locator("main")).to_contain_text("Speelde mee: Goede prijs.")
    expect(page.locator("main")).to_contain_text("€ 381,50")


def test_what_to_ask_on_follows_the_reason_that_counts_most(
    shop: Process, opens: Opener, is_accessible: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = with_a_quote(opens(shop.wait_for(r"open at (\S+)")[1]), tmp_path)
    page.get_by_role("link", name="Afgewezen", exact=True).click()
    question, answer = page.locator(".ask-next li:visible"), page.locator("[name=answer_next]")

    expect(question).to_have_count(0)
    expect(answer).to_be_hidden()
    page.get_by_label("Levertijd te lang").check()
    expect(question).to_have_text("Vraag door: Wanneer had u het nodig?", use_inner_text=True)
    page.get_by_label("Te duur").check()
    expect(question).to_have_text("Vraag door: Wanneer had u het nodig?", use_inner_text=True)
    page.get_by_label("Levertijd te lang").uncheck()
    expect(question).to_contain_text("Scheelde het veel")
    assert is_accessible(page) == []

    # A reason without a question hides the box, but never words.
    page.get_by_label("Te duur").uncheck()
    page.get_by_label("Koos een bekende").check()
    expect(question).to_have_count(0)
    expect(answer).to_be_hidden()
    page.get_by_label("Te duur").check()
    page.get_by_label("Koos een bekende").uncheck()
    page.fill("[name=answer_next]", "Driehonderd euro.")
    page.get_by_label("Te duur").uncheck()
    page.get_by_label("Koos een bekende").check()
    expect(question).to_have_count(0)
    expect(answer).to_be_visible()
    page.click("main .button--main")

    # After all: the no stays below the quote, with all that was noted.
    page.get_by_role("link", name="Alsnog akkoord").click()
    assert is_accessible(page) == []
    page.click("main .button--main")
    expect(page.locator("main h2").first).to_contain_text("Akkoord op")
    before = page.locator("section", has=page.get_by_role("heading", name="Eerder genoteerd"))
    expect(before).to_contain_text("Koos een bekende")
    before.get_by_text("Alles wat toen is genoteerd").click()
    expect(before).to_contain_text("Driehonderd euro.")
    assert is_accessible(page) == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (400, 800)])
def test_saving_stays_in_sight_and_never_lies_over_what_has_the_focus(
    shop: Process, opens: Opener, tmp_path: Path, width: int, height: int
) -> None:
    page = with_a_quote(opens(shop.wait_for(r"open at (\S+)")[1]), tmp_path)
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_role("link", name="Afgewezen", exact=True).click()
    save, later = (page.get_by_role("button", name=name) for name in ("Bewaren", "Reden nog vragen"))

    expect(page.get_by_label("Te duur")).to_be_focused()
    for button in (save, later):
        expect(button).to_be_in_viewport(ratio=1)
    page.locator("summary", has_text="Meer: wie en wanneer").click()
    page.get_by_label("Te duur").focus()
    walked: list[str] = []
    while not walked or walked[-1] != "lesson":
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(SEEN)
        walked.append(name)
        assert is_seen, f"{name} lies under something"
        assert len(walked) < 60
    expect(save).to_be_in_viewport(ratio=1)


def test_the_same_without_a_script(shop: Process, opens: Opener, tmp_path: Path) -> None:
    address = shop.wait_for(r"open at (\S+)")[1]
    page = with_a_quote(opens(address, locale="en-GB", java_script_enabled=False), tmp_path)
    page.get_by_role("link", name="Declined", exact=True).click()
    expect(page.locator(".ask-next li:visible")).to_have_count(7)
    expect(page.locator(".ask-next")).to_contain_text("Delivery took too long: When did you need it?")
    page.get_by_label("Delivery took too long").check()
    page.fill("[name=answer_next]", "Before Christmas")
    page.click("main .button--main")
    expect(page.locator("main")).to_contain_text("Before Christmas")

    page.get_by_role("link", name="Accepted after all").click()
    page.get_by_label("Silk").check()
    page.fill("[name=customer_words]", "You could come sooner.")
    page.get_by_role("button", name="Add up").click()
    expect(page.locator("[data-total] dd.total")).to_have_text("€321.00")
    expect(page.locator("[name=customer_words]")).to_have_value("You could come sooner.")
    page.locator("summary", has_text="What decided it?").click()
    page.get_by_label("Quick, or at the right moment").check()
    page.get_by_label("Good price").check()
    page.click("main .button--main")
    expect(page.locator("main")).to_contain_text("Which one counted most?")
    page.locator("input[type=radio][name=main_reason]").last.check()
    page.click("main .button--main")

    expect(page.locator("main h2").first).to_contain_text("Quick, or at the right moment")
    expect(page.locator("main")).to_contain_text("Counted too: Good price.")
    expect(page.locator("main")).to_contain_text("€321.00")
    expect(page.locator("main")).to_contain_text("The customer said yes after all.")
