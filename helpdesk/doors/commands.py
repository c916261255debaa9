"""What `/helpdesk` answers, but for the form: from the store alone, within the 3 seconds Slack waits."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from helpdesk.domain import lists
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.events import Button, ButtonPressed, MoveWanted
from helpdesk.domain.moves import BUTTON_STATES
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.doors.metrics import DoorMetrics
from helpdesk.doors.questions import Questions
from helpdesk.doors.rights import Right, Rights
from helpdesk.doors.stats import StatsDesk
from helpdesk.languages.speech import Speech
from helpdesk.slack import commands as c
from helpdesk.slack import history_words, list_words
from helpdesk.slack.commands import Command
from helpdesk.slack.text import escaped
from helpdesk.store.front import FrontStore
from helpdesk.store.lists import AsyncLists, Page, Wanted

MOST = 10
"""Questions in a list."""

FEW = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """What the person is told, and what goes into a mailbox for it."""

    text: str
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Commands:
    """Answers in private. Redis errors come up; what Slack doesn't tell in time is as good as not allowed.

    `moves_to`: the help channels that questions may be moved to, by id, with their names.
    """

    store: FrontStore
    lists: AsyncLists
    questions: Questions
    rights: Rights
    metrics: DoorMetrics
    help_text: Callable[[Speech, str], str]
    stats: StatsDesk
    moves_to: Mapping[str, str] = field(default_factory=dict)

    async def answer(self, command: Command, speech: Speech, now: float) -> Answered:
        match command.word:
            case c.MINE:
                return Answered(await self._mine(command, speech))
            case c.OPEN:
                return Answered(await self._open(command, speech))
            case c.UNSEEN:
                return Answered(await self._left_aside(command, speech))
            case c.STATUS:
                return Answered(await self._status(command, speech, now))
            case c.WHY:
                return await self._why(command, speech)
            case c.STATS:
                return Answered(await self.stats.answer(command, speech, await self.rights.of(command.by), now))
            case c.HELP:
                return Answered(self.help_text(speech, command.channel))
            case c.MOVE:
                return await self._move(command, speech, now)
            case word if word in c.BUTTONS:
                return await self._press(command, speech, c.BUTTONS[word], now)
            case _:
                return Answered(self._unknown(command, speech))

    def _unknown(self, command: Command, speech: Speech) -> str:
        word = escaped(command.word[:40])
        if command.near:
            return speech.say("command-unknown", word=word, near=command.near)
        return "\n".join([speech.say("command-unknown-word", word=word), self.help_text(speech, command.channel)])

    async def _mine(self, command: Command, speech: Speech) -> str:
        person, right = command.by, await self.rights.of(command.by)
        asked, taken, ended = await self.lists.pages(
            Wanted([lists.asked_by(person)], MOST, hidden=right.shadowed),
            Wanted([lists.taken_in(channel, person) for channel in right.channels], MOST),
            Wanted([lists.ended_of(person)], FEW, latest=True, hidden=right.shadowed),
        )
        parts = [
            *_listed(speech, speech.say("list-asked", questions=asked.total), asked, right),
            *_listed(speech, speech.say("list-taken", questions=taken.total), taken, right),
            *_listed(speech, speech.say("list-ended"), Page(ended.tickets, len(ended.tickets)), right),
        ]
        return "\n".join(parts) or speech.say("list-nothing-of-yours")

    async def _open(self, command: Command, speech: Speech) -> str:
        right = await self.rights.of(command.by)
        here = self._channels(command, right)
        if not here:
            return _nowhere(speech, right)
        (page,) = await self.lists.pages(Wanted([lists.in_state(s, ch) for s in lists.OPEN for ch in here], MOST))
        head = speech.say("list-open", questions=page.total)
        return "\n".join(_listed(speech, head, page, right)) or speech.say("list-no-open")

    async def _left_aside(self, command: Command, speech: Speech) -> str:
        """What the lists of the morning and the afternoon tell."""
        right = await self.rights.of(command.by)
        here = self._channels(command, right)
        if not here:
            return _nowhere(speech, right)
        overdue, unseen, unanswered = await self.lists.pages(
            Wanted([lists.overdue_in(channel) for channel in here], MOST),
            Wanted([lists.in_state(State.NEW, channel) for channel in here], MOST),
            Wanted([lists.unanswered_in(channel) for channel in here], MOST),
        )
        parts = [
            *_listed(speech, speech.say("aside-overdue", questions=overdue.total), overdue, right),
            *_listed(speech, speech.say("aside-unseen", questions=unseen.total), unseen, right),
            *_listed(speech, speech.say("aside-unanswered", questions=unanswered.total), unanswered, right),
        ]
        return "\n".join(parts) or speech.say("list-no-unseen")

    def _channels(self, command: Command, right: Right) -> list[str]:
        """The help channel it is typed in, or, elsewhere, those whose questions the person answers."""
        return [command.channel] if command.channel in self.questions.prefixes else list(right.channels)

    async def _status(self, command: Command, speech: Speech, now: float) -> str:
        right = await self.rights.of(command.by)
        if not right.channels:
            return speech.say("command-unsure") if right.unsure else speech.say("command-not-a-responder")
        await self.metrics.send()
        standing, totals = await asyncio.gather(
            self.metrics.counts.standing(now),
            self.lists.totals(*([lists.in_state(state, ch) for ch in right.channels] for state in lists.OPEN)),
        )
        counts = list_words.states(speech, dict(zip(lists.OPEN, totals, strict=True)))
        waits = max(standing.oldest_mail, standing.overdue)
        return "\n".join([counts, list_words.sync(speech, standing.heard, waits, standing.given_up)])

    async def _why(self, command: Command, speech: Speech) -> Answered:
        found = await self._found(command, speech)
        if isinstance(found, Answered):
            return found
        ticket, right = found
        history = await self.store.history(ticket.place)
        return Answered(history_words.why(speech, ticket, history, right.address))

    async def _press(self, command: Command, speech: Speech, button: Button, now: float) -> Answered:
        """As if the button of the status message had been pressed: the desk decides by the same rules."""
        found = await self._found(command, speech)
        if isinstance(found, Answered):
            return found
        ticket, right = found
        if ticket.place.channel not in right.channels:
            unsure = ticket.place.channel in right.unsure
            return Answered(speech.say("command-unsure") if unsure else speech.say("command-not-a-responder"))
        if _is_so(ticket, button, command.by):
            by_mark = button == "give_back" and ticket.assignee == command.by
            said = speech.say("command-yours-by-mark") if by_mark else speech.say("command-already")
            return Answered("\n".join([said, list_words.line(speech, ticket, right.address)]))
        event = ButtonPressed(by=command.by, button=button, at=now)
        delivery = Delivery(f"command:{command.by}:{command.trigger or event.at}", ticket.place, event)
        question = list_words.question(ticket, right.address)
        return Answered(speech.say(f"command-will-{button}", question=question), delivery)

    async def _move(self, command: Command, speech: Speech, now: float) -> Answered:
        """As if it had been chosen in the thread: the desk decides by the same rules."""
        named = command.channel_named.removeprefix("#")
        if not named or not command.without_channel.argument:
            return Answered(speech.say("command-move-how"))
        found = await self._found(command.without_channel, speech)
        if isinstance(found, Answered):
            return found
        ticket, right = found
        left = ticket.place.channel
        if left not in right.channels:
            unsure = left in right.unsure
            return Answered(speech.say("command-unsure") if unsure else speech.say("command-not-a-responder"))
        others = {id_: name for id_, name in self.moves_to.items() if id_ != left}
        to = next((id_ for id_, name in others.items() if named in {id_, name.removeprefix("#")}), None)
        question = list_words.question(ticket, right.address)
        if to is None:
            channels = ", ".join(f"<#{id_}>" for id_ in list(others)[:MOST])
            where = speech.say("command-move-where", channels=channels)
            return Answered(where if others else speech.say("command-move-nowhere"))
        if ticket.state.ends:
            return Answered(speech.say("command-move-over", question=question))
        event = MoveWanted(by=command.by, to=to, at=now)
        delivery = Delivery(f"command:{command.by}:{command.trigger or event.at}", ticket.place, event)
        return Answered(speech.say("command-will-move", question=question, channel=f"<#{to}>"), delivery)

    async def _found(self, command: Command, speech: Speech) -> tuple[Ticket, Right] | Answered:
        """The question that is named, if the person may know of it; else it is as if there were none."""
        name = command.argument
        if not name:
            return Answered(speech.say("command-name-one", command=command.word))
        right, place = await asyncio.gather(self.rights.of(command.by), self.questions.named(name, command.team))
        ticket = await self.store.ticket(place) if place else None
        while ticket and ticket.moving and (moved := ticket.moving.target(ticket.place)):
            ticket = await self.store.ticket(moved)
        if ticket is None or ticket.number is None or ticket.deleted:
            return Answered(speech.say("no-such-question", name=escaped(name[:80])))
        if _may_know(command, ticket, right):
            return ticket, right
        unsure = ticket.place.channel in right.unsure
        return Answered(speech.say("command-unsure") if unsure else speech.say("no-such-question", name=escaped(name)))


def _nowhere(speech: Speech, right: Right) -> str:
    return speech.say("command-unsure") if right.unsure else speech.say("command-nowhere")


def _is_so(ticket: Ticket, button: Button, person: str) -> bool:
    """Whether the button would change nothing."""
    match button:
        case "take":
            return ticket.assignee is not None
        case "give_back":
            return not (ticket.assignee == person and ticket.taken_by_button)
        case "reopen":
            return not ticket.state.ends
        case "working" if ticket.assignee is None:
            return False
        case _:
            return ticket.state is BUTTON_STATES[button]


def _may_know(command: Command, ticket: Ticket, right: Right) -> bool:
    """Those who asked, who answer, and who are where it was asked."""
    place: Place = ticket.place
    if place.channel in right.shadowed:
        return False
    return command.by == ticket.requester or place.channel in {command.channel, *right.channels}


def _listed(speech: Speech, head: str, page: Page, right: Right) -> list[str]:
    if not page.total:
        return []
    return [f"*{head}*", *list_words.lines(speech, page.tickets, page.total, right.address)]
