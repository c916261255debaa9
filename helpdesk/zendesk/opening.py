"""Makes a question's Zendesk ticket, exactly one, whatever is lost on the way. It never changes a ticket."""

import re
from contextlib import nullcontext
from dataclasses import dataclass
from typing import NamedTuple

from helpdesk.domain.events import ZendeskOpened
from helpdesk.domain.people import Person
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket.card import Copied
from helpdesk.zendesk import words
from helpdesk.zendesk.comments import OPENING, Comments
from helpdesk.zendesk.details import Detailing
from helpdesk.zendesk.html import Part, transcript_parts
from helpdesk.zendesk.long_threads import LongThreads
from helpdesk.zendesk.luggage import NONE, Luggage, luggage_of
from helpdesk.zendesk.payloads import TicketSeen, TicketWritten
from helpdesk.zendesk.people import People
from helpdesk.zendesk.question import Question
from helpdesk.zendesk.readings import Readings
from helpdesk.zendesk.redaction import messages_in
from helpdesk.zendesk.refusals import NotThere, Refused, in_doubt
from helpdesk.zendesk.sent import NewComment, NewTicket
from helpdesk.zendesk.transport import Transport

_SUBJECT_LENGTH = 150
_TS = re.compile(r"\d{1,12}\.\d{1,9}")
_TURNS = 6


@dataclass(frozen=True, slots=True)
class ZendeskDefaults:
    """The account's address and what the configuration says of new tickets.

    `replies_public` is how comments are made, the first one included. `fallback_requester` is an e-mail address.
    """

    url: str
    group_id: int | None = None
    form_id: int | None = None
    tags: tuple[str, ...] = ()
    replies_public: bool = True
    fallback_requester: str | None = None


class _Asker(NamedTuple):
    """Who stands in the ticket as its requester: a person, the fallback or ourselves (no e-mail)."""

    id: int
    email: str | None
    note: str = ""
    looked_up_again: bool = False


class _Made(NamedTuple):
    """The ticket as it was made, by which user, with the thread up to which ts in `parts`; `fresh` when only just.

    `luggage`: what went along with the first part. `messages`: the ts of those an earlier try put in it.
    """

    written: TicketWritten
    author: int
    parts: list[Part]
    until: str
    fresh: bool
    luggage: Luggage
    messages: tuple[str, ...] = ()


