"""Where people's words and ids lie besides the tickets, and how they are dropped."""

from collections.abc import Callable, Iterator
from typing import cast

from redis import Redis, ResponseError

from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.duty import Duties
from helpdesk.store.parked import ParkedDeliveries

_PAGE = 500


class Remains:
    """Looks through the whole store, which takes seconds where it is large. Everything may be done twice."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self._parked = ParkedDeliveries(redis)

    def places(self) -> Iterator[Place]:
        """Every place there is a ticket or mail of, those without a number included, each once."""
        places = set()
        for what in ("ticket", "mail"):
            for key in self._redis.scan_iter(keys.anywhere(what), count=_PAGE):
                places.add(Place.parse(key.decode().partition(f"}}:{what}:")[2]))
        yield from sorted(places)

    def mail(self, place: Place) -> list[str]:
        """What lies in a mailbox, not yet taken."""
        found = cast("list[bytes]", self._redis.lrange(keys.of(place, "mail"), 0, -1))
        return [raw.decode(errors="replace") for raw in found]

    def drop_answers(self, about: Callable[[str], bool]) -> int:
        """Forget what holds a text of cached answers, readers of lists and wishes for figures; how many."""
        dropped = 0
        for kept in (f"{keys.ANSWERS}*", keys.settled("*")):
            for key in list(self._redis.scan_iter(kept, count=_PAGE)):
                value = cast("bytes | None", self._redis.get(key)) or b""
                if about(key.decode()) or about(value.decode(errors="replace")):
                    dropped += self._redis.delete(key)
        asked = cast("list[bytes]", self._redis.hkeys(keys.STATS))
        wishes = [id_ for id_ in asked if about(id_.decode())]
        return dropped + (self._redis.hdel(keys.STATS, *wishes) if wishes else 0)

    def drop_parked(self, wanted: Callable[[str, float], bool]) -> int:
        """Drop the parked deliveries that are wanted gone, by body and time of coming (seconds); how many."""
        return sum(self._parked.drop(p.id) for p in self._parked.all() if wanted(f"{p.id} {p.raw}", p.at))

    def leave_duties(self, about: Callable[[str], bool], stand_in: str) -> int:
        """Put a neutral word in somebody's place in what is known of duties; in how many records."""
        return Duties(self._redis).without(about, stand_in)

    def compact(self) -> bool:
        """Have the append-only file written anew: what was dropped stands in the old one. False where we may not."""
        try:
            self._redis.bgrewriteaof()
        except ResponseError as refused:
            return "progress" in str(refused) or "scheduled" in str(refused)
        return True
