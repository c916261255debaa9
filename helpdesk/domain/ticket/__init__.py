"""A ticket: all we know of one question, and what follows from it."""

from functools import cached_property
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.domain.place import Place
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.card import Card, Copied
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.idle import Idle
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.marks import (
    Marks,
    Standing,
    assignee,
    changed_since,
    held_since,
    put_on_last,
    standing,
    takers,
)
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.rating import Rating
from helpdesk.domain.ticket.reminders import Reminders
from helpdesk.domain.ticket.requests import Requests, taker
from helpdesk.domain.ticket.routed import Routing
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Talk
from helpdesk.domain.ticket.timings import Timings, with_steps, with_wait

Kind = Literal["unknown", "question", "announcement", "reply", "gone", "moved"]
Source = Literal["zendesk", "button", "deletion", "reply", "idle"]
Why = Literal[
    "not_a_responder", "outside", "on_a_reply", "not_set_up", "already_escalated", "details", "fields_missing", "moved"
]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Move(_Value):
    """A state set by something else than marks, at `at` seconds of the server where it happened."""

    state: State
    at: float
    source: Source
    by: str | None = None


class Word(_Value):
    """The last thing the requester said that was more than thanks, at `at` seconds."""

    at: float
    by: str


class Escalation(_Value):
    """Somebody wants a Zendesk ticket. Empty fields mean the form's defaults.

    `public`: whether replies become public comments, None as configured. `thread` and `files`: what goes along.
    """

    by: str
    at: float
    subject: str = ""
    requester: str | None = None
    details: Details = Field(default_factory=Details)
    public: bool | None = None
    thread: bool = True
    files: bool = True


class Extra(_Value):
    """A message of ours that is there once too often: in the thread, (not `public`) in the agents', or in `channel`."""

    ts: str
    public: bool = True
    channel: str = ""


class Shown(_Value):
    """What Slack shows by the bot: its own reactions and the status message.

    `perhaps` are reactions whose adding was tried and left in doubt. `extra` is to disappear. `unsure_until`: when a
    write may have taken effect that nobody got the answer of, the time (seconds) from which on a look tells.
    """

    reactions: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    message: str | None = None
    card: Card | None = None
    extra: tuple[Extra, ...] = ()
    unsure_until: float | None = None


class Notice(_Value):
    """One private sentence to one person, said once for each reason."""

    person: str
    why: Why
    said: bool = False


OPENED_BY_A_WORD = frozenset({State.WAITING, State.RESOLVED})


