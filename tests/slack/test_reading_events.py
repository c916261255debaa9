"""Every kind of event in the shape Slack sends it, and what it comes to."""

import json
from dataclasses import replace
from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.place import Place
from helpdesk.slack.inbound import Said, Understood, read_event
from helpdesk.slack.wanted import HomeWanted

from . import recorded as r

SUBJECT = "The printer is on fire"
WROTE, REPLIED, HAPPENED = 1795000000.0001, 1795000060.0002, 1795000090.0003


def understood(event: r.Payload, **envelope: Any) -> Understood:
    return read_event(r.body(event, **envelope), r.WATCHED)


@pytest.mark.parametrize(
    ("told", "event"),
    [
        pytest.param(r.message(), e.Asked(by=r.RIO, at=WROTE, subject=SUBJECT), id="a question"),
        pytest.param(
            r.message(text=f":megaphone: {SUBJECT}", blocks=[]),
            e.Asked(by=r.RIO, at=WROTE, subject=f":megaphone: {SUBJECT}", announcement=True),
            id="an announcement",
        ),
        pytest.param(
            r.message(text=f"*:mega: {SUBJECT}*", blocks=[]),
            e.Asked(by=r.RIO, at=WROTE, subject=f"📣 {SUBJECT}", announcement=True),
            id="an announcement in bold, by Slack's own name of the emoji",
        ),
        pytest.param(
            r.message(text=f"What does :mega: mean? {SUBJECT}", blocks=[]),
            e.Asked(by=r.RIO, at=WROTE, subject=f"What does 📣 mean? {SUBJECT}"),
            id="a question about announcements",
        ),
        pytest.param(r.message(channel_type="group"), e.Asked(by=r.RIO, at=WROTE, subject=SUBJECT), id="in private"),
        pytest.param(r.with_file(), e.Asked(by=r.RIO, at=WROTE, subject=SUBJECT), id="a question with a file"),
        pytest.param(r.with_file(text="", blocks=[]), e.Asked(by=r.RIO, at=WROTE, subject=""), id="only a file"),
        pytest.param(
            r.message(text=None, blocks=None, files=None, metadata=None, edited=None, bot_id=None),
            e.Asked(by=r.RIO, at=WROTE, subject=""),
            id="null in place of what is left out",
        ),
        pytest.param(
            r.message(files=[{"id": None}], metadata={"event_type": None, "event_payload": None}),
            e.Asked(by=r.RIO, at=WROTE, subject=SUBJECT),
            id="null inside",
        ),
        pytest.param(r.message(subtype="me_message"), e.Asked(by=r.RIO, at=WROTE, subject=SUBJECT), id="/me"),
        pytest.param(r.message(thread_ts=r.ROOT), e.Asked(by=r.RIO, at=WROTE, subject=SUBJECT), id="root of a thread"),
        pytest.param(
            r.message(text="<!subteam^S0IT> <!subteam^S0HR|@hr> <!subteam^S0IT>: help", blocks=[]),
            e.Asked(by=r.RIO, at=WROTE, subject="@S0IT @hr @S0IT: help", groups=("S0IT", "S0HR")),
            id="groups are mentioned",
        ),
        pytest.param(
            r.message("see <!subteam^S0IT|@it>, not `&lt;!subteam^S0HR&gt;`", r.REPLY, thread_ts=r.ROOT, blocks=[]),
            e.Replied(by=r.RIO, ts=r.REPLY, at=REPLIED, groups=("S0IT",)),
            id="a group is mentioned in a reply",
        ),
        pytest.param(r.reply(), e.Replied(by=r.RIO, ts=r.REPLY, at=REPLIED), id="a reply"),
        pytest.param(r.broadcast(), e.Replied(by=r.RIO, ts=r.REPLY, at=REPLIED), id="a reply sent to the channel"),
        pytest.param(
            r.by_app(thread_ts="1795000000.000100", ts=r.REPLY),
            e.Replied(by="U0OTHERBOT", ts=r.REPLY, at=REPLIED, bot=True, bot_id=r.by_app()["bot_id"]),
            id="an app's reply",
        ),
        pytest.param(
            r.by_webhook(thread_ts="1795000000.000100", ts=r.REPLY),
            e.Replied(by=None, ts=r.REPLY, at=REPLIED, bot=True, bot_id=r.by_webhook()["bot_id"]),
            id="a webhook's reply",
        ),
        pytest.param(r.edited(), e.Reworded(subject="The scanner is on fire", at=HAPPENED), id="edited"),
        pytest.param(
            r.changed(r.stored("x", r.REPLY, thread_ts=r.ROOT), r.stored("y", r.REPLY, thread_ts=r.ROOT)),
            e.ReplyChanged(ts=r.REPLY, by=r.stored("y", r.REPLY)["user"], at=HAPPENED),
            id="a reply was edited",
        ),
        pytest.param(
            r.deleted(r.stored("x", r.REPLY, thread_ts=r.ROOT)),
            e.ReplyChanged(ts=r.REPLY, by=r.stored("x", r.REPLY)["user"], at=HAPPENED, deleted=True),
            id="a reply was deleted",
        ),
        pytest.param(r.tombstone(), e.Deleted(at=HAPPENED), id="deleted with replies"),
        pytest.param(r.deleted(), e.Deleted(at=HAPPENED), id="deleted without replies"),
        pytest.param(r.reaction(), e.ReactionAdded(person=r.IRIS, emoji="eyes", at=HAPPENED), id="a reaction"),
        pytest.param(
            r.reaction("reaction_removed"),
            e.ReactionRemoved(person=r.IRIS, emoji="eyes", at=HAPPENED),
            id="a reaction taken off",
        ),
    ],
)
def test_an_event_of_a_help_channel_goes_to_the_mailbox_of_its_question(told: r.Payload, event: e.Event) -> None:
    delivery = Delivery("Ev0ONE", Place(r.TEAM, r.HELP, r.ROOT), event)
    assert replace(understood(told), said=None) == Understood(str(told["type"]), delivery)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(r.unfurled(), id="a preview was added to a link"),
        pytest.param(r.changed(r.stored(reply_count=2), r.stored(reply_count=1)), id="the replies were counted"),
        pytest.param(r.changed(r.stored("x", bot_id="B0"), r.stored("y", bot_id="B0")), id="an app edited its own"),
        pytest.param(r.by_app(), id="an app's message"),
        pytest.param(r.by_webhook(), id="a webhook's message"),
        pytest.param(r.message(subtype="channel_join"), id="somebody joined"),
        pytest.param(r.message(subtype="message_replied"), id="a thread has a new reply"),
        pytest.param(r.message(channel=r.OTHER), id="in another channel"),
        pytest.param(r.message(channel="D0RIO", subtype="message_changed"), id="changed in a direct message"),
        pytest.param(r.message(channel="D0RIO", bot_id="B0"), id="an app's in a direct message"),
        pytest.param({**r.message(), "channel": r.OTHER, "ts": "no ts"}, id="what is unreadable, but elsewhere"),
        pytest.param({**r.edited(), "channel": r.OTHER}, id="edited in another channel"),
        pytest.param(r.reaction(channel=r.OTHER), id="a reaction in another channel"),
        pytest.param(r.reaction(emoji="tada"), id="an emoji without meaning"),
        pytest.param(r.reaction(emoji="eye"), id="a look-alike"),
        pytest.param(r.reaction(item={"type": "file", "file": "F0SHOT"}), id="a reaction on a file"),
        pytest.param(
            r.reaction(item={"type": "file_comment", "file_comment": "Fc0", "file": "F0SHOT"}),
            id="a reaction on a comment to a file",
        ),
    ],
)
def test_what_is_nothing_of_ours_is_passed_over(told: r.Payload) -> None:
    assert understood(told) == Understood(str(told["type"]))


