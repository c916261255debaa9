"""What both doors do with a genuine delivery: understand it, keep it, answer. It knows neither HTTP nor sockets."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

import structlog
from redis import RedisError

from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.doors.commands import Commands
from helpdesk.doors.duty import DutyDesk
from helpdesk.doors.forms import Forms
from helpdesk.doors.home import SETTLED_SECONDS, Homes
from helpdesk.doors.languages import Languages
from helpdesk.doors.metrics import DoorMetrics
from helpdesk.doors.questions import Questions
from helpdesk.doors.routes import Routes
from helpdesk.languages.speech import Speech
from helpdesk.slack import inbound as slack
from helpdesk.slack import interactions
from helpdesk.slack.commands import DUTY, ROUTE, TICKET, WORDS, Command, read_command
from helpdesk.slack.wanted import FieldFaults, FormWanted, FromHome, HomeWanted, Passed, Suggestion
from helpdesk.store.front import FrontStore
from helpdesk.store.parked import Door, Parked
from helpdesk.store.records import Letter, NewerRecord, read
from helpdesk.traces import NoTraces, Traces
from helpdesk.zendesk import inbound as zendesk

log = structlog.get_logger()
T = TypeVar("T")
Taken = Literal["taken", "too_late", "unreadable"]
"""What became of a parked delivery; `too_late` when whoever sent it waits no more for what it asked for."""
_SIDES: Mapping[str, str] = {"slack_events": "slack", "zendesk_webhook": "zendesk"}
"""The doors by which news comes that nobody waits for: that it comes is what people want to know."""

_ACCESS_ENDED = frozenset({"tokens_revoked", "app_uninstalled"})


class StoreAway(Exception):
    """The store can't take a delivery now: the sender is to try again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What to acknowledge with: JSON or text, or nothing. `failed` when the person is to see that it didn't work."""

    json: Mapping[str, Any] | None = None
    text: str = ""
    failed: bool = False


DONE = Answer()


@dataclass(frozen=True, slots=True)
class Reception:
    """Takes the deliveries of both senders. Every method raises StoreAway when nothing could be kept.

    In the `shadowed` channels nobody is answered.
    """

    store: FrontStore
    forms: Forms
    questions: Questions
    languages: Languages
    watched: slack.Watched
    clock: Callable[[], float]
    commands: Commands
    homes: Homes
    metrics: DoorMetrics
    duty: DutyDesk
    traces: Traces = field(default_factory=NoTraces)
    shadowed: frozenset[str] = frozenset()
    routes: Routes = field(default_factory=Routes)

    async def slack_event(self, raw: bytes) -> Answer:
        """One body of the Events API."""
        try:
            understood = slack.read_event(raw, self.watched)
        except Unreadable as why:
            return await self._parked("slack_events", raw, why)
        if understood.challenge is not None:
            return Answer(text=understood.challenge)
        if understood.kind in _ACCESS_ENDED:
            log.error("slack_access_ended", kind=understood.kind)
        if understood.stale:
            await self._kept(self.store.stale(understood.stale))
        if understood.home:
            self.homes.soon(understood.home)
        if understood.delivery is None:
            answered = understood.said is not None and await self._asked(understood.said)
            outcome = "answered" if answered else "stale" if understood.stale else "passed"
            self._count("slack_events", understood.kind, outcome)
            return DONE
        kept = await self._put("slack_events", understood.kind, understood.delivery)
        if understood.said:
            await self._asked(understood.said)
        return kept

    async def _asked(self, said: slack.Said) -> bool:
        """Who asks for the duty is answered at once, besides what else becomes of the message."""
        if said.channel in self.shadowed:
            return False
        try:
            return await self._kept(self.duty.asked(said, self.clock()), said.id)
        except TryLater as later:
            log.warning("duty_answer_put_off", delivery=said.id, why=later.why)
            raise StoreAway from None  # Slack sends it again, and only this is left to do

    async def slack_interaction(self, payload: str) -> Answer:
        """The JSON of a shortcut, form or button. A form is opened before the answer: its trigger lives 3 s."""
        try:
            wanted = interactions.wanted(payload)
        except Unreadable as why:
            return await self._parked("slack_interactivity", payload.encode(), why)
        match wanted:
            case FormWanted():
                return await self._opened("slack_interactivity", wanted)
            case FieldFaults():
                return Answer(json={"response_action": "errors", "errors": wanted.blocks})
            case Suggestion():
                self._count("slack_interactivity", "block_suggestion", "answered")
                return Answer(json={"options": await self.forms.suggested(wanted)})
            case Passed():
                self._count("slack_interactivity", wanted.kind, "passed")
                return DONE
            case HomeWanted():
                self.homes.soon(wanted)
                self._count("slack_interactivity", "home", "answered")
                return DONE
            case FromHome():
                kept = await self._put("slack_interactivity", wanted.delivery.event.kind, wanted.delivery)
                self.homes.soon(wanted.home, after=SETTLED_SECONDS)
                return kept
            case Delivery():
                return await self._put("slack_interactivity", wanted.event.kind, wanted)

    async def slack_command(self, raw: bytes) -> Answer:
        """A slash command; the answer is seen by the person alone."""
        try:
            command = read_command(raw)
        except Unreadable as why:
            return await self._parked("slack_commands", raw, why)
        if command is None:
            return DONE
        if command.channel in self.shadowed:
            self._count("slack_commands", "shadow", "would_have")
            return DONE
        speech = await self.languages.of(command.by, command.channel)
        route = await self._kept(self.routes.answer(command, speech, self.clock()))
        if route is not None:
            self._count("slack_commands", ROUTE, "answered")
            return _whispered(route)
        if command.word == DUTY:
            told = await self._kept(self.duty.command(command, speech, self.clock()))
            self._count("slack_commands", DUTY, "answered")
            return _whispered(told)
        if command.word == TICKET:
            return await self._ticket_command(command, speech)
        answered = await self._kept(self.commands.answer(command, speech, self.clock()))
        if answered.delivery:
            await self._put("slack_commands", answered.delivery.event.kind, answered.delivery)
        else:
            self._count("slack_commands", command.word if command.word in WORDS else "unknown", "answered")
        return _whispered(answered.text)

    async def _ticket_command(self, command: Command, speech: Speech) -> Answer:
        found = await self._kept(self.questions.meant(command, speech))
        if isinstance(found, FormWanted):
            return await self._opened("slack_commands", found)
        self._count("slack_commands", "ticket", "not_found")
        return _whispered(found)

    async def _opened(self, door: Door, wanted: FormWanted) -> Answer:
        if wanted.place.channel in self.shadowed:
            self._count(door, wanted.form, "would_have")
            return DONE
        opened = await self.forms.open(wanted)
        self._count(door, wanted.form, "opened" if opened else "not_opened")
        return Answer(failed=not opened)

    async def zendesk_webhook(self, raw: bytes, invocation: str | None) -> Answer:
        """A Zendesk event: only a hint that a ticket of ours is to be read."""
        try:
            stirred = zendesk.read_webhook(raw, invocation)
        except Unreadable as why:
            return await self._parked("zendesk_webhook", raw, why, invocation)
        if stirred is None:
            self._count("zendesk_webhook", "other", "passed")
            return DONE
        places = await self._kept(self.store.places_of(stirred.external_id, stirred.event.ticket))
        ours = [place for place in places if place.channel in self.watched]
        if not ours:
            self._count("zendesk_webhook", "not_ours", "passed")
        for place in ours:
            await self._put("zendesk_webhook", "ticket", Delivery(f"{stirred.delivery}:{place}", place, stirred.event))
        return DONE

    async def again(self, parked: Parked) -> Taken:
        """Take a parked delivery once more, by the door it came through."""
        raw = parked.raw.encode()
        try:
            match parked.door:
                case "slack_events":
                    slack.read_event(raw, self.watched)
                    await self.slack_event(raw)
                case "slack_interactivity":
                    if isinstance(interactions.wanted(parked.raw), FormWanted | FieldFaults | Suggestion):
                        return "too_late"
                    await self.slack_interaction(parked.raw)
                case "slack_commands":
                    return "too_late" if read_command(raw) else "taken"
                case "zendesk_webhook":
                    zendesk.read_webhook(raw, None)
                    await self.zendesk_webhook(raw, None)
                case "ticket":
                    return "unreadable"  # no delivery: a worker reads it
                case "mailbox":
                    place = Place.parse(parked.id.rpartition(":")[0])
                    again = Delivery(f"parked:{parked.id}:{self.clock()}", place, read(Letter, raw).event)
                    await self._put("mailbox", again.event.kind, again)
        except (ValueError, NewerRecord):
            return "unreadable"
        return "taken"

    async def _put(self, door: Door, kind: str, delivery: Delivery) -> Answer:
        with self.traces.span("delivery", door=door, kind=kind, delivery=delivery.id):
            kept = self.store.put(replace(delivery, trace=self.traces.carried()), self.clock())
            new = await self._kept(kept, delivery.id)
        outcome = "kept" if new else "repeated"
        log.info("delivery", delivery=delivery.id, place=str(delivery.place), door=door, kind=kind, outcome=outcome)
        self._count(door, kind, outcome)
        return DONE

    async def _parked(self, door: Door, raw: bytes, why: Unreadable, sent_as: str | None = None) -> Answer:
        """The same delivery sent again is one. Slack's own ids stand in the body, Zendesk's beside it: `sent_as`."""
        id_ = hashlib.sha256(f"{door} {sent_as or ''} ".encode() + raw).hexdigest()[:20]
        log.warning("delivery_parked", door=door, id=id_, why=str(why))
        await self._kept(self.store.park(id_, door, self.clock(), str(why), raw))
        self._count(door, "unreadable", "parked")
        return DONE

    async def _kept(self, call: Awaitable[T], delivery: str = "") -> T:
        try:
            return await call
        except (RedisError, OSError, NewerRecord) as error:
            log.error("store_away", delivery=delivery, error=type(error).__name__)
            raise StoreAway from error

    def _count(self, door: Door, kind: str, outcome: str) -> None:
        self.metrics.metrics.deliveries.labels(door, kind[:40], outcome).inc()
        if door in _SIDES and kind != "app_home_opened":  # somebody waits for that one
            self.metrics.heard[_SIDES[door]] = self.clock()


def _whispered(text: str) -> Answer:
    """Seen by the person alone."""
    return Answer(json={"response_type": "ephemeral", "text": text})
