"""The HTTP door as it is wired, on a store of the test's choice, and everything that knocks at it."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from redis import Redis
from starlette.types import Receive, Scope, Send

from helpdesk.config import Channel, Config, ZendeskConfig
from helpdesk.config.routes import RouteConfig
from helpdesk.domain.events import Event
from helpdesk.domain.place import Place
from helpdesk.doors.opening import open_reception
from helpdesk.doors.reception import Reception
from helpdesk.doors.web import Secrets, create_app
from helpdesk.settings import Settings
from helpdesk.store import keys
from helpdesk.store.parked import Parked, ParkedDeliveries
from helpdesk.store.records import Letter, read
from helpdesk.wiring import Wiring
from helpdesk.zendesk.signature import signed
from tests.slack import recorded as r
from tests.slack.stage import Swap
from tests.waiting import PATIENCE

NOW = 1_795_000_100.0
SLACK_SECRET, ZENDESK_SECRET = "shh", "whshh"
HELP = "C0ITHELP1"
"""The help channel of the local Slack; that of recorded payloads is `recorded.HELP`."""

ROUTES = (RouteConfig(words=("vpn",), to="S0NET"), RouteConfig(words=("busta paga",), to="C0PAY", name="Payroll"))

EVENTS_ROUTE, INTERACTIVITY, COMMANDS, WEBHOOK = (
    *("/slack/events", "/slack/interactivity", "/slack/commands"),
    "/zendesk/webhook",
)

UNHURRIED = 20.0
"""How much longer the doors of tests wait for what is asked of them meanwhile."""

T = TypeVar("T")


class Entrance(Swap):
    """One port for all tests; the loop that serves it closes what a test opened there."""

    def __init__(self) -> None:
        super().__init__()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self._loop = asyncio.get_running_loop()
        await super().__call__(scope, receive, send)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)


def settings(**more: Any) -> Settings:
    """A product with both services set up; Zendesk's address leads nowhere."""
    usual: dict[str, Any] = {
        "slack_bot_token": SecretStr("xoxb-test"),
        "slack_signing_secret": SecretStr(SLACK_SECRET),
        "slack_api_url": "http://127.0.0.1:1/api/",
        "zendesk_url": "http://127.0.0.1:1",
        "zendesk_client_id": "helpdesk",
        "zendesk_client_secret": SecretStr("zshh"),
        "zendesk_webhook_secret": SecretStr(ZENDESK_SECRET),
    }
    return Settings(_env_file=None, **(usual | more))


def wiring(
    store_url: str,
    zendesk: ZendeskConfig | None = None,
    *,
    shadow: bool = False,
    channels: tuple[Channel, ...] = (),
    patience: float = UNHURRIED,
    **more: Any,
) -> Wiring:
    """`zendesk` and `channels` are those parts of the configuration; `shadow`: the help channel is in shadow mode.

    `patience` is small where it is about how long the door waits.
    """
    channels = channels or (
        Channel(name="it-help", id=HELP, shadow=shadow),
        Channel(name="house-help", id=r.HELP, reactions={"eyes": "working"}, routes=ROUTES),
    )
    config = Config(channels=channels, zendesk=zendesk or ZendeskConfig())
    return Wiring(settings(**more), config, store_url, patience=patience)


def slack_headers(raw: bytes, at: float, secret: str = SLACK_SECRET) -> dict[str, str]:
    """https://docs.slack.dev/authentication/verifying-requests-from-slack ."""
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}


def zendesk_headers(raw: bytes, at: float, secret: str = ZENDESK_SECRET) -> dict[str, str]:
    """https://developer.zendesk.com/documentation/webhooks/verifying/ ."""
    stamp = datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")
    return {
        "x-zendesk-webhook-signature-timestamp": stamp,
        "x-zendesk-webhook-signature": signed(secret, stamp, raw),
        "x-zendesk-webhook-invocation-id": "01INVOCATION",
    }


@dataclass
class Door:
    """The door at `url`, with a view into its store."""

    url: str
    http: httpx.Client
    store: Redis
    reception: Reception
    entrance: Entrance
    webhook_secret: str | None = ZENDESK_SECRET
    clock: Callable[[], float] = field(default=lambda: NOW)

    def __post_init__(self) -> None:
        self.reception = replace(self.reception, clock=self.clock)
        self.entrance.app = create_app(self.reception, Secrets(SLACK_SECRET, self.webhook_secret))

    def knock(self, route: str, raw: bytes, **headers: str) -> httpx.Response:
        """A delivery with a good signature."""
        sign = zendesk_headers if route == WEBHOOK else slack_headers
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.post(self.url + route, content=raw, headers=sign(raw, self.clock()) | named)

    def event(self, event: r.Payload, **envelope: Any) -> httpx.Response:
        return self.knock(EVENTS_ROUTE, r.body(event, **envelope))

    def interaction(self, payload: r.Payload) -> httpx.Response:
        return self.knock(INTERACTIVITY, urlencode({"payload": json.dumps(payload)}).encode())

    def mail(self, place: Place | None = None) -> list[Event]:
        """What waits for a place."""
        raw: Any = self.store.lrange(keys.of(place or Place(r.TEAM, r.HELP, r.ROOT), "mail"), 0, -1)
        return [read(Letter, each).event for each in raw]

    def all_mail(self) -> list[Event]:
        """What waits for any place."""
        names: Any = self.store.keys("hd:*mail:*")
        raws: Any = [raw for name in names for raw in self.store.lrange(name, 0, -1)]
        return [read(Letter, raw).event for raw in raws]

    def kept(self) -> list[bytes]:
        """What is in the store besides budgets and what is remembered of people."""
        passing = (b"hd:{budgets", b"hd:{answers")
        return [key for key in self.store.scan_iter() if not key.startswith(passing)]

    def parked(self) -> list[Parked]:
        return ParkedDeliveries(self.store).all()

    def counted(self) -> dict[tuple[str, str, str], float]:
        """How many deliveries by door, kind and outcome, as `/metrics` says."""
        text = self.http.get(f"{self.url}/metrics").text
        return {
            (sample.labels["door"], sample.labels["kind"], sample.labels["outcome"]): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == "helpdesk_deliveries_total"
        }


@contextmanager
def opened(entrance: Entrance, url: str, parts: Wiring, store: Redis, **more: Any) -> Iterator[Door]:
    """A door as `helpdesk web` opens it."""
    reception, close = open_reception(parts)
    # No TLS here: spares reading the certificates each time.
    with httpx.Client(trust_env=False, verify=False, timeout=PATIENCE) as http:
        yield Door(url, http, store, reception, entrance, **more)

    async def closed() -> None:
        await close()

    entrance.run(closed())
