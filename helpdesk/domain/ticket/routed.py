"""Where a question was routed, by which rule, who was told of it, and how people corrected it."""

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.ticket.form import Details, Priority


def is_channel(target: str) -> bool:
    return target.startswith(("C", "G"))


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Correction(_Value):
    """A person sent the question from one target to another, at `at` seconds."""

    was: str
    to: str
    by: str
    at: float


class Routing(_Value):
    """`due`: the message is still to be read. `rule` and `phrase` are the rule's, empty when none fits.

    `unmatched`: it is for who is on duty, `to` and those `also` on duty with them, or else for the agents' channel.
    `told` are the targets that were mentioned or told already, `lines` how many lines the thread has about it.
    `group`, `priority` and `tags` are what the rule wants for the Zendesk ticket.
    """

    due: bool = False
    rule: str = ""
    phrase: str = ""
    to: str = ""
    unmatched: bool = False
    also: tuple[str, ...] = ()
    group: int | None = None
    priority: Priority | None = None
    tags: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    lines: int = 0
    corrections: tuple[Correction, ...] = ()

    @property
    def goes_to_a_channel(self) -> bool:
        return is_channel(self.to)

    @property
    def channels(self) -> tuple[str, ...]:
        """The other channels where something may stand about the question."""
        return tuple(dict.fromkeys(to for to in (*self.told, self.to) if is_channel(to)))

    @property
    def details(self) -> Details:
        """What the Zendesk ticket gets where nobody chose anything else."""
        return Details(priority=self.priority, group=self.group)
