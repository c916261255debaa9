"""Answers of Slack and Zendesk that may be used again for a while: who is a responder, who has which e-mail."""

from typing import cast

from redis import Redis

from helpdesk.store import keys
from helpdesk.store.scripts import source


class Answers:
    """A cache shared by all processes. An answer asked for before it was made stale is never kept after."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self._remember = redis.register_script(source("remember"))

    def get(self, name: str) -> str | None:
        found = cast("bytes | None", self._redis.get(keys.answer(name)[0]))
        return found.decode() if found is not None else None

    def generation(self, name: str) -> str:
        """To be read before asking, and given to `put`."""
        found = cast("bytes | None", self._redis.get(keys.answer(name)[1]))
        return found.decode() if found else "0"

    def put(self, name: str, value: str, ttl_seconds: int, generation: str | None = None) -> None:
        """Keep an answer; not when `stale` was called since `generation` was read."""
        if generation is None:
            self._redis.set(keys.answer(name)[0], value, ex=ttl_seconds)
        else:
            self._remember(keys=list(keys.answer(name)), args=[value, ttl_seconds, generation])

    def forget(self, name: str) -> None:
        self._redis.delete(keys.answer(name)[0])

    def stale(self, name: str) -> None:
        """Forget an answer, and also the one that somebody is asking for right now."""
        with self._redis.pipeline() as calls:
            calls.incr(keys.answer(name)[1])
            calls.delete(keys.answer(name)[0])
            calls.execute()
