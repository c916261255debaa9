"""The form in the whole product: what is chosen in Slack stands in Zendesk, at once or afterwards."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.story.stage import ALEX, CHANNEL, IMPACT, KIM, ROBIN, Stage, staged
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("story")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A product that asks for the account's field "Impact"."""
    with staged(tmp_path_factory.mktemp("form")) as stage:
        file = stage.folder / "helpdesk.toml"
        file.write_text(f"{file.read_text()}fields = [{IMPACT}]\n")
        stage.start("up")
        stage.ready()
        stage.create_ticket(ALEX, stage.ask(), CHOICES)
        yield stage
        assert "Traceback" not in stage.log()


CHOICES = "field:"
"""Stands in the form with the account's choices."""


def send(stage: Stage, view: dict[str, Any], by: str, **values: Any) -> dict[str, Any]:
    """Send a form; what is wrong with it by block."""
    given = {block.replace("__", ":"): {"value": value} for block, value in values.items()}
    return dict(stage.act("submit", user=by, view_id=view["id"], values=given)["errors"])


def field(value: str) -> dict[str, str]:
    return {f"field__{IMPACT}": value}


def whispered(stage: Stage, to: str, words: str) -> dict[str, Any]:
    """The newest private sentence to somebody that holds these words."""

    def look() -> dict[str, Any] | None:
        said = stage.slack_state()["ephemerals"].get(CHANNEL, [])
        return next((m for m in reversed(said) if m["ephemeral_to"] == to and words in m["text"]), None)

    return until(look, f"a private sentence with {words!r}")


def press(stage: Stage, by: str, ts: str, action: str) -> dict[str, Any]:
    return stage.form("press", CHOICES, user=by, channel=CHANNEL, ts=ts, action_id=action)


def ticket(stage: Stage, ts: str) -> dict[str, Any]:
    return until(lambda: stage.ticket_of(ts), "a Zendesk ticket")


def test_what_is_chosen_in_the_form_stands_in_the_ticket(stage: Stage) -> None:
    ts = stage.ask("The badge reader is dark")
    stage.act("post", user=ROBIN, channel=CHANNEL, text="A secret detour", thread_ts=ts)
    group = next(iter(stage.zendesk.account.groups))
    choices = {"priority": "high", "type": "incident", "group": str(group), "replies": "internal", "include": ["files"]}
    assert (
        send(stage, stage.create_ticket(ALEX, ts, CHOICES), ALEX, subject="Dark reader", **choices, **field("low"))
        == {}
    )
    made = ticket(stage, ts)
    assert (made["subject"], made["priority"], made["type"]) == ("Dark reader", "high", "incident")
    assert (made["group"], made["fields"][str(IMPACT)]) == (group, "low")
    assert "badge reader" in made["comments"][0]["plain_body"]
    assert "detour" not in made["comments"][0]["plain_body"]
    assert made["comments"][0]["public"] is False


def test_two_people_at_once_make_one_ticket_and_the_second_is_told(stage: Stage) -> None:
    ts = stage.ask("The lift is stuck")
    first, second = (stage.create_ticket(person, ts, CHOICES) for person in (ALEX, KIM))
    assert send(stage, first, ALEX, subject="By Alex") == {}
    assert send(stage, second, KIM, subject="By Kim") == {}
    assert "has a Zendesk ticket already" in whispered(stage, KIM, "already")["text"]
    assert [t["subject"] for t in stage.tickets() if (t["external_id"] or "").endswith(ts)] == ["By Alex"]
    assert stage.create_ticket(KIM, ts, "already"), "its link instead of a form"


def test_after_the_ticket_emoji_the_details_are_completed(stage: Stage) -> None:
    ts = stage.ask("The projector hums")
    stage.react(ALEX, ts, "ticket")
    notice = whispered(stage, ALEX, "Its priority, group")
    view = press(stage, ALEX, notice["ts"], "ticket:ticket_details")
    assert send(stage, view, ALEX, priority="urgent", **field("low")) == {}
    until(lambda: ticket(stage, ts)["priority"] == "urgent", "the priority")
    assert ticket(stage, ts)["fields"][str(IMPACT)] == "low"


def test_a_solve_that_wants_a_field_is_solved_by_a_form_with_that_field(stage: Stage) -> None:
    impact = stage.zendesk.account.ticket_fields[IMPACT]
    ts = stage.ask("The door squeaks")
    stage.react(ALEX, ts, "wrench")
    stage.react(ALEX, ts, "ticket")
    until(lambda: stage.by_bot(ts), "the status message")
    impact.required = True
    try:
        stage.react(ALEX, ts, "white_check_mark")
        notice = whispered(stage, ALEX, "Impact")
        until(lambda: "Resolved, not yet solved in Zendesk" in stage.by_bot(ts)[0], "what the status message says")
        view = press(stage, ALEX, notice["ts"], "ticket:ticket_fields")
        assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == [f"field:{IMPACT}"]
        assert send(stage, view, ALEX, **field("low")) == {}
        until(lambda: ticket(stage, ts)["status"] == "solved", "solved")
        until(lambda: "not yet" not in stage.by_bot(ts)[0], "the status message without a reservation")
    finally:
        impact.required = False


def test_the_command_makes_a_ticket_of_the_newest_question(stage: Stage) -> None:
    ts = stage.ask("The plotter is out of paper")
    until(lambda: stage.shown(stage.link(ts)).get("state"), "the question in the store")
    view = stage.form("command", CHOICES, user=KIM, channel=CHANNEL, text="ticket")
    assert send(stage, view, KIM, **field("low")) == {}
    assert ticket(stage, ts)["subject"] == "The plotter is out of paper"


def test_a_ticket_that_was_deleted_is_made_again_by_the_button(stage: Stage) -> None:
    ts = stage.ask("The clock is slow")
    stage.react(ALEX, ts, "ticket")
    first = ticket(stage, ts)["id"]
    until(lambda: stage.by_bot(ts), "the status message")
    kim = next(u.id for u in stage.zendesk.account.users.values() if u.name.startswith("Kim"))
    stage.agent("delete", **{"as": kim, "ticket": first})
    until(lambda: "was deleted" in stage.by_bot(ts)[0], "that it was deleted")
    message = next(reply for reply in stage.root(ts)["replies"] if reply["text"] == stage.by_bot(ts)[0])
    view = press(stage, ALEX, message["ts"], "ticket:create_ticket")
    assert send(stage, view, ALEX, **field("low")) == {}
    until(lambda: ticket(stage, ts)["id"] != first, "a new ticket")
