"""The servers that are compared, each in a process of its own under the same uvicorn settings; they measure nothing.

`python -m tests.bench.doors NAME` prints its port and serves until it is told to stop.
"""

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

import uvicorn
from redis.asyncio import Redis
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from helpdesk.commands.session import opened
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.events import ReactionAdded
from helpdesk.domain.place import Place
from helpdesk.doors.opening import open_reception
from helpdesk.doors.web import Secrets, create_app
from helpdesk.store.mailbox import AsyncMailbox
from helpdesk.wiring import Wiring
from tests.bench.slack_post import BOT, SECRET


def helpdesk(wiring: Wiring) -> ASGIApp:
    """Our door."""
    reception, close = open_reception(wiring)
    return create_app(reception, Secrets(SECRET, None), close)


def bare(wiring: Wiring) -> ASGIApp:
    """A route that does nothing but one round trip: no signature, no JSON, no second key."""
    redis: Redis = wiring.door_redis()
    numbers = count()

    async def event(_: Request) -> Response:
        await redis.set(f"bench:{next(numbers)}", "")
        return Response()

    return Starlette(routes=[Route("/slack/events", event, methods=["POST"])])


def bolt(wiring: Wiring) -> ASGIApp:
    """Slack's own framework with the same durable enqueue before its answer."""
    mailbox = AsyncMailbox(wiring.door_redis())
    clock = wiring.desk.clock

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=None, bot_user_id=BOT, bot_id="B0BENCH", bot_token="xoxb-bench"
        )

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @app.event("reaction_added")
    async def reacted(event: dict[str, Any], body: dict[str, Any]) -> None:
        place = Place(body["team_id"], event["item"]["channel"], event["item"]["ts"])
        fact = ReactionAdded(person=event["user"], emoji=event["reaction"], at=float(event["event_ts"]))
        await mailbox.put(Delivery(body["event_id"], place, fact), clock())

    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"])])


DOORS: dict[str, Callable[[Wiring], ASGIApp]] = {"helpdesk": helpdesk, "bare": bare, "bolt": bolt}


def serve(app: ASGIApp) -> None:
    """Serve on a free port, told on standard output."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        print(listening.getsockname()[1], flush=True)
        config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    with opened() as wiring, suppress(KeyboardInterrupt):
        serve(DOORS[sys.argv[1]](wiring))
