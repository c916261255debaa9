"""What is to be done outside. Each effect has a key, the same as long as it is the same thing to do.

`doubles`: when nobody knows whether a try took effect, it may be there twice, or be there although it is past.
"""

from dataclasses import dataclass
from zlib import crc32

from helpdesk.domain.effects.idle import IdleEffect
from helpdesk.domain.effects.moving import MovingEffect
from helpdesk.domain.effects.promises import PromiseEffect
from helpdesk.domain.effects.routing import RoutingEffect
from helpdesk.domain.effects.satisfaction import Asking
from helpdesk.domain.effects.second_looks import SecondLook
from helpdesk.domain.ticket import Escalation, Why
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.statuses import Status
from helpdesk.domain.ticket.talk import Comment, Reply

READING = "zendesk.read"
UPDATING = "zendesk.update:"
TELLING = "zendesk.tell:"
REACTING = "slack.react:"
SHOWING = "slack.comment:"
UPLOADING = "slack.upload:"
SHARING = "slack.share:"
HIDING = "slack.hide:"
UNSHARING = "slack.unshare:"
POSTING = "slack.status:post"
IN_WORDS = ":words"


def opening_key(follows: int | None) -> str:
    """The key of making the first Zendesk ticket, or the follow-up of the one it `follows`."""
    return f"zendesk.follow_up:{follows}" if follows else "zendesk.open"


@dataclass(frozen=True, slots=True)
class LookUp:
    """Find out whether the message is a root, a reply or gone."""

    key = "slack.look_up"
    doubles = False


@dataclass(frozen=True, slots=True)
class OpenZendeskTicket:
    """Make the Zendesk ticket, or the follow-up of the closed ticket `follows`; look for it first when in `doubt`.

    `assignee` is a Slack person. `status` None leaves the status to Zendesk. `past` are older tickets of this place.
    `number` and `asked` (who asked, in Slack) are noted with it. `tags` come to those of the configuration.
    """

    escalation: Escalation
    requester: str | None
    subject: str
    status: Status | int | None
    assignee: str | None
    follows: int | None
    past: tuple[int, ...]
    number: str | None = None
    asked: str | None = None
    tags: tuple[str, ...] = ()
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return opening_key(self.follows)


@dataclass(frozen=True, slots=True)
class ReadZendeskTicket:
    """Read the ticket; `status` and `custom` are the base: a change of them is looked into, any when Slack `moved`.

    With `talk`, the comments too, the newest first until one of those `known` (their ids) comes.
    """

    id: int
    status: Status
    custom: int | None
    talk: bool = False
    known: frozenset[int] = frozenset()
    asker: int | None = None
    moved: bool = False
    key = READING
    doubles = False


@dataclass(frozen=True, slots=True)
class UpdateZendeskTicket:
    """Write status and assignee in one update, only if nothing changed since `stamp`.

    `assign` says whether the assignee is to be written; `assignee` is a Slack person, None to unassign. `solver` is
    who resolved it, for a ticket that can't be solved without an assignee.
    """

    id: int
    stamp: str
    status: Status | int | None
    assign: bool
    assignee: str | None
    solver: str | None = None
    details: Details | None = None
    doubles = False

    @property
    def key(self) -> str:
        """Keys are logged and kept in the history, so what was filled in is told apart by a checksum."""
        filled_in = self.details.model_dump_json(exclude_defaults=True) if self.details else ""
        more = f":{crc32(filled_in.encode()):08x}" if filled_in else ""
        return f"{UPDATING}{self.id}:{self.status or ''}:{self.assignee if self.assign else '-'}{more}"


@dataclass(frozen=True, slots=True)
class FollowTicket:
    """Read the ticket `id` that ours (`merged`) was merged into; from now on it is ours.

    The comments of both are read: those of ours that aren't `known` (their ids), and what was said since the merge.
    """

    id: int
    merged: int = 0
    known: frozenset[int] = frozenset()
    doubles = False

    @property
    def key(self) -> str:
        return f"zendesk.follow:{self.id}"


