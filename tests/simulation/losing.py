"""A store that is lost in the middle of a history, and made again by the product's own rebuild, in some histories."""

from random import Random

from helpdesk.domain.retry import WentWrong
from tests.simulation.hub import Hub
from tests.simulation.office import Grounds, Office
from tests.simulation.people import People
from tests.simulation.wire import Killed

OFTEN, STOPPED = 0.11, 0.4
LATEST = 25.0
"""Seconds after which a call of a dead process takes effect at most; whoever runs the command has waited so long."""


def is_used(seed: int) -> bool:
    return Random(f"{seed}:loses").random() < OFTEN


class Losing:
    """Its dice are its own, so that histories without a loss go on as they did. The doors stay open meanwhile."""

    def __init__(self, seed: int, people: People, hub: Hub, grounds: Grounds) -> None:
        self._random = Random(f"{seed}:losing")
        self._scheduler = grounds.scheduler
        self._people = people
        self._hub = hub
        self._grounds = grounds

    def schedule(self, until: float) -> None:
        at, random = self._random.uniform(3.0, until), self._random
        self._scheduler.after(at, self._loses)
        for _ in range(random.randint(0, 5)):
            self._scheduler.after(at + random.uniform(0.0, LATEST + 20.0), self._people.acts)

    def _loses(self) -> None:
        self._scheduler.tell("fault", "the store is lost")
        self._grounds.dice.counted["store lost"] += 1
        self._hub.loses_store()
        self._scheduler.after(self._random.uniform(LATEST, LATEST + 5.0), self._rebuilds)

    def _rebuilds(self) -> None:
        """Somebody runs the command; some runs are stopped on the way, and then it is run again."""
        office = self._hub.office("rebuild")
        self._scheduler.tell("rebuild", "begins")
        if self._random.random() < STOPPED:
            self._scheduler.after(self._random.uniform(0.1, 4.0), lambda: self._stops(office))
        self._scheduler.spawn(lambda: self._runs(office))

    def _stops(self, office: Office) -> None:
        office.body.is_gone = True

    def _runs(self, office: Office) -> None:
        try:
            count = office.rebuilder.run()
        except (Killed, WentWrong) as error:
            self._scheduler.tell("rebuild", f"stops: {error!r}")
            office.body.lease_ends()
            self._scheduler.after(self._random.uniform(0.5, 5.0), self._rebuilds)
        except Exception as error:  # noqa: BLE001 - it is a violation, and is told as one
            self._hub.crashes.append(f"rebuild crashed: {error!r}")
        else:
            self._scheduler.tell("rebuild", f"made {count}")
            self._hub.starts_again()
