"""Four workers with connections and clients of their own, who share nothing but the store."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from pydantic import SecretStr
from redis import Redis

from helpdesk.domain.budget import Budget, Room, Said, Urgency
from helpdesk.domain.retry import NoRoom, TryLater
from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.slack.app import Slack, create_slack
from helpdesk.sandbox.zendesk.app import Zendesk, create_zendesk
from helpdesk.sandbox.zendesk.seed import Knobs, Seed, TicketSeed
from helpdesk.slack.budgets import Purse as SlackPurse
from helpdesk.slack.calls import SlackCalls
from helpdesk.store.budgets import Budgets, spending
from helpdesk.zendesk.budgets import Purse as ZendeskPurse
from helpdesk.zendesk.login import TokenLogin
from helpdesk.zendesk.transport import Transport

WORKERS = 4
TOKEN = "xoxb-test"
HELP = "C0ITHELP1"
LOGIN = TokenLogin("helpdesk-bot@example.com", SecretStr("api-token"))


class ShortMinutes:
    """The budgets of the store, with minutes of so many seconds."""

    def __init__(self, budgets: Budgets, minute: float) -> None:
        self._budgets = budgets
        self._share = minute / 60

    def take(self, costs: Sequence[Budget], /) -> Mapping[str, Room]:
        return self._budgets.take(self._short(costs))

    def told(self, taken: Mapping[str, Room], said: Sequence[Said], /) -> None:
        self._budgets.told(taken, said)

    def close(self, costs: Sequence[Budget], seconds: float, /) -> None:
        self._budgets.close(self._short(costs), seconds)

    def _short(self, costs: Sequence[Budget]) -> list[Budget]:
        return [replace(budget, seconds=budget.seconds * self._share) for budget in costs]


@dataclass(order=True)
class Job:
    """One call at its time; `late` is how long after that it went out."""

    at: float
    number: int
    urgency: Urgency = field(compare=False)
    call: Callable[["Worker"], object] = field(compare=False)
    wanted: float = field(compare=False, default=0.0)


@dataclass
class Worker:
    """One process's clients."""

    slack: SlackCalls
    zendesk: Transport


@dataclass
class Town:
    """Both sides, and the crew."""

    slack: Slack
    zendesk: Zendesk
    workers: list[Worker]
    late: dict[Urgency, list[float]] = field(default_factory=lambda: {urgency: [] for urgency in Urgency})
    put_off: int = 0

    def __post_init__(self) -> None:
        self._jobs: list[Job] = []
        self._numbers = itertools.count()
        self._lock = threading.Lock()

    def steadily(
        self, pace: float, seconds: float, call: Callable[[Worker], object], urgency: Urgency = Urgency.STATUS
    ) -> None:
        """So many calls a second, one after the other, for so many seconds from now."""
        began = time.monotonic() + 0.2
        for number in range(int(pace * seconds)):
            at = began + number / pace
            heapq.heappush(self._jobs, Job(at, next(self._numbers), urgency, call, wanted=at))

    def work(self) -> None:
        """Until everything is done. Nobody waits for room: what finds none comes again when it is told to."""
        threads = [threading.Thread(target=self._work, args=(worker,)) for worker in self.workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _work(self, worker: Worker) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    return
                job = heapq.heappop(self._jobs) if self._jobs[0].at <= time.monotonic() else None
            if job is None:
                time.sleep(0.002)
                continue
            try:
                with spending(job.urgency):
                    job.call(worker)
            except NoRoom as full:
                self._again(job, full.after)
                self.put_off += 1
            except TryLater as later:
                self._again(job, later.after)
            else:
                self.late[job.urgency].append(time.monotonic() - job.wanted)

    def _again(self, job: Job, after: float) -> None:
        with self._lock:
            heapq.heappush(self._jobs, replace(job, at=time.monotonic() + after))

    def slack_429s(self) -> list[str]:
        return [call.method for call in self.slack.journal.calls() if call.error == "ratelimited"]

    def zendesk_429s(self) -> list[str]:
        return [call.path for call in self.zendesk.journal.calls if call.status == 429]


@contextmanager
def town(store_url: str, minute: float, **knobs: object) -> Iterator[Town]:
    """Both sides enforce their limits, in minutes of so many seconds."""
    slack = create_slack(bot_token=TOKEN, app_token="xapp-test", signing_secret="s", deliver_to=None, public_url="")
    slack.faults.add({"target": "rate_limits", "on": True, "minute": minute})
    said = Knobs.model_validate({"enforce_limits": True, "minute": minute, "export_lag": 0, **knobs})
    tickets = [TicketSeed(subject=str(n), description="x", requester="robin@example.com") for n in range(1, 5)]
    zendesk = create_zendesk(
        client_id="c",
        client_secret="s",
        email=LOGIN.email,
        api_token="api-token",
        webhook_secret="w",
        deliver_to=None,
        public_url="",
        seed=Seed(knobs=said, tickets=tickets),
    )
    with Serving(slack.asgi) as one, Serving(zendesk.asgi) as other:
        workers = []
        for _ in range(WORKERS):
            redis = Redis.from_url(store_url)
            to_slack = SlackPurse(ShortMinutes(Budgets(redis, "slack"), minute))
            to_zendesk = ZendeskPurse(ShortMinutes(Budgets(redis, "zendesk"), minute), said.account_limit)
            workers.append(
                Worker(
                    SlackCalls(TOKEN, f"{one.url}/api/", purse=to_slack),
                    Transport(other.url, LOGIN, purse=to_zendesk),
                )
            )
        zendesk.account.public_url = other.url
        yield Town(slack, zendesk, workers)
