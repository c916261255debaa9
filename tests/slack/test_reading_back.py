"""What the wing reads in Slack: one message, a whole thread, a channel's roots with their reactions."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.responses import Response

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.seen import SeenMessage
from helpdesk.domain.text.document import plain
from helpdesk.sandbox.slack.seed import Seed, SeedMessage, SeedReply, default_seed
from helpdesk.slack.history import History
from helpdesk.zendesk.html_writing import to_html

from .stage import ALEX, BOT, GENERAL, HELP, KIM, ROBIN, SAM, TEAM, Scene, Script, Wing

URL = "https://sandbox.slack.example.com"


def post_as_us(scene: Scene, place: Place, text: str = "Status") -> str:
    return str(scene.calls.write("chat.postMessage", channel=HELP, thread_ts=place.ts, text=text)["ts"])


def test_a_root_is_found_with_its_author_and_subject(scene: Scene) -> None:
    place = scene.ask("My screen is *black*\nsince today")
    assert scene.slack.look_up(place) == e.MessageFound(by=ROBIN, at=float(place.ts), subject="My screen is black")


def test_a_root_with_replies_is_a_root(scene: Scene) -> None:
    place = scene.ask()
    scene.reply(place)
    assert isinstance(scene.slack.look_up(place), e.MessageFound)


@pytest.mark.parametrize("broadcast", [False, True])
def test_a_reply_answers_with_its_thread(scene: Scene, broadcast: bool) -> None:
    place = scene.ask()
    reply = scene.reply(place, broadcast=broadcast)
    assert scene.slack.look_up(Place(TEAM, HELP, reply)) == e.MessageIsReply(root=place.ts)


def test_a_webhooks_message_has_no_author(scene: Scene) -> None:
    ts = scene.act(scene.local.acts.post_webhook(channel=HELP, text="Disk is full"))["ts"]
    found = e.MessageFound(by=None, at=float(ts), subject="Disk is full", bot=True)
    assert scene.slack.look_up(Place(TEAM, HELP, ts)) == found


def test_a_message_that_was_deleted_or_never_was_is_gone(scene: Scene) -> None:
    alone, with_replies = scene.ask(), scene.ask()
    scene.reply(with_replies)
    for place in (alone, with_replies):
        scene.act(scene.local.acts.delete(user=ROBIN, channel=HELP, ts=place.ts))
        assert scene.slack.look_up(place) == e.MessageGone()
    assert scene.slack.look_up(Place(TEAM, HELP, "1.000001")) == e.MessageGone()


def test_a_notice_that_somebody_joined_is_no_question(scene: Scene) -> None:
    scene.act(scene.local.acts.leave(user=SAM, channel=HELP))
    scene.act(scene.local.acts.join(user=SAM, channel=HELP))
    last = list(scene.channel.messages)[-1]
    assert scene.slack.look_up(Place(TEAM, HELP, last)) == e.MessageGone()


@pytest.mark.parametrize("channel", [GENERAL, "C0UNKNOWN"])
def test_a_channel_we_are_not_in_is_waited_for_and_people_are_told_why(scene: Scene, channel: str) -> None:
    with pytest.raises(TryLater, match="invite"):
        scene.slack.look_up(Place(TEAM, channel, "1.000001"))


def test_another_refusal_is_passed_on(wing: Wing, script: Script) -> None:
    script.refuses("channel_is_limited_access")
    with pytest.raises(GiveUp):
        wing.slack.look_up(Place(TEAM, HELP, "1.000001"))


def test_a_page_that_holds_another_message_means_gone(wing: Wing, script: Script) -> None:
    script.says(messages=[{"ts": "2.000002", "user": "U0RIO", "text": "x"}])
    assert wing.slack.look_up(Place(TEAM, HELP, "1.000001")) == e.MessageGone()


def test_a_thread_is_read_with_names_times_links_and_files_but_without_our_own_words(scene: Scene) -> None:
    place = scene.ask("Hello <@U0ITAGENT1> in <#C0ITHELP1>")
    post_as_us(scene, place)
    shot = {"name": "screen.png", "content": "x"}
    reply = scene.reply(place, "a < b", files=[shot])
    told = scene.slack.thread(place)
    assert told.permalink == f"{URL}/archives/{HELP}/p{place.ts.replace('.', '')}"
    assert [(m.author, plain(m.body), m.files) for m in told.messages] == [
        ("Robin Sample", "Hello @Alex Support in #it-help", ()),
        ("Sam Sample", "a < b", ("screen.png",)),
    ]
    assert [m.at for m in told.messages] == [float(place.ts), float(reply)]
    assert told.messages[1].permalink.endswith(f"/p{reply.replace('.', '')}?thread_ts={place.ts}&cid={HELP}")


def test_a_message_keeps_its_code_lists_and_names(scene: Scene) -> None:
    typed = "*Hi* <!subteam^S0ITTEAM>, `cp ~/a ~/b` fails :eyes:\n- one\n- two\n> said\n```\nline  1\n```"
    told = scene.slack.thread(scene.ask(typed)).messages[0].body
    handle = scene.local.workspace.groups["S0ITTEAM"].handle
    assert plain(told) == f"Hi @{handle}, cp ~/a ~/b fails 👀\n• one\n• two\n> said\nline  1"
    assert to_html(told) == (
        f"<p><strong>Hi</strong> @{handle}, <code>cp ~/a ~/b</code> fails 👀</p><ul><li>one</li><li>two</li></ul>"
        "<blockquote><p>said</p></blockquote><pre><code>line  1</code></pre>"
    )


def test_a_thread_of_several_pages_is_read_whole_and_in_order(staged: Callable[[Seed], Scene]) -> None:
    words = [f"reply {n}" for n in range(430)]
    replies = tuple(SeedReply(user=SAM, text=text) for text in words)
    root = SeedMessage(channel=HELP, user=ROBIN, text="Long", minutes_ago=1000, replies=replies)
    scene = staged(default_seed().model_copy(update={"messages": (root,)}))
    place = Place(TEAM, HELP, next(iter(scene.channel.messages)))
    post_as_us(scene, place)
    assert [plain(m.body) for m in scene.slack.thread(place).messages] == ["Long", *words]
    assert len(scene.called("conversations.replies")) == 3


def test_a_thread_tells_of_bots_and_not_of_what_was_deleted(scene: Scene) -> None:
    ts = scene.act(scene.local.acts.post_webhook(channel=HELP, text="Disk is full", username="monitor"))["ts"]
    place = Place(TEAM, HELP, ts)
    scene.reply(place)
    assert [m.author for m in scene.slack.thread(place).messages] == ["monitor", "Sam Sample"]
    asked = scene.ask()
    scene.reply(asked)
    scene.act(scene.local.acts.delete(user=ROBIN, channel=HELP, ts=asked.ts))
    assert [plain(m.body) for m in scene.slack.thread(asked).messages] == ["Same here"]


def test_the_roots_of_a_channel_come_with_everybodys_reactions(scene: Scene) -> None:
    place = scene.ask("Question")
    reply = scene.reply(place, broadcast=True)
    for user, name in ((ALEX, "eyes"), (KIM, "eyes"), (ALEX, "thumbsup"), (KIM, "+1::skin-tone-3")):
        scene.act(scene.local.acts.react(user=user, channel=HELP, ts=place.ts, name=name))
    hook = scene.act(scene.local.acts.post_webhook(channel=HELP, text="Disk is full"))["ts"]
    newest, question, *_older = scene.history.roots(HELP, oldest=0)
    assert newest == SeenMessage(ts=hook, by=None, subject="Disk is full")
    reactions = {"eyes": (ALEX, KIM), "+1": (ALEX, KIM)}
    assert question == SeenMessage(
        ts=place.ts, by=ROBIN, subject="Question", reactions=reactions, latest_reply=float(reply)
    )


def test_only_roots_after_the_given_time_are_read(scene: Scene) -> None:
    first = scene.ask("First")
    second = scene.ask("Second")
    assert [seen.ts for seen in scene.history.roots(HELP, oldest=float(first.ts))] == [second.ts]


def test_every_page_of_a_channel_is_read(staged: Callable[[Seed], Scene]) -> None:
    messages = tuple(SeedMessage(channel=HELP, user=ROBIN, text=f"q{n}", minutes_ago=n) for n in range(430))
    scene = staged(default_seed().model_copy(update={"messages": messages}))
    assert [seen.subject for seen in scene.history.roots(HELP, oldest=0)] == [f"q{n}" for n in range(430)]
    assert len(scene.called("conversations.history")) == 3


def test_joins_and_tombstones_are_no_roots(scene: Scene) -> None:
    before = [seen.ts for seen in scene.history.roots(HELP, oldest=0)]
    scene.act(scene.local.acts.leave(user=SAM, channel=HELP))
    place = scene.ask()
    post_as_us(scene, place)
    scene.act(scene.local.acts.delete(user=ROBIN, channel=HELP, ts=place.ts))
    assert [seen.ts for seen in scene.history.roots(HELP, oldest=0)] == before


def root_message(users: list[str], count: int) -> dict[str, Any]:
    reaction = {"name": "eyes", "users": users, "count": count}
    return {"ts": "1.000001", "user": "U0RIO", "text": "x", "reactions": [reaction]}


def test_users_that_slack_left_out_are_asked_for(wing: Wing, script: Script) -> None:
    everybody = [f"U{n}" for n in range(60)]
    script.says(messages=[root_message(everybody[:50], 60)])
    script.says(message=root_message(everybody, 60))
    (seen,) = wing.history.roots(HELP, oldest=0)
    assert seen.reactions == {"eyes": tuple(everybody)}
    assert script.asked[1] == ("reactions.get", {"channel": HELP, "timestamp": "1.000001", "full": "1"})


def test_users_that_are_all_there_are_not_asked_for(wing: Wing, script: Script) -> None:
    script.says(messages=[root_message(["U1"], 1)])
    assert [seen.reactions for seen in wing.history.roots(HELP, oldest=0)] == [{"eyes": ("U1",)}]
    assert len(script.asked) == 1


def test_one_root_is_read_by_its_place_or_gone(scene: Scene) -> None:
    place = scene.ask("Question")
    scene.act(scene.local.acts.react(user=ALEX, channel=HELP, ts=place.ts, name="eyes"))
    assert scene.history.root(place) == SeenMessage(place.ts, ROBIN, "Question", {"eyes": (ALEX,)})
    assert scene.history.root(Place(TEAM, HELP, "1.000001")) is None
    scene.reply(place)
    scene.act(scene.local.acts.delete(user=ROBIN, channel=HELP, ts=place.ts))
    tombstone = scene.history.root(place)
    assert tombstone is not None
    assert tombstone.gone, "its thread is still there"
    with pytest.raises(TryLater):
        scene.history.root(Place(TEAM, GENERAL, place.ts))


def test_our_own_bot_is_the_one_of_the_token(scene: Scene) -> None:
    assert scene.directory.myself().user == BOT


def test_a_thread_is_read_back_with_our_marks_and_its_edits(scene: Scene) -> None:
    place = scene.ask()
    mark = {"event_type": "helpdesk_comment", "event_payload": {"comment": "7", "part": "0"}}
    ours = scene.calls.write("chat.postMessage", channel=HELP, thread_ts=place.ts, text="An answer", metadata=mark)
    reply = scene.reply(place, ":lock: Not for everybody", files=[{"name": "a.txt", "content": "x"}])
    scene.act(scene.local.acts.edit(user=SAM, channel=HELP, ts=reply, text=":lock: For nobody"))
    first, second = scene.history.replies(place)
    assert (first.said.ts, first.said.by, dict(first.mark)) == (ours["ts"], BOT, {"comment": "7", "part": "0"})
    assert (second.said.ts, second.said.by, second.said.internal) == (reply, SAM, True)
    assert (int(second.edited) >= int(float(reply)), [f.name for f in second.files]) == (True, ["a.txt"])
    scene.act(scene.local.acts.delete(user=ROBIN, channel=HELP, ts=scene.ask("Gone").ts))
    assert scene.history.replies(Place(TEAM, HELP, "1.000001")) == ()


def test_a_whole_channel_says_when_we_came_and_shows_what_is_left_of_deleted_questions(scene: Scene) -> None:
    place = scene.ask()
    scene.reply(place)
    scene.act(scene.local.acts.delete(user=ROBIN, channel=HELP, ts=place.ts))
    last = scene.ask("The last")
    seen = scene.history.whole(HELP, BOT, lambda _: None)
    assert [(m.ts, m.gone) for m in seen.messages[-2:]] == [(place.ts, True), (last.ts, False)]
    assert seen.joined is None
    scene.act(scene.local.acts.leave(user=BOT, channel=HELP))
    scene.act(scene.local.acts.join(user=BOT, channel=HELP, inviter=ALEX))
    joined = scene.history.whole(HELP, BOT, lambda _: None).joined
    assert joined is not None
    assert joined > float(last.ts)


@pytest.mark.parametrize(
    "misfit", [{"text": ["x"]}, {"edited": {"ts": "soon"}}, {"reactions": ["eyes"]}, {"reactions": [{"count": "x"}]}]
)
def test_a_message_that_cant_be_read_hides_no_other_and_is_not_called_gone(
    wing: Wing, script: Script, misfit: dict[str, Any]
) -> None:
    good = {"ts": "2.000001", "user": "U1", "text": "Help"}
    script.says(messages=[{"ts": "3.000001", "user": "U1", **misfit}, good])
    assert [seen.ts for seen in wing.history.roots(HELP, oldest=0)] == ["2.000001"]
    script.says(messages=[{"ts": "3.000001", "user": "U1", **misfit}])
    with pytest.raises(GiveUp, match="can't be read"):
        wing.history.root(Place(TEAM, HELP, "3.000001"))


def test_a_thread_with_a_message_that_cant_be_read_is_not_called_shorter(wing: Wing, script: Script) -> None:
    script.says(messages=[{"ts": "3.000001", "user": "U1"}, {"ts": "4.000001", "thread_ts": "3.000001", "files": [1]}])
    with pytest.raises(GiveUp, match="can't be read"):
        wing.history.replies(Place(TEAM, HELP, "3.000001"))


def test_half_a_character_in_a_text_is_replaced(wing: Wing, script: Script) -> None:
    cut = rb'{"ok": true, "messages": [{"ts": "2.000001", "user": "U1", "text": "Cut \ud83d \u00e9"}]}'
    script.answers.append(Response(cut, media_type="application/json"))
    (seen,) = wing.history.roots(HELP, oldest=0)
    assert seen.subject == "Cut ? é"


def test_what_cannot_be_read_of_a_channel_hides_nothing_else_and_is_named(wing: Wing, script: Script) -> None:
    odd = {"ts": "2.000002", "user": ROBIN, "text": "x", "reactions": ["eyes"]}
    there = [{"ts": "3.000003", "user": ROBIN, "text": "x"}, odd, {"ts": "1.000001", "user": ROBIN, "text": "x"}]
    history = History(wing.calls)
    script.says(messages=there)
    seen = history.whole(HELP, BOT, lambda _: None)
    assert ([one.ts for one in seen.messages], seen.unreadable) == (["1.000001", "3.000003"], ("2.000002",))
    script.says(messages=[*there, {"ts": 4, "user": {}}])
    assert [reply.said.ts for reply in history.posted(HELP)] == ["3.000003", "2.000002", "1.000001"]
