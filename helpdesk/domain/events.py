"""What can happen: facts in the past tense, as they lie in a mailbox or come back from an effect.

`Event` is what the mailbox holds; `Learned` is what an effect found out and never leaves the process.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from helpdesk.domain.statuses import Status
from helpdesk.domain.ticket import Card, Copied, Why

Button = Literal["working", "waiting", "resolve", "reopen"]


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(_Fact):
    """A root message was written. `subject` is its first line."""

    kind: Literal["asked"] = "asked"
    by: str | None
    at: float
    subject: str = ""


class Reworded(_Fact):
    """The root message was edited."""

    kind: Literal["reworded"] = "reworded"
    subject: str
    at: float


class Replied(_Fact):
    """Somebody wrote in the thread; `ts` is the reply's own. `bot_id` says which app, when one did.

    `internal`: it began with 🔒. `thanks`: it says nothing but thanks.
    """

    kind: Literal["replied"] = "replied"
    by: str | None
    ts: str
    at: float
    bot: bool = False
    bot_id: str | None = None
    internal: bool = False
    thanks: bool = False


class ReplyChanged(_Fact):
    """A reply was edited or deleted at `at`, by `by`."""

    kind: Literal["reply_changed"] = "reply_changed"
    ts: str
    by: str | None = None
    at: float
    deleted: bool = False


class Deleted(_Fact):
    """The root message was deleted."""

    kind: Literal["deleted"] = "deleted"
    at: float


class ReactionAdded(_Fact):
    """`at` is the reaction's own `event_ts`; `emoji` is Slack's name without colons and skin tone."""

    kind: Literal["reaction_added"] = "reaction_added"
    person: str
    emoji: str
    at: float


class ReactionRemoved(_Fact):
    """`at` is the reaction's own `event_ts`."""

    kind: Literal["reaction_removed"] = "reaction_removed"
    person: str
    emoji: str
    at: float


class EscalationRequested(_Fact):
    """Somebody sent the "Create ticket" form. The person who asked is the requester unless `requester` is given."""

    kind: Literal["escalation_requested"] = "escalation_requested"
    by: str
    at: float
    subject: str = ""
    requester: str | None = None


class ButtonPressed(_Fact):
    """Somebody pressed a button of the status message."""

    kind: Literal["button_pressed"] = "button_pressed"
    by: str
    button: Button
    at: float


class ZendeskStirred(_Fact):
    """Something happened to the Zendesk ticket; what, is to be read there. `stamp` is its `updated_at`.

    `about` narrows it down: the comments may have changed (`talk`), the comment `comment` was redacted or made private
    (`withdrawn`), the ticket was merged into `into` (`merged`).
    """

    kind: Literal["zendesk_stirred"] = "zendesk_stirred"
    ticket: int
    actor: int | None = None
    stamp: str = ""
    about: Literal["", "fields", "talk", "withdrawn", "merged"] = ""
    comment: int | None = None
    into: int | None = None


class TryAgain(_Fact):
    """Somebody asks for another try of what was refused or put off."""

    kind: Literal["try_again"] = "try_again"
    at: float


Event = (
    Asked
    | Reworded
    | Replied
    | ReplyChanged
    | Deleted
    | ReactionAdded
    | ReactionRemoved
    | EscalationRequested
    | ButtonPressed
    | ZendeskStirred
    | TryAgain
)
EVENTS: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


class MessageFound(_Fact):
    """The message somebody reacted to is a root."""

    by: str | None
    at: float
    subject: str = ""
    bot: bool = False


class MessageIsReply(_Fact):
    """The message somebody reacted to is a reply in the thread of `root`."""

    root: str


class MessageGone(_Fact):
    """The message somebody reacted to is not there any more."""


class Reading(_Fact):
    """A Zendesk ticket as it was read or as it was after our write.

    `moved_at` and `moved_by` (a Zendesk user id, 0 for its own rules) tell of the last change of status, when known.
    """

    id: int
    status: Status
    custom: int | None = None
    stamp: str = ""
    moved_at: float = 0.0
    moved_by: int | None = None
    agent: str | None = None


class HeardComment(_Fact):
    """A comment of the Zendesk ticket; `ours` when we wrote it."""

    id: int
    at: float
    public: bool
    ours: bool = False


class ZendeskOpened(_Fact):
    """Our Zendesk ticket exists, with every message of the thread up to `until`. `assigned`, `unknown` as in `Link`."""

    reading: Reading
    assigned: str | None = None
    unknown: str | None = None
    until: str = ""
    copied: Copied = Copied()


class ZendeskRead(_Fact):
    """The Zendesk ticket was read, and its comments if it was asked for them (else None)."""

    reading: Reading
    comments: tuple[HeardComment, ...] | None = None


class ZendeskWritten(_Fact):
    """Our write took effect, and left the ticket so. `wrote` is the status we asked for, if any."""

    reading: Reading
    wrote: Status | int | None = None
    assigned: str | None = None
    unknown: str | None = None


class ZendeskTold(_Fact):
    """Zendesk has our comment: reply name -> its id, 0 for what turned out to need none. `wrote` as above."""

    reading: Reading
    names: dict[str, int]
    wrote: Status | int | None = None
    copied: Copied = Copied()


class CommentShown(_Fact):
    """Slack shows a Zendesk comment as the message `ts`; empty when it does not, or not any more."""

    comment: int
    ts: str


class ZendeskGone(_Fact):
    """The Zendesk ticket was deleted there."""

    id: int


class BotReacted(_Fact):
    """The bot's own reaction is there, or not any more."""

    emoji: str
    there: bool


class StatusMessageShown(_Fact):
    """The status message `ts` says `card`."""

    ts: str
    card: Card


class StatusMessageGone(_Fact):
    """The status message was deleted by somebody."""


class NoticeGiven(_Fact):
    person: str
    why: Why


class Started(_Fact):
    """An effect whose loss could double something is about to be tried."""

    key: str


class Failed(_Fact):
    """An effect is to be tried again at `again`; `doubt` when it may have taken effect."""

    key: str
    again: float
    doubt: bool
    why: str


class Refused(_Fact):
    """An effect was refused for good; `why` is a sentence for people."""

    key: str
    why: str


Learned = (
    MessageFound
    | MessageIsReply
    | MessageGone
    | ZendeskOpened
    | ZendeskRead
    | ZendeskWritten
    | ZendeskTold
    | ZendeskGone
    | CommentShown
    | BotReacted
    | StatusMessageShown
    | StatusMessageGone
    | NoticeGiven
    | Started
    | Failed
    | Refused
)
