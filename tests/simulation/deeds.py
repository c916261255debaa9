"""What people did in a history, for the check at its end."""

import re
from dataclasses import dataclass, field

from helpdesk.domain.place import Place
from helpdesk.domain.ticket.states import State
from tests.simulation.town import Citizen

TOKEN = re.compile(r"\b[rc]\d+(?:v\d+)?\b")
"""What tells words of a history apart: `r2v1` is the second wording of the second reply, `c3` a comment."""


@dataclass
class Said:
    """A message of people: all its wordings so far, who wrote it, whether it is gone; `plain` ones carry no token.

    `lock` stands before each wording of one that is for agents alone. `files` are the names of those it brought.
    `thread` is the place whose thread it stands in, or opens. `latest` are the wordings of the `second` in which
    it was edited last: who reads it then, and hears of an edit of that very second, can't know whether it is another.
    """

    by: Citizen
    ts: str
    thread: Place
    wordings: list[str]
    gone: bool = False
    plain: bool = False
    lock: str = ""
    files: list[str] = field(default_factory=list)
    latest: list[str] = field(default_factory=list)
    second: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """An act that sets the state: when in true time, which states it may rightly leave, and where in Slack it was."""

    at: float
    leaves: frozenset[State] | None
    where: Place | None = None


@dataclass
class Deeds:
    """What was done, for the check afterwards. `said`: number -> message, 0 the root. `comments`: id -> token.

    `taken`: where and person -> the furthest state they took it in by a button. `moved_otherwise`: a button or an agent
    set the state once, which stays when a later mark is taken off again. `ended_here`: when somebody who may last ended
    the question in Slack, on its clock. `brought` counts files; `attached`: comment -> the names of its files.
    `leaving`: from where somebody moves the question elsewhere.
    """

    said: dict[int, Said] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    notes: set[int] = field(default_factory=set)
    moves: list[Move] = field(default_factory=list)
    acts: int = 0
    assigned_there: bool = False
    moved_otherwise: bool = False
    taken: dict[tuple[Place, str], State] = field(default_factory=dict)
    escalated: bool = False
    ended_here: float = 0.0
    brought: int = 0
    leaving: Place | None = None
    attached: dict[int, list[str]] = field(default_factory=dict)
