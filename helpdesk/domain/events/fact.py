"""What all events are: facts that don't change."""

from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """Something that happened."""

    model_config = ConfigDict(frozen=True, extra="forbid")
