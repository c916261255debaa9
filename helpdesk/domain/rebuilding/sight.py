"""Everything that is to be seen of one question from outside: its message, its thread, its Zendesk tickets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpdesk.domain.events import Reading
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.moves import Arrival, came_from
from helpdesk.domain.recorded import OpeningRecord, StatusRecord
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenFile, SeenMessage, SeenReply
from helpdesk.domain.ticket.form import Details

NOTHING = Details()


def gone_from(place: Place) -> SeenMessage:
    """What is to be seen of a message where nothing is left."""
    return SeenMessage(place.ts, None, gone=True)


@dataclass(frozen=True, slots=True)
class SeenComment:
    """A comment by a Zendesk user. `marks` are what our metadata says it holds, none for one that isn't ours.

    `black`: its words were redacted; so were the files `redacted`. `edited`: the last edit that is in words of ours
    (seconds), 0 for none; older versions noted nothing.
    """

    id: int
    at: float
    public: bool
    marks: tuple[str, ...] = ()
    files: tuple[SeenFile, ...] = ()
    author: int | None = None
    black: bool = False
    edited: float | None = None
    redacted: tuple[int, ...] = ()

    @property
    def edited_by(self) -> float:
        """Up to when edits are in its words. Without a note those are taken for it that Zendesk's clock calls older."""
        return self.at if self.edited is None else self.edited


@dataclass(frozen=True, slots=True)
class SeenTicket:
    """A Zendesk ticket with all its comments, the oldest first.

    `owner` is the question it was made for, None for nobody's; `until` and `opening` stand with its first comment.
    `carried` are the messages that the opening has, `unerased` those noted as deleted whose words it still has.
    `asker` is who the requester was then; `assignee`, `subject` and `values` are the ticket's as they are now.
    `merged`: it was closed by merging it into another. `changed_at`: when anything of it was changed last (seconds).
    """

    reading: Reading
    owner: Place | None = None
    assignee: int | None = None
    opened_at: float = 0.0
    asker: int | None = None
    until: str = ""
    opening: OpeningRecord | None = None
    subject: str = ""
    values: Details = NOTHING
    comments: tuple[SeenComment, ...] = ()
    merged: bool = False
    carried: tuple[str, ...] = ()
    unerased: tuple[str, ...] = ()
    changed_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Sight:
    """One question. `root` is None when Slack has nothing of it any more; `me` is the helpdesk's user there.

    `there` are its Zendesk tickets, the oldest first; `notes` are the comments that stand in the agents' channel.
    `left` are the threads where it stood before, as far as they can be read; `own` is its own message then, where it
    was asked, if that channel is read at all. `arrival` is its message where it was moved to, if there is one.
    `unreadable`: something in its thread makes no sense, and so nothing is known of it.
    """

    place: Place
    root: SeenMessage | None
    me: str
    replies: tuple[SeenReply, ...] = ()
    there: tuple[SeenTicket, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    left: Mapping[Place, tuple[SeenReply, ...]] = field(default_factory=dict)
    arrival: Arrival | None = None
    own: SeenMessage | None = None
    unreadable: bool = False

    @property
    def words(self) -> SeenMessage | None:
        """The message with its own words, which may be gone; None where nobody may look."""
        return self.own if came_from(self.root) else self.root or gone_from(self.place)

    @property
    def said(self) -> tuple[SeenReply, ...]:
        """All that stands in its threads."""
        return (*(reply for replies in self.left.values() for reply in replies), *self.replies)

    @property
    def asked_at(self) -> Place:
        """Where its own words are."""
        return next(iter(came_from(self.root)), self.place)

    @property
    def status(self) -> SeenReply | None:
        """Our status message, the first if ever there are several."""
        return next((reply for reply in self.replies if "place" in reply.mark and reply.said.by == self.me), None)

    @property
    def record(self) -> StatusRecord | None:
        return StatusRecord.read(self.status.mark.get("record", "")) if self.status else None

    @property
    def owners(self) -> frozenset[Place]:
        """The places that its Zendesk tickets may have been made for."""
        return frozenset({self.place, *came_from(self.root)})

    @property
    def is_traced(self) -> bool:
        """Whether the helpdesk left a trace: a status message, a reaction, a Zendesk ticket or a message elsewhere."""
        reactions = self.root.reactions.values() if self.root else ()
        moved = self.arrival or came_from(self.root)
        found = bool(self.there or self.status or moved) or any(self.me in people for people in reactions)
        return found and not self.unreadable

    def is_likely(self, rules: Rules) -> bool:
        """Whether it is a question if the helpdesk was there when it was asked."""
        root = self.root
        if root is None or root.gone or root.announcement or self.unreadable:
            return False
        meant = (people for emoji, people in root.reactions.items() if rules.meaning(emoji))
        marked = any(rules.may(person) for people in meant for person in people)
        return marked or (rules.track == "every-message" and root.by is not None)
