"""How the store itself is: what it is, what it would keep, and who works on it. It changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from redis import AuthenticationError, Redis, RedisError, ResponseError

WORKERS = "rq:workers"


class StoreSilent(Exception):
    """The store said nothing of itself; `refused` when it answers but doesn't let us in."""

    def __init__(self, *, refused: bool) -> None:
        super().__init__()
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Vitals:
    """What a server says of itself. `fsync` and `policy` are empty where it doesn't tell; sizes are in bytes."""

    kind: str
    version: str
    is_replica: bool
    is_loading: bool
    appends: bool
    fsync: str
    policy: str
    last_write_ok: bool
    last_rewrite_ok: bool
    snapshot_failed: bool
    used: int
    limit: int
    """0: none of its own."""

    @property
    def major(self) -> int:
        first = self.version.partition(".")[0]
        return int(first) if first.isdecimal() else 0


def vitals(redis: Redis) -> Vitals:
    """Ask the server; raises StoreSilent.

    INFO tells nearly all of it, which managed services allow where they forbid CONFIG.
    https://valkey.io/commands/info/
    """
    try:
        said = cast("Mapping[str, Any]", redis.info())
        return _read(said, _told(redis, "appendfsync"), _told(redis, "maxmemory-policy"))
    except (AuthenticationError, ResponseError):
        raise StoreSilent(refused=True) from None
    except (RedisError, OSError):
        raise StoreSilent(refused=False) from None


def _read(said: Mapping[str, Any], fsync: str, policy: str) -> Vitals:
    # A Valkey says for old clients which Redis it resembles.
    valkey = said.get("valkey_version")
    return Vitals(
        kind="Valkey" if valkey else "Redis",
        version=str(valkey or said.get("redis_version", "")),
        is_replica=said.get("role", "master") != "master",
        is_loading=bool(said.get("loading")),
        appends=bool(said.get("aof_enabled")),
        fsync=fsync,
        policy=policy or str(said.get("maxmemory_policy", "")),
        last_write_ok=said.get("aof_last_write_status", "ok") == "ok",
        last_rewrite_ok=said.get("aof_last_bgrewrite_status", "ok") == "ok",
        snapshot_failed=said.get("rdb_last_bgsave_status", "ok") != "ok",
        used=int(said.get("used_memory", 0)),
        limit=int(said.get("maxmemory", 0)),
    )


def _told(redis: Redis, setting: str) -> str:
    try:
        found = cast("Mapping[str, str]", redis.config_get(setting))
    except ResponseError:
        return ""
    return str(found.get(setting, ""))


def workers_alive(redis: Redis) -> int:
    """How many worker processes are alive: RQ keeps a key for each while it beats. Raises StoreSilent."""
    try:
        names = cast("set[bytes]", redis.smembers(WORKERS))
        return sum(bool(redis.exists(name)) for name in names)
    except (RedisError, OSError):
        raise StoreSilent(refused=False) from None