class Ticket(_Value):
    """One question at one place. `asked`, `reworded` (its last edit) and all other times are seconds since 1970.

    `kind` is unknown until the message was told or looked up; an announcement is no ticket while it begins with 📣; a
    reply only remembers its thread (`root`), what was moved where it went; `came_from` is where it stood before, and
    `earlier` where before that. `past` are the Zendesk tickets before the present one, `lost` the one that was deleted
    there. `details` are to be written.
    `warnings` counts how often people were told of what was given up; `routing` is None without rules.
    """

    place: Place
    kind: Kind = "unknown"
    number: str | None = None
    root: str | None = None
    requester: str | None = None
    subject: str = ""
    reworded: float = 0.0
    asked: float = 0.0
    marks: Marks = ()
    move: Move | None = None
    word: Word | None = None
    escalation: Escalation | None = None
    zendesk: Link | None = None
    past: tuple[int, ...] = ()
    merged: bool = False
    lost: int | None = None
    deleted: bool = False
    talk: Talk = Field(default_factory=Talk)
    details: Details | None = None
    copied: Copied | None = None
    shown: Shown = Shown()
    notices: tuple[Notice, ...] = ()
    attempts: dict[str, Attempt] = Field(default_factory=dict)
    warnings: int = 0
    rating: Rating = Rating()
    routing: Routing | None = None
    idle: Idle = Idle()
    timings: Timings = Field(default_factory=Timings)
    requests: Requests = ()
    reminders: Reminders = Reminders()
    moving: Moving | None = None
    came_from: Place | None = None
    earlier: tuple[Place, ...] = ()

    def __copy__(self) -> Self:
        """Without what was worked out already: the copy is there to have other fields."""
        copied = super().__copy__()
        for name in _WORKED_OUT & copied.__dict__.keys():
            del copied.__dict__[name]
        return copied

    @cached_property
    def current(self) -> Standing:
        """The state: what was brought about, unless the requester's word opened it again after that."""
        brought = self._brought_about
        if not self._reopened_by_word:
            return brought
        assert self.word is not None  # noqa: S101 - `_reopened_by_word` asks first
        since = max(self.word.at, brought.since)
        return Standing(State.WORKING if self.assignee else State.NEW, since, self.word.by)

    @cached_property
    def _brought_about(self) -> Standing:
        """What the marks say or what something else moved it to, whichever is later.

        A mark put on and taken off again after the move leaves the move's state, since it was taken off.
        """
        marked = standing(self.marks)
        if self.move and self._moved_last:
            since = max(self.move.at, marked.since) if marked else self.move.at
            return Standing(self._moved_to(self.move), since, self.move.by)
        return marked or Standing(State.NEW, self.asked, self.requester)

    def _moved_to(self, move: Move) -> State:
        """Opened again here, a question that somebody has is worked on."""
        opened = move.state is State.NEW and move.source in {"button", "reply"}
        return State.WORKING if opened and self.assignee else move.state

    @cached_property
    def _moved_last(self) -> bool:
        return self.move is not None and not changed_since(self.marks, self.move.at)

    @property
    def ended_in_zendesk(self) -> bool:
        """Whether it is over because somebody said so there."""
        return self.state.ends and self._moved_last and self.move is not None and self.move.source == "zendesk"

    @property
    def _reopened_by_word(self) -> bool:
        """Whether the word came after the state was set; a further mark put on and taken off since is no matter."""
        state = self._brought_about.state
        if self.word is None or state not in OPENED_BY_A_WORD:
            return False
        return self.word.at > (self.move.at if self.move and self._moved_last else put_on_last(self.marks, state))

    @property
    def left(self) -> tuple[Place, ...]:
        """Where it stood before it stands here, the place it was asked at first."""
        return (*self.earlier, self.came_from) if self.came_from else ()

    @property
    def asked_at(self) -> Place:
        """Where its own words are."""
        return next(iter(self.left), self.place)

    @property
    def state(self) -> State:
        return self.current.state

    @property
    def is_over(self) -> bool:
        """Whether nothing is to be done for who asked, as it is now."""
        return self.deleted or self.state.ends

    @property
    def is_live(self) -> bool:
        """Whether anything may still come of it without somebody speaking up here first."""
        over = self.state.ends and (self.zendesk is None or self.zendesk.status == "closed")
        return self.kind == "question" and not over

    @property
    def set_otherwise(self) -> bool:
        """Whether the present state comes from something else than people's reactions."""
        unseen = self.state is not State.NEW and not self.shown_by_people(self.state)
        return self._moved_last or self._reopened_by_word or unseen

    @property
    def since(self) -> float:
        """Since when people see it in this state (seconds)."""
        if self._reopened_by_word:
            return self.current.since
        if self.move and self._moved_last:
            return self.move.at
        return held_since(self.marks, self.state) or self.asked

    @property
    def taken_by_button(self) -> bool:
        """Whether the assignee has it by a button alone."""
        return self.assignee is not None and self.assignee not in takers(m for m in self.marks if m.is_reaction)

    @cached_property
    def assignee(self) -> str | None:
        """Who of a group that was asked took it, else who took it first."""
        return taker(self.requests, self.marks) or assignee(self.marks)

    @property
    def is_let_go(self) -> bool:
        """Whether somebody's mark stands on the message that they were released from."""
        return any(m.is_let_go for m in self.marks)

    @cached_property
    def times(self) -> Timings:
        """The timings; of a record from before they were kept, what its marks and its move tell."""
        times = self.timings
        if times.is_without_steps:
            move = self.move if self.move and self.move.source != "deletion" else None
            times = with_steps(times, self.marks, [(move.state, move.at)] if move else [])
        waits = bool(times.waits) and times.waits[-1][1] is None
        return with_wait(times, self.current.since) if self.state is State.WAITING and not waits else times

    def shown_by_people(self, state: State) -> bool:
        """Whether a counting reaction of a person shows this state."""
        return any(m.counts and m.present and m.state == state and m.is_reaction for m in self.marks)


_WORKED_OUT = frozenset(name for name, value in vars(Ticket).items() if isinstance(value, cached_property))
