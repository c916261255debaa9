"""Writing, answering, reacting and using the app in the channel, as people see it on the page."""

import pytest
from playwright.sync_api import expect

from .window import ALEX, HELP, KIM, ROBIN, SAM, Window

pytestmark = pytest.mark.xdist_group("chromium")


def test_the_page_shows_the_channel_as_it_is(window: Window) -> None:
    expect(window.page.locator("article.root")).to_have_count(3)
    expect(window.root("VPN drops")).to_contain_text("Same here on the third floor")
    expect(window.root("Pushing to the repository").locator("pre")).to_contain_text("Authentication failed")
    expect(window.root("Pushing to the repository").locator(".words code").last).to_have_text("store")


def test_what_a_person_writes_stands_in_the_channel_under_their_name(window: Window) -> None:
    window.become("Sam")
    window.write("My *mouse* has no `cable`, @alex :wave:")
    message = window.root("My mouse has no cable")
    expect(message.locator("strong").first).to_have_text("Sam Sample")
    expect(message.locator(".words")).to_contain_text("@Alex Support 👋")
    expect(window.page.locator("#composer textarea")).to_have_value("")


def test_what_others_write_appears_by_itself_and_leaves_what_is_being_typed(window: Window) -> None:
    box = window.page.locator("#composer textarea")
    box.press_sequentially("half a sent")
    window.slack("post", user=SAM, channel=HELP, text="Is anybody there?")
    expect(window.root("Is anybody there?")).to_be_visible()
    expect(box).to_have_value("half a sent")
    expect(box).to_be_focused()


def test_whoever_writes_sees_it_and_whoever_reads_is_not_moved(window: Window) -> None:
    window.page.set_viewport_size({"width": 1280, "height": 500})
    window.root("VPN drops").scroll_into_view_if_needed()
    window.page.locator("#messages").evaluate("(list) => (list.scrollTop = 0)")
    window.slack("post", user=SAM, channel=HELP, text="Is anybody there?")
    expect(window.root("Is anybody there?")).to_be_attached()
    expect(window.root("Is anybody there?")).not_to_be_in_viewport()
    window.write("I am.")
    expect(window.root("I am.")).to_be_in_viewport()


def test_what_pops_open_at_the_edge_comes_into_view(window: Window) -> None:
    message = window.root("laptop and a badge")
    message.get_by_role("button", name="Add another reaction").click()
    expect(message.locator(".popped")).to_be_in_viewport(ratio=0.99)


def test_a_reply_goes_into_its_thread(window: Window) -> None:
    window.become("Kim")
    box = window.root("VPN drops").get_by_label("Reply in the thread", exact=True)
    box.fill("We restart the gateway at noon.")
    box.press("Enter")
    expect(window.root("VPN drops").get_by_role("group", name="Thread")).to_contain_text("We restart the gateway")
    expect(window.root("VPN drops").get_by_role("button", name="2 replies")).to_be_visible()
    expect(window.page.locator("article.root")).to_have_count(3)


def test_a_thread_folds_and_unfolds(window: Window) -> None:
    window.root("VPN drops").get_by_role("button", name="1 reply").click()
    expect(window.page.get_by_text("Same here on the third floor")).to_have_count(0)
    window.root("VPN drops").get_by_role("button", name="1 reply").click()
    expect(window.page.get_by_text("Same here on the third floor")).to_be_visible()


def test_a_reaction_is_put_on_and_taken_off_again(window: Window) -> None:
    window.become("Alex")
    pill = window.reaction("VPN drops", "Seen")
    pill.click()
    expect(pill).to_have_attribute("aria-pressed", "true")
    expect(pill).to_have_attribute("title", "Seen: Alex Support")
    pill.click()
    expect(pill).to_have_attribute("aria-pressed", "false")
    expect(pill).to_have_attribute("title", "Seen")


def test_reactions_of_two_people_count_and_name_both(window: Window) -> None:
    ts = next(iter(window.sandbox.slack.workspace.channels[HELP].messages))
    for user in (ALEX, KIM):
        window.slack("react", user=user, channel=HELP, ts=ts, name="eyes")
    pill = window.reaction("VPN drops", "Seen")
    expect(pill).to_have_text("👀2")
    expect(pill).to_have_attribute("title", "Seen: Alex Support, Kim Support")
    expect(pill).to_have_attribute("aria-pressed", "false")


def test_any_other_emoji_is_found_by_its_name(window: Window) -> None:
    message = window.root("laptop and a badge")
    message.get_by_role("button", name="Add another reaction").click()
    window.page.get_by_label("Find an emoji by its name").fill("tada")
    message.get_by_role("button", name=":tada:", exact=True).click()
    expect(message.locator(".pill.mine")).to_have_text("🎉1")


