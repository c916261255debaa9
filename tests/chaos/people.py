"""People on both sides who ask, mark, reply and comment, by a seed."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.chaos import gate
from tests.chaos.deeds import EMOJI, STATES, STATUS, Deed, Question, State
from tests.story.stage import ALEX, CHANNEL, KIM, ROBIN, SAM, Stage

CLEAR_SECONDS = 3.0
"""How far apart two changes of state must be for the later one to be sure to win: Zendesk's clock has whole seconds."""

_LIVELY = 25
"""The newest questions, about which people still speak."""

_MOST_DEEDS = 15
"""Of what people do about one question. Each may be two updates of its ticket, and Zendesk takes 30 in ten minutes."""


@dataclass
class People:
    """They act one after the other. What they did is in `questions`; `tell` hears of each act in words."""

    stage: Stage
    seed: int
    tell: Callable[[str], None]
    questions: list[Question] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._tokens = 0
        state = self.stage.zendesk.account
        self._agents = [user.id for user in state.users.values() if user.name in {"Alex Support", "Kim Support"}]

    @property
    def events(self) -> int:
        return sum(question.events for question in self.questions)

    def act_once(self, stop: threading.Event, a_second: float) -> None:
        """Wait as long as people who act about so many times a second do, then act."""
        if not stop.wait(self._chance.expovariate(a_second)):
            self.act()

    def act(self) -> None:
        """One thing one of them does now."""
        spoken_of = [q for q in self.questions[-_LIVELY:] if len(q.deeds) < _MOST_DEEDS]
        lively = [q for q in spoken_of if q.of("escalation")[0].seen]
        if not lively or self._chance.random() < 0.12:
            return self._ask()
        question = self._chance.choice(lively)
        chance = self._chance.random()
        if chance < 0.45:
            self._reply(self._chance.choice(spoken_of))
        elif chance < 0.68:
            self._comment(question)
        elif chance < 0.9:
            self._mark(question)
        else:
            self._set_status(question)
        return None

    def _token(self) -> str:
        self._tokens += 1
        return f"w{self._tokens:05d}w"

    def _ask(self) -> None:
        token = self._token()
        question = Question(self.stage.ask(f"Question {token}", ROBIN), token)
        deed = Deed("escalation", time.time(), names=(gate.reaction(True, ALEX, question.ts, "ticket"),))
        self.stage.react(ALEX, question.ts, "ticket")
        question.deeds.append(deed)
        self.questions.append(question)
        self.tell(f"asked and escalated {question.ts}")

    def _reply(self, question: Question) -> None:
        """Not by who asked: their word would open the question again."""
        token, user, made = self._token(), self._chance.choice([SAM, ALEX, KIM]), time.time()
        said = self.stage.act("post", user=user, channel=CHANNEL, text=f"Reply {token}", thread_ts=question.ts)
        question.deeds.append(Deed("reply", made, token, names=(gate.message(said["ts"]),)))
        self.tell(f"{user} replied {token} to {question.ts}")

    def _comment(self, question: Question) -> None:
        ticket = self._ticket(question)
        if ticket is None:
            return
        token, made = self._token(), time.time()
        did = self.stage.agent(
            "comment", **{"as": self._chance.choice(self._agents), "ticket": ticket, "text": f"Comment {token}"}
        )
        question.deeds.append(Deed("comment", made, token, names=(gate.comment(int(did["comment"])),)))
        self.tell(f"an agent commented {token} on #{ticket} of {question.ts}")

    def _mark(self, question: Question) -> None:
        """Somebody takes off the marks that go further, and marks."""
        before = [deed.state for deed in question.of("mark", "status")[-1:]]
        state = self._chance.choice([state for state in STATES if state not in before])
        person = self._chance.choice([ALEX, KIM])
        made, names = time.time(), []
        further = {mark for mark in question.marks if STATES.index(mark[1]) > STATES.index(state)}
        for who, what in sorted(further | ({(person, state)} & question.marks)):
            self.stage.unreact(who, question.ts, EMOJI[what])
            names.append(gate.reaction(False, who, question.ts, EMOJI[what]))
        self.stage.react(person, question.ts, EMOJI[state])
        names.append(gate.reaction(True, person, question.ts, EMOJI[state]))
        question.marks = (question.marks - further) | {(person, state)}
        self._stand(question, Deed("mark", made, state=state, names=tuple(names)))
        self.tell(f"{person} marked {question.ts} as {state} ({len(names)} events)")

    def _set_status(self, question: Question) -> None:
        ticket = self._ticket(question)
        if ticket is None:
            return
        status = self.stage.zendesk.account.tickets[ticket].status
        choices: list[State] = [state for state in ("waiting", "resolved") if STATUS[state] != status]
        state, agent, made = self._chance.choice(choices), self._chance.choice(self._agents), time.time()
        self.stage.agent("set_status", **{"as": agent, "ticket": ticket, "status": STATUS[state]})
        names = (gate.status(ticket, STATUS[state], agent),)
        self._stand(question, Deed("status", made, state=state, names=names))
        self.tell(f"an agent set #{ticket} of {question.ts} to {STATUS[state]}")

    def _stand(self, question: Question, deed: Deed) -> None:
        """The latest change of state. The one before it need not come to be seen any more."""
        for before in question.of("mark", "status")[-1:]:
            deed.clear = deed.made - before.made >= CLEAR_SECONDS
            before.clear = before.seen is not None and before.clear
        question.deeds.append(deed)

    def _ticket(self, question: Question) -> int | None:
        """Its Zendesk ticket's number."""
        found = [t for t in self.stage.zendesk.account.tickets.copy().values() if _is_of(t.external_id, question)]
        return found[-1].id if found else None


def _is_of(external_id: str | None, question: Question) -> bool:
    return (external_id or "").endswith(f":{question.ts}")
