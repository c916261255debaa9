"""Words written in a thread that the question has left: it goes on as if they had been written where it stands."""

from collections.abc import Iterator

from helpdesk.domain import events as e
from helpdesk.domain.dead_letters import renewed
from helpdesk.domain.effects.moving import MOVING, RELAYING, RelayFile, RelayWords
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket, relays, talk
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.relays import Relay, RelayedFile


def relaying(ticket: Ticket, place: Place, said: e.Replied | e.ReplyChanged) -> Ticket:
    """The ticket with a message at `place` to be shown, or to be shown otherwise; what else comes of it is its own."""
    if isinstance(said, e.Replied):
        relay = Relay(ts=said.ts, place=place, internal=said.internal)
        return ticket.model_copy(update={"talk": talk.relaying(ticket.talk, relay)})
    changed = relays.changed(ticket.talk.relays, said.ts, said.at, deleted=said.deleted)
    if changed == ticket.talk.relays:
        return ticket
    attempts = renewed(ticket.attempts, f"{RELAYING}{said.ts}")
    told = ticket.talk.model_copy(update={"relays": changed})
    return ticket.model_copy(update={"talk": told, "attempts": attempts})


def perhaps_left(ticket: Ticket, event: e.Replied) -> Ticket:
    """While nobody knows whether the question has left already, what is written may be to be shown where it went."""
    moving = ticket.moving
    if moving is None or not ticket.attempts.get(f"{MOVING}{moving.to}", Attempt()).doubt:
        return ticket
    relay = Relay(ts=event.ts, place=ticket.place, internal=event.internal)
    known = ticket.talk.model_copy(update={"relays": relays.with_relay(ticket.talk.relays, relay)})
    return ticket.model_copy(update={"talk": known})


def to_be_relayed(ticket: Ticket) -> Iterator[RelayWords | RelayFile]:
    """One after the other, so that their order holds, each with its files; one that was given up holds nothing back.

    One that may be there already isn't held back: it has to be looked for. One that is gone may be there all the same,
    as long as nobody has looked.
    """
    held = False
    for relay in ticket.talk.relays:
        relays_it = RelayWords(relay)
        attempt = ticket.attempts.get(relays_it.key, Attempt())
        if relay.place == ticket.place:
            continue
        yield from (RelayFile(relay, file) for file in relay.files if file.gone or not file.there)
        if relay.is_settled and not attempt.doubt:
            continue
        if attempt.refused is not None or attempt.doubt or not held:
            yield relays_it
        held = held or attempt.refused is None


def relayed(ticket: Ticket, event: e.WordsRelayed | e.FileRelayed) -> Ticket:
    """The ticket after the thread was made to say it, or to say it no more."""
    done = tuple(_relayed(one, event) if one.ts == event.ts else one for one in ticket.talk.relays)
    return ticket.model_copy(update={"talk": ticket.talk.model_copy(update={"relays": done})})


def _relayed(relay: Relay, event: e.WordsRelayed | e.FileRelayed) -> Relay:
    if isinstance(event, e.FileRelayed):
        return relay.model_copy(update={"files": tuple(_with_file(relay, event))})
    known = {"where": event.where, "shown": event.shown, "shows": max(event.edited, relay.shows)}
    files = relays.with_files(relay.files, event.files)
    return relay.model_copy(update={**known, "gone": relay.gone or event.gone, "files": files})


def _with_file(relay: Relay, event: e.FileRelayed) -> Iterator[RelayedFile]:
    for file in relay.files:
        if file.id != event.id:
            yield file
        elif not event.gone:
            yield file.model_copy(update={"file": event.file, "there": event.there})
