"""A ticket: all we know of one question, and what follows from it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.form import Details
from helpdesk.domain.marks import Marks, Standing, assignee, changed_since, held_since, put_on_last, standing, takers
from helpdesk.domain.place import Place
from helpdesk.domain.rating import Rating
from helpdesk.domain.routed import Routing
from helpdesk.domain.states import State
from helpdesk.domain.statuses import Status
from helpdesk.domain.talk import Talk

Kind = Literal["unknown", "question", "announcement", "reply", "gone"]
Source = Literal["zendesk", "button", "deletion", "reply"]
Why = Literal[
    "not_a_responder", "outside", "on_a_reply", "not_set_up", "already_escalated", "details", "fields_missing"
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
    details: Details = Details()
    public: bool | None = None
    thread: bool = True
    files: bool = True


class Link(_Value):
    """The Zendesk ticket, as last agreed: the base of the three-way merge.

    `stamp` is Zendesk's own `updated_at`, text and all, for `safe_update`. `assigned` is the Slack person last
    written as assignee, `unknown` the one Zendesk doesn't know, `agent` the name Zendesk shows as assignee.
    `stirred` asks for a read, `talked` for one of the comments too, which were last read at `talk_stamp`, `acted` for
    who moved the status even to where it was. `untaken` is the status we wrote without Zendesk
    showing it afterwards: it is not written again until something moves there. `merged_into` asks to follow.
    `asker` is who the requester was at first, `requester` the name of who it is since it was changed.
    `slack_since` is since when Slack's state held when the two were last compared, `moved_at` when Zendesk's status had
    last been moved by then, as far as was known. `assigned` is empty when a write of the assignee is in doubt.
    """

    id: int
    status: Status
    custom: int | None = None
    stamp: str = ""
    assigned: str | None = None
    unknown: str | None = None
    agent: str | None = None
    stirred: bool = False
    talked: bool = False
    acted: bool = False
    talk_stamp: str = ""
    merged_into: int | None = None
    asker: int | None = None
    requester: str | None = None
    untaken: Status | int | None = None
    slack_since: float | None = None
    moved_at: float = 0.0


class Copied(_Value):
    """What went to Zendesk, and what did not.

    `left_out`: why, a `WhyNot` for each file; `parts`: how many Zendesk took of a long thread when it took not all, and
    of how many; `masked`: kinds of secrets.
    """

    messages: int = 0
    files: int = 0
    left_out: tuple[str, ...] = ()
    parts: tuple[int, int] | None = None
    masked: tuple[str, ...] = ()


class Card(_Value):
    """What the status message says. `zendesk` are the ticket numbers, the oldest first; `lost` was deleted there.

    `since` (seconds) is when the state began, `taken`: the assignee took it by a button alone. `unsolved`: it has ended
    here, and not yet in Zendesk. `unshown`: why comments or files are not here, `unhidden`: why some still are.
    """

    state: State
    assignee: str | None = None
    zendesk: tuple[int, ...] = ()
    closed: bool = False
    lost: int | None = None
    merged: bool = False
    agent: str | None = None
    requester: str | None = None
    copied: Copied | None = None
    unknown_agent: str | None = None
    since: int = 0
    taken: bool = False
    unsolved: bool = False
    trouble: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()
    unhidden: tuple[str, ...] = ()


class Extra(_Value):
    """A message of ours that is there once too often, in the thread or (not `public`) in the agents' channel."""

    ts: str
    public: bool = True


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


class Attempt(_Value):
    """What became of an effect so far.

    `doubt`: a try may have taken effect, which `began` at that second. `trouble`: why it is put off. `refused`: why it
    was given up, `at` when; `told`: people have heard of that, `dropped`: somebody wants it no more. `fields` want
    filling in first. `shadowed`: it was not done, for shadow mode.
    """

    tries: int = 0
    again: float = 0.0
    began: float = 0.0
    doubt: bool = False
    refused: str | None = None
    trouble: str | None = None
    fields: tuple[int, ...] = ()
    at: float = 0.0
    told: bool = False
    dropped: bool = False
    shadowed: bool = False

    @property
    def is_dead(self) -> bool:
        """Given up, and still wanted."""
        return self.refused is not None and not self.dropped


_OPENED_BY_A_WORD = frozenset({State.WAITING, State.RESOLVED})


class Ticket(_Value):
    """One question at one place. `asked`, `reworded` (its last edit) and all other times are seconds since 1970.

    `kind` is unknown until the message was told or looked up; an announcement is no ticket while it begins with 📣; a
    reply only remembers its thread (`root`). `past` are the Zendesk tickets before the present one, `lost` the one that
    was deleted there. `details` are to be written. `warnings` counts how often people were told of what was given up;
    `routing` is None without rules.
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
    talk: Talk = Talk()
    details: Details | None = None
    copied: Copied | None = None
    shown: Shown = Shown()
    notices: tuple[Notice, ...] = ()
    attempts: dict[str, Attempt] = {}
    warnings: int = 0
    rating: Rating = Rating()
    routing: Routing | None = None

    @property
    def current(self) -> Standing:
        """The state: what was brought about, unless the requester's word opened it again after that."""
        brought = self._brought_about
        if not self._reopened_by_word:
            return brought
        assert self.word is not None  # noqa: S101 - `_reopened_by_word` asks first
        since = max(self.word.at, brought.since)
        return Standing(State.WORKING if self.assignee else State.NEW, since, self.word.by)

    @property
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

    @property
    def _moved_last(self) -> bool:
        return self.move is not None and not changed_since(self.marks, self.move.at)

    @property
    def _reopened_by_word(self) -> bool:
        """Whether the word came after the state was set; a further mark put on and taken off since is no matter."""
        state = self._brought_about.state
        if self.word is None or state not in _OPENED_BY_A_WORD:
            return False
        return self.word.at > (self.move.at if self.move and self._moved_last else put_on_last(self.marks, state))

    @property
    def state(self) -> State:
        return self.current.state

    @property
    def is_live(self) -> bool:
        """Whether anything may still come of it without somebody speaking up here first."""
        over = self.state.ends and (self.zendesk is None or self.zendesk.status == "closed")
        return self.kind == "question" and not over

    @property
    def moved_elsewhere(self) -> bool:
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

    @property
    def assignee(self) -> str | None:
        return assignee(self.marks)

    def shown_by_people(self, state: State) -> bool:
        """Whether a counting reaction of a person shows this state."""
        return any(m.counts and m.present and m.state == state and m.is_reaction for m in self.marks)