def test_an_author_edits_and_deletes_and_nobody_else_does(window: Window) -> None:
    window.choose("laptop and a badge", "Edit")
    box = window.page.get_by_label("Change the message")
    box.fill("Solved, thank you.")
    box.press("Enter")
    expect(window.root("Solved, thank you.")).to_contain_text("(edited)")
    window.choose("Solved, thank you.", "Delete")
    expect(window.page.locator("article.root")).to_have_count(2)
    window.root("Pushing").locator("> .tools").get_by_role("button", name="More actions").click()
    expect(window.page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(window.page.get_by_role("button", name="Delete")).to_have_count(0)


def test_a_file_goes_along_with_the_words(window: Window) -> None:
    file = {"name": "log.txt", "mimeType": "text/plain", "buffer": b"gateway 2: certificate expired"}
    window.page.locator("#composer input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(window.page.locator("#composer .files")).to_contain_text("log.txt")
    window.write("The log")
    link = window.root("The log").get_by_role("link", name="log.txt")
    address = link.get_attribute("href") or ""
    assert window.page.request.get(f"{window.sandbox.url}{address.lstrip('/')}").text().startswith("gateway 2")


def test_who_is_named_in_a_command_is_mentioned(window: Window) -> None:
    window.write("/helpdesk duty swap @alex")
    expect(window.page.locator("article.private .mention")).to_have_text("@Alex Support")


def test_a_command_is_answered_to_this_person_alone(window: Window) -> None:
    window.write("/helpdesk list mine")
    expect(window.page.locator("article.private")).to_contain_text("You asked for list mine.")
    expect(window.page.locator("article.private")).to_contain_text("Only visible to you")
    window.become("Sam")
    expect(window.page.locator("article.private")).to_have_count(0)
    window.become("Robin")
    window.page.locator("article.private").get_by_role("button", name="Dismiss").click()
    expect(window.page.locator("article.private")).to_have_count(0)


def test_a_refusal_is_told_as_a_sentence_and_the_words_stay(window: Window) -> None:
    window.write("/weather")
    expect(window.page.get_by_role("status")).to_have_text("/weather is not a valid command.")
    expect(window.page.locator("#composer textarea")).to_have_value("/weather")


def test_the_apps_card_is_drawn_and_its_button_works(window: Window) -> None:
    ts = next(iter(window.sandbox.slack.workspace.channels[HELP].messages))
    window.become("Alex")
    window.product.card(ts)
    card = window.root("VPN drops").locator(".blocks")
    expect(card).to_contain_text("👀 IT-1 · Seen · @Alex Support · 11/18/2026 {nonsense} soon")
    with window.page.expect_response("**/sandbox/slack/act"):
        card.get_by_role("button", name="Resolve").click()
    (pressed,) = window.product.heard
    assert (pressed["user"]["id"], pressed["actions"][0]["action_id"]) == (ALEX, "resolve")


def test_people_see_only_their_channels(window: Window) -> None:
    channels = window.page.get_by_role("navigation", name="Channels")
    expect(channels.get_by_role("button")).to_have_text(["# it-help", "# general"])
    window.become("Alex")
    channels.get_by_role("button", name="it-agents").click()
    expect(window.page.get_by_text("Nothing has been written here yet.")).to_be_visible()
    window.become("Robin")
    expect(channels.locator("[aria-current=page]")).to_have_text("# it-help")


def test_the_steps_tick_themselves_off(window: Window) -> None:
    done = window.page.locator(".steps .done")
    expect(done).to_have_count(0)
    ts = next(iter(window.sandbox.slack.workspace.channels[HELP].messages))
    window.slack("react", user=ROBIN, channel=HELP, ts=ts, name="wrench")
    window.slack("react", user=KIM, channel=HELP, ts=ts, name="eyes")
    expect(done).to_have_text("✓Seen (done)")
    window.slack("react", user=KIM, channel=HELP, ts=ts, name="wrench")
    ticket = window.ticket("VPN")
    expect(done).to_have_count(3)
    window.zendesk("set_status", "Alex Support", ticket=ticket, status="solved")
    expect(done).to_have_count(4)
    window.zendesk("set_status", "Alex Support", ticket=ticket, status="open")
    expect(done).to_have_count(5)
    expect(window.page.locator(".next")).to_contain_text("That is the whole route.")


def test_a_permalink_leads_to_its_message(window: Window) -> None:
    ts = list(window.sandbox.slack.workspace.channels[HELP].messages)[1]
    window.page.goto(f"{window.sandbox.url}archives/{HELP}/p{ts.replace('.', '')}")
    expect(window.page.locator(f"[id='message-{ts}']")).to_be_focused()
