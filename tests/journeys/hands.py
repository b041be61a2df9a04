"""Hands that only use the keyboard, and count: typing is free, and so is Tab; any other key is a step."""

from playwright.sync_api import Locator, Page, expect

FARTHEST = 80


class Hands:
    """Somebody at the till, counting K as the goals of the shop do."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def press(self, key: str) -> None:
        """One step."""
        assert "Tab" not in key
        self.steps += 1
        self.page.keyboard.press(key)

    def types(self, words: str) -> None:
        """Words into the box that has the focus, which somebody must have put there."""
        expect(self.page.locator(":focus:is(textarea, input)")).to_have_count(1)
        self.page.keyboard.type(words)

    def tabs_to(self, wanted: Locator) -> None:
        """Tab until it has the focus; it must be within reach, and each stop on the way must be seen."""
        expect(wanted).to_be_visible()
        for _stop in range(FARTHEST):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab: {wanted}")
