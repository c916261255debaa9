"""A rule of the Zendesk account that closes what an agent has just solved, in some histories. Closed is final there."""

from random import Random

from tests.simulation.account import Account, Record
from tests.simulation.acting import LEAVES
from tests.simulation.deeds import Move
from tests.simulation.people import People
from tests.simulation.scheduler import Scheduler
from tests.simulation.town import ANN, IRIS, IVAN

OFTEN = 0.2


class Closing:
    """Its dice are its own, so that all else goes on as without it."""

    def __init__(self, seed: int, scheduler: Scheduler, account: Account, people: People) -> None:
        self._random = Random(f"{seed}:closing")
        self._scheduler = scheduler
        self._account = account
        self._people = people

    def schedule(self, until: float) -> None:
        if self._random.random() < OFTEN:
            self._scheduler.after(self._random.uniform(12.0, until), self._solves)

    def _solves(self) -> None:
        ticket, agent = self._people.ticket, self._random.choice([IRIS, IVAN, ANN])
        if ticket is None:
            return
        self._account.moves(ticket, "solved", agent.zendesk)
        self._did(f"{agent.name}/zd", "sets solved")
        self._scheduler.after(self._random.uniform(0.1, 6.0), lambda: self._closes(ticket))

    def _closes(self, ticket: Record) -> None:
        """Unless somebody was faster."""
        if ticket.status == "solved":
            self._account.closes(ticket)
            self._did("a rule/zd", f"closes #{ticket.id}")

    def _did(self, who: str, what: str) -> None:
        deeds = self._people.deeds
        self._scheduler.tell(who, what)
        deeds.acts += 1
        deeds.moved_otherwise = True
        deeds.moves.append(Move(self._scheduler.now, LEAVES["solved"]))
