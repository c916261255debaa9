"""Who lives in a simulated history, and the ids on both sides."""

from typing import NamedTuple

TEAM, CHANNEL, OTHER, AGENTS = "T0HOUSE", "C0ITHELP", "C0PAYROLL", "C0AGENTS"
HELP_CHANNELS = (CHANNEL, OTHER)
BOT_USER, BOT = "U0BOT", "B0BOT"
ME = 9000
"""Our own user in Zendesk."""


class Citizen(NamedTuple):
    """A person: Slack id, name, Zendesk user id (0: none there at first), whether an agent there."""

    slack: str
    name: str
    zendesk: int = 0
    agent: bool = False

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@example.com"


RIO = Citizen("U0RIO", "Rio")
LEO = Citizen("U0LEO", "Leo", 21)
IRIS = Citizen("U0IRIS", "Iris", 11, agent=True)
IVAN = Citizen("U0IVAN", "Ivan", 12, agent=True)
IVO = Citizen("U0IVO", "Ivo")
ANN = Citizen("", "Ann", 13, agent=True)
"""An agent who is not in Slack."""

MAX = Citizen("", "Max", 14, agent=True)
"""Another, who does nothing but merge."""

PEOPLE = (RIO, LEO, IRIS, IVAN, IVO, ANN, MAX)
RESPONDERS = (IRIS, IVAN, IVO)
RESPONDERS_OF = {CHANNEL: RESPONDERS, OTHER: (IVAN, IVO, LEO)}
OUTSIDER_OF = {CHANNEL: LEO, OTHER: IRIS}
"""Somebody in each help channel whose marks count for nothing there."""
