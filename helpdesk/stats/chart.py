"""The chart of the figures as a PNG, drawn in a process of its own: the library is large, and needed seldom."""

import subprocess
import sys

from pydantic import BaseModel, ConfigDict

SECONDS = 60.0
"""How long drawing may take on a machine that is busy."""


class Line(BaseModel):
    """One row of the chart: `median` and `p90` in seconds, with how they are said; None for none."""

    model_config = ConfigDict(frozen=True)

    name: str
    count: str
    median: float | None = None
    median_said: str = ""
    p90: float | None = None
    p90_said: str = ""


class Bar(BaseModel):
    """How many questions there are of something."""

    model_config = ConfigDict(frozen=True)

    name: str
    count: int


class Chart(BaseModel):
    """All that is drawn, in the reader's words. `ticks` are seconds with how they are said, the shortest first."""

    model_config = ConfigDict(frozen=True)

    title: str
    lines_title: str
    lines: tuple[Line, ...]
    median: str
    p90: str
    ticks: tuple[tuple[float, str], ...]
    bars: tuple[tuple[str, tuple[Bar, ...]], ...]


class NotDrawn(Exception):
    """The chart could not be made; the figures are there without it."""


def drawn(chart: Chart) -> bytes:
    """The PNG. Raises NotDrawn."""
    command = [sys.executable, "-m", "helpdesk.stats.drawing"]
    try:
        done = subprocess.run(
            command, input=chart.model_dump_json().encode(), capture_output=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NotDrawn(type(error).__name__) from error
    return done.stdout
