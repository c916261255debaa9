"""Builds the local Slack: a workspace, its Web API, its deliveries and its driver, as one ASGI application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute

from helpdesk.sandbox.slack.acts import Acts
from helpdesk.sandbox.slack.delivery import Deliveries
from helpdesk.sandbox.slack.driver import Driver
from helpdesk.sandbox.slack.faults import Faults
from helpdesk.sandbox.slack.file_routes import file_routes
from helpdesk.sandbox.slack.founding import found
from helpdesk.sandbox.slack.interactions import Interactions
from helpdesk.sandbox.slack.journal import Journal
from helpdesk.sandbox.slack.request_urls import RequestUrls
from helpdesk.sandbox.slack.response_urls import response_url_routes
from helpdesk.sandbox.slack.seed import Seed, default_seed
from helpdesk.sandbox.slack.socket_mode import SocketMode
from helpdesk.sandbox.slack.web_api import WebApi
from helpdesk.sandbox.slack.workspace import Workspace


@dataclass(slots=True)
class Slack:
    """The whole local Slack. Serve `asgi` with its lifespan; drive it through `acts`, or over HTTP."""

    asgi: Starlette
    workspace: Workspace
    faults: Faults
    journal: Journal
    acts: Acts
    deliveries: Deliveries
    driver: Driver

    @property
    def deliver_to(self) -> str | None:
        """The app's base address, such as `http://127.0.0.1:3000`; None as long as there is none."""
        return self.deliveries.request_urls.deliver_to

    @deliver_to.setter
    def deliver_to(self, base: str | None) -> None:
        self.deliveries.request_urls.deliver_to = base

    @property
    def public_url(self) -> str:
        """Where people and the app reach this server; the start of every address it hands out."""
        return self.workspace.public_url

    @public_url.setter
    def public_url(self, url: str) -> None:
        self.workspace.public_url = url

    def settled(self, seconds: float = 60.0) -> bool:
        """For callers on other threads: wait until no event and no file is on its way; False when the time ran out."""
        if self.acts.loop is None:
            return True
        return asyncio.run_coroutine_threadsafe(self.deliveries.settle(seconds), self.acts.loop).result()


def create_slack(  # noqa: PLR0913  the app's three secrets and the addresses of both sides
    *,
    bot_token: str,
    app_token: str,
    signing_secret: str,
    deliver_to: str | None,
    public_url: str,
    seed: Seed | None = None,
    retry_scale: float = 0.01,
) -> Slack:
    """A local Slack that is not served yet. `retry_scale` shortens Slack's waits of 60 and 300 s between retries.

    `public_url` and `deliver_to` may also be set on the result, once the ports are known.
    Raises ValueError when the seed contradicts itself.
    """
    workspace = found(seed or default_seed(), public_url)
    faults, journal = Faults(), Journal()
    request_urls, socket_mode = RequestUrls(deliver_to, signing_secret), SocketMode(workspace)
    deliveries = Deliveries(workspace, faults, journal, request_urls, socket_mode, retry_scale=retry_scale)
    acts = Acts(workspace, deliveries, Interactions(workspace, deliveries))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        acts.loop = asyncio.get_running_loop()
        workspace.on_event = deliveries.event
        await request_urls.start()
        yield
        workspace.on_event = acts.loop = None
        await deliveries.stop()
        await request_urls.stop()

    web_api = WebApi(workspace, faults, journal, bot_token=bot_token, app_token=app_token)
    driver = Driver(workspace, acts, faults, journal)
    routes = [
        Route("/api/{method}", web_api),
        *file_routes(workspace, bot_token),
        *response_url_routes(workspace),
        WebSocketRoute("/link/", socket_mode.serve),
        Route("/archives/{channel}/{message}", _permalink),
        driver.mount,
    ]
    asgi = Starlette(routes=routes, lifespan=lifespan)
    return Slack(asgi, workspace, faults, journal, acts, deliveries, driver)


async def _permalink(request: Request) -> Response:
    """Permalinks lead to the page, which finds the message by the fragment."""
    return RedirectResponse(f"/#/{request.path_params['channel']}/{request.path_params['message']}")
