"""Where the benchmark runs: stores and processes of its own in temporary folders, all gone at the end."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from helpdesk.store import keys
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.embedded import EmbeddedStore, Fsync
from tests.bench.slack_post import CHANNEL, RESPONDER, SECRET
from tests.story.stage import Stage, staged
from tests.waiting import until

Steps = Callable[[str, int], Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Run:
    """How thorough to be. `steps` announces that so many steps follow, and answers with what is called after each."""

    quick: bool
    steps: Steps


@contextmanager
def stored(fsync: Fsync = "always") -> Iterator[Redis]:
    """A fresh embedded store, in our settings. It never rewrites its file, which would come at any moment."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="hd"))
        store = stack.enter_context(EmbeddedStore(Path(folder), fsync))
        redis = stack.enter_context(Redis.from_url(store.url))
        redis.config_set("auto-aof-rewrite-percentage", 0)
        yield redis


def address(redis: Redis) -> str:
    """What HELPDESK_REDIS_URL is set to for other processes to use the same store."""
    return f"unix://{redis.connection_pool.connection_kwargs['path']}"


@contextmanager
def served(redis: Redis, names: Sequence[str]) -> Iterator[dict[str, int]]:
    """The doors with these names on one store, each in its own process; their ports."""
    with tempfile.TemporaryDirectory(prefix="hd") as folder:
        config = Path(folder) / "helpdesk.toml"
        config.write_text(f'[[channels]]\nname = "it-help"\nid = "{CHANNEL}"\nresponders = ["{RESPONDER}"]\n')
        said = {
            "HELPDESK_REDIS_URL": address(redis),
            "HELPDESK_CONFIG": str(config),
            "HELPDESK_SLACK_BOT_TOKEN": "xoxb-bench",
            "HELPDESK_SLACK_SIGNING_SECRET": SECRET,
        }
        doors: dict[str, subprocess.Popen[str]] = {}
        try:
            for name in names:
                command = [sys.executable, "-m", "tests.bench.doors", name]
                with (Path(folder) / f"{name}.log").open("wb") as log:  # written as by the product, and thrown away
                    doors[name] = subprocess.Popen(
                        command, env={**os.environ, **said}, stdout=subprocess.PIPE, stderr=log, text=True
                    )
            yield {name: _port(door) for name, door in doors.items()}
        finally:
            for door in doors.values():
                door.terminate()
                door.communicate()


def _port(door: subprocess.Popen[str]) -> int:
    assert door.stdout is not None
    line = door.stdout.readline()
    if not line:
        raise RuntimeError("A door ended before it was open: its error stands above.")
    return int(line)


@contextmanager
def performed(redis: Redis, *commands: Sequence[str], with_zendesk: bool) -> Iterator[Stage]:
    """The product between both stand-ins, on this store, with nothing reconciled while it is measured."""
    for side in ("slack", "zendesk"):
        Clockwork(redis).turn(f"reconcile:{side}", 3600)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="hd"))
        stage = stack.enter_context(staged(Path(folder), with_zendesk=with_zendesk))
        stage.environment["HELPDESK_REDIS_URL"] = address(redis)
        for command in commands:
            stage.start(*command)
        try:
            yield stage
        except Exception as error:
            error.add_note(f"The product's log ends with:\n{stage.log()[-2000:]}")
            raise


def workers(redis: Redis) -> int:
    """How many worker processes are alive."""
    return sum(bool(redis.exists(name)) for name in redis.smembers("rq:workers"))


def waiting(redis: Redis) -> int:
    """How many places want attention."""
    with redis.pipeline(transaction=False) as calls:
        for number in range(keys.SHARDS):
            calls.zcard(keys.due(keys.shard(number)))
        return sum(calls.execute())


def until_at_rest(redis: Redis, stage: Stage) -> None:
    """Return when nothing is due, and no webhook of Zendesk's is under way any more."""

    def rests() -> bool:
        return waiting(redis) == 0 and stage.zendesk.deliveries.pending == 0

    until(lambda: rests() and rests(), "a product at rest", 60)
