"""What somebody wants who uses a shortcut, a button, a form or the command. Values only."""

from dataclasses import dataclass, field
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.place import Place
from helpdesk.slack.form_names import Form


@dataclass(frozen=True, slots=True)
class FormWanted:
    """A form about `place`'s thread is to be opened; `trigger` opens one window within 3 seconds.

    `form` is which: the whole one, the details of a ticket that is there, or the fields Zendesk still wants. `telling`
    is False where the person may not read the thread, so that nothing of it may stand in the form.
    """

    place: Place
    by: str
    trigger: str
    subject: str = ""
    requester: str | None = None
    form: Form = "create"
    telling: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody types in a list of a form: the options that fit are to be answered."""

    block: str
    typed: str


@dataclass(frozen=True, slots=True)
class FieldFaults:
    """The form can't be taken: a sentence for each block."""

    blocks: dict[str, str]


@dataclass(frozen=True, slots=True)
class Passed:
    """Something of a kind that needs nothing done."""

    kind: str


PageNumber = Annotated[int, Field(ge=0, le=10_000)]


class HomeState(BaseModel):
    """What somebody looks at in the Home: of one help channel or of all, and on which page of each section."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    channel: str = ""
    taken: PageNumber = 0
    unseen: PageNumber = 0
    waiting: PageNumber = 0
    asked: PageNumber = 0

    def of_channel(self, channel: str) -> Self:
        """The same for another channel, from its first pages on; their own questions don't depend on it."""
        return type(self)(channel=channel, asked=self.asked)


@dataclass(frozen=True, slots=True)
class HomeWanted:
    """Somebody opened the Home, or turned a page of it."""

    by: str
    state: HomeState = field(default_factory=HomeState)


@dataclass(frozen=True, slots=True)
class FromHome:
    """A button of a question was pressed in the Home, which is to show what came of it."""

    delivery: Delivery
    home: HomeWanted
