"""Mailboxes and leases as the store itself tells of them, for the demo's page. Only for a store of one's own."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

_PATTERNS = ("__keyspace@0__:hd:{s*}:mail:*", "__keyspace@0__:hd:{s*}:lease:*")
_TOLD = "K$lgx"
"""Keyspace events of strings, lists, deletion and expiry. https://valkey.io/topics/notifications/"""


@dataclass(frozen=True, slots=True)
class Seen:
    """An event `put` into the mailbox of a place; or its lease `taken`, `left`, or `expired` under a worker that died.

    `seconds` is how long the lease was held, when that is known.
    """

    place: str
    what: Literal["put", "taken", "left", "expired"]
    seconds: float | None = None


def watch(url: str, tell: Callable[[Seen], None], ready: Callable[[], None] = lambda: None) -> None:
    """Tell of everything from when it is `ready`. Ends only with the store: raises what redis-py raises then.

    It does not connect again by itself: a store that starts anew has forgotten that it shall tell.
    """
    redis = Redis.from_url(url, retry=Retry(NoBackoff(), 0))
    redis.config_set("notify-keyspace-events", _TOLD)
    held: dict[str, float] = {}
    with redis.pubsub(ignore_subscribe_messages=True) as heard:  # type: ignore[no-untyped-call]
        heard.psubscribe(*_PATTERNS)
        ready()
        for message in heard.listen():
            kind, _, place = message["channel"].decode().partition("}:")[2].partition(":")
            seen = _seen(kind, message["data"].decode(), place, held)
            if seen is not None:
                tell(seen)


def _seen(kind: str, command: str, place: str, held: dict[str, float]) -> Seen | None:
    match kind, command:
        case "mail", "rpush":
            return Seen(place, "put")
        case "lease", "set":
            held[place] = time.monotonic()
            return Seen(place, "taken")
        case "lease", "del" | "expired":
            since = held.pop(place, None)
            seconds = None if since is None else time.monotonic() - since
            return Seen(place, "left" if command == "del" else "expired", seconds)
        case _:
            return None
