"""A shop that is set up with cards in its box, so that a journey begins where its story does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from app.core.database import Session, make_engine, sqlite_url

PASSWORD = "kwast en kleed sinds 1971"


def set_up(page: Page) -> None:
    """Fill in the first questions as Marleen, who then looks around."""
    page.fill("input[name=shop_name]", "Kwast & Kleed")
    page.fill("input[name=owner_name]", "Marleen")
    page.fill("input[name=password]", PASSWORD)
    page.check("input[name=begin_with][value=look_around]")
    page.click("button[type=submit].button--main")
    page.wait_for_url("**/")


@contextmanager
def box(tmp_path: Path) -> Iterator[Session]:
    """The card box of the running shop, to put cards in or to look what is in it."""
    engine = make_engine(sqlite_url(tmp_path / "data" / "kaartenbak.db"))
    with Session(engine) as session:
        yield session
        session.commit()
    engine.dispose()
