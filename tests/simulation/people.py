"""What people do in a history: acts on both sides, some close together, some clear of all others."""

from collections.abc import Callable
from random import Random

from helpdesk.domain.events import ButtonPressed, EscalationRequested
from helpdesk.domain.place import Place
from helpdesk.domain.ticket.states import State
from tests.simulation.account import Account, Record
from tests.simulation.acting import BUTTONS, ESCALATES, LEAVES, MEANINGS, OPENED_BY_A_WORD, STATUSES, TAKING
from tests.simulation.deeds import Deeds, Move, Said
from tests.simulation.filing import Filing
from tests.simulation.hub import Hub
from tests.simulation.scheduler import Scheduler
from tests.simulation.town import ANN, CHANNEL, IRIS, IVAN, LEO, OUTSIDER_OF, RESPONDERS_OF, RIO, TEAM, Citizen
from tests.simulation.whereabouts import mark_of, whereabouts
from tests.simulation.workspace import Workspace

BEHIND = 0.3
"""How often somebody writes in a thread that the question has left."""


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
    def asked_at(self) -> Place:
        return Place(TEAM, CHANNEL, self.deeds.said[0].ts)

    @property
    def place(self) -> Place:
        """Where the question stands now."""
        return whereabouts(self._workspace, self.asked_at)[-1]

    @property
    def responders(self) -> tuple[Citizen, ...]:
        """Those who answer where it stands."""
        return RESPONDERS_OF[self.place.channel]

    @property
    def ticket(self) -> Record | None:
        """The newest Zendesk ticket, as long as something can be done with it."""
        newest = max(self._account.tickets.values(), key=lambda t: t.id, default=None)
        return newest if newest and newest.status != "closed" else None

    @property
    def _is_there(self) -> bool:
        """Whether there is a message to reply to."""
        return self.place.ts in self._workspace.channels[self.place.channel]

    def schedule(self, until: float) -> None:
        """The question, then acts in bursts and with pauses; most often one at the end that stands clear."""
        self._scheduler.after(0.5, self._asks)
        at, random = 1.0, self._random
        if random.random() < 0.6:
            self._scheduler.after(random.uniform(1.0, 10.0), self._escalates)
        while at < until:
            at += random.uniform(0.05, 1.0) if random.random() < 0.4 else random.uniform(1.0, 12.0)
            self._scheduler.after(at, self.acts)
        if random.random() < 0.6:
            at += random.uniform(11.0, 20.0)
            self._scheduler.after(at, self._moves_somehow)

    def _asks(self) -> None:
        self._says(RIO, 0)

    def acts(self) -> None:
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
        place, responders = self.place, self.responders
        person = self._random.choice([*responders, *responders, OUTSIDER_OF[place.channel]])
        emoji = self._random.choice(sorted(MEANINGS))
        on = person.slack not in self._workspace.reactions(place.ts).get(emoji, [])
        self._did(person.name, f"{'puts on' if on else 'takes off'} {emoji}")
        at = self._workspace.reacts(person.slack, emoji, place.ts, on=on)
        if person in responders:
            self.deeds.ended_here = at if self._ends(emoji) else self.deeds.ended_here
            self._marked(emoji, on=on)

    def _ends(self, emoji: str) -> bool:
        """Whether a mark put on or taken off leaves the question ended, by this one or by another."""
        there, people = self._workspace.reactions(self.place.ts), {person.slack for person in self.responders}
        ending = (who for name, who in there.items() if name in MEANINGS and MEANINGS[name].ends)
        return MEANINGS[emoji].ends and any(people & {*who} for who in ending)

    def _marked(self, emoji: str, *, on: bool) -> None:
        """What the act leaves is known when it sets the furthest state, or takes that away.

        Nobody can know when a mark was put on that was never told.
        """
        place, people = self.place, {person.slack for person in self.responders}
        shown = self._workspace.reactions(place.ts)
        there = {MEANINGS[emoji] for emoji, who in shown.items() if emoji in MEANINGS and people & {*who}}
        there |= {state for (at, _), state in self.deeds.taken.items() if at == place}
        furthest = max(there, key=lambda state: state.rank, default=State.NEW)
        asker_spoke = any(number and said.by is RIO for number, said in self.deeds.said.items())
        clouded = self.deeds.moved_otherwise or (asker_spoke and furthest in OPENED_BY_A_WORD)
        steps_back = furthest.rank < MEANINGS[emoji].rank and not clouded
        decides = furthest == MEANINGS[emoji] if on else steps_back
        self.moved(frozenset({furthest}) if decides and self.told else None)

    def moved(self, leaves: frozenset[State] | None) -> None:
        """While the question is on its way elsewhere nobody can know which of the acts at either place comes first."""
        if self.deeds.leaving == self.place:
            leaves = None
        self.deeds.moves.append(Move(self._scheduler.now, leaves, self.place))

    def _replies(self) -> None:
        if not self._is_there:
            return
        person = self._random.choice([RIO, RIO, IRIS, IVAN, LEO])
        lock = "🔒 " if self._random.random() < 0.1 else ""
        over = self.ticket is None and bool(self._account.tickets)  # closed: anybody's word asks for a follow-up
        self._says(person, len(self.deeds.said), lock)
        if (person is RIO or over) and not lock:
            self.moved(None)

    def _says(self, person: Citizen, number: int, before: str = "") -> None:
        token = f"r{number}v0"
        thread = self._thread() if number else None
        files = self.filing.brings()
        ts = self._workspace.says(person.slack, f"{before}{token} said", thread, files)
        self._did(person.name, f"says {before}{token}{_with(files)}")
        self.deeds.said[number] = Said(person, ts, self._thread_of(ts), [token], lock=before, files=files)

    def _thread(self) -> str:
        """Where somebody writes who may not have seen that the question moved, or may not read where it is."""
        *left, here = whereabouts(self._workspace, self.asked_at)
        there = [place.ts for place in left if place.ts in self._workspace.channels[place.channel]]
        return self._random.choice(there) if there and self._random.random() < BEHIND else here.ts

    def _thread_of(self, ts: str) -> Place:
        channel = self._workspace.channel_of(ts)
        return Place(TEAM, channel, self._workspace.channels[channel][ts].get("thread_ts", ts))

    def _thanks(self) -> None:
        """No token is in it: that would be more than thanks."""
        if not self._is_there:
            return
        number = len(self.deeds.said)
        ts = self._workspace.says(RIO.slack, "Thanks!", self.place.ts)
        self._did(RIO.name, "says thanks")
        self.deeds.said[number] = Said(RIO, ts, self._thread_of(ts), [], plain=True)

    def _edits(self) -> None:
        number = self._random.choice(
            [n for n, one in self.deeds.said.items() if not (one.gone or one.plain) and self._stands(one)] or [-1]
        )
        if number < 0:
            return
        said = self.deeds.said[number]
        said.wordings.append(f"r{number}v{len(said.wordings)}")
        self._did(said.by.name, f"edits to {said.wordings[-1]}")
        second = self._workspace.edits(said.ts, f"{said.lock}{said.wordings[-1]} edited")
        said.latest = [*(said.latest if said.second == second else ()), said.wordings[-1]]
        said.second = second

    def _stands(self, said: Said) -> bool:
        return said.ts in self._workspace.channels[said.thread.channel]

    def _deletes(self) -> None:
        number = self._random.choice(
            [n for n, one in self.deeds.said.items() if n and not one.gone and self._stands(one)] or [0]
        )
        if number == 0:
            return
        said = self.deeds.said[number]
        said.gone = True
        self._did(said.by.name, f"deletes r{number}")
        self._workspace.deletes(said.ts)

    def _escalates(self) -> None:
        if self.deeds.escalated or not self._is_there:
            return
        self.deeds.escalated = True
        person = self._random.choice(self.responders)
        if self._random.random() < 0.5 and not self.deeds.said[0].gone:
            self._did(person.name, f"puts on {ESCALATES}")
            self._workspace.reacts(person.slack, ESCALATES, self.place.ts, on=True)
            return
        self._did(person.name, "sends the form")
        event = EscalationRequested(by=person.slack, at=self._workspace.now(), subject="Of the form")
        self._hub().told(self.place, event, f"form-{self.deeds.acts}")

    def _presses(self) -> None:
        person, button = self._random.choice(self.responders), self._random.choice(sorted(BUTTONS))
        shown = any("place" in mark_of(message) for message in self._workspace.thread(self.place.ts))
        if not shown:
            return
        self._did(person.name, f"presses {button}")
        event = ButtonPressed(by=person.slack, button=button, at=self._workspace.now())
        self._hub().told(self.place, event, f"button-{self.deeds.acts}")
        self.deeds.moved_otherwise = True
        self.deeds.ended_here = event.at if button in {"resolve", "dismiss"} else self.deeds.ended_here
        if button in TAKING:
            who = (self.place, person.slack)
            before = self.deeds.taken.get(who, State.SEEN)
            self.deeds.taken[who] = max(before, TAKING[button], key=lambda state: state.rank)
        elif button == "give_back":
            self.deeds.taken.pop((self.place, person.slack), None)
        self.moved(BUTTONS[button])

    # In Zendesk.

    def _moves_there(self) -> None:
        ticket, agent, status = self.ticket, self._agent(), self._random.choice(STATUSES)
        if ticket is None or ticket.status == status:
            return
        self._did(f"{agent.name}/zd", f"sets {status}")
        self._account.moves(ticket, status, agent.zendesk)
        self.deeds.moved_otherwise = True
        self.moved(LEAVES[status])

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
            self.moved(None)
        self.deeds.assigned_there = True
        self._account.assigns(ticket, agent.zendesk, agent.zendesk)

    def _agent(self) -> Citizen:
        return self._random.choice([IRIS, IVAN, ANN])


def _with(files: list[str]) -> str:
    return f" with {', '.join(files)}" if files else ""
