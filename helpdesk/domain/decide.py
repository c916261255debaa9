"""`decide`: what a ticket is after something happened to it."""

from typing import assert_never

from helpdesk.domain import events as e
from helpdesk.domain import moving, promise_warnings, satisfaction
from helpdesk.domain.dead_letters import looked_after, renewed
from helpdesk.domain.effects import READING, opening_key
from helpdesk.domain.groups import asked_of, taken_at_mention
from helpdesk.domain.late_words import reopened_by_late_words
from helpdesk.domain.learn import learn
from helpdesk.domain.messages import kind_of_root, message_told
from helpdesk.domain.moves import BUTTON_STATES, moved
from helpdesk.domain.rerouting import rerouted, to_be_routed
from helpdesk.domain.rules import Rules
from helpdesk.domain.second_looks import unsure
from helpdesk.domain.ticket import Escalation, Move, Notice, Ticket, Why
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.marks import BUTTON, Mark, mark_added, mark_removed
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import file_withdrawn, withdrawn
from helpdesk.domain.timing import timed

_TAKING: dict[e.Button, State] = {"take": State.SEEN, "working": State.WORKING}
"""What somebody takes a question by, as they would by a reaction of that state."""
_WITHOUT_A_LOOK = frozenset({"not_a_responder", "outside"})


def decide(ticket: Ticket, event: e.Event | e.Learned, rules: Rules) -> Ticket:
    """The ticket after the event. Told twice or in another order, the same events give the same marks and state."""
    if ticket.kind == "moved" and isinstance(event, moving.TOLD):
        return moving.left_behind(ticket, event, rules)
    after = reopened_by_late_words(_after(ticket, event, rules))
    before = ticket
    if isinstance(event, e.MovedHere) and after is not ticket:
        before = event.ticket.model_copy(update={"timings": after.timings})
    return timed(before, event, after, rules)


def _after(ticket: Ticket, event: e.Event | e.Learned, rules: Rules) -> Ticket:
    match event:
        case e.Asked() | e.MovedHere():
            return _asked(ticket, event, rules)
        case e.ReactionAdded() | e.ReactionRemoved() | e.ReplyMarked():
            return _reacted(ticket, event, rules)
        case e.EscalationRequested() | e.DetailsGiven():
            return _filled_in(ticket, event, rules)
        case e.ButtonPressed() | e.Rerouted() | e.MoveWanted():
            return _chosen(ticket, event, rules)
        case e.Rated() | e.Commented() | e.Snoozed():
            return _answered(ticket, event, rules)
        case e.Replied() | e.ReplyChanged() | e.Reworded() | e.Deleted() | e.SpokeElsewhere():
            return message_told(ticket, event, rules)
        case e.ZendeskStirred():
            return _stirred(ticket, event, rules)
        case e.Overtaken():
            return unsure(ticket, event.at)
        case e.TryAgain() | e.Dropped():
            return looked_after(ticket, event)
        case _:
            return learn(ticket, event, rules)


def _asked(ticket: Ticket, event: e.Asked | e.MovedHere, rules: Rules) -> Ticket:
    if isinstance(event, e.MovedHere):
        return moving.arrived(ticket, event)
    if ticket.kind != "unknown":
        return ticket
    asked = asked_of(ticket, event.groups, event.by, ticket.place.ts, rules)
    if rules.track == "first-reaction" and not awaits_look_up(asked):
        return ticket
    ticket = asked
    kind = kind_of_root(ticket, announcement=event.announcement)
    found = {"kind": kind, "requester": event.by, "asked": event.at, "subject": event.subject}
    return ticket.model_copy(update={**found, "routing": to_be_routed(rules)})


def awaits_look_up(ticket: Ticket) -> bool:
    """Whether enough happened at an unknown message that we must know what it is."""
    asks = any(notice.why not in _WITHOUT_A_LOOK for notice in ticket.notices)
    pressed = ticket.move is not None and ticket.move.source == "button"
    asked = bool(ticket.marks or ticket.requests)
    return ticket.kind == "unknown" and (asked or pressed or ticket.escalation is not None or asks)