@dataclass(frozen=True, slots=True)
class TellZendesk:
    """Write one comment with replies of one person, or of an edit or a deletion, and the status if that is due too.

    Look for it first when in `doubt`: each comment carries the names of its replies. `past` are older tickets of this
    place: they hold words too that were deleted. `public` is as somebody wanted the replies, None as configured.
    """

    id: int
    stamp: str
    replies: tuple[Reply, ...]
    status: Status | int | None = None
    past: tuple[int, ...] = ()
    public: bool | None = None
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{TELLING}{self.replies[0].name}"


@dataclass(frozen=True, slots=True)
class ShowComment:
    """Post a Zendesk comment in the thread, an internal note in the agents' channel; look for it first in `doubt`."""

    ticket: int
    comment: Comment
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{SHOWING}{self.comment.id}"


@dataclass(frozen=True, slots=True)
class HideComment:
    """Delete the message `ts` that shows a comment which was redacted or made private. Naturally repeatable."""

    comment: Comment
    ts: str
    doubles = False

    @property
    def key(self) -> str:
        return f"{HIDING}{self.comment.id}"


@dataclass(frozen=True, slots=True)
class UploadFile:
    """Bring the bytes of a Zendesk attachment to Slack, where nobody sees them before they are shared."""

    ticket: int
    attached: Attached
    doubles = False

    @property
    def key(self) -> str:
        return f"{UPLOADING}{self.attached.id}"


@dataclass(frozen=True, slots=True)
class ShareFile:
    """Post an uploaded file in the thread, or a line that says why it can't be; look for it first in `doubt`."""

    ticket: int
    attached: Attached
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{SHARING}{self.attached.id}{IN_WORDS if self.attached.why else ''}"


@dataclass(frozen=True, slots=True)
class HideFile:
    """Delete a file whose attachment or comment was redacted, and what shows it. Naturally repeatable."""

    attached: Attached
    doubles = False

    @property
    def key(self) -> str:
        return f"{UNSHARING}{self.attached.id}"


@dataclass(frozen=True, slots=True)
class GiveNotice:
    """Tell one person something in private."""

    person: str
    why: Why
    doubles = False

    @property
    def key(self) -> str:
        return f"slack.notice:{self.person}:{self.why}"


@dataclass(frozen=True, slots=True)
class AddReaction:
    """Show a state by the bot's own reaction."""

    emoji: str
    doubles = True

    @property
    def key(self) -> str:
        return f"{REACTING}{self.emoji}"


@dataclass(frozen=True, slots=True)
class RemoveReaction:
    """Take the bot's own reaction off."""

    emoji: str
    doubles = True

    @property
    def key(self) -> str:
        return f"slack.unreact:{self.emoji}"


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """Post the status message, or edit `message`; look for it first when in `doubt`."""

    card: Card
    message: str | None
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        """Each edit is a thing of its own: one that Slack refused doesn't stand in the way of the next."""
        if self.message is None:
            return POSTING
        return f"slack.status:edit:{crc32(self.card.model_dump_json().encode()):08x}"


@dataclass(frozen=True, slots=True)
class WarnOfDead:
    """Tell responders what was given up: `keys`, and the `reasons`. Look for it first when in `doubt`.

    It is said where agents have a channel, else to `person`, else in the thread. `number` counts a ticket's warnings.
    """

    number: int
    keys: tuple[str, ...]
    reasons: tuple[str, ...]
    person: str | None
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"slack.warn:{self.number}"


ReactionEffect = AddReaction | RemoveReaction
FileEffect = UploadFile | ShareFile | HideFile
ShownEffect = ShowStatus | ShowComment | HideComment | ReactionEffect
SlackEffect = LookUp | GiveNotice | WarnOfDead | ShownEffect | SecondLook | RoutingEffect | Asking | IdleEffect
ZendeskEffect = OpenZendeskTicket | ReadZendeskTicket | UpdateZendeskTicket | TellZendesk | FollowTicket
Effect = SlackEffect | FileEffect | ZendeskEffect | PromiseEffect | MovingEffect
