"""Words in a thread that a question left: how they are written, and what is to be seen of them elsewhere."""

from dataclasses import replace

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.text.document import of_text
from helpdesk.domain.transcript import Message
from tests.desk.moving import HERE, RIO, both, happens, move
from tests.desk.stage import Stage
from tests.letters import place

BACK = Place(place().team, HERE, "1700900001.000100")


def escalated_and_moved(stage: Stage) -> Stage:
    """After a question that was asked got a Zendesk ticket and a reply, and went to the other channel."""
    stage.zendesk.until = place().ts
    stage.marks("ticket")
    both(stage)
    says(stage, 10, "It is on fire")
    move(stage)
    stage.clock.now = 1_701_000_000.0
    return stage


def write(
    stage: Stage, seconds: float, words: str, by: str = RIO, where: Place | None = None, **more: bool
) -> e.Replied:
    """Somebody writes a reply; nobody is told of it yet."""
    where, when = where or place(), f"{stage.clock() + seconds:.6f}"
    said = e.Replied(by=by, ts=when, at=float(when), **more)
    message = Message(by.title(), said.at, of_text(words), f"https://example.com/{when}", ts=when, replied=said)
    others = tuple(one for one in stage.slack.written.get(where, ()) if one.ts != when)
    stage.slack.written[where] = (*others, message)
    return said


def says(
    stage: Stage, seconds: float, words: str, by: str = RIO, where: Place | None = None, **more: bool
) -> e.Replied:
    said = write(stage, seconds, words, by, where, **more)
    happens(stage, said, at=where)
    return said


def edits(stage: Stage, said: e.Replied, words: str) -> e.ReplyChanged:
    at = stage.clock() + 20
    stage.slack.written[place()] = tuple(
        replace(one, body=of_text(words), edited=float(int(at))) if one.ts == said.ts else one
        for one in stage.slack.written[place()]
    )
    return e.ReplyChanged(ts=said.ts, by=said.by, at=at)


def deletes(stage: Stage, said: e.Replied) -> e.ReplyChanged:
    written = stage.slack.written[place()]
    stage.slack.written[place()] = tuple(one for one in written if one.ts != said.ts)
    return e.ReplyChanged(ts=said.ts, by=said.by, at=stage.clock() + 20, deleted=True)


def copies(stage: Stage) -> list[tuple[Place, str]]:
    return [(one.where, one.words) for one in stage.slack.relayed]


def told(stage: Stage) -> list[tuple[str, ...]]:
    """What Zendesk was told after the question had moved."""
    return stage.zendesk.comments[1:]


def settle(stage: Stage) -> None:
    """Also where it stands after its second move."""
    while (wake := stage.wakes(BACK)) is not None:
        stage.clock.now = max(stage.clock.now, wake)
        stage.attend(BACK)
