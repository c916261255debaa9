"""The Zendesk side of the page: the list, a ticket, its conversation, and what agents do."""

import pytest
from playwright.sync_api import Locator, expect

from .window import HELP, Window

pytestmark = pytest.mark.xdist_group("chromium")


def _row(window: Window, subject: str) -> Locator:
    return window.page.locator(".ticket-row", has_text=subject)


def test_a_new_ticket_appears_and_is_shown(window: Window) -> None:
    expect(window.page.get_by_text("No tickets yet.")).to_be_visible()
    window.ticket("The VPN drops")
    expect(_row(window, "The VPN drops")).to_contain_text("Robin Sample → nobody")
    expect(window.page.locator(".comments")).to_contain_text("It hums.")


def test_a_status_is_submitted_with_an_answer(window: Window) -> None:
    ticket = window.ticket("The VPN drops", assignee=window.user_id("Kim Support"))
    answer = window.page.locator("form.reply")
    answer.get_by_label("Public reply").last.fill("Try the other gateway.")
    answer.get_by_label("Status").select_option("pending")
    answer.get_by_role("button", name="Submit").click()
    expect(_row(window, "The VPN drops").locator(".badge.pending")).to_have_text("Pending")
    expect(window.page.locator(".comment.public").last).to_contain_text("Try the other gateway.")
    expect(answer.locator("textarea")).to_have_value("")
    stored = window.sandbox.zendesk.account.tickets[ticket]
    assert (stored.status, stored.comments[-1].public) == ("pending", True)


def test_an_internal_note_is_marked_as_one(window: Window) -> None:
    ticket = window.ticket("The VPN drops")
    answer = window.page.locator("form.reply")
    answer.get_by_role("radio", name="Internal note").check()
    answer.locator("textarea").fill("The certificate has expired.")
    answer.get_by_role("button", name="Submit").click()
    note = window.page.locator(".comment.internal")
    expect(note).to_contain_text("The certificate has expired.")
    expect(note).to_contain_text("Internal note")
    assert window.sandbox.zendesk.account.tickets[ticket].comments[-1].public is False


def test_a_ticket_is_assigned_and_prioritised(window: Window) -> None:
    ticket = window.ticket("The VPN drops")
    window.page.get_by_label("Assignee").select_option("Kim Support")
    expect(_row(window, "The VPN drops")).to_contain_text("→ Kim Support")
    with window.page.expect_response("**/sandbox/zendesk/act"):
        window.page.get_by_label("Priority").select_option("high")
    expect(window.page.get_by_label("Priority")).to_have_value("high")
    stored = window.sandbox.zendesk.account.tickets[ticket]
    assert (stored.assignee_id, stored.priority) == (window.user_id("Kim Support"), "high")


def test_a_mail_to_a_closed_ticket_makes_a_follow_up_that_both_name(window: Window) -> None:
    first = window.ticket("The VPN drops", assignee=window.user_id("Kim Support"))
    window.zendesk("set_status", "Kim Support", ticket=first, status="solved")
    window.zendesk("close", "Kim Support", ticket=first)
    answer = window.page.locator("form.reply")
    expect(answer).to_contain_text("Closed is final.")
    answer.locator("textarea").fill("It drops again.")
    answer.get_by_role("button", name="Send mail").click()
    expect(window.page.get_by_role("button", name=f"Follows up #{first}")).to_be_visible()
    window.page.get_by_role("button", name=f"Follows up #{first}").click()
    expect(window.page.get_by_role("button", name=f"Follow-up #{first + 1}")).to_be_visible()


def test_a_merged_ticket_names_its_target(window: Window) -> None:
    target = window.ticket("The VPN drops")
    window.ticket("VPN again")
    window.page.get_by_role("button", name="More for this ticket").click()
    window.page.get_by_role("button", name=f"Merge into #{target}").click()
    expect(window.page.get_by_role("button", name=f"Merged into #{target}")).to_be_visible()
    expect(_row(window, "VPN again").locator(".badge")).to_have_text("Closed")


def test_a_refusal_of_zendesk_is_told(window: Window) -> None:
    window.zendesk("create", "Alex Support", subject="Without words", text="It hums.")
    window.sandbox.zendesk.account.knobs.assign_tickets_upon_solve = False
    answer = window.page.locator("form.reply")
    answer.get_by_label("Status").select_option("solved")
    answer.get_by_role("button", name="Submit").click()
    expect(window.page.get_by_role("status")).to_contain_text("ssignee")


def test_the_agents_address_of_a_ticket_leads_to_it_on_the_page(window: Window) -> None:
    first = window.ticket("The VPN drops")
    window.ticket("Another")
    expect(_row(window, "Another")).to_have_attribute("aria-current", "true")
    window.page.goto(f"{window.sandbox.zendesk_url}/agent/tickets/{first}")
    expect(_row(window, "The VPN drops")).to_have_attribute("aria-current", "true")
    assert window.page.url == f"{window.sandbox.url}#ticket-{first}"


def test_a_link_to_a_ticket_in_the_channel_selects_it_without_leaving(window: Window) -> None:
    first = window.ticket("The VPN drops")
    window.ticket("Another")
    link = f"<{window.sandbox.zendesk_url}/agent/tickets/{first}|#{first}>"
    window.product.client.chat_postMessage(channel=HELP, text=f"Zendesk {link}")
    window.root("Zendesk #").get_by_role("link", name=f"#{first}").click()
    expect(_row(window, "The VPN drops")).to_have_attribute("aria-current", "true")


def test_what_is_being_typed_stays_when_the_ticket_changes(window: Window) -> None:
    ticket = window.ticket("The VPN drops")
    box = window.page.locator("form.reply textarea")
    box.press_sequentially("We are look")
    window.zendesk("comment", "Kim Support", ticket=ticket, text="On it.")
    expect(window.page.locator(".comments")).to_contain_text("On it.")
    expect(box).to_have_value("We are look")
    expect(box).to_be_focused()
    window.ticket("Another")
    expect(_row(window, "Another")).to_be_visible()
    expect(_row(window, "The VPN drops")).to_have_attribute("aria-current", "true")
