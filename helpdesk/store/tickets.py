"""Finding and reading tickets: by place, by number, by Zendesk ticket, with their history."""

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from redis import Redis

from helpdesk.domain.history import Entry
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.store import keys, records
from helpdesk.store.crash import Crash
from helpdesk.store.records import ticket_in, unless_newer
from helpdesk.store.scripts import source

_PAGE = 500


class Tickets:
    """The tickets, read-only but for their two indexes, numbers and Zendesk tickets; live ones are in the `shards`."""

    def __init__(self, redis: "Redis", shards: Sequence[str] = keys.EVERYWHERE) -> None:
        self._redis = redis
        self._shards = shards
        self._number = redis.register_script(source("number"))
        self._renumber = redis.register_script(source("renumber"))
        self._link = redis.register_script(source("link"))
        self._take_over = redis.register_script(source("take_over"))

    def number(self, prefix: str, place: Place) -> str:
        """The number people know the place by (`IT-42`), the next free one when it has none."""
        self._redis.sadd(keys.PREFIXES, prefix)
        return f"{prefix}-{self._number(keys=list(keys.numbers(prefix)), args=[str(place)])}"

    def has_number(self, number: str, place: Place) -> bool:
        """Give the place the number it had; False when one of them belongs elsewhere. Naturally repeatable."""
        prefix, _, count = number.rpartition("-")
        self._redis.sadd(keys.PREFIXES, prefix)
        return bool(self._renumber(keys=list(keys.numbers(prefix)), args=[str(place), int(count)]))

    def link(self, zendesk: int, place: Place) -> None:
        """Remember where a Zendesk ticket belongs; merged tickets belong to several places. Naturally repeatable."""
        self._link(keys=[keys.ZENDESK], args=[str(zendesk), str(place), "0"])

    def take_over(self, ticket: Ticket) -> None:
        """What is known by its number or its Zendesk tickets is found at its place now, not where it was left.

        Naturally repeatable.
        """
        prefix, _, count = (ticket.number or "").rpartition("-")
        if prefix:
            self._redis.sadd(keys.PREFIXES, prefix)
            self._take_over(keys=list(keys.numbers(prefix)), args=[count, str(ticket.place)])
        for zendesk in (*ticket.past, *([ticket.zendesk.id] if ticket.zendesk else [])):
            self._link(keys=[keys.ZENDESK], args=[str(zendesk), str(ticket.place), "1"])

    def at(self, place: Place) -> Ticket | None:
        body = cast("bytes | None", self._redis.hget(keys.of(place, "ticket"), "body"))
        return ticket_in(body, place)

    def forget(self, place: Place) -> None:
        """Throw a record away that nothing can be done with; the next event finds none, and its number stays."""
        self._redis.hdel(keys.of(place, "ticket"), "body")
        self._redis.hdel(keys.crashed(keys.shard_of(place)), str(place))

    def numbered(self, number: str) -> Place | None:
        """Where `IT-42` stands; upper and lower case are one."""
        prefix, _, count = number.upper().rpartition("-")
        return _place(cast("bytes | None", self._redis.hget(keys.numbers(prefix)[1], count)))

    def of_zendesk(self, zendesk: int) -> Place | None:
        """Where a Zendesk ticket belongs, the first of its places."""
        return next(iter(self.places_of(zendesk)), None)

    def in_channel(self, channel: str, ts: str) -> Place | None:
        """Where something is known of the message `ts`, in whichever workspace of ours the channel is."""
        teams = dict.fromkeys(place.team for place, _ in self._places())
        return next((place for team in teams if self.at(place := Place(team, channel, ts))), None)

    def history(self, place: Place) -> list[Entry]:
        """What happened, the oldest first."""
        lines = cast("list[bytes]", self._redis.lrange(keys.of(place, "history"), 0, -1))
        return [records.read(Entry, line) for line in lines]

    def live(self, channel: str | None = None) -> Iterator[Ticket]:
        """The tickets that are not over, of one channel or of all, in no order."""
        return self._in_sets(keys.live, channel)

    def dead(self) -> Iterator[Ticket]:
        """The tickets of which something was given up, in no order."""
        return self._in_sets(keys.dead)

    def crash(self, place: Place) -> Crash | None:
        """None for a place that came to rest when it was attended to last."""
        raw = cast("bytes | None", self._redis.hget(keys.crashed(keys.shard_of(place)), str(place)))
        return records.read(Crash, raw) if raw else None

    def crashes(self) -> dict[Place, Crash]:
        """The places that the helpdesk itself fails at, those that failed longest ago first."""
        found: dict[bytes, bytes] = {}
        for shard in self._shards:
            found |= cast("dict[bytes, bytes]", self._redis.hgetall(keys.crashed(shard)))
        crashes = {Place.parse(name.decode()): records.read(Crash, raw) for name, raw in found.items()}
        return dict(sorted(crashes.items(), key=lambda each: each[1].at))

    def _in_sets(self, name: Callable[[str], str], channel: str | None = None) -> Iterator[Ticket]:
        for shard in self._shards:
            page: list[Place] = []
            for found in self._redis.sscan_iter(name(shard), count=_PAGE):
                place = Place.parse(found.decode())
                if channel in {None, place.channel}:
                    page.append(place)
                if len(page) == _PAGE:
                    yield from self._read(page)
                    page = []
            yield from self._read(page)

    def many(self, places: list[Place]) -> dict[Place, Ticket | None]:
        """Those of these places that have one; None where this version can't read it."""
        return {place: unless_newer(body, place) for place, body in self._bodies(places) if body}

    def places_of(self, zendesk: int) -> list[Place]:
        """Every place a Zendesk ticket belongs to."""
        return keys.places(cast("bytes | None", self._redis.hget(keys.ZENDESK, str(zendesk))))

    def count(self) -> int:
        """How many numbers were given."""
        prefixes = cast("set[bytes]", self._redis.smembers(keys.PREFIXES))
        return sum(int(self._redis.hlen(keys.numbers(p.decode())[1])) for p in prefixes)

    def all(self, since: float = 0.0) -> Iterator[Ticket]:
        """Every numbered ticket, the lowest numbers of each prefix first; of messages older than `since` none."""
        page: list[Place] = []
        places = (found for found in self._places() if float(found[0].ts) >= since)
        for place, _ in sorted(places, key=lambda found: found[1]):
            page.append(place)
            if len(page) == _PAGE:
                yield from self._read(page)
                page = []
        yield from self._read(page)

    def _read(self, places: list[Place]) -> Iterator[Ticket]:
        tickets = (unless_newer(body, place) for place, body in self._bodies(places))
        return (ticket for ticket in tickets if ticket)

    def _bodies(self, places: list[Place]) -> list[tuple[Place, bytes | None]]:
        with self._redis.pipeline(transaction=False) as calls:
            for place in places:
                calls.hget(keys.of(place, "ticket"), "body")
            return list(zip(places, calls.execute(), strict=True))

    def _places(self) -> Iterator[tuple[Place, tuple[str, int]]]:
        prefixes = cast("set[bytes]", self._redis.smembers(keys.PREFIXES))
        for prefix in sorted(p.decode() for p in prefixes):
            for number, place in self._redis.hscan_iter(keys.numbers(prefix)[1], count=_PAGE):
                yield Place.parse(place.decode()), (prefix, int(number))


def _place(text: bytes | None) -> Place | None:
    return Place.parse(text.decode()) if text else None
