"""What became of a try, but for what it found out."""

from helpdesk.domain.events.fact import Fact


class Started(Fact):
    """An effect whose loss could double something is about to be tried, at `at` seconds."""

    key: str
    at: float = 0.0


class Failed(Fact):
    """An effect is to be tried again at `again`; `doubt` when it may have taken effect."""

    key: str
    again: float
    doubt: bool
    why: str


class PutOff(Fact):
    """A call of an effect did not go out for want of room; `doubt` is about earlier ones. This was no try."""

    key: str
    again: float
    doubt: bool


class Refused(Fact):
    """An effect was given up; `why` is a sentence for people, `fields` what Zendesk wants filled in first.

    `doubt` when an earlier try may have taken effect.
    """

    key: str
    why: str
    doubt: bool = False
    fields: tuple[int, ...] = ()
    at: float = 0.0


class Warned(Fact):
    """Responders were told that these effects were given up."""

    keys: tuple[str, ...]


Tried = Started | Failed | PutOff | Refused | Warned
