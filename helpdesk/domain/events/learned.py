"""What an effect found out. It never leaves the process: it is absorbed as soon as it is learned."""

from pydantic import Field

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.events.idle import IdleLearned
from helpdesk.domain.events.looked_up import MessageFound, MessageGone, MessageIsReply
from helpdesk.domain.events.moving import MovingLearned, SpokeElsewhere
from helpdesk.domain.events.promises import PromiseLearned
from helpdesk.domain.events.read import HeardComment, Reading
from helpdesk.domain.events.routing import RoutingLearned
from helpdesk.domain.events.said import Replied
from helpdesk.domain.events.satisfaction import SatisfactionAsked, ThankedForRating
from helpdesk.domain.events.shadowed import WouldHave
from helpdesk.domain.events.shown import ShownLearned
from helpdesk.domain.events.tried import Tried
from helpdesk.domain.files import WhyNot
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Why
from helpdesk.domain.ticket.card import Copied
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.statuses import Status


class ZendeskOpened(Fact):
    """Our Zendesk ticket exists, with every message of the thread up to `until`. `assigned`, `unknown` as in `Link`.

    `adopted`: an earlier try made it, so that others may have written into it since, and told us in vain.
    `carried` are those messages, `edits` those that were edited before: ts -> when, in seconds; `elsewhere` those that
    stand in a thread which the question left: ts -> its place.
    """

    reading: Reading
    assigned: str | None = None
    unknown: str | None = None
    until: str = ""
    copied: Copied = Copied()
    adopted: bool = False
    carried: tuple[str, ...] = ()
    edits: dict[str, float] = Field(default_factory=dict)
    elsewhere: dict[str, Place] = Field(default_factory=dict)


class ZendeskRead(Fact):
    """The Zendesk ticket was read, and its comments if it was asked for them (else None).

    Whether known before or not, those `blackened` were redacted wholly, those `private` are internal notes.
    """

    reading: Reading
    comments: tuple[HeardComment, ...] | None = None
    blackened: tuple[int, ...] = ()
    private: tuple[int, ...] = ()


class ZendeskWritten(Fact):
    """Our write took effect, and left the ticket so; `wrote` is the status we asked for, `details` went along."""

    reading: Reading
    wrote: Status | int | None = None
    details: Details | None = None
    assigned: str | None = None
    unknown: str | None = None


class ZendeskTold(Fact):
    """Zendesk has our comment: reply name -> its id, 0 for what turned out to need none.

    `wrote` and `edits` as above. `late`: the ts of messages that are deleted, yet may still arrive from an earlier try.
    """

    reading: Reading
    names: dict[str, int]
    late: tuple[str, ...] = ()
    wrote: Status | int | None = None
    copied: Copied = Copied()
    edits: dict[str, float] = Field(default_factory=dict)


class CommentShown(Fact):
    """Slack shows a Zendesk comment as the message `ts`; empty when it does not, or not any more."""

    comment: int
    ts: str


class FileUploaded(Fact):
    """Slack has the bytes of a Zendesk attachment as `file`, which nobody sees yet."""

    attachment: int
    file: str


class FileLeftOut(Fact):
    """A Zendesk attachment can't be shown in Slack."""

    attachment: int
    why: WhyNot


class FileShared(Fact):
    """The thread shows a Zendesk attachment, or says in the message `ts` why it can't."""

    attachment: int
    ts: str = ""


class FileGone(Fact):
    """A Zendesk attachment is not to be shown, and nothing of it is to be seen."""

    attachment: int


class RepliesFound(Fact):
    """Replies come before those that `key` was to tell: these, which nobody told of, or some that wait already.

    Nothing was written, and what an earlier try was to write is surely not there.
    """

    key: str
    replies: tuple[Replied | SpokeElsewhere, ...]


class ZendeskFollowed(Fact):
    """The ticket that ours was merged into, with the ids of the comments that it had before.

    `comments` are those not known of ours, and those written in it since the merge, which was `at` (seconds, None when
    nobody knows); the others as in `ZendeskRead`.
    """

    reading: Reading
    at: float | None = None
    known: tuple[int, ...] = ()
    comments: tuple[HeardComment, ...] = ()
    blackened: tuple[int, ...] = ()
    private: tuple[int, ...] = ()


class ZendeskGone(Fact):
    """The Zendesk ticket was deleted there."""

    id: int


class NoticeGiven(Fact):
    person: str
    why: Why


Learned = (
    MessageFound
    | MessageIsReply
    | MessageGone
    | ZendeskOpened
    | ZendeskRead
    | ZendeskWritten
    | ZendeskTold
    | RepliesFound
    | ZendeskFollowed
    | ZendeskGone
    | CommentShown
    | FileUploaded
    | FileLeftOut
    | FileShared
    | FileGone
    | NoticeGiven
    | WouldHave
    | SatisfactionAsked
    | ThankedForRating
    | ShownLearned
    | Tried
    | RoutingLearned
    | IdleLearned
    | PromiseLearned
    | MovingLearned
)
