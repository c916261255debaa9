"""After the escalation: what is said in the thread is read in Zendesk, and the other way round."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.story.faults import slack_fails, trouble_ends, zendesk_fails
from tests.story.stage import ALEX, CHANNEL, KIM, ROBIN, Stage
from tests.story.test_the_main_job import escalate, state, user_id, zendesk_status
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("talk")


@pytest.fixture(autouse=True)
def whole_again(stage: Stage) -> Iterator[None]:
    yield
    trouble_ends(stage)


def say(stage: Stage, ts: str, text: str, user: str = ROBIN) -> str:
    return str(stage.act("post", user=user, channel=CHANNEL, text=text, thread_ts=ts)["ts"])


def answer(stage: Stage, number: int, text: str, *, public: bool = True, name: str = "Kim") -> None:
    stage.agent("comment", **{"as": user_id(stage, name), "ticket": number, "text": text, "public": public})


def comments(stage: Stage, ts: str) -> list[dict[str, Any]]:
    ticket = stage.ticket_of(ts)
    assert ticket is not None
    return list(ticket["comments"])


def comment_with(stage: Stage, ts: str, words: str) -> dict[str, Any]:
    return until(lambda: next((c for c in comments(stage, ts) if words in c["plain_body"]), None), f"comment {words}")


def thread(stage: Stage, ts: str) -> list[dict[str, Any]]:
    return list(stage.root(ts).get("replies", []))


def message_with(stage: Stage, ts: str, words: str) -> dict[str, Any]:
    return until(lambda: next((m for m in thread(stage, ts) if words in m["text"]), None), f"message {words}")


def test_replies_become_comments_by_their_writers_and_public_comments_arrive_by_the_agents_name(stage: Stage) -> None:
    ts = stage.ask("My mail is stuck")
    number = escalate(stage, ts)
    say(stage, ts, "Since *yesterday* at `10:00`")
    comment = comment_with(stage, ts, "Since yesterday")
    assert (comment["author"], comment["public"]) == (user_id(stage, "Robin"), True)
    assert "<strong>yesterday</strong>" in comment["html_body"]
    answer(stage, number, "Please restart <!channel> & tell <@U0ROBIN>")
    message = message_with(stage, ts, "Please restart")
    assert message["username"] == "Kim Support"
    assert "<!channel>" not in message["text"]
    answer(stage, number, "He has never restarted anything", public=False)
    say(stage, ts, "🔒 I think it is the old laptop", user=ALEX)
    note = comment_with(stage, ts, "old laptop")
    assert note["public"] is False
    assert not [m for m in thread(stage, ts) if "never restarted" in m["text"]]
    assert len([m for m in thread(stage, ts) if "Please restart" in m["text"]]) == 1


def test_lines_written_one_after_the_other_share_a_comment_in_their_order(stage: Stage) -> None:
    ts = stage.ask("One thing")
    escalate(stage, ts)
    before = len(comments(stage, ts))
    for line in ("first", "second", "third"):
        say(stage, ts, f"The {line} line")
    text = comment_with(stage, ts, "The third line")["plain_body"]
    assert text.index("The first line") < text.index("The second line") < text.index("The third line")
    assert len(comments(stage, ts)) == before + 1


def test_the_requesters_word_reopens_thanks_and_a_responders_do_not(stage: Stage) -> None:
    ts = stage.ask("Badge does not open the door")
    escalate(stage, ts)
    stage.react(ALEX, ts, "white_check_mark")
    until(lambda: zendesk_status(stage, ts) == "solved", "solved")
    say(stage, ts, "Thanks a lot! :pray:")
    say(stage, ts, "You are welcome", user=ALEX)
    comment_with(stage, ts, "You are welcome")
    assert (zendesk_status(stage, ts), state(stage, ts)) == ("solved", "resolved")
    say(stage, ts, "It is closed again")
    until(lambda: zendesk_status(stage, ts) == "open", "reopened")
    comment_with(stage, ts, "It is closed again")


def test_an_edit_becomes_a_note_and_a_deletion_takes_the_words_away(stage: Stage) -> None:
    ts = stage.ask("Where is my parcel")
    escalate(stage, ts)
    reply = say(stage, ts, "It is in room twelve")
    comment_with(stage, ts, "room twelve")
    stage.act("edit", user=ROBIN, channel=CHANNEL, ts=reply, text="It is in room thirteen")
    note = comment_with(stage, ts, "room thirteen")
    assert note["public"] is False
    secret = say(stage, ts, "My door code is blue-heron")
    comment_with(stage, ts, "blue-heron")
    stage.act("delete", user=ROBIN, channel=CHANNEL, ts=secret)
    comment_with(stage, ts, "deleted")

    def words() -> str:
        return str([(c["html_body"], c["plain_body"]) for c in comments(stage, ts)])

    until(lambda: "blue-heron" not in words(), "the words taken away")


def test_a_redacted_comment_disappears_from_the_thread(stage: Stage) -> None:
    ts = stage.ask("Who has my key")
    number = escalate(stage, ts)
    answer(stage, number, "The code is 4711")
    message_with(stage, ts, "4711")
    comment = comment_with(stage, ts, "4711")
    stage.agent(
        "redact_comment", **{"as": user_id(stage, "Kim"), "ticket": number, "comment": comment["id"], "text": "4711"}
    )
    until(lambda: not [m for m in thread(stage, ts) if "4711" in m["text"]], "gone from the thread")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_comment_whose_writing_was_lost_is_there_once(stage: Stage, when: str) -> None:
    ts = stage.ask(f"Lost {when} it was written")
    escalate(stage, ts)
    zendesk_fails(stage, method="PUT", path="/api/v2/tickets/*", times=1, drop=True, when=when)
    say(stage, ts, "Do you read me")
    say(stage, ts, "Over", user=KIM)
    comment_with(stage, ts, "Over")
    comment_with(stage, ts, "Do you read me")
    assert len([c for c in comments(stage, ts) if "Do you read me" in c["plain_body"]]) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_comment_whose_posting_was_lost_is_in_the_thread_once_and_in_order(stage: Stage, after: bool) -> None:
    ts = stage.ask("Lost on its way back")
    number = escalate(stage, ts)
    slack_fails(stage, target="web_api", method="chat.postMessage", kind="drop", after=after, times=1)
    answer(stage, number, "First answer")
    answer(stage, number, "Second answer")
    message_with(stage, ts, "Second answer")
    said = [m["text"] for m in thread(stage, ts) if "answer" in m["text"]]
    assert said == ["First answer", "Second answer"]


def test_what_slack_refuses_to_show_is_told_to_the_agent(stage: Stage) -> None:
    ts = stage.ask("Slack says no")
    number = escalate(stage, ts)
    slack_fails(stage, target="web_api", method="chat.postMessage", kind="error", error="restricted_action", times=1)
    answer(stage, number, "You will never read this")
    note = comment_with(stage, ts, "restricted_action")
    assert note["public"] is False


def test_a_merged_ticket_is_followed(stage: Stage) -> None:
    first, second = stage.ask("Printer one"), stage.ask("Printer two")
    one, two = escalate(stage, first), escalate(stage, second)
    stage.agent("merge", **{"as": user_id(stage, "Kim"), "ticket": one, "into": two})
    until(lambda: f"/{two}|" in stage.by_bot(first)[0], "the target's number in the first thread")
    stage.agent("set_status", **{"as": user_id(stage, "Kim"), "ticket": two, "status": "pending"})
    until(lambda: (state(stage, first), state(stage, second)) == ("waiting", "waiting"), "both threads wait")
    say(stage, first, "Both are on fire")
    until(lambda: [c for c in comments(stage, second) if "Both are on fire" in c["plain_body"]], "said to the target")
    written = [call.body for call in stage.zendesk.journal.calls_of("PUT", f"/tickets/{two}")]
    assert "solved" not in str(written)
