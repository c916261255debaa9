"""The strip that shows what passes, the switches that break things, and the colours."""

from http.client import HTTPException

import httpx
import pytest
from playwright.sync_api import Page, expect
from slack_sdk.errors import SlackApiError

from .window import ALEX, HELP, Window

pytestmark = pytest.mark.xdist_group("chromium")


def _first(window: Window) -> str:
    return next(iter(window.sandbox.slack.workspace.channels[HELP].messages))


def test_deliveries_and_calls_pass_with_their_time(window: Window) -> None:
    window.slack("react", user=ALEX, channel=HELP, ts=_first(window), name="eyes")
    chips = window.page.get_by_role("list", name="What passed last").get_by_role("listitem")
    expect(chips.first).to_contain_text("Doorreaction_added")
    expect(chips.first.locator(".ms")).to_contain_text("ms")
    window.product.client.reactions_get(channel=HELP, timestamp=_first(window))
    expect(chips.first).to_contain_text("Callreactions.get")
    window.page.get_by_role("button", name="What passes").click()
    rows = window.page.get_by_role("region", name="What passed").locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("reactions.getto Slack")
    expect(rows.nth(1)).to_contain_text("reaction_addedfrom Slack")
    expect(rows.nth(1).locator(".outcome")).to_have_text("200")


def test_a_lost_delivery_is_shown_and_does_not_reach_the_product(window: Window) -> None:
    window.page.get_by_role("button", name="What passes").click()
    window.page.get_by_role("switch", name="Lose Slack's events").click()
    mend = window.page.get_by_role("button", name="Lose Slack's events (mend it)")
    expect(mend).to_be_visible()
    window.slack("react", user=ALEX, channel=HELP, ts=_first(window), name="eyes")
    expect(window.page.locator(".passed tbody tr.wrong")).to_contain_text("✕ dropped")
    assert window.product.events("reaction_added") == []
    mend.click()
    expect(window.page.get_by_role("switch", name="Lose Slack's events")).not_to_be_checked()
    window.slack("unreact", user=ALEX, channel=HELP, ts=_first(window), name="eyes")
    expect(window.page.locator(".passed tbody tr").first).to_contain_text("reaction_removed")
    assert len(window.product.events("reaction_removed")) == 1


@pytest.mark.parametrize(
    ("switch", "outcome"), [("Slack answers 429", "429"), ("Slack's API is away", "no answer")], ids=["429", "away"]
)
def test_a_broken_slack_is_seen_in_each_call(window: Window, switch: str, outcome: str) -> None:
    window.page.get_by_role("button", name="What passes").click()
    window.page.get_by_role("switch", name=switch).click()
    expect(window.page.locator(".broken")).to_have_count(1)
    with pytest.raises((SlackApiError, HTTPException)):
        window.product.client.auth_test()
    expect(window.page.locator(".passed tbody tr.wrong").first).to_contain_text(f"✕ {outcome}")


@pytest.mark.parametrize(
    ("switch", "outcome"), [("Zendesk answers 429", "429"), ("Zendesk is away", "no answer")], ids=["429", "away"]
)
def test_a_broken_zendesk_is_seen_in_each_call(window: Window, switch: str, outcome: str) -> None:
    window.page.get_by_role("button", name="What passes").click()
    window.page.get_by_role("switch", name=switch).click()
    expect(window.page.locator(".broken")).to_have_count(1)
    try:
        status = httpx.get(f"{window.sandbox.zendesk_url}/api/v2/users/me.json", trust_env=False).status_code
    except httpx.HTTPError:
        status = 0
    assert status == (429 if outcome == "429" else 0)
    expect(window.page.locator(".passed tbody tr.wrong").first).to_contain_text(f"✕ {outcome}")


def test_lost_webhooks_are_shown(window: Window) -> None:
    window.page.get_by_role("button", name="What passes").click()
    window.page.get_by_role("switch", name="Lose Zendesk's webhooks").click()
    expect(window.page.locator(".broken")).to_have_count(1)
    window.ticket("The VPN drops")
    expect(window.page.locator(".passed tbody tr.wrong").first).to_contain_text("✕ dropped")


def test_a_lever_is_there_only_when_somebody_offers_it(window: Window) -> None:
    window.page.get_by_role("button", name="What passes").click()
    expect(window.page.get_by_role("button", name="Kill a worker")).to_have_count(0)
    window.sandbox.controls.offer("kill_worker", lambda: "Worker 7 is killed.")
    window.page.reload()
    window.page.get_by_role("button", name="Kill a worker").click()
    expect(window.page.get_by_role("status")).to_have_text("Worker 7 is killed.")


def test_the_list_is_cleared_and_goes_on(window: Window) -> None:
    window.page.get_by_role("button", name="What passes").click()
    window.product.client.auth_test()
    expect(window.page.locator(".passed tbody tr")).not_to_have_count(0)
    window.page.get_by_role("button", name="Clear").click()
    expect(window.page.locator(".passed tbody tr")).to_have_count(0)
    window.product.client.auth_test()
    expect(window.page.locator(".passed tbody tr")).to_have_count(1)


def test_all_news_come_over_one_stream(window: Window) -> None:
    with window.page.context.expect_page() as opening:
        window.page.evaluate("window.open('/', '_blank')")
    other = opening.value
    try:
        other.locator("article.root").first.wait_for()
        window.product.client.auth_test()
        expect(other.get_by_role("list", name="What passed last")).to_contain_text("auth.test")
        assert len(window.sandbox.controls.strip.watchers) == 1
    finally:
        other.close()


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_colours_follow_the_system_until_they_are_chosen(window: Window) -> None:
    light = _ground(window.page)
    window.page.emulate_media(color_scheme="dark")
    dark = _ground(window.page)
    assert light != dark
    window.page.get_by_role("button", name="Colours: as the system").click()
    window.page.get_by_role("button", name="Colours: light").wait_for()
    assert _ground(window.page) == light
    window.page.reload()
    window.page.get_by_role("button", name="Colours: light").click()
    window.page.get_by_role("button", name="Colours: dark").click()
    expect(window.page.get_by_role("button", name="Colours: as the system")).to_be_visible()
    assert _ground(window.page) == dark


@pytest.mark.parametrize("width", [360, 1280])
def test_the_switches_stand_in_line_with_the_first_line_of_their_words(window: Window, width: int) -> None:
    window.page.set_viewport_size({"width": width, "height": 900})
    if not window.page.locator(".switches").is_visible():
        window.page.get_by_role("button", name="What passes").click()
    expect(window.page.locator(".switch")).to_have_count(6)
    places = window.page.evaluate(
        "[...document.querySelectorAll('.switch')].map(each => [each.querySelector('input').getBoundingClientRect().y,"
        " each.querySelector('label').getBoundingClientRect().y, each.getBoundingClientRect().x])"
    )
    assert len(places) == 6
    assert all(abs(switch - words) <= 1 for switch, words, _ in places)
    assert len({round(left) for _, _, left in places}) == 2
