"""A question that the helpdesk itself fails at, for a fault of its own."""

from pydantic import BaseModel, ConfigDict


class Crash(BaseModel):
    """When attending to a place failed last, in seconds, and `why`: the error's type and lines, without its words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: float
    why: str
