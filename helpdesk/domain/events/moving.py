"""A question that is moved to another help channel: what is wanted, what goes along, what was done."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_serializer

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.events.said import Deleted, Replied, ReplyChanged, Reworded
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket


class MoveWanted(Fact):
    """Somebody wants the question in another help channel."""

    kind: Literal["move_wanted"] = "move_wanted"
    by: str
    to: str
    at: float


class MovedHere(Fact):
    """The question stood elsewhere until now, as `ticket` says. Its message here is ours."""

    kind: Literal["moved_here"] = "moved_here"
    ticket: Ticket

    @property
    def at(self) -> float:
        """When it was to be moved (seconds)."""
        return self.ticket.moving.at if self.ticket.moving else 0.0

    @property
    def by(self) -> str | None:
        """Who wanted it here."""
        return self.ticket.moving.by if self.ticket.moving else None


class SpokeElsewhere(Fact):
    """Something was said, edited or deleted in the thread at `place`, which the question has left."""

    kind: Literal["spoke_elsewhere"] = "spoke_elsewhere"
    place: Place
    said: Annotated[Replied | ReplyChanged | Reworded | Deleted, Field(discriminator="kind")]

    @field_serializer("said")
    def _with_kind(self, said: Replied | ReplyChanged | Reworded | Deleted) -> dict[str, Any]:
        """Records leave out what is as usual, and its kind is."""
        return {"kind": said.kind, **said.model_dump(mode="json", exclude_defaults=True)}

    @property
    def at(self) -> float:
        """When that was (seconds)."""
        return self.said.at

    @property
    def by(self) -> str | None:
        """Whose words these are, as far as that was told."""
        return self.said.by if isinstance(self.said, Replied | ReplyChanged) else None


class MovedPosted(Fact):
    """The question has its message `ts` in the other channel."""

    ts: str


class HandedOver(Fact):
    """The other place has what goes along."""


class MovedTold(Fact):
    """The thread says where the question went."""


class MovedRenewed(Fact):
    """The message in the other channel shows the question as it was edited or deleted `at` seconds."""

    at: float


class WordsRelayed(Fact):
    """The messages `shown` in the thread at `where` say what `ts` says, with its edit of `edited` seconds, if any.

    `gone`: it is not there any more, and nothing shows it. `files` are the ids of those that go along.
    """

    ts: str
    where: Place
    shown: tuple[str, ...] = ()
    edited: float = 0.0
    gone: bool = False
    files: tuple[str, ...] = ()


class FileRelayed(Fact):
    """Of the file `id` of the message `ts` Slack has our copy `file`; the thread shows it (`there`), or it is `gone`.

    One that is there without a copy stays behind.
    """

    ts: str
    id: str
    file: str = ""
    there: bool = False
    gone: bool = False


MovingLearned = MovedPosted | HandedOver | MovedTold | MovedRenewed | WordsRelayed | FileRelayed
