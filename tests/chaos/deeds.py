"""What people did, what is to come of it on the other side, and when that was seen there."""

from dataclasses import dataclass, field
from typing import Literal

from helpdesk.sandbox.slack.records import Message
from helpdesk.sandbox.zendesk.records import Ticket
from tests.chaos import gate
from tests.story.stage import BOT, CHANNEL, Stage

Kind = Literal["escalation", "reply", "comment", "mark", "status"]
State = Literal["working", "waiting", "resolved"]
STATUS: dict[State, str] = {"working": "open", "waiting": "pending", "resolved": "solved"}
WORDS: dict[State, str] = {"working": "Being worked on", "waiting": "Waiting for an answer", "resolved": "Resolved"}
EMOJI: dict[State, str] = {"working": "wrench", "waiting": "hourglass_flowing_sand", "resolved": "white_check_mark"}
STATES: tuple[State, ...] = ("working", "waiting", "resolved")


@dataclass
class Deed:
    """One thing somebody did. `names` are the deliveries that tell of it; `clear`: no other stands near it.

    `told`: when all of these were acknowledged; `acked`: when the question's escalation was too, without which nothing
    can come of it.
    """

    kind: Kind
    made: float
    token: str = ""
    state: State | None = None
    names: tuple[str, ...] = ()
    clear: bool = True
    told: float | None = None
    acked: float | None = None
    seen: float | None = None

    def look(self, through: gate.Gate, escalation: "Deed") -> None:
        """Whether all of it was acknowledged by now, and when."""
        times = [through.since(name, self.made) for name in self.names]
        if self.told is None and all(times):
            self.told = max(at for at in times if at)
        if self.told and escalation.told:
            self.acked = max(self.told, escalation.told)


@dataclass
class Question:
    """One question with all that was done to it, in order. `marks` are the people's: (person, emoji)."""

    ts: str
    token: str
    deeds: list[Deed] = field(default_factory=list)
    marks: set[tuple[str, State]] = field(default_factory=set)

    def of(self, *kinds: Kind) -> list[Deed]:
        return [deed for deed in self.deeds if deed.kind in kinds]

    @property
    def events(self) -> int:
        """How many things people did: asking is one, and each mark put on or taken off."""
        return 1 + sum(max(len(deed.names), 1) for deed in self.deeds)


@dataclass(frozen=True, slots=True)
class Sight:
    """What both sides show of one question: what the bot said in the thread, and its Zendesk tickets' comments."""

    said: tuple[str, ...]
    tickets: tuple[Ticket, ...]

    @property
    def status(self) -> str | None:
        return self.tickets[-1].status if self.tickets else None

    @property
    def cards(self) -> list[str]:
        """The status messages: they alone name the ticket."""
        return [text for text in self.said if "/agent/tickets/" in text]

    @property
    def comments(self) -> list[str]:
        return [comment.plain_body for ticket in self.tickets for comment in list(ticket.comments)]

    def shows(self, state: State) -> bool:
        return self.status == STATUS[state] and any(WORDS[state] in card for card in self.cards)

    def has(self, deed: Deed) -> bool:
        """Whether what somebody did has taken effect."""
        match deed.kind:
            case "escalation":
                return bool(self.tickets and self.cards)
            case "reply":
                return any(deed.token in text for text in self.comments)
            case "comment":
                return any(deed.token in text for text in self.said)
            case "mark" | "status":
                return deed.state is not None and self.shows(deed.state)


def sights(stage: Stage, questions: list[Question]) -> dict[str, Sight]:
    """Both sides as they are now, read where they are kept: asking over HTTP would take the time of the product."""
    messages = stage.slack.workspace.channels[CHANNEL].messages
    tickets: dict[str, list[Ticket]] = {}
    for ticket in sorted(stage.zendesk.account.tickets.copy().values(), key=lambda each: each.id):
        place = (ticket.external_id or "").rpartition(":")[2]
        tickets.setdefault(place, []).append(ticket)
    return {q.ts: Sight(tuple(_by_bot(messages, q.ts)), tuple(tickets.get(q.ts, ()))) for q in questions}


def _by_bot(messages: dict[str, Message], ts: str) -> list[str]:
    replies = [messages.get(reply) for reply in list(messages[ts].replies)]
    return [reply.text for reply in replies if reply and reply.user == BOT and not reply.is_tombstone]
