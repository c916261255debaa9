"""What is done in Zendesk: the words are read in Slack, masked and brought along. Nothing is decided here."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater, wait_before
from helpdesk.domain.second_looks import LATEST_SECONDS
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.hands import masking
from helpdesk.hands.carrying import leaving_files, with_carriers
from helpdesk.hands.wings import SlackWing, Wings


def done_in_zendesk(wings: Wings, ticket: Ticket, effect: fx.ZendeskEffect, *, mask: bool) -> e.Learned:
    """Do it, and say what was learned; `mask` takes secrets out. Raises TryLater or GiveUp as the wings do."""
    zendesk = wings.there
    match effect:
        case fx.ReadZendeskTicket():
            return zendesk.read(effect)
        case fx.FollowTicket():
            return zendesk.follow(effect)
        case fx.OpenZendeskTicket():
            return _opened(wings, ticket, effect, mask=mask)
        case fx.UpdateZendeskTicket():
            return _updated(wings, ticket, effect)
        case fx.TellZendesk():
            return _told(wings, ticket, effect, mask=mask)
        case _:
            assert_never(effect)


def _updated(wings: Wings, ticket: Ticket, effect: fx.UpdateZendeskTicket) -> e.Learned:
    """A status doesn't wait for Slack to say who somebody is: it goes first, and the assignee follows."""
    try:
        assignee, solver = _person(wings.slack, effect.assignee), _person(wings.slack, effect.solver)
    except TryLater:
        if effect.status is None:
            raise
        effect, assignee, solver = replace(effect, assign=False, solver=None), None, None
    known = ticket.zendesk
    return wings.there.update(
        effect,
        assignee,
        solver,
        assigned_before=known.assigned if known else None,
        unknown_before=known.unknown if known else None,
    )


def _opened(wings: Wings, ticket: Ticket, effect: fx.OpenZendeskTicket, *, mask: bool) -> e.ZendeskOpened:
    slack = wings.slack
    requester, assignee = _person(slack, effect.requester), _person(slack, effect.assignee)
    try:
        thread = slack.thread(ticket.place)
    except GiveUp as gone:  # deleted with all its replies, perhaps after an earlier try
        found = wings.there.adopt(effect, ticket.place, requester, assignee) if effect.doubt else None
        if found:
            return found
        if effect.doubt and wait_before(max(_tries(ticket, effect), 1)) < LATEST_SECONDS:
            raise TryLater(gone.why) from None  # what was tried so short a time ago may still come through
        raise
    before = _before(slack, ticket, thread)
    messages = (*(message for _, message in before.values()), *thread.messages)
    thread = replace(thread, messages=tuple(sorted(messages, key=lambda message: message.at)))
    effect = masking.with_names(effect, ticket.subject, thread)
    kinds: tuple[str, ...] = ()
    if mask:
        effect, thread, kinds = masking.masked_opening(effect, thread)
    told = thread.messages
    messages = (
        with_carriers(told, wings.files, _tries(ticket, effect)) if effect.escalation.files else leaving_files(told)
    )
    opened = wings.there.open(effect, ticket.place, requester, assignee, replace(thread, messages=messages))
    there = (one.ts for one in told if one.ts and opened.until and float(one.ts) <= float(opened.until))
    carried = tuple(dict.fromkeys((*opened.carried, *there)))
    elsewhere = {ts: place for ts, (place, _) in before.items() if ts in carried}
    known = {"carried": carried, "edits": {} if effect.doubt else _edits(told), "elsewhere": elsewhere}
    return masking.with_kinds(opened.model_copy(update=known), kinds)


def _before(slack: SlackWing, ticket: Ticket, thread: Transcript) -> dict[str, tuple[Place, Message]]:
    """What was said where the question stood before, by its ts, up to the last message of the thread where it stands.

    What is later comes as a reply: the thread was read before it was written, and who knows what came into that since.
    What an earlier ticket was told goes into one that follows it.
    """
    until = max(float(ts) for ts in (ticket.place.ts, *(one.ts for one in thread.messages)) if ts)
    read = ((place, one) for place in ticket.left for one in _left_in(slack, place))
    return {one.ts: (place, one) for place, one in read if float(one.ts) <= until or ticket.talk.has_told(one.ts)}


def _left_in(slack: SlackWing, place: Place) -> tuple[Message, ...]:
    """What was said where the question stood before; nothing where that can't be read any more."""
    try:
        return slack.thread(place).messages
    except GiveUp:
        return ()


def _told(wings: Wings, ticket: Ticket, effect: fx.TellZendesk, *, mask: bool) -> e.Learned:
    """The words are read in Slack only now, so that an edit before the sending needs no telling."""
    slack, talk, first = wings.slack, ticket.talk, effect.replies[0]
    found = _messages(slack, ticket, effect)
    missed = tuple(
        e.SpokeElsewhere(place=talk.elsewhere[first.ts], said=m.replied) if first.ts in talk.elsewhere else m.replied
        for m in found
        if m.replied and not talk.knows(m.ts)
    )
    if missed or (effect.doubt and ticket.talk.is_to_say_before(first)):
        there = wings.there.look_for(effect) if effect.doubt else None
        return there or e.RepliesFound(key=effect.key, replies=missed)
    wanted = {reply.ts for reply in effect.replies}
    messages = tuple(message for message in found if message.ts in wanted)
    kinds: tuple[str, ...] = ()
    if mask:
        messages, kinds = masking.masked_messages(messages)
    messages = with_carriers(messages, wings.files, _tries(ticket, effect))
    carrier = ticket.talk.where(first.ts)
    told = wings.there.tell(effect, _person(slack, first.by), messages, carrier)
    if not isinstance(told, e.ZendeskTold):
        return told
    unneeded = (reply for reply in effect.replies if reply.kind == "said" and told.names.get(reply.name) == 0)
    late = tuple(reply.ts for reply in unneeded) if effect.doubt else ()
    edits = {} if effect.doubt else _edits(messages)
    return masking.with_kinds(told.model_copy(update={"edits": edits, "late": late}), kinds)


def _edits(read: Iterable[Message]) -> dict[str, float]:
    """The edits that are in words just sent; in doubt, what is there may be older."""
    return {message.ts: message.edited for message in read if message.edited}


def _messages(slack: SlackWing, ticket: Ticket, effect: fx.TellZendesk) -> tuple[Message, ...]:
    """What is to be told; and what stands before it since the last telling, so that what was never told shows."""
    first, last = effect.replies[0], effect.replies[-1]
    if first.kind in {"deleted", "unshown"}:
        return ()
    told = ticket.talk.told_before(first.ts) if first.kind == "said" else ""
    thread = ticket.talk.elsewhere.get(first.ts, ticket.place)
    # Of a thread of which Zendesk has nothing yet since the question moved, all is news.
    since = thread.ts if ticket.came_from and first.kind == "said" else first.ts
    return slack.messages(thread, told or since, last.ts)


def _tries(ticket: Ticket, effect: fx.Effect) -> int:
    return ticket.attempts.get(effect.key, Attempt()).tries


def _person(slack: SlackWing, user: str | None) -> Person | None:
    return slack.person(user) if user else None
