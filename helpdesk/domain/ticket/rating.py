"""What somebody said of the help they got. `helpdesk/domain/satisfaction.py` decides when they are asked."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Score = Literal["good", "fair", "bad"]


class Rating(BaseModel):
    """An answer, or none yet. Times are seconds.

    `asked`: they were asked, or may have been. `message` is the channel and ts of the question, known from the first
    press on; `said` is what it says by now: the score, and whether there is a comment.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: bool = False
    score: Score | None = None
    at: float = 0.0
    comment: str = ""
    commented: float = 0.0
    message: tuple[str, str] | None = None
    said: tuple[Score | None, bool] = (None, False)
