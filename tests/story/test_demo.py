"""`make demo`, played in a real Chromium: by mouse, by keyboard alone, and while things are broken."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.pictures import ARGUMENTS, CHROMIUM, break_things, mend, play
from tests.story.by_keyboard import Typist
from tests.story.demo import running_demo

pytestmark = [
    pytest.mark.xdist_group("socket"),
    pytest.mark.skipif(not os.access(CHROMIUM, os.X_OK), reason="Debian's chromium is not installed"),
]

_ALEX = "U0ITAGENT1"
_SLOW = 30_000
"""Milliseconds for what waits for a retry."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """One demo and one tab for all; each test has a question of its own. The console must have had no complaint."""
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        expect.set_options(timeout=10_000)
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(address)
        yield page
        assert errors == []
        browser.close()


def _badge(page: Page, subject: str) -> Locator:
    return page.locator(".ticket-row", has_text=subject).locator(".badge")


def test_the_main_job_by_mouse(page: Page) -> None:
    play(page)
    question = page.locator("article", has_text="The VPN drops").first
    question.get_by_role("button", name="Resolved").first.click()
    expect(_badge(page, "VPN")).to_have_text("Solved", timeout=_SLOW)
    question.get_by_role("button", name="Resolved").first.click()
    expect(_badge(page, "VPN")).to_have_text("Open", timeout=_SLOW)
    expect(page.locator(".steps .done")).to_have_count(5)
    page.get_by_label("Public reply").last.fill("A new gateway runs since noon.")
    page.locator("form.reply").get_by_role("button", name="Submit").click()
    expect(question.get_by_role("group", name="Thread")).to_contain_text("A new gateway runs since noon.")


def test_the_main_job_by_keyboard_alone(page: Page) -> None:
    page.reload()
    question = page.locator("article.root", has_text="Pushing to the repository")
    question.wait_for()
    here = f"[id='{question.get_attribute('id')}']"
    typist = Typist(page)
    typist.become(_ALEX)
    typist.go_to(f"{here} .quick button[aria-label^=Seen]")
    typist.press("Space", "Tab", "Space")
    expect(question.get_by_role("button", name="Working on it, by Alex Support")).to_be_focused()
    typist.go_to(f"{here} > .tools button[aria-label='More actions']")
    typist.press("Enter")
    expect(page.get_by_role("button", name="Create ticket", exact=True)).to_be_focused()
    typist.press("Enter")
    form = page.get_by_role("dialog", name="Create ticket")
    expect(form.get_by_label("Subject")).to_be_focused()
    typist.press("Enter")
    expect(form).not_to_be_visible()
    expect(question.get_by_text("Being worked on")).to_be_visible()
    expect(_badge(page, "Pushing")).to_have_text("Open")
    typist.go_to(f"{here} .quick button[aria-label^=Resolved]")
    typist.press("Space")
    expect(_badge(page, "Pushing")).to_have_text("Solved", timeout=_SLOW)
    typist.press("Space")
    expect(_badge(page, "Pushing")).to_have_text("Open", timeout=_SLOW)
    typist.go_to("form.reply textarea")
    typist.type("Please log in again.")
    typist.go_to("form.reply button[type=submit]")
    typist.press("Enter")
    expect(question.get_by_role("group", name="Thread")).to_contain_text("Please log in again.")


def test_a_lost_reaction_to_a_question_that_was_there_first_is_found_by_comparing(page: Page) -> None:
    page.get_by_role("button", name="What passes").click()
    lose = page.get_by_role("switch", name="Lose Slack's events")
    lose.click()
    expect(lose).to_be_checked()
    question = page.locator("article.root", has_text="A new colleague")
    question.get_by_role("button", name="Waiting").click()
    rows = page.get_by_role("region", name="What passed").locator("tbody tr")
    expect(rows.filter(has_text="dropped").first).to_be_attached()
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Compare now").click()
    expect(rows.filter(has_text="Mailbox").filter(has_text="A new colleague").first).to_be_attached(timeout=_SLOW)
    lose.click()
    expect(lose).not_to_be_checked()
    page.get_by_role("button", name="What passes").click()


def test_what_was_broken_heals(page: Page) -> None:
    break_things(page)
    mend(page)
    rows = page.get_by_role("region", name="What passed").locator("tbody tr")
    expect(rows.filter(has_text="dropped").first).to_be_attached()
    expect(rows.filter(has_text="killed").first).to_be_attached()
    expect(rows.filter(has_text="Attend").filter(has_text="A new colleague").first).to_be_attached()
