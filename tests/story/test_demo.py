"""`make demo`, played in a real Chromium."""

import os

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.pictures import ARGUMENTS, CHROMIUM, play
from tests.story.demo import running_demo


@pytest.mark.xdist_group("socket")
@pytest.mark.skipif(not os.access(CHROMIUM, os.X_OK), reason="Debian's chromium is not installed")
def test_the_main_job_by_mouse_on_the_demos_page() -> None:
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        page = browser.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(address)
        play(page)
        question = page.locator("article", has_text="The VPN drops").first
        question.get_by_role("button", name="Resolved").first.click()
        expect(page.get_by_text("Solved").first).to_be_visible(timeout=20_000)
        assert errors == []
        browser.close()
