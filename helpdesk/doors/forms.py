"""Opening the forms at the door, while their trigger lives, and their long lists. It never asks Zendesk anything."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from pydantic import ValidationError
from redis import RedisError
from starlette.concurrency import run_in_threadpool

from helpdesk.domain.effects import opening_key
from helpdesk.domain.place import Place
from helpdesk.domain.retry import WentWrong
from helpdesk.domain.satisfaction import asker
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.form import Details, FormOffer
from helpdesk.doors.languages import Languages
from helpdesk.languages.speech import Speech
from helpdesk.slack import inputs, modals
from helpdesk.slack.calls import AdminNeeded, SlackCalls
from helpdesk.slack.inbound import Watched
from helpdesk.slack.wanted import FormWanted, Suggestion
from helpdesk.slack.words import ticket_link
from helpdesk.store.front import FrontStore
from helpdesk.store.records import NewerRecord

log = structlog.get_logger()

TIMEOUT = 2
"""Seconds for `views.open`: the trigger lives 3 (https://docs.slack.dev/interactivity/handling-user-interaction)."""

LOOK_SECONDS = 1
"""Seconds for a look at the channel before that."""

STORE_SECONDS = 0.5
"""Seconds to wait for what the store knows of the question, while the trigger lives."""

OFFER = "zendesk:form"
"""The answer in the store that holds what the account has to choose from."""

_NOT_HERE = frozenset({"channel_not_found", "not_in_channel"})


@dataclass(frozen=True, slots=True)
class Usual:
    """What the configuration says of tickets: the custom fields to ask for, and what the form begins with."""

    asked: tuple[int, ...] = ()
    group: int | None = None
    form: int | None = None
    public: bool = True


@dataclass(frozen=True, slots=True)
class _Opening:
    """A form that is wanted, and all that is known of its reader, its question and the account."""

    wanted: FormWanted
    speech: Speech
    ticket: Ticket | None
    offer: FormOffer | None
    url: str

    @property
    def link(self) -> str:
        """The question's Zendesk ticket; empty when there is none."""
        link = self.ticket.zendesk if self.ticket else None
        return ticket_link(self.url, link.id) if link else ""


@dataclass(frozen=True, slots=True)
class Forms:
    """Opens forms. `calls` has a time-out of 2 s, `looks` of 1 s; it never waits for Zendesk."""

    store: FrontStore
    calls: SlackCalls
    looks: SlackCalls
    languages: Languages
    watched: Watched
    zendesk_url: str | None
    usual: Usual
    clock: Callable[[], float]
    patience: float = 1.0

    async def open(self, wanted: FormWanted) -> bool:
        """Open the form, or a window that says why there is none. False when Slack didn't take it."""
        view = await self._view(wanted)
        try:
            await run_in_threadpool(self.calls.write, "views.open", trigger_id=wanted.trigger, view=view)
        except WentWrong as error:
            log.warning("form_not_opened", place=str(wanted.place), why=error.why)
            return False
        return True

    async def suggested(self, suggestion: Suggestion) -> list[inputs.Element]:
        """The options of a long list for what somebody types; none while the store is away."""
        _, offer = await self._known(None)
        return inputs.suggested(modals.choices_of(suggestion.block, offer), suggestion.typed) if offer else []

    async def _view(self, wanted: FormWanted) -> modals.View:
        channel = wanted.place.channel
        speech, known = await asyncio.gather(self.languages.of(wanted.by, channel), self._known(wanted.place))
        if channel not in self.watched:
            return modals.message_view(speech, speech.say("form-not-a-help-channel"))
        if wanted.form == "comment":
            return self._comment(wanted, speech, known[0])
        if self.zendesk_url is None:
            return modals.message_view(speech, speech.say("not-set-up"))
        opening = _Opening(wanted, speech, *known, self.zendesk_url)
        match wanted.form:
            case "create":
                return await self._whole(opening)
            case "details":
                return self._details(opening)
            case _:
                return self._fields(opening)

    def _comment(self, wanted: FormWanted, speech: Speech, ticket: Ticket | None) -> modals.View:
        """Nobody but who may have written it reads what was said before."""
        theirs = ticket is not None and wanted.by == asker(ticket)
        begun = modals.Begun(wanted.place, self.clock(), speech)
        return modals.comment(begun, ticket.rating.comment if ticket and theirs else "")

    async def _whole(self, opening: _Opening) -> modals.View:
        wanted, speech, ticket = opening.wanted, opening.speech, opening.ticket
        if ticket and ticket.zendesk:
            return modals.message_view(speech, speech.say("has-ticket", ticket=opening.link))
        if ticket and _is_being_made(ticket):
            return modals.message_view(speech, speech.say("form-being-made"))
        if not (ticket and ticket.number) and not await self._is_here(wanted.place.channel):
            return modals.message_view(speech, speech.say("form-not-in-channel"))
        begun = self._begun(wanted, speech, ticket if wanted.telling else None)
        return modals.create_ticket(begun, opening.offer)

    def _begun(self, wanted: FormWanted, speech: Speech, ticket: Ticket | None) -> modals.Begun:
        """What was filled in before, where that was refused; else what is known of the question."""
        usual, before = self.usual, ticket.escalation if ticket else None
        asked = before.requester if before else None
        public = usual.public if before is None or before.public is None else before.public
        return modals.Begun(
            place=wanted.place,
            at=self.clock(),
            speech=speech,
            subject=(before.subject if before else "") or wanted.subject or (ticket.subject if ticket else ""),
            requester=asked or wanted.requester or (ticket.requester if ticket else None),
            details=Details(group=usual.group, form=usual.form).with_more(before.details if before else Details()),
            public=public,
            thread=before.thread if before else True,
            files=before.files if before else True,
        )

    def _details(self, opening: _Opening) -> modals.View:
        wanted, speech, ticket = opening.wanted, opening.speech, opening.ticket
        link, given = ticket.zendesk if ticket else None, Details(group=self.usual.group, form=self.usual.form)
        if ticket and link is None:
            return modals.message_view(speech, speech.say("form-no-ticket"), wanted.form)
        if link and link.status == "closed":
            return modals.message_view(speech, speech.say("form-closed"), wanted.form)
        for more in (ticket.escalation.details if ticket and ticket.escalation else None, ticket and ticket.details):
            given = given.with_more(more) if more else given
        return modals.details(modals.Begun(wanted.place, self.clock(), speech, details=given), opening.offer)

    def _fields(self, opening: _Opening) -> modals.View:
        wanted, speech, ticket = opening.wanted, opening.speech, opening.ticket
        if ticket is None or ticket.zendesk is None:
            return modals.message_view(speech, speech.say("form-no-ticket"), wanted.form)
        ids = tuple(dict.fromkeys(id_ for attempt in ticket.attempts.values() for id_ in attempt.fields))
        if not ids:
            return modals.message_view(speech, speech.say("form-nothing-missing"), wanted.form)
        begun = modals.Begun(wanted.place, self.clock(), speech)
        view = modals.missing_fields(begun, opening.offer, ids) if opening.offer else None
        there = speech.say("form-fill-in-there", ticket=opening.link)
        return view or modals.message_view(speech, there, wanted.form)

    async def _is_here(self, channel: str) -> bool:
        """Whether the bot can read the channel; a shortcut works where it can't. In doubt, the form is worth opening.

        https://docs.slack.dev/reference/methods/conversations.info
        """
        try:
            said = await run_in_threadpool(self.looks.read, "conversations.info", channel=channel)
        except AdminNeeded as error:
            return error.error not in _NOT_HERE
        except WentWrong as error:
            log.warning("channel_not_looked_at", channel=channel, why=error.why)
            return True
        return (said.get("channel") or {}).get("is_member") is not False

    async def _known(self, place: Place | None) -> tuple[Ticket | None, FormOffer | None]:
        """What we know of the question and the account; the form opens without it when the store is away."""
        try:
            async with asyncio.timeout(STORE_SECONDS * self.patience):
                offer, ticket = await asyncio.gather(
                    self.store.answer(OFFER), self.store.ticket(place) if place else asyncio.sleep(0)
                )
        except (RedisError, OSError, NewerRecord) as error:
            log.warning("form_without_store", error=type(error).__name__)
            return None, None
        return ticket, self._offer(offer)

    def _offer(self, known: str | None) -> FormOffer | None:
        """The account's choices, with the fields that are asked for as they are configured now."""
        if known is None:
            return None
        try:
            return FormOffer.model_validate_json(known).model_copy(update={"asked": self.usual.asked})
        except ValidationError:
            log.warning("offer_not_understood")  # another version of the helpdesk wrote it
            return None


def _is_being_made(ticket: Ticket) -> bool:
    """Asked for, and not refused: Zendesk may only be away."""
    attempt = ticket.attempts.get(opening_key(None), Attempt())
    return ticket.escalation is not None and attempt.refused is None and not attempt.shadowed
