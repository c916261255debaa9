"""The whole story over HTTP: `helpdesk up` between a local Slack and a local Zendesk."""

import pytest

from tests.story.stage import ALEX, CHANNEL, IMPACT, KIM, ROBIN, SAM, Stage
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("story")


def state(stage: Stage, ts: str) -> str | None:
    return str(stage.shown(stage.link(ts)).get("state"))


def escalate(stage: Stage, ts: str, by: str = ALEX, subject: str = "Printer burns") -> int:
    view = stage.create_ticket(by, ts)
    values = {"subject": {"value": {"type": "plain_text_input", "value": subject}}}
    assert not stage.act("submit", user=by, view_id=view["id"], values=values).get("errors")
    ticket = until(lambda: stage.ticket_of(ts), "a Zendesk ticket")
    until(lambda: stage.by_bot(ts), "the status message")
    return int(ticket["id"])


def zendesk_status(stage: Stage, ts: str) -> str | None:
    ticket = stage.ticket_of(ts)
    return ticket["status"] if ticket else None


def user_id(stage: Stage, name: str) -> int:
    return next(u.id for u in stage.zendesk.account.users.values() if u.name.startswith(name))


def test_reactions_set_the_state_and_taking_one_off_steps_back(stage: Stage) -> None:
    ts = stage.ask()
    until(lambda: state(stage, ts) == "new", "new")
    stage.react(ALEX, ts, "eyes")
    until(lambda: state(stage, ts) == "seen", "seen")
    stage.react(ALEX, ts, "wrench")
    stage.react(KIM, ts, "white_check_mark")
    until(lambda: state(stage, ts) == "resolved", "resolved")
    stage.unreact(KIM, ts, "white_check_mark")
    until(lambda: state(stage, ts) == "working", "back to working")
    assert stage.shown(stage.link(ts))["assignee"] == ALEX
    assert stage.by_bot(ts) == []
    assert stage.reactions_of_bot(ts) == set()


def test_two_people_on_one_emoji_and_one_of_them_takes_it_off(stage: Stage) -> None:
    ts = stage.ask()
    stage.react(ALEX, ts, "white_check_mark")
    stage.react(KIM, ts, "white_check_mark")
    stage.unreact(ALEX, ts, "white_check_mark")
    until(lambda: state(stage, ts) == "resolved", "still resolved by Kim")
    stage.unreact(KIM, ts, "white_check_mark")
    until(lambda: state(stage, ts) == "new", "new again")


def test_an_employee_changes_nothing_and_is_told_once_in_private(stage: Stage) -> None:
    ts = stage.ask(user=SAM)
    stage.react(ALEX, ts, "eyes")
    stage.react(SAM, ts, "white_check_mark")

    def told() -> list[str]:
        said = stage.slack_state()["ephemerals"].get(CHANNEL, [])
        return [m["text"] for m in said if m["ephemeral_to"] == SAM]

    before = until(told, "a private sentence to Sam")
    stage.unreact(SAM, ts, "white_check_mark")
    stage.react(SAM, ts, "white_check_mark")
    stage.react(SAM, ts, "wrench")
    stage.react(KIM, ts, "wrench")
    until(lambda: state(stage, ts) == "working", "working by Kim")
    assert told() == before
    assert len(before) == 1


def test_the_shortcut_makes_a_ticket_with_the_thread_and_both_sides_stay_the_same(stage: Stage) -> None:
    ts = stage.ask("My *laptop* does not start\nIt beeps <twice>")
    stage.act("post", user=ALEX, channel=CHANNEL, text="Is the lamp on?", thread_ts=ts)
    stage.act("post", user=ROBIN, channel=CHANNEL, text="No & never was", thread_ts=ts)
    stage.react(ALEX, ts, "wrench")
    until(lambda: state(stage, ts) == "working", "working")
    number = escalate(stage, ts, subject="Laptop beeps")
    ticket = stage.ticket_of(ts)
    assert ticket is not None
    assert ticket["subject"] == "Laptop beeps"
    assert ticket["status"] == "open"
    assert ticket["assignee"] == user_id(stage, "Alex")
    assert ticket["requester"] == user_id(stage, "Robin")
    text = ticket["comments"][0]["plain_body"]
    for words in ("It beeps <twice>", "Is the lamp on?", "No & never was", "Robin Sample", "Alex Support"):
        assert words in text
    assert f"{stage.zendesk_url}/agent/tickets/{number}" in stage.by_bot(ts)[0]

    stage.react(ALEX, ts, "white_check_mark")
    until(lambda: zendesk_status(stage, ts) == "solved", "solved")
    stage.unreact(ALEX, ts, "white_check_mark")
    until(lambda: zendesk_status(stage, ts) == "open", "open again")

    kim = user_id(stage, "Kim")
    stage.agent("set_status", **{"as": kim, "ticket": number, "status": "pending"})
    until(lambda: stage.reactions_of_bot(ts) == {"hourglass_flowing_sand"}, "the bot's hourglass")
    stage.agent("set_status", **{"as": kim, "ticket": number, "status": "solved"})
    until(lambda: stage.reactions_of_bot(ts) == {"white_check_mark"}, "the bot's check mark")
    until(lambda: "Resolved" in stage.by_bot(ts)[0], "resolved in the status message")
    assert len(stage.by_bot(ts)) == 1
    assert zendesk_status(stage, ts) == "solved"


