"""The sandbox's page in a browser, with what people find on it. It tests nothing itself."""

import shutil
from dataclasses import dataclass, field
from typing import Any

import httpx
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, ViewportSize

from helpdesk.sandbox.town import Sandbox

from .product import Product

HELP, AGENTS = "C0ITHELP1", "C0ITAGENTS"
ROBIN, SAM, ALEX, KIM = "U0EMPLOYEE", "U0EMPLOYE2", "U0ITAGENT1", "U0ITAGENT2"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

SIZE: ViewportSize = {"width": 1280, "height": 900}


@dataclass
class Window:
    """`complaints` gathers what the browser's console and the page's errors say."""

    sandbox: Sandbox
    product: Product
    page: Page
    client: httpx.Client
    complaints: list[str] = field(default_factory=list)

    def open(self) -> None:
        self.page.on("console", self._hear_console)
        self.page.on("pageerror", self._hear_error)
        self.page.goto(self.sandbox.url)
        self.page.locator("article.root").first.wait_for()

    def leave(self) -> None:
        """Make the tab as it was, for the next test."""
        self.page.remove_listener("console", self._hear_console)
        self.page.remove_listener("pageerror", self._hear_error)
        self.page.evaluate("localStorage.clear()")
        self.page.goto("about:blank")
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self.page.set_viewport_size(SIZE)

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _hear_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def become(self, name: str) -> None:
        self.page.get_by_role("group", name="You are").get_by_role("radio", name=name).check()

    def root(self, words: str) -> Locator:
        """The message that starts a thread, with the thread below it."""
        return self.page.locator("article.root", has_text=words)

    def reaction(self, words: str, meaning: str) -> Locator:
        """The pill under a root message; its name begins with what it means."""
        return self.root(words).locator(".reactions.quick").get_by_role("button", name=meaning)

    def write(self, text: str) -> None:
        box = self.page.locator("#composer textarea")
        box.fill(text)
        box.press("Enter")

    def choose(self, words: str, entry: str) -> None:
        """An entry of a root message's menu."""
        message = self.root(words)
        message.locator("> .tools").get_by_role("button", name="More actions").click()
        message.locator("> .tools").get_by_role("button", name=entry, exact=True).click()

    def slack(self, act: str, **fields: Any) -> dict[str, Any]:
        """What somebody does in Slack without this window."""
        return self._act("slack", {"act": act, **fields})

    def zendesk(self, act: str, agent: str, **fields: Any) -> dict[str, Any]:
        """What somebody does in Zendesk without this window."""
        return self._act("zendesk", {"act": act, "as": self.user_id(agent), **fields})

    def _act(self, side: str, what: dict[str, Any]) -> dict[str, Any]:
        answer = self.client.post(f"{self.sandbox.url}sandbox/{side}/act", json=what).json()
        assert answer.get("ok"), answer
        return dict(answer)

    def user_id(self, name: str) -> int:
        return next(each.id for each in self.sandbox.zendesk.account.users.values() if each.name == name)

    def ticket(self, subject: str, **fields: Any) -> int:
        """A new ticket of Robin's in Zendesk."""
        robin = self.user_id("Robin Sample")
        made = self.zendesk(
            "create", "Alex Support", subject=subject, requester=robin, **{"text": "It hums.", **fields}
        )
        return int(made["ticket"])
