"""Looks at the store: does it answer, would it keep what was acknowledged, and does somebody work on it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from helpdesk.doctor.findings import Finding, ok, warning, wrong
from helpdesk.doctor.rounds import Check, Round
from helpdesk.domain.dead_letters import dead
from helpdesk.reconcile import SLACK_SECONDS, ZENDESK_SECONDS
from helpdesk.store.vitals import StoreSilent, Vitals, vitals, workers_alive
from helpdesk.wiring import Wiring

_OLDEST = {"Redis": 7, "Valkey": 8}
_NEARLY_FULL = 0.9
_IS_IT_RUNNING = "Start it, and see that HELPDESK_REDIS_URL is its address."
_SEE_THEM = "See them with `helpdesk failed list`, and try them again or drop them."
_START_WORKERS = "Start them with `helpdesk up`, or `helpdesk work` on a machine of their own."


def store_round(wiring: Wiring, trouble: str | None) -> Round:
    """`trouble` is why the embedded store did not even start."""
    look = _Look(wiring, trouble)
    return (
        Check("store", look.at_the_server, _IS_IT_RUNNING),
        Check("workers", look.at_the_workers, _START_WORKERS),
        Check("given-up", look.at_what_was_given_up, _SEE_THEM),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    wiring: Wiring
    trouble: str | None

    def at_the_server(self) -> Iterator[Finding]:
        if self.trouble is not None:
            yield wrong("store", self.trouble, "Mend that, and run `helpdesk check` again.")
            return
        try:
            redis = self.wiring.redis
        except ValueError:
            yield wrong("store", "HELPDESK_REDIS_URL is not a store's address.", "Write it as redis://host:6379/0.")
            return
        try:
            seen = vitals(redis)
        except StoreSilent as silent:
            yield _silent(silent)
            return
        embedded = self.wiring.settings.redis_url is None
        yield from chain(_server(seen), _durability(seen, embedded=embedded), _memory(seen))

    def at_the_workers(self) -> Iterator[Finding]:
        try:
            alive = workers_alive(self.wiring.redis)
        except StoreSilent as silent:
            yield _silent(silent)
            return
        if not alive:
            yield warning("workers", "No worker is running, so that nothing is attended to.", _START_WORKERS)
            return
        yield ok("workers", f"{_count(alive, 'worker')} running.")
        yield from self._schedule()

    def at_what_was_given_up(self) -> Iterator[Finding]:
        parked = len(self.wiring.parked.unread(self.wiring.tickets))
        crashed = len(self.wiring.tickets.crashes())
        given_up = sum(len(dead(ticket)) for ticket in self.wiring.tickets.dead())
        if parked or given_up or crashed:
            words = f"{given_up} things were given up and {parked} deliveries could not be read."
            words += f" At {crashed} of the questions the helpdesk itself fails." if crashed else ""
            yield warning("given-up", words, _SEE_THEM)
        else:
            yield ok("given-up", "Nothing was given up, and every delivery could be read.")

    def _schedule(self) -> Iterator[Finding]:
        rounds = [("slack", "Slack", SLACK_SECONDS)]
        if self.wiring.account:
            rounds.append(("zendesk", "Zendesk", ZENDESK_SECONDS))
        for side, name, seconds in rounds:
            last = self.wiring.clockwork.last(f"reconcile:{side}")
            age = None if last is None else time.time() - last
            if age is None or age > 2 * seconds:
                when = "never" if age is None else f"{age / 60:.0f} minutes ago"
                yield warning(
                    "schedule",
                    f"{name} was compared with the store {when}; that is due every {seconds / 60:.0f} minutes.",
                    "Wait a minute if the workers have just started; else read their log for round_put_off.",
                )
            else:
                yield ok("schedule", f"{name} was compared with the store {age:.0f} s ago.")


def _silent(silent: StoreSilent) -> Finding:
    if silent.refused:
        return wrong(
            "store",
            "The store answers, but does not let the helpdesk in.",
            "See that HELPDESK_REDIS_URL has the right user and password, and that the user may do everything.",
        )
    return wrong("store", "The store does not answer.", _IS_IT_RUNNING)


def _server(seen: Vitals) -> Iterator[Finding]:
    name, oldest = f"{seen.kind} {seen.version}", _OLDEST[seen.kind]
    if seen.is_loading:
        yield warning("store", f"{name} is still reading its files.", "Wait until it has, and check again.")
    if seen.is_replica:
        yield wrong("store", f"{name} is a replica, which takes no writes.", "Set HELPDESK_REDIS_URL to the primary.")
    if seen.major < oldest:
        yield wrong("store", f"{name} is too old.", f"Use {seen.kind} {oldest} or newer.")
    elif not seen.is_replica and not seen.is_loading:
        yield ok("store", f"{name} answers.")


def _durability(seen: Vitals, *, embedded: bool) -> Iterator[Finding]:
    faults = list(_lost_at_a_crash(seen, embedded=embedded))
    if not seen.last_write_ok:
        faults.append(_broken("could not write its append-only file", "Give it room on its disk; its log says more."))
    if not seen.last_rewrite_ok:
        faults.append(_lame("could not shorten its append-only file", "Give it room on its disk; its log says more."))
    if seen.snapshot_failed:
        faults.append(_lame("could not write its last snapshot", 'Give it room on its disk, or set save "".'))
    yield from faults
    if not faults:
        yield ok("store-durability", "What is acknowledged is on the disk, and survives a crash.")


def _lost_at_a_crash(seen: Vitals, *, embedded: bool) -> Iterator[Finding]:
    if not seen.appends:
        yield _broken(
            "keeps no append-only file, so that a crash loses what was acknowledged",
            "Set appendonly yes and appendfsync always in the store's configuration.",
        )
        return
    always = "Set HELPDESK_STORE_FSYNC=always." if embedded else "Set appendfsync always in the store's configuration."
    match seen.fsync:
        case "always":
            return
        case "everysec":
            yield _lame("may lose its last second when the power is cut (appendfsync everysec)", always)
        case "":
            yield _lame(
                "does not tell how it writes its append-only file (CONFIG is forbidden)",
                "See in the service's own pages that appendfsync is always.",
            )
        case other:
            yield _broken(f"leaves it to the system when its file is written (appendfsync {other})", always)


def _memory(seen: Vitals) -> Iterator[Finding]:
    limit = f" of {_size(seen.limit)}" if seen.limit else ""
    if seen.policy != "noeviction":
        yield wrong(
            "store-memory",
            f"The store throws keys away when its memory is full (maxmemory-policy {seen.policy or 'unknown'}).",
            "Set maxmemory-policy noeviction in the store's configuration.",
        )
    elif seen.limit and seen.used >= seen.limit:
        yield wrong(
            "store-memory",
            f"The store is full, with {_size(seen.used)}{limit}: it takes nothing, and deliveries come again later.",
            "Raise maxmemory, and all goes on by itself.",
        )
    elif seen.limit and seen.used > seen.limit * _NEARLY_FULL:
        yield warning(
            "store-memory", f"The store uses {_size(seen.used)}{limit}: soon it takes nothing more.", "Raise maxmemory."
        )
    else:
        yield ok("store-memory", f"The store uses {_size(seen.used)}{limit}, and throws nothing away.")


def _broken(what: str, fix: str) -> Finding:
    return wrong("store-durability", f"The store {what}.", fix)


def _lame(what: str, fix: str) -> Finding:
    return warning("store-durability", f"The store {what}.", fix)


def _size(in_bytes: int) -> str:
    return f"{in_bytes / 2**20:.1f} MiB"


def _count(number: int, what: str) -> str:
    return f"{number} {what} is" if number == 1 else f"{number} {what}s are"
