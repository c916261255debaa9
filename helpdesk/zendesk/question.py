"""A question on its way to its Zendesk ticket."""

import zlib
from dataclasses import dataclass

from helpdesk.domain.effects import OpenZendeskTicket
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.recorded import opening_record
from helpdesk.domain.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Question:
    """The ticket to be made, and all that belongs in it."""

    effect: OpenZendeskTicket
    place: Place
    requester: Person | None
    assignee: Person | None
    thread: Transcript

    @property
    def idempotency_key(self) -> str:
        """The same for every try at the same ticket; below Zendesk's 255 characters.

        What was filled in may be refused and filled in anew, which is another try.
        """
        filled_in = self.effect.escalation.details.model_dump_json(exclude_defaults=True)
        name = self.place.external_id + (f":{zlib.crc32(filled_in.encode()):08x}" if filled_in != "{}" else "")
        if self.effect.follows:
            return f"{name}:follow-up:{self.effect.follows}"
        if self.effect.past:
            return f"{name}:after:{self.effect.past[-1]}"
        return name

    @property
    def record(self) -> str:
        """What is noted with the ticket for the day when the store is lost."""
        effect = self.effect
        return opening_record(effect.number, effect.asked, effect.escalation).written()

    @property
    def until(self) -> str:
        """The ts of the last message that goes into the ticket."""
        return max((message.ts for message in self.thread.messages if message.ts), key=float, default="")

    @property
    def edited(self) -> float:
        """The last edit that is in the words of what goes in, in seconds; 0 for none."""
        return max((message.edited for message in self.thread_until("").messages), default=0.0)

    def thread_until(self, ts: str) -> Transcript:
        """What goes in of the thread up to the message with this ts, or of all of it when that isn't known."""
        if not self.effect.escalation.thread:
            return Transcript(self.thread.permalink, self.thread.messages[:1])
        told = (message for message in self.thread.messages if not ts or float(message.ts or 0) <= float(ts))
        return Transcript(self.thread.permalink, tuple(told))

    @property
    def older(self) -> frozenset[int]:
        """Tickets of this place that are not the one to be made."""
        return frozenset({*self.effect.past, *([self.effect.follows] if self.effect.follows else [])})
