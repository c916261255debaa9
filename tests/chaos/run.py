"""One run: everything built, people acting, the plan carried out, calm, and the comparison."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from redis import Redis, RedisError

from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.slack.delivery import ACK_SECONDS
from tests.chaos.deeds import sights
from tests.chaos.gate import Gate
from tests.chaos.outcome import Outcome
from tests.chaos.people import People
from tests.chaos.plan import plan
from tests.chaos.timing import Watcher, slowest
from tests.chaos.verdict import Violation, violations
from tests.chaos.wrecking import Wrecker
from tests.story.stage import Stage, staged

RETRY_SCALE = 0.06
"""Slack tries again after 0, 60 and 300 s; here after 0, 3.6 and 18 s."""

EVENTS_A_SECOND = 3.0
QUIET_SECONDS = 150.0
READY_SECONDS = 60.0
Steps = Callable[[str, int | None], Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Run:
    """`folder` takes the logs, the store and the story; `steps` makes a bar of the progress."""

    seed: int
    minutes: float
    folder: Path
    steps: Steps

    def outcome(self) -> Outcome:
        """Do it all; takes `minutes` and about one more."""
        with (
            staged(self.folder, retry_scale=RETRY_SCALE) as stage,
            (self.folder / "story").open("w", buffering=1) as story,
        ):
            _without_limits(stage, self.folder / "helpdesk.toml")

            def tell(words: str) -> None:
                story.write(f"{time.time():.3f} {words}\n")

            with self._gated(stage) as gate:
                wrecker, people = Wrecker(stage, self.seed, tell), People(stage, self.seed, tell)
                stage.ready()
                watcher = Watcher(stage, gate, people.questions)
                with _running(watcher.watch_until):
                    self._trouble(wrecker, people)
                    wrecker.calm()
                    tell("calm")
                    return self._compared(stage, wrecker, watcher, people, tell)

    @contextmanager
    def _gated(self, stage: Stage) -> Iterator[Gate]:
        gate = Gate(stage.url)
        with Serving(gate.asgi) as serving:
            stage.slack.deliver_to = stage.zendesk.deliver_to = serving.url
            stage.slack.deliveries.ack_seconds = ACK_SECONDS
            yield gate

    def _trouble(self, wrecker: Wrecker, people: People) -> None:
        """A little while of work first, then everything that goes wrong."""
        acted = self.steps("Events", None)

        def act(stop: threading.Event) -> None:
            while not stop.is_set():
                before = people.events
                people.act_once(stop, EVENTS_A_SECOND)
                for _ in range(people.events - before):
                    acted()

        with _running(act):
            time.sleep(3.0)
            faults = plan(self.seed, self.minutes)
            wrecker.usual_trouble()
            wrecker.carry_out(faults, threading.Event(), self.steps("Faults", len(faults)))

    def _compared(
        self, stage: Stage, wrecker: Wrecker, watcher: Watcher, people: People, tell: Callable[[str], None]
    ) -> Outcome:
        calm, quiet = time.time(), None
        _within(READY_SECONDS, lambda: wrecker.keeps_up() and stage.answers())
        waited = self.steps("Waiting until it is quiet", None)
        restless = ["not looked at"]

        def is_quiet() -> bool:
            nonlocal restless
            wrecker.keep_up()
            waited()
            restless = _restless(self.folder / "data")
            return not watcher.outstanding() and not restless

        if _within(QUIET_SECONDS, is_quiet):
            quiet = time.time() - calm
        stage.slack.settled(20)
        said = stage.helpdesk("reconcile", "--json", seconds=240.0)
        tell(f"reconcile ended with {said.returncode}: {said.stdout} {said.stderr}")
        found = int(json.loads(said.stdout)["places"]) if said.returncode == 0 else -1
        wrong: list[Violation] = []

        def is_well() -> bool:
            nonlocal wrong
            watcher.look()
            seen = sights(stage, people.questions)
            wrong = [v for question in people.questions for v in violations(question, seen[question.ts])]
            return is_quiet() and not wrong

        _within(QUIET_SECONDS / 3, is_well)
        for violation in wrong:
            tell(f"{violation.wrong} {violation.ts}: {violation.words}")
        for line in restless:
            tell(f"left in the store: {line}")
        for ts, deed in slowest(people.questions, 10):
            tell(f"slow: {deed.kind} {deed.token} of {ts}, acknowledged {deed.acked:.3f}, seen {deed.seen:.3f}")
        return Outcome(self.seed, self.minutes, people.questions, wrecker.suffered, wrong, quiet, found, restless)


def _within(seconds: float, is_so: Callable[[], bool]) -> bool:
    end = time.time() + seconds
    while not is_so():
        if time.time() > end:
            return False
        time.sleep(0.3)
    return True


def _restless(data: Path) -> list[str]:
    """What the store still has to do now: places that are due or leased, mail not taken, and what was parked."""
    try:
        # The server's own socket, without becoming a user: a user would start a dead one again, which is to be seen.
        with Redis(unix_socket_path=(data / "server.lock").read_text(encoding="utf-8")) as redis:
            due = [
                f"due since {place.decode()}"
                for key in redis.scan_iter("hd:*:due")
                for place in cast("list[bytes]", redis.zrangebyscore(key, "-inf", time.time()))
            ]
            others = [key.decode() for pattern in ("hd:*:mail:*", "hd:{parked}:*") for key in redis.scan_iter(pattern)]
            return [*due, *others]
    except (RedisError, OSError) as error:
        return [f"the store does not answer: {type(error).__name__}"]


@contextmanager
def _running(what: Callable[[threading.Event], Any]) -> Iterator[None]:
    """In a thread of its own for as long as this lasts. What goes wrong there comes up here."""
    stop, failures = threading.Event(), list[BaseException]()

    def run() -> None:
        try:
            what(stop)
        except BaseException as failure:  # noqa: BLE001 - raised again in the thread that waits
            failures.append(failure)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)
    if failures:
        raise failures[0]


def _without_limits(stage: Stage, configuration: Path) -> None:
    """Hours of work happen in minutes here, so Slack's pace is not kept: tests/limits is about that.

    The Zendesk account is of the largest plan: in a smaller one so many replies wait for its pace, and not for us.
    """
    methods = ("chat.update", "conversations.history", "conversations.replies", "reactions.add", "reactions.remove")
    allowed = ", ".join(f'"{method}" = 3000' for method in (*methods, "chat.postMessage"))
    with configuration.open("a") as file:
        file.write(f"\n[slack]\nper_minute = {{ {allowed} }}\n")
    stage.zendesk.account.knobs.account_limit = 2500
    stage.zendesk.account.knobs.high_volume = True
