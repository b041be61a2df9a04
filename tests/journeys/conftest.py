"""A shop that runs, and a Chromium in front of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.faults.process import Process, free_port, start

# A laptop beside a till.
SCREEN = {"width": 1366, "height": 768}
# Chromium's own errands (updates, field trials) have no business in a test.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]

# The journeys share the machine with all other tests.
expect.set_options(timeout=20_000)

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's own Chromium; nothing is downloaded."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Process]:
    """An empty card box that has just been started for the first time."""
    process = start(tmp_path / "data", "--port", str(free_port()))
    yield process
    process.kill()


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opener]:
    """Open a browser window of its own: in a language, with or without JavaScript, light or dark."""
    contexts: list[BrowserContext] = []

    def window(address: str, **options: Any) -> Page:
        usual = {"viewport": SCREEN, "locale": "nl-NL", "base_url": urljoin(address, "/")}
        # Colours that change slowly would be measured halfway.
        context = browser.new_context(**usual | {"reduced_motion": "reduce"} | options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield window
    for context in contexts:
        context.close()


@pytest.fixture
def is_accessible() -> Callable[[Page], list[str]]:
    """What axe finds wrong on a page by WCAG 2.2 A and AA and its own best practices."""
    axe = Axe()

    def wrong(page: Page) -> list[str]:
        found = axe.run(page).response["violations"]
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    return wrong
