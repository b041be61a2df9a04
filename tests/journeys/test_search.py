"""Finding somebody while the telephone rings: with the keyboard only, from any page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.core.database import Session, make_engine, sqlite_url
from app.relations.models import Stage
from tests.factories import make_person, make_phone, make_relation
from tests.faults.process import Process
from tests.journeys.conftest import Opener

pytestmark = pytest.mark.browser


@pytest.fixture
def page(shop: Process, opens: Opener, tmp_path: Path) -> Page:
    """Settings, in a shop with a painter and a few Jansens in the box."""
    page = opens(shop.wait_for(r"open at (\S+)")[1], locale="en-GB")
    page.fill("input[name=shop_name]", "Kwast & Kleed")
    page.fill("input[name=owner_name]", "Marleen")
    page.fill("input[name=password]", "kwast en kleed sinds 1971")
    page.click("button[type=submit].button--main")

    engine = make_engine(sqlite_url(tmp_path / "data" / "kaartenbak.db"))
    with Session(engine) as session:
        painter = make_relation(session, "Schildersbedrijf Van der Plas", stage=Stage.CURRENT)
        make_phone(session, painter, "071 012 87 40")
        ben = make_person(session, painter, first_name="Ben", infix="van der", last_name="Plas")
        make_phone(session, painter, "06 00 00 00 17", person_id=ben.id, position=1)
        for name in ("Jan Jansen", "Jansje de Vries"):
            make_relation(session, name)
        session.commit()
    engine.dispose()

    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/settings")
    return page


def test_the_number_is_there_after_four_letters_and_enter_opens_the_card(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("plas")

    hit = page.locator(".hits a")
    expect(hit).to_have_count(1)
    expect(hit).to_contain_text("071 012 87 40")
    expect(page.locator("[data-suggest-status]")).to_have_text("1 card found")

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Schildersbedrijf Van der Plas")


def test_the_last_digits_on_the_display_are_enough(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("0017")

    expect(page.locator(".hits .number")).to_have_text("06 00 00 00 17")
    expect(page.locator(".hits a")).to_contain_text("Ben van der Plas")


def test_arrows_walk_through_the_list_and_escape_closes_it(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("jans")
    expect(page.locator(".hits a")).to_have_count(2)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hits a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search")).to_be_focused()

    page.keyboard.press("Escape")
    expect(page.locator("[data-suggestions]")).to_be_hidden()


def test_a_slip_of_the_finger_still_ends_at_the_card(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("vreis")

    expect(page.locator("[data-suggest-status]")).to_have_text("Nobody called “vreis”. Did you mean: Vries?")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jansje de Vries")


def test_the_search_is_for_everybody(page: Page, is_accessible: Callable[[Page], list[str]]) -> None:
    page.keyboard.press("/")
    page.keyboard.type("jans")
    expect(page.locator(".hits a")).to_have_count(2)
    assert is_accessible(page) == []

    page.goto(page.url.replace("/settings", "/search?q=jans"))
    assert is_accessible(page) == []
    page.emulate_media(color_scheme="dark")
    assert is_accessible(page) == []


def test_without_script_enter_gives_a_page(
    page: Page, opens: Opener, is_accessible: Callable[[Page], list[str]]
) -> None:
    state = page.context.storage_state()
    plain = opens(page.url, locale="en-GB", java_script_enabled=False, storage_state=state)
    plain.fill("#search", "jans")
    plain.press("#search", "Enter")

    expect(plain.locator(".hits a")).to_have_count(2)
    expect(plain.locator(".hits a").first).to_contain_text("Jansje de Vries")