class Opening:
    """Makes tickets. Raises `TryLater` in doubt whenever the ticket may be there already."""

    def __init__(
        self,
        transport: Transport,
        people: People,
        defaults: ZendeskDefaults,
        readings: Readings,
        detailing: Detailing,
    ) -> None:
        self._transport = transport
        self._people = people
        self._defaults = defaults
        self._readings = readings
        self._comments = Comments(transport)
        self._detailing = detailing
        self._long = LongThreads(transport, self._comments)

    def open(self, question: Question) -> ZendeskOpened:
        """The ticket just made, or the one an earlier try made."""
        found = self.found(question) if question.effect.doubt else None
        with in_doubt() if question.effect.doubt else nullcontext():
            return found or self._make(question)

    def found(self, question: Question) -> ZendeskOpened | None:
        """The ticket an earlier try made, if there is one, whatever is left of the thread."""
        with in_doubt():
            found = self._made_before(question)
            return self._adopted(question, found) if found else None

    def _made_before(self, question: Question) -> TicketSeen | None:
        found = self._transport.tickets_of(question.place.external_id)
        ours = [t for t in found if t.id not in question.older and t.status != "deleted"]
        return max(ours, key=lambda ticket: ticket.id, default=None)

    def _make(self, question: Question) -> ZendeskOpened:
        """Try with who asked and who took it; where Zendesk refuses one of them, with who comes next."""
        asker, agent = self._asker(question), self._people.agent(question.assignee)
        key = question.idempotency_key
        for turn in range(1, _TURNS + 1):
            parts = transcript_parts(question.thread_until(""), asker.note)
            luggage = luggage_of(parts[0].messages)
            try:
                ticket = self._ticket(
                    question, asker, agent, luggage.with_comment(self._comment(question, asker, parts))
                )
                written = self._transport.create_ticket(ticket, key)
            except Refused as refused:
                if refused.error == "IdempotentRequestError":
                    return self._made_meanwhile(question)
                if turn == _TURNS:
                    raise
                if refused.is_about("requester", "submitter", "author"):
                    asker = self._next_asker(question, asker, refused)
                elif agent and question.assignee and refused.is_about("assignee"):
                    agent = self._next_agent(question.assignee, agent)
                else:
                    raise self._detailing.explained(refused, question.effect.escalation.details) from refused
                key = f"{question.idempotency_key}:{turn}"
                continue
            if not written.repeated or self._is_there(question, written):
                made = _Made(written, asker.id, parts, question.until, not written.repeated, luggage)
                return self._opened(question, made, agent)
            key = f"{question.idempotency_key}:again:{question.effect.escalation.at:.6f}:{turn}"
        raise TryLater(words.STILL_OPENING, doubt=True)

    def _made_meanwhile(self, question: Question) -> ZendeskOpened:
        """The key was used with other content: an earlier try came through, whose answer we never saw."""
        with in_doubt():
            found = self._made_before(question)
            if found is None:
                raise TryLater(words.STILL_OPENING)
            return self._adopted(question, found)

    def _is_there(self, question: Question, written: TicketWritten) -> bool:
        """Whether the ticket Zendesk remembers to have made is still there: it may be deleted by now."""
        try:
            with in_doubt():
                seen = self._transport.ticket(written.ticket.id)
        except NotThere:
            return False
        return seen.status != "deleted" and seen.id not in question.older

    def _comment(self, question: Question, asker: _Asker, parts: list[Part]) -> NewComment:
        return NewComment(html_body=parts[0].html, public=self._public(question), author_id=asker.id)

    def _ticket(self, question: Question, asker: _Asker, agent: int | None, comment: NewComment) -> NewTicket:
        effect, defaults = question.effect, self._defaults
        status = effect.status
        usual = {"group_id": defaults.group_id, "ticket_form_id": defaults.form_id}
        return NewTicket(
            subject=" ".join(effect.subject.split())[:_SUBJECT_LENGTH] or words.SUBJECT,
            comment=comment,
            requester_id=asker.id,
            submitter_id=asker.id,
            external_id=question.place.external_id,
            tags=tuple(dict.fromkeys((*defaults.tags, *effect.tags))),
            status=None if isinstance(status, int) else status,
            custom_status_id=status if isinstance(status, int) else None,
            assignee_id=agent,
            via_followup_source_id=effect.follows,
            metadata={"slack": OPENING, "record": question.record, "edited": f"{int(question.edited)}"}
            | ({"until": question.until} if question.until else {}),
            **usual | self._detailing.fields(effect.escalation.details),
        )

    def _public(self, question: Question) -> bool:
        public = question.effect.escalation.public
        return self._defaults.replies_public if public is None else public

    def _asker(self, question: Question) -> _Asker:
        person = question.requester
        if person and person.email and not person.is_bot:
            user = self._people.end_user(person.email, person.name)
            if user:
                return _Asker(user, person.email)
        return self._stand_in(question)

    def _stand_in(self, question: Question, refused_email: str | None = None) -> _Asker:
        """The fallback requester, else ourselves; the text then says who really asked."""
        note = words.asked_by(question.requester.name) if question.requester else words.ASKED_BY_NOBODY
        fallback = self._defaults.fallback_requester
        if fallback and (refused_email is None or fallback.casefold() != refused_email.casefold()):
            user = self._people.end_user(fallback, words.STAND_IN_NAME)
            if user:
                return _Asker(user, fallback, note)
        return _Asker(self._people.me(), None, note)

    def _next_asker(self, question: Question, asker: _Asker, refused: Refused) -> _Asker:
        """The same person under another id, if Zendesk merged them; else a stand-in; after ourselves nobody."""
        if asker.email is None:
            raise refused
        if not asker.looked_up_again and not refused.is_suspended():
            self._people.forget(asker.email)
            name = question.requester.name if question.requester and not asker.note else words.STAND_IN_NAME
            user = self._people.end_user(asker.email, name)
            if user and user != asker.id:
                return asker._replace(id=user, looked_up_again=True)
        return self._stand_in(question, refused_email=asker.email)

    def _next_agent(self, assignee: Person, refused: int) -> int | None:
        """The assignee under another id, or nobody."""
        self._people.forget(assignee.email or "")
        agent = self._people.agent(assignee)
        return agent if agent != refused else None

    def _opened(self, question: Question, made: _Made, agent: int | None) -> ZendeskOpened:
        """The ticket with its whole thread, the rest of which goes after the first comment where it is long."""
        public = self._public(question)
        rest = self._long.write_rest(made.written, made.parts, made.author, fresh=made.fresh, public=public)
        luggage = made.luggage + rest.luggage
        parts, wanted = len(made.parts), question.effect.assignee
        return ZendeskOpened(
            reading=self._readings.after_write(rest.written),
            assigned=wanted if agent and rest.written.ticket.assignee_id == agent else None,
            unknown=wanted if agent is None else None,
            until=made.until,
            adopted=not made.fresh,
            carried=made.messages,
            copied=Copied(
                messages=len(question.thread_until(made.until).messages),
                files=len(luggage.uploads),
                left_out=luggage.reasons,
                parts=(parts - rest.refused, parts) if rest.refused else None,
            ),
        )

    def _adopted(self, question: Question, found: TicketSeen) -> ZendeskOpened:
        """An earlier try's ticket; its first comment tells how far the thread had come by then."""
        first = self._comments.first(found.id)
        until = _as_ts(first.until if first else "")
        asker = self._asker(question)
        if found.requester_id not in {None, asker.id}:
            asker = self._stand_in(question)
        parts = transcript_parts(question.thread_until(until), asker.note)
        there = Luggage(tuple(file.file_name for file in first.attachments)) if first else NONE
        made = _Made(TicketWritten(ticket=found), asker.id, parts, until, False, there, messages_in(first))
        return self._opened(question, made, self._people.agent(question.assignee))


def _as_ts(text: str) -> str:
    """A message's ts as we wrote it; empty when it is no such thing."""
    return text if _TS.fullmatch(text) else ""
