"""`make pictures`: plays the story on the demo's page in a real Chromium and takes the README's pictures."""

import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.story.demo import running_demo

FOLDER = Path(__file__).parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def play(page: Page) -> None:
    """The main job by mouse: seen, working, a ticket by the form, its status message."""
    question = page.locator("article", has_text="The VPN drops").first
    page.get_by_role("radio", name="Alex").check(force=True)
    question.get_by_role("button", name="Seen").first.click()
    question.get_by_role("button", name="Working on it").first.click()
    question.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Create ticket", exact=True).click()
    form = page.get_by_role("dialog", name="Create ticket")
    expect(form).to_be_visible()
    form.get_by_role("button", name="Create ticket").click()
    expect(form).not_to_be_visible()
    expect(page.get_by_text("Being worked on").first).to_be_visible(timeout=15_000)


def break_things(page: Page) -> None:
    """An event is lost and found by comparing; a ticket waits for Zendesk, and a worker dies meanwhile."""
    question = page.locator("article.root", has_text="A new colleague")
    told = page.get_by_role("status")
    page.get_by_role("radio", name="Alex").check(force=True)
    page.get_by_role("button", name="What passes").click()
    lose = page.get_by_role("switch", name="Lose Slack's events")
    lose.click()
    expect(lose).to_be_checked()
    question.get_by_role("button", name="Seen").click()
    expect(page.locator(".passed").get_by_text("dropped").first).to_be_attached()
    lose.click()
    expect(lose).not_to_be_checked()
    page.get_by_role("button", name="Compare now").click()
    expect(told).to_contain_text("Compared", timeout=60_000)
    away = page.get_by_role("switch", name="Zendesk is away")
    away.click()
    expect(away).to_be_checked()
    question.get_by_role("button", name="Create a Zendesk ticket").click()
    expect(page.locator(".passed").get_by_text("no answer").first).to_be_attached()
    page.get_by_role("button", name="Kill a worker").click()
    expect(told).to_contain_text("is killed")


def mend(page: Page) -> None:
    """Zendesk answers again, and gets the ticket that waited for it."""
    away = page.get_by_role("switch", name="Zendesk is away")
    away.click()
    expect(away).not_to_be_checked()
    expect(page.locator(".ticket-row", has_text="A new colleague")).to_be_visible(timeout=60_000)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for name, scheme in (("page", "light"), ("page-dark", "dark")):
            page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(address)
            if scheme == "light":
                play(page)
            page.wait_for_timeout(800)
            page.screenshot(path=FOLDER / f"{name}.png")
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        page.goto(address)
        break_things(page)
        expect(page.locator("#said")).not_to_be_visible(timeout=15_000)
        page.screenshot(path=FOLDER / "page-healing.png")
        browser.close()
    sys.stderr.write(f"Pictures are in {FOLDER.name}/.\n")


if __name__ == "__main__":
    main()
