"""Dead letters: what became of tries, what was given up and is told of once, and how a person renews or ends it."""

from typing import assert_never

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import MOVING, RELAYING, RELAYING_FILE, TELLING_MOVED
from helpdesk.domain.effects.routing import PASSING, TELLING_ROUTE
from helpdesk.domain.effects.second_looks import LOOKING
from helpdesk.domain.people import is_forgotten
from helpdesk.domain.rules import Rules
from helpdesk.domain.second_looks import may_show_late, unsure, without_doubtful_posting
from helpdesk.domain.ticket import Notice, Ticket, attached, talk
from helpdesk.domain.ticket.attempt import Attempt

SHOWN_BY = (fx.SHOWING, fx.UPLOADING, fx.SHARING)
HIDDEN_BY = (fx.HIDING, fx.UNSHARING)
_OF_MOVES = (MOVING, TELLING_MOVED, RELAYING, RELAYING_FILE)
_TOLD_OF = ("zendesk.", *SHOWN_BY, *HIDDEN_BY, fx.LookUp.key, fx.POSTING, PASSING, TELLING_ROUTE, *_OF_MOVES)
"""What somebody waits for. Given up, the rest is listed and not told of: reactions, edits, private sentences."""


def dead(ticket: Ticket) -> dict[str, Attempt]:
    """The effects that were given up, by their keys, but for those somebody dropped."""
    return {key: attempt for key, attempt in ticket.attempts.items() if attempt.is_dead}


def attempted(ticket: Ticket, event: e.Started | e.Failed | e.PutOff | e.Refused) -> Ticket:
    """The ticket after a try that did not come through, or that is about to be made."""
    if isinstance(event, e.Refused) and event.key.startswith(SHOWN_BY):
        ticket = _not_shown(ticket, event)
    before = ticket.attempts.get(event.key, Attempt())
    attempt = _attempt(before, event)
    if isinstance(event, e.Refused) and event.key == LOOKING:  # there is nothing of ours where nothing is
        looked = ticket.model_copy(update={"shown": ticket.shown.model_copy(update={"unsure_until": None})})
        return without_doubtful_posting(looked)
    if before.doubt and attempt.doubt and may_show_late(event.key):
        ticket = unsure(ticket, max(attempt.began, attempt.again))
    ticket = ticket.model_copy(update={"attempts": {**ticket.attempts, event.key: attempt}})
    if attempt.doubt and ticket.zendesk and _assigns(event.key):
        return ticket.model_copy(update={"zendesk": ticket.zendesk.model_copy(update={"assigned": ""})})
    if attempt.doubt and event.key.startswith(fx.REACTING):
        perhaps = dict.fromkeys((*ticket.shown.perhaps, event.key.removeprefix(fx.REACTING)))
        return ticket.model_copy(update={"shown": ticket.shown.model_copy(update={"perhaps": tuple(perhaps)})})
    person = ticket.current.by
    told = any((n.person, n.why) == (person, "fields_missing") for n in ticket.notices)
    if not attempt.fields or person is None or is_forgotten(person) or told:
        return ticket
    notice = Notice(person=person, why="fields_missing")
    return ticket.model_copy(update={"notices": (*ticket.notices, notice)})


def _assigns(key: str) -> bool:
    """Whether this is the key of an update that writes the assignee."""
    return key.startswith(fx.UPDATING) and key.split(":")[3] != "-"


def _attempt(attempt: Attempt, event: e.Started | e.Failed | e.PutOff | e.Refused) -> Attempt:
    match event:
        case e.Started():
            return attempt.model_copy(update={"doubt": True, "began": event.at})
        case e.Failed():
            tries, began = attempt.tries + 1, attempt.began if event.doubt else 0.0
            return Attempt(tries=tries, again=event.again, began=began, doubt=event.doubt, trouble=event.why)
        case e.PutOff():
            began = attempt.began if event.doubt else 0.0
            return attempt.model_copy(update={"again": event.again, "began": began, "doubt": event.doubt})
        case e.Refused() if attempt.refused is not None:
            return attempt
        case e.Refused():
            tries, refusal = attempt.tries + 1, event.model_dump(include={"doubt", "fields", "at"})
            return Attempt(tries=tries, refused=event.why, **refusal)
        case _:
            assert_never(event)


