"""What others tell us, as it lies in a mailbox."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.events.moving import MovedHere, MoveWanted, SpokeElsewhere
from helpdesk.domain.events.promises import Snoozed
from helpdesk.domain.events.said import Deleted, Replied, ReplyChanged, Reworded
from helpdesk.domain.events.satisfaction import Commented, Rated
from helpdesk.domain.ticket.form import Details

Button = Literal["take", "working", "waiting", "resolve", "dismiss", "give_back", "reopen"]


class Asked(Fact):
    """A root message was written. `subject` is its first line. An `announcement` begins with 📣 and asks nothing.

    `groups` are the user groups it mentions.
    """

    kind: Literal["asked"] = "asked"
    by: str | None
    at: float
    subject: str = ""
    announcement: bool = False
    groups: tuple[str, ...] = ()


class ReactionAdded(Fact):
    """`at` is the reaction's own `event_ts`; `emoji` is Slack's name without colons and skin tone."""

    kind: Literal["reaction_added"] = "reaction_added"
    person: str
    emoji: str
    at: float


class ReactionRemoved(Fact):
    """`at` is the reaction's own `event_ts`."""

    kind: Literal["reaction_removed"] = "reaction_removed"
    person: str
    emoji: str
    at: float


class EscalationRequested(Fact):
    """Somebody sent the "Create ticket" form. The person who asked is the requester unless `requester` is given."""

    kind: Literal["escalation_requested"] = "escalation_requested"
    by: str
    at: float
    subject: str = ""
    requester: str | None = None
    details: Details = Field(default_factory=Details)
    public: bool | None = None
    thread: bool = True
    files: bool = True


class DetailsGiven(Fact):
    """Somebody filled in more fields of a Zendesk ticket that is there already."""

    kind: Literal["details_given"] = "details_given"
    by: str
    at: float
    details: Details


class ButtonPressed(Fact):
    """Somebody pressed a button of the status message. `give_back` undoes what they took by a button."""

    kind: Literal["button_pressed"] = "button_pressed"
    by: str
    button: Button
    at: float


class Rerouted(Fact):
    """Somebody chose another target for the question: a user group, a person or a channel."""

    kind: Literal["rerouted"] = "rerouted"
    by: str
    to: str
    at: float


class ZendeskStirred(Fact):
    """Something happened to the Zendesk ticket; what, is to be read there. `stamp` is its `updated_at`.

    `about` narrows it down: the comments may have changed (`talk`), the comment `comment` was redacted or made private
    (`withdrawn`; of a comment's attachments only `file`), the ticket was merged into `into` (`merged`).
    """

    kind: Literal["zendesk_stirred"] = "zendesk_stirred"
    ticket: int
    actor: int | None = None
    stamp: str = ""
    about: Literal["", "fields", "talk", "withdrawn", "merged", "deadline"] = ""
    comment: int | None = None
    file: int | None = None
    into: int | None = None


class ReplyMarked(Fact):
    """Somebody who may reacted to a reply of the thread, where nothing comes of it unless it asks a group.

    `ts` is the reply's own; `removed`: the reaction was taken off.
    """

    kind: Literal["reply_marked"] = "reply_marked"
    by: str
    at: float
    ts: str = ""
    emoji: str = ""
    removed: bool = False


class Overtaken(Fact):
    """Somebody who attended to the place found it taken over, at `at`: what they did last was not kept."""

    kind: Literal["overtaken"] = "overtaken"
    at: float


class TryAgain(Fact):
    """Somebody asks for another try of what was given up or put off: of one effect, by its `key`, or of all."""

    kind: Literal["try_again"] = "try_again"
    at: float
    key: str = ""


class Dropped(Fact):
    """Somebody wants an effect no more that was given up."""

    kind: Literal["dropped"] = "dropped"
    at: float
    key: str


Event = (
    Asked
    | Reworded
    | Replied
    | ReplyChanged
    | Deleted
    | ReactionAdded
    | ReactionRemoved
    | EscalationRequested
    | DetailsGiven
    | ButtonPressed
    | Rated
    | Commented
    | Rerouted
    | Snoozed
    | MoveWanted
    | MovedHere
    | SpokeElsewhere
    | ZendeskStirred
    | ReplyMarked
    | Overtaken
    | TryAgain
    | Dropped
)
EVENTS: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


def acting(event: Event) -> str | None:
    """Who wants something that not everybody may; None for what just happened."""
    match event:
        case ReactionAdded():
            return event.person
        case ButtonPressed() | EscalationRequested() | DetailsGiven() | Snoozed() | Rerouted() | MoveWanted():
            return event.by
        case _:
            return None
