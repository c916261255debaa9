"""The page for everybody and against anybody: keyboard alone, narrow screens, dark, hostile text, foreign pages."""

import pytest
from playwright.sync_api import expect

from .window import ALEX, HELP, ROBIN, SAM, Window

pytestmark = pytest.mark.xdist_group("chromium")

_HOSTILE = "<img src=x onerror=\"document.title='harmed'\"><script>document.title='harmed'</script>"
_CONTRAST = """() => {
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0.9) return found;
    }
    return [255, 255, 255];
  };
  const weak = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].filter((each) => each.nodeType === 3 && /[A-Za-z]{2}/.test(each.data));
    if (!words.length || !element.checkVisibility({ opacityProperty: true }) || element.closest(".emoji")) continue;
    const pair = [light(numbers(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) weak.push(`${element.className || element.localName} "${words[0].data}": ${ratio.toFixed(2)}`);
  }
  return weak;
}"""


def test_hostile_words_stay_words(window: Window) -> None:
    window.write(_HOSTILE)
    window.slack("change_person", user=SAM, real_name=_HOSTILE)
    window.slack("post", user=SAM, channel=HELP, text="[x](javascript:alert(1)) <javascript:alert(1)|press>")
    window.ticket(_HOSTILE, text=None, html=f"<p>Look</p>{_HOSTILE}<a href='javascript:alert(1)'>here</a>")
    expect(window.root("onerror").first).to_be_visible()
    expect(window.page.locator(".comments")).to_contain_text("Look")
    expect(window.page.locator(".headline")).to_contain_text("<script>")
    assert window.page.locator("main img, main script, main iframe").count() == 0
    assert window.page.locator("a[href^='javascript']").count() == 0
    assert window.page.title() == "Helpdesk sandbox"


def test_hostile_markup_that_a_comment_holds_is_not_drawn(window: Window) -> None:
    ticket = window.ticket("The VPN drops")
    # past the stand-in's own cleaning, as if that had failed
    comment = window.sandbox.zendesk.account.tickets[ticket].comments[0]
    comment.html_body = (
        f"<p onclick='document.title=1' style='position:fixed'>Kept <b>bold</b></p>{_HOSTILE}<svg onload=1></svg>"
        "<iframe src='/'></iframe><form action='/'><input name=q></form><a href='data:text/html,1'>away</a>"
    )
    window.zendesk("comment", "Kim Support", ticket=ticket, text="On it.")
    expect(window.page.locator(".comment")).to_have_count(2)
    words = window.page.locator(".comment .words").first
    expect(words.locator("b")).to_have_text("bold")
    assert words.locator("img, script, svg, iframe, input, form, a, [style], [onclick]").count() == 0
    assert window.page.title() == "Helpdesk sandbox"
    # the browser tells what its policy would have stopped while it only read the markup
    assert all("Content Security Policy" in each for each in window.complaints)
    window.complaints.clear()


def test_everything_on_the_route_can_be_done_by_keyboard_alone(window: Window) -> None:
    keys = window.page.keyboard
    window.page.get_by_role("radio", name="Robin", exact=True).focus()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(window.page.get_by_role("radio", name="Alex")).to_be_checked()
    pill = window.reaction("VPN drops", "Seen")
    pill.focus()
    keys.press("Space")
    expect(pill).to_have_attribute("aria-pressed", "true")
    expect(pill).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(window.reaction("VPN drops", "Working")).to_have_attribute("aria-pressed", "true")
    more = window.root("VPN drops").locator("> .tools").get_by_role("button", name="More actions")
    more.focus()
    keys.press("Enter")
    expect(window.page.get_by_role("button", name="Create ticket")).to_be_focused()
    keys.press("Escape")
    expect(more).to_be_focused()
    keys.press("Enter")
    expect(window.page.get_by_role("button", name="Create ticket")).to_be_focused()
    keys.press("Enter")
    expect(window.page.get_by_label("Subject")).to_be_focused()
    keys.type("less VPN on floor 3")
    keys.press("Enter")
    expect(window.page.get_by_role("dialog")).not_to_be_visible()
    assert window.product.heard[-1]["user"]["id"] == ALEX
    expect(more).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_have_enough_contrast(window: Window, scheme: str) -> None:
    window.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    window.product.card(next(iter(window.sandbox.slack.workspace.channels[HELP].messages)))
    window.product.whisper(ROBIN, "A word for you.")
    for number, status in enumerate(("new", "open", "pending", "hold", "solved")):
        ticket = window.ticket(f"Ticket {number}", assignee=window.user_id("Kim Support") if number else None)
        if number > 1:
            window.zendesk("set_status", "Kim Support", ticket=ticket, status=status)
    window.zendesk("comment", "Kim Support", ticket=ticket, text="For us.", public=False)
    expect(window.page.locator("article.private")).to_be_visible()
    expect(window.page.locator(".comment.internal")).to_be_visible()
    window.page.mouse.move(0, 0)
    assert window.page.evaluate(_CONTRAST) == []


def test_on_a_narrow_screen_the_sides_are_switched_and_nothing_overflows(window: Window) -> None:
    window.page.set_viewport_size({"width": 360, "height": 740})
    window.ticket("A subject that is long enough to be wider than a narrow telephone's screen")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    expect(window.page.locator("#zendesk")).not_to_be_visible()
    assert window.page.evaluate(overflow) == 0
    window.page.get_by_role("navigation", name="Slack or Zendesk").get_by_role("button", name="Zendesk").click()
    expect(window.page.locator("#slack")).not_to_be_visible()
    expect(window.page.locator(".ticket-row")).to_be_visible()
    assert window.page.evaluate(overflow) == 0


def test_people_who_want_less_motion_get_none(window: Window) -> None:
    each = "[...document.querySelectorAll('*')].map((each) => parseFloat(getComputedStyle(each).transitionDuration))"
    slowest = f"Math.max(...{each})"
    assert window.page.evaluate(slowest) == 0
    window.page.emulate_media(reduced_motion="no-preference")
    assert window.page.evaluate(slowest) > 0


def test_many_windows_follow_the_sandbox_at_once(window: Window) -> None:
    others = [window.page.context.new_page() for _ in range(7)]
    try:
        for other in others:
            other.goto(window.sandbox.url)
        window.write("For all of you")
        for other in others:
            expect(other.locator("article.root", has_text="For all of you")).to_be_visible()
    finally:
        for other in others:
            other.close()


def test_words_are_kept_while_the_sandbox_does_not_answer(window: Window) -> None:
    window.page.context.set_offline(True)
    window.write("Are you there?")
    expect(window.page.get_by_role("status")).to_contain_text("does not answer")
    expect(window.page.locator("#composer textarea")).to_have_value("Are you there?")
    window.page.context.set_offline(False)
    window.page.locator("#composer textarea").press("Enter")
    expect(window.root("Are you there?")).to_be_visible()
    window.complaints.clear()