def _not_shown(ticket: Ticket, event: e.Refused) -> Ticket:
    """Whoever wrote a comment is told in Zendesk; of a file the thread is told, and only where that fails the agent."""
    _, id_, *words = event.key.split(":")
    if event.key.startswith(fx.SHOWING):
        changed = talk.refused(ticket.talk, int(id_), event.why)
    else:
        changed = talk.file_refused(ticket.talk, int(id_), event.why, words=bool(words))
    return ticket.model_copy(update={"talk": changed})


def warning(ticket: Ticket, rules: Rules) -> fx.WarnOfDead | None:
    """One message of all that was given up since the last; what wants fields was told with the form for them."""
    untold = {k: a for k, a in dead(ticket).items() if k.startswith(_TOLD_OF) and not (a.told or a.fields)}
    if not untold:
        return None
    reasons = tuple(dict.fromkeys(attempt.refused or "" for attempt in untold.values()))
    return fx.WarnOfDead(ticket.warnings, tuple(sorted(untold)), reasons, _answerable(ticket, rules))


def _answerable(ticket: Ticket, rules: Rules) -> str | None:
    """Who is told where agents have no channel: the assignee, who brought the state about, who wanted the ticket."""
    by = ticket.current.by
    people = [ticket.assignee, by if by and rules.may(by) else None]
    people.append(ticket.escalation.by if ticket.escalation else None)
    people += [mark.person for mark in ticket.marks if mark.present]
    return next((person for person in people if person and not is_forgotten(person)), None)


def warned(ticket: Ticket, event: e.Warned) -> Ticket:
    """The ticket after the responders heard of these."""
    heard = {
        key: attempt.model_copy(update={"told": True})
        for key, attempt in dead(ticket).items()
        if key in event.keys and not attempt.told
    }
    if not heard:
        return ticket
    return ticket.model_copy(update={"attempts": {**ticket.attempts, **heard}, "warnings": ticket.warnings + 1})


def looked_after(ticket: Ticket, event: e.TryAgain | e.Dropped) -> Ticket:
    """The ticket after somebody who runs the helpdesk said what is to become of it."""
    return _tried_again(ticket, event) if isinstance(event, e.TryAgain) else _dropped(ticket, event)


def _tried_again(ticket: Ticket, event: e.TryAgain) -> Ticket:
    """Without the attempts at one thing, or at all that nobody dropped.

    What may have taken effect is still remembered: it must be looked for before it is done again.
    """
    chosen = [key for key, a in ticket.attempts.items() if key == event.key or not (event.key or a.dropped)]
    files = ticket.talk.files
    for key in chosen:
        if key.startswith((fx.UPLOADING, fx.SHARING)) and not key.endswith(fx.IN_WORDS):
            files = attached.tried_again(files, int(key.split(":")[1]), anew=not ticket.attempts[key].doubt)
    attempts = ticket.attempts
    for key in chosen:
        attempts = renewed(attempts, key)
    return ticket.model_copy(update={"attempts": attempts, "talk": ticket.talk.model_copy(update={"files": files})})


def renewed(attempts: dict[str, Attempt], key: str) -> dict[str, Attempt]:
    """The attempts with this one starting afresh, but for its doubt."""
    others = {k: attempt for k, attempt in attempts.items() if k != key}
    doubt = key in attempts and attempts[key].doubt
    return {**others, key: Attempt(doubt=True)} if doubt else others


def _dropped(ticket: Ticket, event: e.Dropped) -> Ticket:
    """The ticket without the wish for something that was given up; what is not dead stays as it is."""
    attempt = dead(ticket).get(event.key)
    if attempt is None:
        return ticket
    if event.key == fx.opening_key(None):
        waiting = ticket.talk.model_copy(update={"waiting": ()})
        return ticket.model_copy(update={"escalation": None, "details": None, "talk": waiting})
    if event.key.startswith(fx.TELLING):
        untold = talk.told(ticket.talk, {event.key.removeprefix(fx.TELLING): 0})
        return ticket.model_copy(update={"talk": untold})
    if event.key.startswith(fx.SHOWING):
        unshown = talk.shown(ticket.talk, int(event.key.removeprefix(fx.SHOWING)), "")
        return ticket.model_copy(update={"talk": unshown})
    # Wished for by what the ticket is: it stays undone for as long as that is so.
    silent = attempt.model_copy(update={"dropped": True})
    return ticket.model_copy(update={"attempts": {**ticket.attempts, event.key: silent}})
