"""Replies for the tests of the conversation, and the comments they became. It asserts nothing."""

from typing import Any

from helpdesk.domain.effects import TellZendesk
from helpdesk.domain.events import ZendeskGone, ZendeskOpened, ZendeskRead, ZendeskTold
from helpdesk.domain.people import Person
from helpdesk.domain.place import permalink
from helpdesk.domain.text.document import Document, of_text
from helpdesk.domain.ticket.talk import Reply
from helpdesk.domain.transcript import Message
from helpdesk.sandbox.zendesk.records import Comment
from helpdesk.zendesk.telling import Outcome

from .scene import PLACE, ROBIN, Scene

WORKSPACE = "https://example.slack.com"
FIRST, SECOND, THIRD = (f"17950001{number:02}.000200" for number in range(3))


def link_to(ts: str) -> str:
    return permalink(WORKSPACE, PLACE.channel, ts, PLACE.ts)


def message(
    ts: str = FIRST, text: str | Document = "Still down", author: str = ROBIN.name, files: tuple[str, ...] = ()
) -> Message:
    body = of_text(text) if isinstance(text, str) else text
    return Message(author, float(ts), body, link_to(ts), files, ts)


def reply(ts: str = FIRST, **changes: Any) -> Reply:
    return Reply(**{"ts": ts, "by": "U0ROBIN", "at": float(ts), **changes})


def opened(scene: Scene) -> ZendeskOpened:
    """A ticket some seconds old, with an empty journal."""
    done = scene.open()
    scene.zendesk.journal.clear()
    scene.pass_time()
    return done


def telling(opened: ZendeskOpened | str, *replies: Reply, **changes: Any) -> TellZendesk:
    """An effect that knows the ticket as it was opened, or by another stamp."""
    stamp = opened if isinstance(opened, str) else opened.reading.stamp
    return TellZendesk(**{"id": 1, "stamp": stamp, "replies": replies or (reply(),), **changes})


def tell(
    scene: Scene,
    effect: TellZendesk,
    *messages: Message,
    author: Person | None = ROBIN,
    carrier: int | None = None,
) -> Outcome:
    return scene.tickets.tell(effect, author, messages, carrier)


def told(outcome: Outcome) -> ZendeskTold:
    assert isinstance(outcome, ZendeskTold), outcome
    return outcome


def was_read(outcome: Outcome) -> ZendeskRead:
    assert isinstance(outcome, ZendeskRead), outcome
    return outcome


def is_gone(outcome: Outcome) -> bool:
    return isinstance(outcome, ZendeskGone)


def say(scene: Scene, *messages: Message, author: Person | None = ROBIN) -> ZendeskTold:
    """Tell these messages with the ticket's present stamp."""
    stamp = scene.transport.ticket(1).updated_at
    scene.pass_time()
    replies = (reply(one.ts) for one in messages)
    return told(tell(scene, telling(stamp, *replies), *messages, author=author))


def deleting(scene: Scene, ts: str = FIRST, **changes: Any) -> TellZendesk:
    scene.pass_time()
    scene.zendesk.journal.clear()
    stamp = scene.transport.ticket(1).updated_at
    return telling(stamp, reply(ts, kind="deleted", at=1795000400.5), **changes)


def comments(scene: Scene) -> list[Comment]:
    """The comments after the opening's."""
    return scene.ticket(1).comments[1:]


def last(scene: Scene) -> Comment:
    return scene.ticket(1).comments[-1]
