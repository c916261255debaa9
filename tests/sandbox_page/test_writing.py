"""Writing as people expect of a chat: emoji by keyboard, files dropped and pasted, the last message changed."""

import pytest
from playwright.sync_api import expect

from .window import HELP, Window

pytestmark = pytest.mark.xdist_group("chromium")

_DROP = """(place) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["gateway 2"], "log.txt", { type: "text/plain" }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""
_PASTE = """(box) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["png"], "screen.png", { type: "image/png" }));
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


SLOW_DRAWING = """() => {
  window.requestAnimationFrame = (draw) => setTimeout(draw, 300);
  window.cancelAnimationFrame = clearTimeout;
}"""


def test_who_types_faster_than_it_is_drawn_goes_to_what_was_found(window: Window) -> None:
    window.root("laptop and a badge").get_by_role("button", name="Add another reaction").focus()
    keys = window.page.keyboard
    keys.press("Enter")
    expect(window.page.get_by_label("Find an emoji by its name")).to_be_focused()
    window.page.evaluate(SLOW_DRAWING)
    for key in ("h", "e", "a", "r", "t", "ArrowDown", "ArrowRight"):
        keys.press(key)
    expect(window.page.locator(".picks[aria-label=Found] button").nth(1)).to_be_focused()


def test_an_emoji_is_found_and_chosen_by_keyboard_alone(window: Window) -> None:
    message = window.root("laptop and a badge")
    opener = message.get_by_role("button", name="Add another reaction")
    opener.focus()
    keys = window.page.keyboard
    keys.press("Enter")
    expect(window.page.get_by_label("Find an emoji by its name")).to_be_focused()
    keys.type("heart")
    keys.press("ArrowDown")
    first = window.page.locator(".picks button").first
    expect(first).to_be_focused()
    keys.press("ArrowRight")
    keys.press("ArrowDown")
    chosen = window.page.locator(".picks button").nth(9)
    expect(chosen).to_be_focused()
    name = chosen.get_attribute("aria-label") or ""
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    expect(window.page.get_by_label("Find an emoji by its name")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("End")
    expect(window.page.locator(".picks button").last).to_be_focused()
    chosen.focus()
    keys.press("Enter")
    expect(message.locator(".pill.mine")).to_have_attribute("aria-label", f"{name}, by Robin Sample")
    expect(opener).to_be_focused()


def test_what_was_picked_lately_stands_first(window: Window) -> None:
    message = window.root("laptop and a badge")
    for name in ("tada", "rocket"):
        message.get_by_role("button", name="Add another reaction").click()
        window.page.get_by_label("Find an emoji by its name").fill(name)
        window.page.keyboard.press("Enter")
        expect(message.get_by_role("button", name=f":{name}:")).to_be_visible()
    message.get_by_role("button", name="Add another reaction").click()
    recent = window.page.get_by_role("group", name="Recently used").get_by_role("button")
    expect(recent.nth(0)).to_have_attribute("title", ":rocket:")
    expect(recent.nth(1)).to_have_attribute("title", ":tada:")
    message.get_by_role("button", name="Flags").click()
    expect(window.page.get_by_role("group", name="Flags").get_by_role("button").first).to_be_visible()


def test_an_emoji_goes_into_the_words_at_the_caret(window: Window) -> None:
    box = window.page.locator("#composer textarea")
    box.fill("Well done")
    box.press("Home")
    window.page.get_by_role("button", name="Add an emoji: Message #it-help").click()
    window.page.get_by_label("Find an emoji by its name").fill("tada")
    window.page.keyboard.press("Enter")
    expect(box).to_have_value(":tada: Well done")
    expect(box).to_be_focused()


def test_a_file_dropped_on_a_thread_goes_with_the_reply(window: Window) -> None:
    window.root("VPN drops").get_by_role("group", name="Thread").evaluate(_DROP)
    box = window.root("VPN drops").get_by_label("Reply in the thread", exact=True)
    expect(box).to_be_focused()
    box.press("Enter")
    link = window.root("VPN drops").get_by_role("group", name="Thread").get_by_role("link", name="log.txt")
    expect(link).to_be_visible()


def test_a_file_dropped_or_pasted_in_the_channel_goes_with_the_message(window: Window) -> None:
    window.page.locator("#messages").evaluate(_DROP)
    window.page.locator("#composer textarea").evaluate(_PASTE)
    expect(window.page.locator("#composer .files li")).to_have_text(["log.txt✕", "screen.png✕"])
    window.write("Both")
    expect(window.root("Both").locator(".files a")).to_have_text(["log.txt", "screen.png"])


def test_a_file_dropped_on_the_ticket_goes_with_the_answer(window: Window) -> None:
    ticket = window.ticket("The VPN drops")
    window.page.locator("form.reply").evaluate(_DROP)
    expect(window.page.locator("form.reply .files")).to_contain_text("log.txt")
    window.page.locator("form.reply").get_by_role("button", name="Submit").click()
    expect(window.page.locator(".comment .files a")).to_have_text("log.txt")
    (attachment,) = window.sandbox.zendesk.account.tickets[ticket].comments[-1].attachments
    assert attachment.content == b"gateway 2"


def test_arrow_up_in_an_empty_box_changes_the_last_message(window: Window) -> None:
    window.page.locator("#composer textarea").press("ArrowUp")
    box = window.page.get_by_label("Change the message")
    expect(box).to_have_value("A new colleague starts on Monday. Whom do I ask for a laptop and a badge?")
    box.fill("Solved.")
    box.press("Enter")
    expect(window.root("Solved.")).to_contain_text("(edited)")


def test_the_preview_of_a_link_is_shown(window: Window) -> None:
    ts = next(iter(window.sandbox.slack.workspace.channels[HELP].messages))
    window.slack("unfurl", channel=HELP, ts=ts, title="The status page")
    expect(window.root("VPN drops").get_by_role("link", name="The status page")).to_be_visible()
