"""An agent who merges the ticket of the question into another, in some histories: the thread goes on with that one."""

from random import Random

from helpdesk.domain.ticket.statuses import Status
from tests.simulation.account import Account
from tests.simulation.deeds import Move
from tests.simulation.people import People
from tests.simulation.scheduler import Scheduler
from tests.simulation.town import MAX

OFTEN = 0.15
STATUSES: tuple[Status, ...] = ("new", "open", "pending", "solved")
LONG_AGO = 30


class Merging:
    """Its dice are its own, so that all else goes on as without it."""

    def __init__(self, seed: int, scheduler: Scheduler, account: Account, people: People) -> None:
        self._random = Random(f"{seed}:merging")
        self._scheduler = scheduler
        self._account = account
        self._people = people

    def schedule(self, until: float) -> None:
        if self._random.random() < OFTEN:
            self._scheduler.after(self._random.uniform(12.0, until), self._merges)

    def _merges(self) -> None:
        """What stands in the target by then stays there; the words that close ours are news."""
        source, deeds, account = self._people.ticket, self._people.deeds, self._account
        if source is None:
            return
        token, public = f"c{len(deeds.comments)}", self._random.random() < 0.5
        status: Status = self._random.choice(STATUSES)
        target = account.calls("c900 said there before", status, MAX.zendesk, LONG_AGO)
        comment = account.merges(source, target, (token, "c901"), MAX.zendesk, public=public)
        self._scheduler.tell("Max/zd", f"merges #{source.id} into #{target.id}, {target.status}, as {token}")
        deeds.comments[comment] = token
        if not public:
            deeds.notes.add(comment)
        deeds.acts += 2
        deeds.moved_otherwise = deeds.assigned_there = True
        deeds.moves.append(Move(self._scheduler.now, None))
