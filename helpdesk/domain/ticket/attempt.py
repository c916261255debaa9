"""What became of an effect so far."""

from pydantic import BaseModel, ConfigDict


class Attempt(BaseModel):
    """What became of an effect so far.

    `doubt`: a try may have taken effect, which `began` at that second. `trouble`: why it is put off. `refused`: why it
    was given up, `at` when; `told`: people have heard of that, `dropped`: somebody wants it no more. `fields` want
    filling in first. `shadowed`: it was not done, for shadow mode.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    tries: int = 0
    again: float = 0.0
    began: float = 0.0
    doubt: bool = False
    refused: str | None = None
    trouble: str | None = None
    fields: tuple[int, ...] = ()
    at: float = 0.0
    told: bool = False
    dropped: bool = False
    shadowed: bool = False

    @property
    def is_dead(self) -> bool:
        """Given up, and still wanted."""
        return self.refused is not None and not self.dropped
