"""Attending to a place: its lease, its ticket and its waiting events, and the one way to write them back."""

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from redis import Redis, RedisError

from helpdesk.domain.dead_letters import dead
from helpdesk.domain.history import KEPT, Entry
from helpdesk.domain.lists import lists_of
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.store import keys, records
from helpdesk.store.crash import Crash
from helpdesk.store.scripts import source

STORE_ERRORS = (RedisError, OSError)
"""What the store raises when it is away or in trouble."""

LEASE_MS = 3000
"""How long the place of a killed worker waits at most. A worker that stands still for longer loses it, and no more."""

RENEW_SECONDS = 0.75
BATCH = 100
REFUSED = "refused"
ENDED_KEPT = 20
"""How many of the questions that ended last each list keeps, in each shard."""

UNKNOWN_SECONDS = 30 * 24 * 3600
"""How long a message is remembered that turned out to be a reply or gone."""


class LeaseLost(Exception):
    """Another worker may attend to this place now; nothing was written."""


@dataclass
class Lease:
    """One worker's hold on a place. `mail` are the letters not absorbed yet, the oldest first.

    `cause`: the deliveries absorbed last, for the logs. `due`: when the place wanted attention.
    `is_newer`: the ticket was written by a newer version, and is nothing that we could go on with. `unreadable` is the
    ticket's record that no version wrote, as it is in the store. `crash`: what went wrong in attending to it.
    """

    place: Place
    token: str
    rev: int
    ticket: Ticket | None
    mail: list[bytes]
    cause: str = ""
    due: float | None = None
    is_newer: bool = False
    unreadable: bytes | None = None
    crash: Crash | None = None


class Leases:
    """Takes places, one worker for each at a time."""

    def __init__(self, redis: "Redis") -> None:
        self._take = redis.register_script(source("take"))
        self._commit = redis.register_script(source("commit"))
        self._rest = redis.register_script(source("rest"))
        self._renew = redis.register_script(source("renew"))

    def take(self, place: Place) -> Lease | None:
        """The place's lease, or None while another worker holds it."""
        token = uuid.uuid4().hex
        return self._taken(place, token)

    def again(self, lease: Lease) -> Lease:
        """The same lease with what the mailbox holds now."""
        taken = self._taken(lease.place, lease.token)
        if taken is None:
            raise LeaseLost(str(lease.place))
        return taken

    def _taken(self, place: Place, token: str) -> Lease | None:
        names = [keys.of(place, what) for what in ("lease", "hint", "ticket", "mail")]
        names.append(keys.due(keys.shard_of(place)))
        found = self._take(keys=names, args=[token, LEASE_MS, BATCH, str(place)])
        if not found:
            return None
        rev, body, mail, cause, due = found
        lease = Lease(place, token, int(rev), None, mail, cause.decode(), float(due) if due else None)
        try:
            lease.ticket = records.ticket_in(body, place)
            lease.unreadable = body if body and lease.ticket is None else None
        except records.NewerRecord:
            lease.is_newer = True
        return lease

    def commit(self, lease: Lease, ticket: Ticket | None, absorbed: int, history: Sequence[Entry]) -> None:
        """Write the ticket (None leaves it as it is), its new history, and drop the absorbed events, in one step."""
        self._write(lease, ticket, absorbed, history, KEPT)

    def rewrite(self, lease: Lease, ticket: Ticket | None, history: Sequence[Entry]) -> None:
        """Write the ticket with this history in place of the whole one it had, as long as it had."""
        self._write(lease, ticket, 0, history, len(history))

    def _write(self, lease: Lease, ticket: Ticket | None, absorbed: int, history: Sequence[Entry], kept: int) -> None:
        body = records.written(ticket) if ticket else ""
        known = ticket or lease.ticket
        lives = 0 if known and known.kind in {"question", "moved"} else UNKNOWN_SECONDS
        entries = [records.written(line) for line in history]
        live = int(known is not None and known.is_live)
        names = [keys.of(lease.place, what) for what in ("lease", "ticket", "mail", "history")]
        shard = keys.shard_of(lease.place)
        names += [keys.live(shard), keys.census(shard), keys.dead(shard), keys.lists(shard)]
        arguments: list[str | bytes | int] = [lease.token, lease.rev, body, absorbed, LEASE_MS, lives, kept]
        arguments += [str(lease.place), live, _counted(known), lease.cause if absorbed else ""]
        arguments += [_listed(known), ENDED_KEPT, *entries]
        if not self._commit(keys=names, args=arguments):
            raise LeaseLost(str(lease.place))
        lease.rev += 1
        lease.ticket = known
        del lease.mail[:absorbed]

    def rest(self, lease: Lease, wake: float | None, *, although_mail_waits: bool = False) -> bool:
        """Let go until `wake` (seconds). False when events came in the meantime: the lease is kept, take `again`.

        Its crash stays known until the place rests without one.
        """
        shard = keys.shard_of(lease.place)
        names = [keys.of(lease.place, "lease"), keys.of(lease.place, "mail"), keys.due(shard), keys.crashed(shard)]
        until = "" if wake is None else wake
        arguments: list[str | bytes | float] = [lease.token, until, str(lease.place), int(although_mail_waits)]
        arguments += [LEASE_MS, records.written(lease.crash) if lease.crash else ""]
        answer = self._rest(keys=names, args=arguments)
        if answer == 0:
            raise LeaseLost(str(lease.place))
        return bool(answer == 2)

    @contextmanager
    def kept(self, lease: Lease, on_trouble: Callable[[str], None]) -> Iterator[None]:
        """Renew the lease in the background, for as long as this process lives and outside calls take."""
        done = threading.Event()

        def renew() -> None:
            while not done.wait(RENEW_SECONDS):
                try:
                    self._renew(keys=[keys.of(lease.place, "lease")], args=[lease.token, LEASE_MS])
                except RedisError as error:
                    on_trouble(type(error).__name__)

        thread = threading.Thread(target=renew, name=f"lease {lease.place}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()


def _counted(ticket: Ticket | None) -> str:
    """What a ticket counts as in the census: its state, and `REFUSED` for each effect that was given up."""
    if ticket is None:
        return ""
    states = [ticket.state.value] if ticket.kind == "question" else []
    return " ".join([*states, *[REFUSED] * len(dead(ticket))])


def _listed(ticket: Ticket | None) -> str:
    """The lists it stands in, each with its time."""
    return " ".join(f"{name} {time!r}" for name, time in lists_of(ticket).items()) if ticket else ""
