"""What people do in a history: acts on both sides, some close together, some clear of all others."""

from collections.abc import Callable
from random import Random

from helpdesk.domain.events import Button, ButtonPressed, EscalationRequested
from helpdesk.domain.place import Place
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import Status
from tests.simulation.account import Account, Record
from tests.simulation.deeds import Deeds, Move, Said
from tests.simulation.filing import Filing
from tests.simulation.hub import CONFIG, Hub
from tests.simulation.scheduler import Scheduler
from tests.simulation.town import ANN, CHANNEL, IRIS, IVAN, LEO, RESPONDERS, RIO, TEAM, Citizen
from tests.simulation.workspace import Workspace

MEANINGS = {name: State(word) for name, word in CONFIG.channels[0].reactions.items() if word != "escalate"}
ESCALATES = next(name for name, word in CONFIG.channels[0].reactions.items() if word == "escalate")
BUTTONS: dict[Button, frozenset[State] | None] = {  # what each may rightly leave, where that is known
    "take": None,
    "working": frozenset({State.WORKING}),
    "waiting": frozenset({State.WAITING}),
    "resolve": frozenset({State.RESOLVED}),
    "dismiss": frozenset({State.DISMISSED}),
    "give_back": None,
    "reopen": frozenset({State.NEW, State.WORKING}),
}
TAKING: dict[Button, State] = {"take": State.SEEN, "working": State.WORKING}
STATUSES: tuple[Status, ...] = ("open", "pending", "hold", "solved")


