"""The app's form on the page: opened by the shortcut, drawn from its blocks, refused, corrected, sent, closed."""

import pytest
from playwright.sync_api import Locator, expect

from .product import TOO_VAGUE
from .window import ALEX, SAM, Window

pytestmark = pytest.mark.xdist_group("chromium")


def _open_form(window: Window) -> Locator:
    window.become("Alex")
    window.choose("VPN drops", "Create ticket")
    form = window.page.get_by_role("dialog", name="Create ticket")
    expect(form).to_be_visible()
    return form


def test_the_shortcut_opens_the_form_with_what_the_app_put_there(window: Window) -> None:
    form = _open_form(window)
    expect(form.get_by_label("Subject")).to_have_value("help")
    expect(form.get_by_label("Subject")).to_be_focused()
    expect(form.get_by_label("Who asks")).to_have_value("U0EMPLOYEE")
    expect(form).to_contain_text("The whole thread goes along.")
    expect(form).to_contain_text("Its link appears in the thread.")


def test_a_field_that_the_app_refuses_says_so_and_keeps_what_was_typed(window: Window) -> None:
    form = _open_form(window)
    form.get_by_label("How urgent").select_option("high")
    form.get_by_role("button", name="Create").click()
    subject = form.get_by_label("Subject")
    expect(subject).to_have_attribute("aria-invalid", "true")
    expect(subject).to_have_accessible_description(f"A few words. {TOO_VAGUE}")
    expect(subject).to_be_focused()
    expect(form.get_by_label("How urgent")).to_have_value("high")


def test_every_kind_of_field_reaches_the_app(window: Window) -> None:
    form = _open_form(window)
    form.get_by_label("Subject").fill("VPN on floor 3")
    form.get_by_label("Who asks").select_option("Sam Sample")
    form.get_by_label("How urgent").select_option("high")
    form.get_by_role("radio", name="Home").check()
    form.get_by_role("checkbox", name="Laptop").check()
    form.get_by_role("checkbox", name="Phone").check()
    form.get_by_role("checkbox", name="Laptop").uncheck()
    form.get_by_role("button", name="Create").click()
    expect(form).not_to_be_visible()
    sent = window.product.heard[-1]
    values = sent["view"]["state"]["values"]
    assert sent["user"]["id"] == ALEX
    assert values["subject"]["it"]["value"] == "VPN on floor 3"
    assert values["who"]["it"]["selected_user"] == SAM
    assert values["how"]["it"]["selected_option"]["value"] == "high"
    assert values["where"]["it"]["selected_option"]["value"] == "home"
    assert [each["value"] for each in values["what"]["it"]["selected_options"]] == ["phone"]


def test_days_numbers_and_lists_of_several_reach_the_app(window: Window) -> None:
    form = _open_form(window)
    form.get_by_label("Subject").fill("VPN on floor 3")
    form.get_by_label("Needed by").fill("2026-11-30")
    form.get_by_label("Seats").fill("4")
    sites = form.get_by_role("group", name="Sites")
    for site in ("North", "South", "North"):
        sites.get_by_role("checkbox", name=site).click()
    form.get_by_role("button", name="Create").click()
    expect(form).not_to_be_visible()
    values = window.product.heard[-1]["view"]["state"]["values"]
    assert values["when"]["it"] == {"type": "datepicker", "selected_date": "2026-11-30"}
    assert values["seats"]["it"] == {"type": "number_input", "value": "4"}
    assert [each["value"] for each in values["sites"]["it"]["selected_options"]] == ["south"]


def test_long_lists_are_searched_while_somebody_types(window: Window) -> None:
    form = _open_form(window)
    form.get_by_label("Subject").fill("VPN on floor 3")
    room, teams = form.get_by_label("Room"), form.get_by_role("group", name="Teams")
    room.fill("room 1")
    expect(form.locator("datalist option[value='Room 11']")).to_be_attached()
    expect(form.locator("datalist option[value='Room 7']")).not_to_be_attached()
    room.fill("Room 11")
    for team in ("Teams 3", "Teams 4"):
        teams.get_by_role("combobox").fill(team[:-1])
        expect(form.locator(f"datalist option[value='{team}']")).to_be_attached()
        teams.get_by_role("combobox").fill(team)
    teams.get_by_role("button", name="Remove Teams 3").click()
    expect(room).to_have_value("Room 11")
    form.get_by_role("button", name="Create").click()
    expect(form).not_to_be_visible()
    values = window.product.heard[-1]["view"]["state"]["values"]
    assert values["room"]["it"]["selected_option"]["value"] == "room 11"
    assert [each["value"] for each in values["teams"]["it"]["selected_options"]] == ["teams 4"]


def test_words_that_name_no_option_are_forgotten(window: Window) -> None:
    form = _open_form(window)
    room = form.get_by_label("Room")
    room.fill("Somewhere")
    form.get_by_label("Subject").focus()
    expect(room).to_have_value("")


def test_a_required_field_left_empty_does_not_reach_the_app(window: Window) -> None:
    form = _open_form(window)
    heard = len(window.product.heard)
    form.get_by_label("Subject").fill("")
    form.get_by_role("button", name="Create").click()
    expect(form).to_contain_text("Please complete this required field.")
    assert len(window.product.heard) == heard


def test_escape_closes_the_form_and_gives_the_focus_back(window: Window) -> None:
    form = _open_form(window)
    window.page.keyboard.press("Escape")
    expect(form).not_to_be_visible()
    expect(window.root("VPN drops").locator("> .tools").get_by_role("button", name="More actions")).to_be_focused()
    assert window.sandbox.slack.workspace.modals.get(ALEX, []) == []


def test_the_focus_stays_inside_the_form(window: Window) -> None:
    form = _open_form(window)
    inside = "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
    for _ in range(12):
        window.page.keyboard.press("Tab")
        assert window.page.evaluate(inside)
    expect(form).to_be_visible()


def test_the_form_belongs_to_the_one_who_opened_it(window: Window) -> None:
    form = _open_form(window)
    window.page.reload()
    expect(form).to_be_visible()
    form.get_by_role("button", name="Cancel").click()
    expect(form).not_to_be_visible()


def test_an_app_that_does_not_answer_is_told_of(window: Window) -> None:
    window.sandbox.events_to = None
    window.choose("VPN drops", "Create ticket")
    expect(window.page.get_by_role("status")).to_contain_text("no app is listening")
