"""Somebody at the page who has a keyboard and nothing else: Tab, arrows, Enter, Space, letters."""

from dataclasses import dataclass

from playwright.sync_api import Page

_MOST_STOPS = 250
_IS_THERE = "(selector) => document.activeElement?.matches(selector) ?? false"


@dataclass(frozen=True, slots=True)
class Typist:
    page: Page

    def go_to(self, selector: str) -> None:
        """Tab until the focus is on what the selector names; the page goes round."""
        for _ in range(_MOST_STOPS):
            if self.page.evaluate(_IS_THERE, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to {selector}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def become(self, user: str) -> None:
        """Choose who to be: the arrows go through the people."""
        self.go_to("input[name=me]")
        for _ in range(10):
            if self.page.evaluate(_IS_THERE, f"input[value={user}]"):
                return
            self.press("ArrowRight")
        raise AssertionError(f"the arrows do not come to {user}")
