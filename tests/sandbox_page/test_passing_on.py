"""The list in the line about a route, on the page: another target is chosen with the mouse, of few or very many."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Response, expect

from helpdesk.slack.form_names import ROUTE_CHOICE
from helpdesk.slack.routing import listed

from .product import HELP
from .window import Window

pytestmark = pytest.mark.xdist_group("chromium")


def _line(window: Window, targets: int) -> tuple[str, Locator]:
    """The line under a question, with a list of so many targets."""
    ts = window.slack("post", channel=HELP, user="U0EMPLOYEE", text="My payslip is wrong")["ts"]
    names = [f"Team {number:03}" for number in range(targets)]
    options = [{"text": {"type": "plain_text", "text": name}, "value": f"to {name}"} for name in names]
    select: dict[str, Any] = {"type": "static_select", "action_id": ROUTE_CHOICE, **listed(options)}
    select["placeholder"] = {"type": "plain_text", "text": "Pass on to \u2026"}
    text: dict[str, Any] = {"type": "section", "text": {"type": "mrkdwn", "text": "This is for *Payroll*."}}
    blocks = [text, {"type": "actions", "elements": [select]}]
    window.product.client.chat_postMessage(channel=HELP, thread_ts=ts, text="This is for Payroll.", blocks=blocks)
    question = window.root("My payslip is wrong")
    return ts, question.get_by_role("combobox")


def _is_press(answer: Response) -> bool:
    return '"press"' in (answer.request.post_data or "")


@pytest.mark.parametrize("targets", [3, 250])
def test_another_target_is_chosen_from_the_list(window: Window, targets: int) -> None:
    ts, select = _line(window, targets)
    expect(select).to_contain_text("Pass on to \u2026")
    expect(select.locator("option")).to_have_count(targets + 1)
    expect(select.locator("optgroup")).to_have_count(0 if targets == 3 else 3)
    window.become("Alex")
    select.click()
    with window.page.expect_response(_is_press):
        select.select_option(f"to Team {targets - 1:03}")
    (pressed,) = [each for each in window.product.heard if each["type"] == "block_actions"]
    assert pressed["user"]["id"] == "U0ITAGENT1"
    assert pressed["actions"][0]["action_id"] == ROUTE_CHOICE
    assert pressed["actions"][0]["selected_option"]["value"] == f"to Team {targets - 1:03}"
    assert pressed["message"]["thread_ts"] == ts