@pytest.mark.parametrize("channel", ["D0RIO", r.HELP])
def test_what_somebody_says_to_us_or_asks_may_be_answered_at_once(channel: str) -> None:
    told = r.message(channel=channel)
    assert understood(told).said == Said("Ev0ONE", told["user"], channel, told["text"])


def test_a_reply_is_not_answered_at_once() -> None:
    assert understood(r.message(ts=r.REPLY, thread_ts=r.ROOT)).said is None


@pytest.mark.parametrize("told", list(r.NOT_OURS.values()), ids=list(r.NOT_OURS))
def test_a_kind_that_needs_nothing_is_passed_over(told: r.Payload) -> None:
    assert understood(told) == Understood(str(told["type"]))


@pytest.mark.parametrize(
    ("emoji", "canonical"),
    [
        ("+1", "+1"),
        ("thumbsup", "+1"),
        ("+1::skin-tone-3", "+1"),
        ("thumbsup::skin-tone-6", "+1"),
        (":eyes:", "eyes"),
        ("party-printer", "party-printer"),
    ],
)
def test_skin_tones_and_aliases_are_one_mark(emoji: str, canonical: str) -> None:
    delivery = understood(r.reaction(emoji=emoji)).delivery
    assert delivery is not None
    assert delivery.event == e.ReactionAdded(person=r.IRIS, emoji=canonical, at=HAPPENED)


