"""The page as axe-core sees it: nothing serious or critical, in both colours, wide and narrow, whatever is open."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .window import HELP, ROBIN, Window

pytestmark = pytest.mark.xdist_group("chromium")

_OPTIONS = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def _found(window: Window) -> list[str]:
    """What is serious or critical, with where it is."""
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in Axe().run(window.page, options=_OPTIONS).response["violations"]
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]


def _fill(window: Window) -> None:
    """Something of everything that the page can show."""
    window.product.card(next(iter(window.sandbox.slack.workspace.channels[HELP].messages)))
    window.product.whisper(ROBIN, "A word for you.")
    window.product.publish(ROBIN)
    ticket = window.ticket("The VPN drops", assignee=window.user_id("Kim Support"))
    window.zendesk("comment", "Kim Support", ticket=ticket, text="For us.", public=False)
    window.sandbox.controls.switches.turn("zendesk_away", on=True)
    window.page.get_by_role("button", name="What passes").click()
    expect(window.page.get_by_role("switch", name="Zendesk is away")).to_be_attached()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_found(window: Window, scheme: str, width: int) -> None:
    window.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    window.page.set_viewport_size({"width": width, "height": 800})
    _fill(window)
    window.root("VPN drops").get_by_role("button", name="Add another reaction").first.click()
    assert _found(window) == []
    window.page.keyboard.press("Escape")
    if width == 360:
        window.page.get_by_role("button", name="Zendesk unsolved: 1").click()
        assert _found(window) == []
        window.page.get_by_role("button", name="Slack", exact=True).click()
    window.page.get_by_role("navigation", name="Apps").get_by_role("button").click()
    expect(window.page.locator(".home")).to_be_visible()
    assert _found(window) == []
    window.page.get_by_role("button", name="it-help").click()
    window.choose("VPN drops", "Create ticket")
    form = window.page.get_by_role("dialog", name="Create ticket")
    form.get_by_role("button", name="Create").click()
    expect(form.get_by_label("Subject")).to_have_attribute("aria-invalid", "true")
    assert _found(window) == []
