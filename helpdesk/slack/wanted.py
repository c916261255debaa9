"""What somebody wants who uses a shortcut, a button, a form or the command. Values only."""

from dataclasses import dataclass

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