def _reacted(ticket: Ticket, event: e.ReactionAdded | e.ReactionRemoved | e.ReplyMarked, rules: Rules) -> Ticket:
    match event:
        case e.ReactionAdded():
            return _reaction_added(ticket, event, rules)
        case e.ReactionRemoved():
            return _reaction_removed(ticket, event, rules)
        case e.ReplyMarked():
            return _reply_marked(ticket, event, rules)
        case _:
            assert_never(event)


def _reaction_added(ticket: Ticket, event: e.ReactionAdded, rules: Rules) -> Ticket:
    meaning = rules.meaning(event.emoji)
    if meaning is None or event.person == rules.bot_user or ticket.kind in {"reply", "gone"}:
        return ticket
    if not rules.may(event.person):
        if ticket.kind == "announcement":  # people like it, and mean nothing by that
            return ticket
        return _noticed(ticket, event.person, _why_not(event.person, rules))
    if not isinstance(meaning, State):
        wanted = _wanted_in_zendesk(ticket, Escalation(by=event.person, at=event.at), rules)
        # The form could not be shown: a reaction opens none. Its other fields are offered afterwards.
        return wanted if wanted.escalation == ticket.escalation else _noticed(wanted, event.person, "details")
    mark = Mark(person=event.person, emoji=event.emoji, state=meaning, counts=True, added=event.at)
    return ticket.model_copy(update={"marks": mark_added(ticket.marks, mark)})


def _reaction_removed(ticket: Ticket, event: e.ReactionRemoved, rules: Rules) -> Ticket:
    """Taken off counts for who may, and for who no longer may but put it on when they could."""
    meaning = rules.meaning(event.emoji)
    known = any((m.person, m.emoji) == (event.person, event.emoji) for m in ticket.marks)
    if not isinstance(meaning, State) or not (known or rules.may(event.person)) or ticket.kind in {"reply", "gone"}:
        return ticket
    mark = Mark(person=event.person, emoji=event.emoji, state=meaning, counts=True, removed=event.at)
    return ticket.model_copy(update={"marks": mark_removed(ticket.marks, mark)})


def _reply_marked(ticket: Ticket, event: e.ReplyMarked, rules: Rules) -> Ticket:
    """Who may is told where it counts, unless it counts here; a thread without a question needs none."""
    taken = taken_at_mention(ticket, event, rules)
    if taken or event.removed:
        return taken or ticket
    tells = ticket.kind == "question" and rules.may(event.by)
    return _noticed(ticket, event.by, "on_a_reply") if tells else ticket


def _filled_in(ticket: Ticket, event: e.EscalationRequested | e.DetailsGiven, rules: Rules) -> Ticket:
    if not rules.may(event.by):
        return _noticed(ticket, event.by, _why_not(event.by, rules))
    if isinstance(event, e.DetailsGiven):
        return _detailed(ticket, event)
    wanted = Escalation.model_validate(event.model_dump(exclude={"kind"}))
    return _wanted_in_zendesk(ticket, wanted, rules)


def _wanted_in_zendesk(ticket: Ticket, wanted: Escalation, rules: Rules) -> Ticket:
    if not rules.zendesk:
        return _noticed(ticket, wanted.by, "not_set_up")
    key = opening_key(ticket.zendesk.id if ticket.zendesk else None)
    before = ticket.attempts.get(key, Attempt())
    if ticket.escalation is None or before.refused is not None or (before.shadowed and not rules.shadow):
        past = (*ticket.past, ticket.lost) if ticket.lost else ticket.past
        kind = "question" if ticket.kind == "announcement" else ticket.kind
        return ticket.model_copy(
            update={
                "kind": kind,
                "escalation": wanted,
                "past": past,
                "lost": None,
                "attempts": renewed(ticket.attempts, key),
            }
        )
    if ticket.escalation.by == wanted.by:
        return ticket
    return _noticed(ticket, wanted.by, "already_escalated")


def _why_not(person: str, rules: Rules) -> Why:
    return "outside" if person in rules.outside else "not_a_responder"


def _noticed(ticket: Ticket, person: str, why: Why) -> Ticket:
    if any((n.person, n.why) == (person, why) for n in ticket.notices):
        return ticket
    return ticket.model_copy(update={"notices": (*ticket.notices, Notice(person=person, why=why))})