def test_a_shortcut_on_a_reply_is_about_its_thread(stage: Stage) -> None:
    ts = stage.ask("Where is the meeting room?")
    until(lambda: state(stage, ts) == "new", "a question the form can be begun with")
    reply = stage.act("post", user=SAM, channel=CHANNEL, text="I wonder too", thread_ts=ts)["ts"]
    view = stage.create_ticket(KIM, reply, "Where is the meeting room?")
    subject = view["blocks"][0]["element"]["initial_value"]
    stage.act("submit", user=KIM, view_id=view["id"])
    ticket = until(lambda: stage.ticket_of(ts), "a ticket of the thread")
    assert ticket["subject"] == subject == "Where is the meeting room?"
    assert ticket["requester"] == user_id(stage, "Robin")


def test_the_ticket_emoji_by_a_responder_makes_one_ticket_however_often(stage: Stage) -> None:
    ts = stage.ask("VPN is slow")
    stage.react(SAM, ts, "ticket")
    stage.react(ALEX, ts, "ticket")
    stage.react(KIM, ts, "ticket")
    stage.unreact(ALEX, ts, "ticket")
    stage.react(ALEX, ts, "ticket")
    until(lambda: stage.by_bot(ts), "the status message")
    until(lambda: state(stage, ts) == "new", "no state by it")
    mine = [t for t in stage.tickets() if t["external_id"].endswith(ts)]
    assert [(t["subject"], t["status"]) for t in mine] == [("VPN is slow", "new")]


def test_an_empty_subject_is_told_at_its_field(stage: Stage) -> None:
    ts = stage.ask()
    view = stage.create_ticket(ALEX, ts)
    values = {"subject": {"value": {"type": "plain_text_input", "value": "   "}}}
    assert list(stage.act("submit", user=ALEX, view_id=view["id"], values=values)["errors"]) == ["subject"]
    assert stage.ticket_of(ts) is None


def test_a_button_of_the_status_message_sets_the_state_too(stage: Stage) -> None:
    ts = stage.ask("Screen flickers")
    escalate(stage, ts)
    message = next(r for r in stage.root(ts)["replies"] if r["text"] in stage.by_bot(ts))
    stage.act("press", user=KIM, channel=CHANNEL, ts=message["ts"], action_id="state:resolve")
    until(lambda: zendesk_status(stage, ts) == "solved", "solved")
    until(lambda: stage.reactions_of_bot(ts) == {"white_check_mark"}, "shown by the bot")
    stage.act("press", user=KIM, channel=CHANNEL, ts=message["ts"], action_id="state:reopen")
    until(lambda: zendesk_status(stage, ts) == "open", "reopened")


def test_a_reply_after_closing_opens_a_follow_up_and_both_numbers_are_shown(stage: Stage) -> None:
    ts = stage.ask("Keyboard lost a key")
    number = escalate(stage, ts)
    stage.react(ALEX, ts, "white_check_mark")
    until(lambda: zendesk_status(stage, ts) == "solved", "solved")
    stage.agent("close", **{"as": user_id(stage, "Kim"), "ticket": number})
    until(lambda: "closed" in stage.by_bot(ts)[0], "the thread says it is closed")
    stage.act("post", user=ROBIN, channel=CHANNEL, text="It fell off again", thread_ts=ts)
    until(lambda: (stage.ticket_of(ts) or {})["id"] != number, "a follow-up ticket")
    newer = stage.ticket_of(ts)
    assert newer is not None
    until(lambda: f"/{newer['id']}|" in stage.by_bot(ts)[0], "the new number")
    assert f"/{number}|" in stage.by_bot(ts)[0]
    assert len(stage.by_bot(ts)) == 1


def test_a_solve_that_zendesk_refuses_names_the_missing_field(stage: Stage) -> None:
    impact = stage.zendesk.account.ticket_fields[IMPACT]
    impact.required = True
    try:
        ts = stage.ask("Mail is down")
        escalate(stage, ts)
        stage.react(ALEX, ts, "white_check_mark")
        until(lambda: "Impact" in stage.by_bot(ts)[0], "the field's title")
        assert zendesk_status(stage, ts) != "solved"
    finally:
        impact.required = False


def test_a_deleted_question_is_dismissed(stage: Stage) -> None:
    ts = stage.ask()
    until(lambda: state(stage, ts) == "new", "new")
    stage.act("delete", user=ROBIN, channel=CHANNEL, ts=ts)
    until(lambda: state(stage, ts) == "dismissed", "dismissed")
