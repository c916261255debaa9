"""Somebody who moves the question to another help channel, or back, in some histories; and what is done beside it."""

from random import Random

from helpdesk.domain.events import ButtonPressed, MoveWanted
from helpdesk.domain.ticket.states import State
from tests.simulation.acting import MEANINGS
from tests.simulation.hub import Hub
from tests.simulation.people import People
from tests.simulation.scheduler import Scheduler
from tests.simulation.town import CHANNEL, IVO, OTHER, OUTSIDER_OF, RIO
from tests.simulation.whereabouts import whereabouts
from tests.simulation.workspace import Workspace

OFTEN, AGAIN, BESIDE, DELETED, STRAYS = 0.12, 0.35, 0.6, 0.12, 0.3


def is_used(seed: int) -> bool:
    return Random(f"{seed}:moves").random() < OFTEN


class Relocating:
    """Its dice are its own, so that histories without a move go on as they did."""

    def __init__(self, seed: int, scheduler: Scheduler, workspace: Workspace, people: People, hub: Hub) -> None:
        self._random = Random(f"{seed}:relocating")
        self._scheduler = scheduler
        self._workspace = workspace
        self._people = people
        self._hub = hub

    def schedule(self, until: float) -> None:
        at = self._random.uniform(4.0, until - 4.0)
        self._schedule_move(at)
        if self._random.random() < AGAIN:
            self._schedule_move(min(at + self._random.uniform(0.5, 20.0), until))

    def _schedule_move(self, at: float) -> None:
        random, after = self._random, self._scheduler.after
        after(at, self._moves)
        for _ in range(random.randint(1, 3) if random.random() < BESIDE else 0):
            after(at + random.uniform(-2.0, 4.0), self._people.acts)
        if random.random() < DELETED:
            after(at + random.uniform(-2.0, 20.0), self._deletes)
        if random.random() < STRAYS:
            after(at + random.uniform(1.0, 20.0), self._strays)

    def _moves(self) -> None:
        """The command takes a question that is known."""
        place, people = self._people.place, self._people
        known = self._hub.ticket(place)
        if people.deeds.said[0].gone or known is None or known.kind != "question":
            return
        to = OTHER if place.channel == CHANNEL else CHANNEL
        person = self._random.choice([*people.responders * 4, OUTSIDER_OF[place.channel]])
        event = MoveWanted(by=person.slack, to=to, at=self._workspace.now())
        self._hub.told(place, event, f"move-{people.deeds.acts}")
        self._did(person.name, f"moves it to {to}")
        if person in people.responders:
            people.deeds.leaving, people.deeds.moved_otherwise = place, True
            people.moved(None)

    def _deletes(self) -> None:
        """Who asked takes the question back. Its own words are where it was asked."""
        root = self._people.deeds.said[0]
        if root.gone:
            return
        root.gone = True
        self._did(RIO.name, "deletes the question")
        self._workspace.deletes(root.ts)
        self._people.moved(None)

    def _strays(self) -> None:
        """A mark or a button where it stood before means nothing any more."""
        *left, _ = whereabouts(self._workspace, self._people.asked_at)
        if not left or (left[0] == left[-1] and self._people.deeds.said[0].gone):
            return
        if self._random.random() < 0.5:
            event = ButtonPressed(by=IVO.slack, button="resolve", at=self._workspace.now())
            self._hub.told(left[-1], event, f"stray-{self._people.deeds.acts}")
            self._did(IVO.name, "presses resolve where it stood")
            return
        emoji = self._random.choice(sorted(name for name, state in MEANINGS.items() if state is not State.NEW))
        if IVO.slack not in self._workspace.reactions(left[-1].ts).get(emoji, []):
            self._workspace.reacts(IVO.slack, emoji, left[-1].ts, on=True)
            self._did(IVO.name, f"puts {emoji} on where it stood")

    def _did(self, who: str, what: str) -> None:
        self._people.deeds.acts += 1
        self._scheduler.tell(who, what)