def _detailed(ticket: Ticket, event: e.DetailsGiven) -> Ticket:
    """More fields for the ticket that is there; what was refused for want of them is tried again."""
    if ticket.zendesk is None:
        return ticket
    details = ticket.details.with_more(event.details) if ticket.details else event.details
    attempts = {key: attempt for key, attempt in ticket.attempts.items() if not attempt.fields}
    # Should Zendesk want still more, that is to be said again.
    notices = tuple(notice for notice in ticket.notices if notice.why != "fields_missing")
    return ticket.model_copy(update={"details": details, "attempts": attempts, "notices": notices})


def _answered(ticket: Ticket, event: e.Rated | e.Commented | e.Snoozed, rules: Rules) -> Ticket:
    """Somebody answered what they were told in private."""
    if isinstance(event, e.Snoozed):
        return promise_warnings.snoozed(ticket, event, rules)
    return satisfaction.told(ticket, event)


def _chosen(ticket: Ticket, event: e.ButtonPressed | e.Rerouted | e.MoveWanted, rules: Rules) -> Ticket:
    if not rules.may(event.by):
        return _noticed(ticket, event.by, _why_not(event.by, rules))
    if isinstance(event, e.MoveWanted):
        return moving.move_wanted(ticket, event, rules)
    if isinstance(event, e.Rerouted) and event.to in rules.moves_to:
        return moving.move_wanted(ticket, e.MoveWanted(by=event.by, to=event.to, at=event.at), rules)
    if isinstance(event, e.Rerouted):
        return rerouted(ticket, event, rules)
    if ticket.kind == "unknown":  # a store that was lost: the message with the button is to be found again
        ticket = unsure(ticket, event.at)
    for button, state in _TAKING.items():
        mark = Mark(person=event.by, emoji=f"{BUTTON}{button}", state=state, counts=True)
        if event.button == button:
            told = mark.model_copy(update={"added": event.at})
            ticket = ticket.model_copy(update={"marks": mark_added(ticket.marks, told)})
        elif event.button == "give_back":
            told = mark.model_copy(update={"removed": event.at})
            ticket = ticket.model_copy(update={"marks": mark_removed(ticket.marks, told)})
    if event.button not in BUTTON_STATES:
        return ticket
    return moved(ticket, Move(state=BUTTON_STATES[event.button], at=event.at, source="button", by=event.by))


def _stirred(ticket: Ticket, event: e.ZendeskStirred, rules: Rules) -> Ticket:
    """A hint to read, unless it tells of our own write, which is known already."""
    link = ticket.zendesk
    if event.about == "withdrawn" and event.ticket in ticket.past:
        return _withdrawn(ticket, event)
    if link is None or link.id != event.ticket:
        return ticket
    own = rules.zendesk_me is not None and event.actor == rules.zendesk_me and event.stamp <= link.stamp
    if own and event.about != "deadline":  # what a write of ours is due by is not in its answer
        return ticket
    if event.about == "merged" and event.into:
        return ticket.model_copy(update={"zendesk": link.model_copy(update={"merged_into": event.into})})
    if event.about == "withdrawn":
        ticket = _withdrawn(ticket, event)
    talked, acted = link.talked or event.about in {"", "talk"}, link.acted or event.about == "fields"
    stirred = link.model_copy(update={"stirred": True, "talked": talked, "acted": acted})
    reading = ticket.attempts.get(READING, Attempt())
    attempts = renewed(ticket.attempts, READING) if reading.refused is not None else ticket.attempts
    return ticket.model_copy(update={"zendesk": stirred, "attempts": attempts})


def _withdrawn(ticket: Ticket, event: e.ZendeskStirred) -> Ticket:
    """Also of a ticket that was closed or merged: its comments still stand in the thread."""
    if event.comment:
        ticket = ticket.model_copy(update={"talk": withdrawn(ticket.talk, event.comment)})
    if event.file:
        ticket = ticket.model_copy(update={"talk": file_withdrawn(ticket.talk, event.file)})
    return ticket
