"""Makes a workspace from its seed, before anybody listens."""

import time
import uuid

from helpdesk.sandbox.slack.messages import post
from helpdesk.sandbox.slack.records import Channel, Group, Message, Person
from helpdesk.sandbox.slack.seed import Seed, SeedMessage
from helpdesk.sandbox.slack.typing_in import rich_text, wire_text
from helpdesk.sandbox.slack.workspace import Workspace


def found(seed: Seed, public_url: str) -> Workspace:
    """A workspace holding what the seed says, and the app's bot user.

    Raises ValueError when the seed names people or channels that it does not have.
    """
    workspace = Workspace(seed, public_url)
    now = workspace.started
    workspace.people = {
        each.id: Person(
            each.id, each.name, each.real_name, each.email, each.role, each.colour, each.locale, updated=now
        )
        for each in seed.people
    }
    app = seed.app
    workspace.people[app.bot_user] = Person(app.bot_user, app.name.lower(), app.name, "", "bot", "#3f6b57", updated=now)
    for group in seed.groups:
        members = _known(workspace, group.members, f"group {group.id}")
        workspace.groups[group.id] = Group(group.id, group.handle, group.name, members, created=now, updated=now)
    for each in seed.channels:
        members = _known(workspace, each.members, f"channel {each.id}")
        creator = members[0] if members else app.bot_user
        workspace.channels[each.id] = Channel(each.id, each.name, members, now, creator, is_private=each.private)
    for message in sorted(seed.messages, key=lambda each: -each.minutes_ago):
        _write(workspace, message)
    return workspace


def _known(workspace: Workspace, ids: tuple[str, ...], where: str) -> list[str]:
    for each in ids:
        if each not in workspace.people:
            raise ValueError(f"the seed's {where} names {each}, who is not among its people")
    return list(ids)


def _write(workspace: Workspace, seeded: SeedMessage) -> None:
    channel = workspace.channels.get(seeded.channel)
    if channel is None:
        raise ValueError(f"the seed has a message in {seeded.channel}, which is not among its channels")
    _known(workspace, (seeded.user, *(reply.user for reply in seeded.replies)), f"messages in {seeded.channel}")
    at = time.time() - seeded.minutes_ago * 60
    root = post(workspace, channel, typed_message(seeded.user, seeded.text), at)
    for minute, reply in enumerate(seeded.replies, start=1):
        written = typed_message(reply.user, reply.text)
        written.thread_ts = root.ts
        post(workspace, channel, written, min(at + minute * 60, time.time()))
    for name, users in seeded.reactions.items():
        known = workspace.emoji_name(name)
        if known is None:
            raise ValueError(f"the seed reacts with :{name}:, which is no emoji")
        root.reactions[known] = _known(workspace, users, f"reaction :{name}:")


def typed_message(user: str, typed: str) -> Message:
    """A message as a person's client sends it: escaped text, a rich_text block, the client's own id."""
    blocks = [rich_text(typed)] if typed else []
    return Message(user=user, text=wire_text(typed), blocks=blocks, client_msg_id=str(uuid.uuid4()))
