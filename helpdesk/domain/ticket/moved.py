"""Where a question is being moved to, and what of that is done."""

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.place import Place


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Moving(_Value):
    """`by` wants the question in the channel `to`, since `at` seconds. `ts` is its message there, once that is posted.

    `handed`: the ticket there has taken over. `told`: the thread that was left says where the question went.
    `reworded` is the last edit or deletion of the question's own words, `renewed` the last that its message shows.
    """

    to: str
    by: str
    at: float
    ts: str | None = None
    handed: bool = False
    told: bool = False
    reworded: float = 0.0
    renewed: float = 0.0

    def target(self, left: Place) -> Place | None:
        """Where the question stands now that stood at `left`; None while it is still there."""
        return left._replace(channel=self.to, ts=self.ts) if self.ts else None
