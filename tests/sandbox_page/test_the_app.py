"""The app's own place on the page: its home tab for each person, its buttons there, and its messages to one person."""

import pytest
from playwright.sync_api import Locator, Response, expect

from .window import ALEX, ROBIN, SAM, Window

pytestmark = pytest.mark.xdist_group("chromium")


def _app(window: Window) -> Locator:
    return window.page.get_by_role("navigation", name="Apps").get_by_role("button")


def _was_told(window: Window, *, times: int) -> None:
    """The strip shows a delivery once it is answered."""
    passed = window.page.get_by_role("list", name="What passed last").get_by_role("listitem")
    expect(passed.filter(has_text="app_home_opened")).to_have_count(times)


def _is_press(answer: Response) -> bool:
    return '"press"' in (answer.request.post_data or "")


def test_opening_the_home_tab_tells_the_app_once_and_shows_what_it_published(window: Window) -> None:
    _app(window).click()
    expect(window.page.get_by_text("has put nothing on its home tab for Robin Sample yet")).to_be_visible()
    window.product.publish(ROBIN)
    expect(window.page.locator(".home")).to_contain_text("Your questions")
    _was_told(window, times=1)
    assert [each["tab"] for each in window.product.events("app_home_opened")] == ["home"]
    assert "view" not in window.product.events("app_home_opened")[0]


def test_each_person_has_a_home_of_their_own(window: Window) -> None:
    window.product.publish(ROBIN)
    _app(window).click()
    expect(window.page.locator(".home")).to_contain_text("Your questions")
    window.become("Sam")
    expect(window.page.get_by_text("has put nothing on its home tab for Sam Sample yet")).to_be_visible()
    _was_told(window, times=2)
    assert [each["user"] for each in window.product.events("app_home_opened")] == [ROBIN, SAM]


def test_what_is_pressed_on_the_home_tab_reaches_the_app_with_its_view(window: Window) -> None:
    window.product.publish(ALEX)
    window.become("Alex")
    _app(window).click()
    with window.page.expect_response(_is_press):
        window.page.locator(".home").get_by_role("button", name="Next page").click()
    with window.page.expect_response(_is_press):
        window.page.locator(".home").get_by_role("combobox").select_option("high")
    pressed = [each for each in window.product.heard if each["type"] == "block_actions"]
    assert [each["actions"][0]["action_id"] for each in pressed] == ["next", "filter"]
    assert pressed[0]["view"]["type"] == "home"
    assert pressed[1]["actions"][0]["selected_option"]["value"] == "high"


def test_what_the_app_writes_to_one_person_stands_under_messages(window: Window) -> None:
    direct = window.product.client.conversations_open(users=ROBIN)["channel"]["id"]
    window.product.client.chat_postMessage(channel=direct, text="Your question is resolved.")
    expect(_app(window)).to_have_text("✓ Helpdesk (new)")
    _app(window).click()
    window.page.get_by_role("button", name="Messages").click()
    expect(window.root("Your question is resolved.")).to_be_visible()
    expect(_app(window)).to_have_text("✓ Helpdesk")
    window.write("Thank you")
    expect(window.root("Thank you")).to_be_visible()
    window.become("Sam")
    expect(window.page.get_by_text("has put nothing on its home tab for Sam Sample yet")).to_be_visible()
    expect(window.root("Your question is resolved.")).to_have_count(0)


def test_a_line_that_the_app_quotes_is_a_quotation(window: Window) -> None:
    window.product.client.chat_postMessage(channel="C0ITHELP1", text="How was the help?\n> My payslip is missing")
    expect(window.page.locator("article.root blockquote")).to_have_text("My payslip is missing")


def test_a_command_in_the_apps_messages_is_answered_there(window: Window) -> None:
    _app(window).click()
    window.page.get_by_role("button", name="Messages").click()
    window.write("/helpdesk mine")
    expect(window.page.locator("article.private")).to_contain_text("You asked for mine.")


def test_a_channel_with_news_is_marked_until_it_is_read(window: Window) -> None:
    general = window.page.get_by_role("navigation", name="Channels").get_by_role("button", name="general")
    window.slack("post", user=SAM, channel="C0GENERAL1", text="Cake in the kitchen")
    expect(general).to_have_text("# general (new)")
    general.click()
    expect(window.root("Cake in the kitchen")).to_be_visible()
    expect(general).to_have_text("# general")