@pytest.mark.parametrize(
    ("told", "stale"),
    [
        (r.GROUP_MEMBERS, ("group:S0ITTEAM",)),
        (r.GROUP_UPDATED, ("group:S0ITTEAM",)),
        (r.JOINED, ("members:C0ITAGENTS",)),
        ({**r.JOINED, "type": "member_left_channel"}, ("members:C0ITAGENTS",)),
        (r.USER_CHANGED, (f"person:{r.RIO}",)),
        (r.RENAMED, (f"channel:{r.HELP}",)),
        ({**r.RENAMED, "type": "group_rename"}, (f"channel:{r.HELP}",)),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else "",
)
def test_a_change_of_people_or_channels_makes_answers_stale(told: r.Payload, stale: tuple[str, ...]) -> None:
    assert understood(told) == Understood(told["type"], stale=stale)


def test_the_address_is_verified_by_the_challenge() -> None:
    told = read_event(b'{"token":"t","challenge":"3eZbrw1a","type":"url_verification"}', r.WATCHED)
    assert told == Understood("url_verification", challenge="3eZbrw1a")


def test_too_many_events_come_as_a_body_without_event() -> None:
    told = {"token": "t", "type": "app_rate_limited", "team_id": r.TEAM, "minute_rate_limited": 1795000000}
    assert read_event(json.dumps(told).encode(), r.WATCHED) == Understood("app_rate_limited")


@pytest.mark.parametrize(
    "where",
    [
        {"team_id": None},
        {"team_id": None, "context_team_id": None},
        {"team_id": None, "context_team_id": None, "enterprise_id": "E0HOUSE"},
        {"team_id": "", "context_team_id": "", "enterprise_id": "E0HOUSE"},
        {"authorizations": [{"enterprise_id": "E0HOUSE", "team_id": ""}]},
    ],
)
def test_an_organisation_wide_installation_names_the_workspace_elsewhere(where: dict[str, str | None]) -> None:
    delivery = understood(r.reaction(), **where).delivery
    assert delivery is not None
    assert delivery.place == Place(r.TEAM, r.HELP, r.ROOT)


@pytest.mark.parametrize("kind", ["tokens_revoked", "app_uninstalled"])
def test_the_end_of_an_organisation_wide_installation_names_no_workspace(kind: str) -> None:
    nowhere = {"team_id": None, "context_team_id": None, "authorizations": None, "enterprise_id": "E0HOUSE"}
    assert understood(r.NOT_OURS[kind], **nowhere) == Understood(kind)


@pytest.mark.parametrize(("tab", "home"), [("home", HomeWanted(r.RIO)), ("messages", None)])
def test_who_opens_the_home_wants_to_see_it(tab: str, home: HomeWanted | None) -> None:
    told = {"type": "app_home_opened", "user": r.RIO, "channel": "D0RIO", "event_ts": "1515449522000016", "tab": tab}
    assert understood(told) == Understood("app_home_opened", home=home)
