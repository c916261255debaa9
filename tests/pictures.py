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
    page.get_by_role("button", name="Create ticket").click()
    form = page.get_by_role("dialog", name="Create ticket")
    expect(form).to_be_visible()
    form.get_by_role("button", name="Create ticket").click()
    expect(form).not_to_be_visible()
    expect(page.get_by_text("Being worked on").first).to_be_visible(timeout=15_000)


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
        browser.close()
    sys.stderr.write(f"Pictures are in {FOLDER.name}/.\n")


if __name__ == "__main__":
    main()
