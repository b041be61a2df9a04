"""What is made small on its way to the browser means what we wrote."""

import pytest
from playwright.sync_api import Browser, Page

from app.core import assets

pytestmark = pytest.mark.browser


def test_a_browser_reads_the_small_styles_as_it_reads_ours(browser: Browser) -> None:
    page = browser.new_page()
    for path in (assets.FOLDER / "css").rglob("*.css"):
        name = path.relative_to(assets.FOLDER).as_posix()
        own = assets.IMPORT.sub("", path.read_text())
        given = rules(page, f"@layer features {{ {own} }}" if name.startswith(assets.FEATURES) else own)

        small = rules(page, sent(name))

        # What it imports stands before it; in app.css, which has nothing of its own, behind it.
        assert name == assets.SHARED_STYLE or small[len(small) - len(given) :] == given, name


def test_a_browser_can_read_the_small_scripts(browser: Browser) -> None:
    page = browser.new_page()
    # A function cannot take in or hand out what a module can; all else is read as it is.
    own = r'text.replace(/import[^"(]*"[^"]*";|export /g, "").replaceAll("import(", "load(")'
    read = f"text => new Function({own})"
    for path in (assets.FOLDER / "js").rglob("*.js"):
        page.evaluate(read, sent(path.relative_to(assets.FOLDER).as_posix()))


def sent(name: str) -> str:
    """The file as it goes out."""
    asset = assets.find(name)
    assert asset, name
    return asset.content.decode()


def rules(page: Page, style: str) -> list[str]:
    """The rules as a browser understands them; it keeps the spaces in the value of a variable."""
    found = page.evaluate(
        """text => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          return [...sheet.cssRules].map((rule) => rule.cssText);
        }""",
        style,
    )
    assert isinstance(found, list)
    return [rule.replace(", ", ",") for rule in found]
