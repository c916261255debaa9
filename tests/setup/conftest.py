"""A local Slack and Zendesk for each test, and an empty folder to set a helpdesk up in."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

from helpdesk.sandbox.town import Sandbox
from tests.doctor.conftest import quiet

from .terminal import Terminal

__all__ = ["quiet"]


@dataclass(frozen=True)
class Place:
    """Where a helpdesk is set up. Every terminal opened here is closed at the test's end."""

    folder: Path
    town: Sandbox
    opened: Callable[[Terminal], Terminal]

    def init(self, *arguments: str, **environment: str) -> Terminal:
        settings = {"HELPDESK_SLACK_API_URL": self.town.slack_api_url, **environment}
        return self.opened(Terminal(self.folder, settings, "init", *arguments))

    @property
    def env(self) -> dict[str, str | None]:
        return dict(dotenv_values(self.folder / ".env"))

    @property
    def config(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "helpdesk.toml").read_text())

    @property
    def channel(self) -> dict[str, Any]:
        first: dict[str, Any] = self.config["channels"][0]
        return first

    def answer_slack(self, terminal: Terminal) -> None:
        """Socket Mode and three right tokens."""
        said = self.town.credentials
        terminal.answer("Public address")
        terminal.answer("Bot token", said.bot_token)
        terminal.answer("Signing secret", said.signing_secret)
        terminal.answer("App-level token", said.app_token)

    def answer_channel(self, terminal: Terminal) -> None:
        terminal.answer("Its link", "C0ITHELP1")
        terminal.answer("Who answers there", "@it-team")
        terminal.answer("Private channel")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    terminals: list[Terminal] = []

    def opened(terminal: Terminal) -> Terminal:
        terminals.append(terminal)
        return terminal

    with Sandbox() as town:
        yield Place(tmp_path, town, opened)
        for terminal in terminals:
            terminal.close()