class People:
    """Acts by the seed. Each method is one act; what can't be done at the moment is no act."""

    def __init__(
        self, seed: int, scheduler: Scheduler, workspace: Workspace, account: Account, hub: Callable[[], Hub]
    ) -> None:
        self._random = Random(f"{seed}:people")
        self._scheduler = scheduler
        self._workspace = workspace
        self._account = account
        self._hub = hub
        self.told = True
        """Whether Slack's last event will be delivered."""
        self.deeds = Deeds()
        self.filing = Filing(seed, scheduler, workspace, self.deeds)

    @property
    def place(self) -> Place:
        return Place(TEAM, CHANNEL, self.deeds.said[0].ts)

    @property
    def ticket(self) -> Record | None:
        """The newest Zendesk ticket, as long as something can be done with it."""
        newest = max(self._account.tickets.values(), key=lambda t: t.id, default=None)
        return newest if newest and newest.status != "closed" else None

    def schedule(self, until: float) -> None:
        """The question, then acts in bursts and with pauses; most often one at the end that stands clear."""
        self._scheduler.after(0.5, self._asks)
        at, random = 1.0, self._random
        if random.random() < 0.6:
            self._scheduler.after(random.uniform(1.0, 10.0), self._escalates)
        while at < until:
            at += random.uniform(0.05, 1.0) if random.random() < 0.4 else random.uniform(1.0, 12.0)
            self._scheduler.after(at, self._acts)
        if random.random() < 0.6:
            at += random.uniform(11.0, 20.0)
            self._scheduler.after(at, self._moves_somehow)

    def _asks(self) -> None:
        self._says(RIO, 0)

    def _acts(self) -> None:
        acts: list[tuple[float, Callable[[], object]]] = [
            (26, self._marks),
            (16, self._replies),
            (3, self._thanks),
            (4, self._edits),
            (2, self._deletes),
            (9, self._escalates),
            (4, self._presses),
            (9, self._moves_there),
            (10, self._comments),
            (3, self._assigns),
            (2, self._withdraws),
        ]
        (act,) = self._random.choices([act for _, act in acts], [weight for weight, _ in acts])
        act()

    def _moves_somehow(self) -> None:
        self._random.choice([self._marks, self._presses, self._moves_there])()

    def _did(self, who: str, what: str) -> None:
        self.deeds.acts += 1
        self._scheduler.tell(who, what)

    # In Slack.

    def _marks(self) -> None:
        """A mark put on or taken off: by one who may, most often."""
        root = self.deeds.said[0]
        if root.gone:
            return
        person = self._random.choice([*RESPONDERS, *RESPONDERS, LEO])
        emoji = self._random.choice(sorted(MEANINGS))
        on = person.slack not in self._workspace.reactions(root.ts).get(emoji, [])
        self._did(person.name, f"{'puts on' if on else 'takes off'} {emoji}")
        at = self._workspace.reacts(person.slack, emoji, root.ts, on=on)
        if person in RESPONDERS:
            self.deeds.ended_here = at if self._ends(emoji) else self.deeds.ended_here
            self._marked(emoji, on=on)

    def _ends(self, emoji: str) -> bool:
        """Whether a mark put on or taken off leaves the question ended, by this one or by another."""
        there, people = self._workspace.reactions(self.deeds.said[0].ts), {person.slack for person in RESPONDERS}
        ending = (who for name, who in there.items() if name in MEANINGS and MEANINGS[name].ends)
        return MEANINGS[emoji].ends and any(people & {*who} for who in ending)

    def _marked(self, emoji: str, *, on: bool) -> None:
        """What the act leaves is known when it sets the furthest state, or takes that away.

        Nobody can know when a mark was put on that was never told.
        """
        people = {person.slack for person in RESPONDERS}
        shown = self._workspace.reactions(self.deeds.said[0].ts)
        there = {MEANINGS[emoji] for emoji, who in shown.items() if emoji in MEANINGS and people & {*who}}
        there |= {*self.deeds.taken.values()}
        furthest = max(there, key=lambda state: state.rank, default=State.NEW)
        asker_spoke = any(number and said.by is RIO for number, said in self.deeds.said.items())
        clouded = self.deeds.moved_otherwise or (asker_spoke and furthest in _OPENED_BY_A_WORD)
        steps_back = furthest.rank < MEANINGS[emoji].rank and not clouded
        decides = furthest == MEANINGS[emoji] if on else steps_back
        self._moved(frozenset({furthest}) if decides and self.told else None)

    def _moved(self, leaves: frozenset[State] | None) -> None:
        self.deeds.moves.append(Move(self._scheduler.now, leaves))

    def _replies(self) -> None:
        person = self._random.choice([RIO, RIO, IRIS, IVAN, LEO])
        lock = "🔒 " if self._random.random() < 0.1 else ""
        over = self.ticket is None and bool(self._account.tickets)  # closed: anybody's word asks for a follow-up
        self._says(person, len(self.deeds.said), lock)
        if (person is RIO or over) and not lock:
            self._moved(None)

    def _says(self, person: Citizen, number: int, before: str = "") -> None:
        token = f"r{number}v0"
        thread = self.deeds.said[0].ts if number else None
        files = self.filing.brings()
        ts = self._workspace.says(person.slack, f"{before}{token} said", thread, files)
        self._did(person.name, f"says {before}{token}{_with(files)}")
        self.deeds.said[number] = Said(person, ts, [token], lock=before, files=files)

    def _thanks(self) -> None:
        """No token is in it: that would be more than thanks."""
        number = len(self.deeds.said)
        ts = self._workspace.says(RIO.slack, "Thanks!", self.deeds.said[0].ts)
        self._did(RIO.name, "says thanks")
        self.deeds.said[number] = Said(RIO, ts, [], plain=True)

    def _edits(self) -> None:
        number = self._random.choice(
            [n for n, said in self.deeds.said.items() if not said.gone and not said.plain] or [-1]
        )
        if number < 0:
            return
        said = self.deeds.said[number]
        said.wordings.append(f"r{number}v{len(said.wordings)}")
        self._did(said.by.name, f"edits to {said.wordings[-1]}")
        self._workspace.edits(said.ts, f"{said.lock}{said.wordings[-1]} edited")

    def _deletes(self) -> None:
        number = self._random.choice([n for n, said in self.deeds.said.items() if n and not said.gone] or [0])
        if number == 0:
            return
        said = self.deeds.said[number]
        said.gone = True
        self._did(said.by.name, f"deletes r{number}")
        self._workspace.deletes(said.ts)

    def _escalates(self) -> None:
        if self.deeds.escalated:
            return
        self.deeds.escalated = True
        person = self._random.choice(RESPONDERS)
        if self._random.random() < 0.5 and not self.deeds.said[0].gone:
            self._did(person.name, f"puts on {ESCALATES}")
            self._workspace.reacts(person.slack, ESCALATES, self.deeds.said[0].ts, on=True)
            return
        self._did(person.name, "sends the form")
        event = EscalationRequested(by=person.slack, at=self._workspace.now(), subject="Of the form")
        self._hub().told(self.place, event, f"form-{self.deeds.acts}")

    def _presses(self) -> None:
        person, button = self._random.choice(RESPONDERS), self._random.choice(sorted(BUTTONS))
        shown = any(m.get("metadata") and not m.get("username") for m in self._workspace.thread(self.deeds.said[0].ts))
        if not shown:
            return
        self._did(person.name, f"presses {button}")
        event = ButtonPressed(by=person.slack, button=button, at=self._workspace.now())
        self._hub().told(self.place, event, f"button-{self.deeds.acts}")
        self.deeds.moved_otherwise = True
        self.deeds.ended_here = event.at if button in {"resolve", "dismiss"} else self.deeds.ended_here
        if button in TAKING:
            before = self.deeds.taken.get(person.slack, State.SEEN)
            self.deeds.taken[person.slack] = max(before, TAKING[button], key=lambda state: state.rank)
        elif button == "give_back":
            self.deeds.taken.pop(person.slack, None)
        self._moved(BUTTONS[button])

    # In Zendesk.

    def _moves_there(self) -> None:
        ticket, agent, status = self.ticket, self._agent(), self._random.choice(STATUSES)
        if ticket is None or ticket.status == status:
            return
        self._did(f"{agent.name}/zd", f"sets {status}")
        self._account.moves(ticket, status, agent.zendesk)
        self.deeds.moved_otherwise = True
        self._moved(LEAVES[status])

    def _comments(self) -> None:
        ticket, agent = self.ticket, self._agent()
        if ticket is None:
            return
        public = self._random.random() < 0.75
        token, files = f"c{len(self.deeds.comments)}", self.filing.brings()
        id_ = self._account.says(ticket, f"{token} written", agent.zendesk, public=public, files=files)
        self._did(f"{agent.name}/zd", f"comments {token} (#{id_}{'' if public else ', internal'}){_with(files)}")
        self.deeds.comments[id_] = token
        self.deeds.attached[id_] = files
        if not public:
            self.deeds.notes.add(id_)

    def _withdraws(self) -> None:
        ticket, agent = self.ticket, self._agent()
        there = {comment.id for comment in ticket.comments} if ticket else set()
        left = [c for c in self.deeds.comments if c in there - self.deeds.withdrawn - self.deeds.notes]
        if not left or ticket is None:
            return
        comment, whole = self._random.choice(left), self._random.random() < 0.5
        self._did(f"{agent.name}/zd", f"{'redacts' if whole else 'makes private'} {self.deeds.comments[comment]}")
        self.deeds.withdrawn.add(comment)
        self._account.takes_back(ticket, comment, agent.zendesk, whole=whole)

    def _assigns(self) -> None:
        ticket, agent = self.ticket, self._agent()
        if ticket is None:
            return
        self._did(f"{agent.name}/zd", f"assigns {agent.name}")
        if ticket.status == "new":  # it becomes open with that
            self.deeds.moved_otherwise = True
            self._moved(None)
        self.deeds.assigned_there = True
        self._account.assigns(ticket, agent.zendesk, agent.zendesk)

    def _agent(self) -> Citizen:
        return self._random.choice([IRIS, IVAN, ANN])


def _with(files: list[str]) -> str:
    return f" with {', '.join(files)}" if files else ""


_OPENED_BY_A_WORD = frozenset({State.WAITING, State.RESOLVED})
"""A word of the requester's after the mark that remains goes on."""

LEAVES: dict[Status, frozenset[State]] = {
    "open": frozenset({State.NEW, State.SEEN, State.WORKING}),
    "pending": frozenset({State.WAITING}),
    "hold": frozenset({State.WAITING}),
    "solved": frozenset({State.RESOLVED, State.DISMISSED}),
}
