"""A connection whose process is killed before its n-th call to the store, and the store as it was and as it is."""

from collections.abc import Callable
from typing import Any, cast

from redis import Redis


class Killed(BaseException):
    """No handler may help, and none of what follows takes effect either: the process is gone."""


class MortalRedis(Redis):
    """Lives for so many calls. A transaction is one call."""

    lives = 0

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.did: list[str] = []

    def execute_command(self, *args: Any, **options: Any) -> Any:
        self._call(str(args[0]))
        return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]

    def pipeline(self, transaction: bool = True, shard_hint: str | None = None) -> Any:
        self._call("pipeline")
        return super().pipeline(transaction, shard_hint)

    def _call(self, command: str) -> None:
        self.did.append(command)
        if self.lives and len(self.did) > self.lives:
            raise Killed


def done(url: str, lives: int, what: Callable[[Redis], object]) -> list[str]:
    """Do it over a connection that lives for so many calls, or for ever with 0; the calls it took. Killed."""
    client: MortalRedis = MortalRedis.from_url(url)  # type: ignore[assignment]
    client.lives = lives
    try:
        what(client)
    finally:
        client.connection_pool.disconnect()
    return client.did


Snapshot = dict[bytes, tuple[bytes, int]]


def snapshot(store: Redis) -> Snapshot:
    """Everything in the store, with how long it lives (ms)."""
    names = cast("list[bytes]", store.keys("*"))
    return {name: (cast("bytes", store.dump(name)), max(store.pttl(name), 0)) for name in names}


def restore(store: Redis, taken: Snapshot) -> None:
    store.flushall()
    for name, (value, lives) in taken.items():
        store.restore(name, lives, value)


def let_go(store: Redis) -> None:
    """The leases of who was killed run out."""
    for name in store.scan_iter("*:lease:*"):
        store.delete(name)


def contents(store: Redis) -> dict[str, object]:
    """All keys and values in order."""
    told: dict[str, object] = {}
    for key in sorted(store.scan_iter("hd:*")):
        match store.type(key):
            case b"hash":
                told[key.decode()] = store.hgetall(key)
            case b"list":
                told[key.decode()] = store.lrange(key, 0, -1)
            case b"zset":
                told[key.decode()] = store.zrange(key, 0, -1, withscores=True)
            case b"set":
                told[key.decode()] = store.smembers(key)
            case _:
                told[key.decode()] = store.get(key)
    return told
