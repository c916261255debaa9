"""Files that people bring, in some histories: to a message in Slack, to a comment in Zendesk; some can't be copied."""

from random import Random

from tests.simulation.deeds import Deeds
from tests.simulation.files import REFUSED
from tests.simulation.scheduler import Scheduler
from tests.simulation.workspace import Workspace

OFTEN, BROUGHT = 0.2, 0.4


class Filing:
    """Its dice are its own, so that all else goes on as without it."""

    def __init__(self, seed: int, scheduler: Scheduler, workspace: Workspace, deeds: Deeds) -> None:
        self._random = Random(f"{seed}:files")
        self._scheduler = scheduler
        self._workspace = workspace
        self._deeds = deeds
        self._is_used = self._random.random() < OFTEN

    def schedule(self, until: float) -> None:
        """Now and then somebody deletes a file, whether it was copied by then or not."""
        if self._is_used and self._random.random() < 0.3:
            self._scheduler.after(self._random.uniform(12.0, until), self._deletes)

    def brings(self) -> list[str]:
        """The names of the files that go along now, of which no two are the same."""
        if not self._is_used or self._random.random() >= BROUGHT:
            return []
        names = []
        for _ in range(self._random.choice([1, 1, 2])):
            self._deeds.brought += 1
            names.append(f"f{self._deeds.brought}{REFUSED if self._random.random() < 0.1 else '.txt'}")
        return names

    def _deletes(self) -> None:
        there = [id_ for id_, file in self._workspace.files.items() if not file.by_us and not file.gone]
        if there:
            id_ = self._random.choice(there)
            self._workspace.files[id_].gone = True
            self._deeds.acts += 1
            self._scheduler.tell("somebody", f"deletes the file {id_}")
