"""The sandbox as a whole: the local Slack on one port, the local Zendesk on another, one page for both.

It starts no product and knows none; the product is told of it by `environment` and `configuration`.
"""

import signal
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from helpdesk.sandbox import product_settings
from helpdesk.sandbox.controls import CHANGES, CONTROLS, Controls
from helpdesk.sandbox.page.site import create_page
from helpdesk.sandbox.product_settings import Credentials
from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.slack.app import create_slack
from helpdesk.sandbox.town_seed import SeedWrong, TownSeed, demo_account
from helpdesk.sandbox.zendesk.app import create_zendesk

_ZENDESK_DRIVER = "/sandbox/zendesk/"


class Sandbox:
    """`with Sandbox() as sandbox: open(sandbox.url)`; port 0 takes a free one, known before the start.

    `events_to` is the product's base address, such as `http://127.0.0.1:3000`, and may be set later. Raises OSError
    when a port is taken, SeedWrong when the seed can't be used.
    """

    def __init__(
        self,
        *,
        slack_port: int = 0,
        zendesk_port: int = 0,
        events_to: str | None = None,
        seed: Path | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        self.credentials = credentials = credentials or Credentials()
        first = TownSeed() if seed is None else TownSeed.load(seed)
        try:
            self.slack = create_slack(
                bot_token=credentials.bot_token,
                app_token=credentials.app_token,
                signing_secret=credentials.signing_secret,
                deliver_to=events_to,
                public_url="",
                seed=first.slack,
            )
            self.zendesk = create_zendesk(
                client_id=credentials.client_id,
                client_secret=credentials.client_secret,
                email=credentials.email,
                api_token=credentials.api_token,
                webhook_secret=credentials.webhook_secret,
                deliver_to=events_to,
                public_url="",
                seed=first.zendesk or demo_account(),
            )
        except (ValueError, LookupError) as error:
            raise SeedWrong(f"the seed contradicts itself: {error}") from error
        self.controls = Controls(self.slack, self.zendesk)
        side = _SlackSide(self.slack.asgi, self.zendesk.asgi, create_page(), self.controls.asgi)
        self._slack_server = Serving(side, port=slack_port)
        try:
            self._zendesk_server = Serving(_ZendeskSide(self.zendesk.asgi, self.url), port=zendesk_port)
        except OSError:
            self._slack_server.stop()
            raise
        self.slack.public_url = self._slack_server.url
        self.zendesk.public_url = self._zendesk_server.url

    @property
    def url(self) -> str:
        """The page's address, with a slash at the end."""
        return f"{self._slack_server.url}/"

    @property
    def slack_api_url(self) -> str:
        """The Web API's base, with a slash at the end."""
        return f"{self._slack_server.url}/api/"

    @property
    def zendesk_url(self) -> str:
        """The account's address, without a slash at the end."""
        return self._zendesk_server.url

    @property
    def events_to(self) -> str | None:
        """The product's base address; events, interactions and webhooks go below it."""
        return self.slack.deliver_to

    @events_to.setter
    def events_to(self, base: str | None) -> None:
        self.slack.deliver_to = self.zendesk.deliver_to = base

    def environment(self) -> dict[str, str]:
        """The `HELPDESK_` variables of a product that shall work with this sandbox."""
        return product_settings.environment(
            self.credentials,
            slack_api_url=self.slack_api_url,
            zendesk_url=self.zendesk_url,
            events_to=self.events_to,
        )

    def configuration(self) -> str:
        """The `helpdesk.toml` for the seeded channels and the account's own fields."""
        fields = [field.id for field in self.zendesk.account.ticket_fields.values() if not field.system]
        return product_settings.configuration(self.slack.workspace, fields)

    def start(self) -> Self:
        """Serve both sides, each in a thread; returns when they answer."""
        self._slack_server.start()
        try:
            self._zendesk_server.start()
        except RuntimeError:
            self._slack_server.stop()
            raise
        return self

    def stop(self) -> None:
        """Close both ports. What was written is gone."""
        self._slack_server.stop()
        self._zendesk_server.stop()

    def run(self) -> None:
        """Serve in the foreground until Ctrl+C or SIGTERM. For the main thread only."""
        ended = threading.Event()
        before = {each: signal.signal(each, lambda *_: ended.set()) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            with self:
                ended.wait()
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _SlackSide:
    """What the Slack port answers: the page, what drives both sides, and Slack itself, whose lifespan it runs.

    The Zendesk driver stands here as well because a page may only ask its own origin.
    """

    def __init__(self, slack: ASGIApp, zendesk: ASGIApp, page: ASGIApp, controls: ASGIApp) -> None:
        self._slack, self._zendesk, self._page, self._controls = slack, zendesk, page, controls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and (path == "/" or path.startswith("/page/")):
            await self._page(scope, receive, send)
        elif scope["type"] == "http" and path in {CHANGES, CONTROLS}:
            await self._controls(scope, receive, send)
        elif scope["type"] == "http" and path.startswith(_ZENDESK_DRIVER):
            await self._zendesk(scope, receive, send)
        else:
            await self._slack(scope, receive, send)


class _ZendeskSide:
    """What the Zendesk port answers: Zendesk itself, with its agent interface on the page of the Slack port."""

    def __init__(self, zendesk: ASGIApp, page: str) -> None:
        async def desk(_request: Request) -> Response:
            return RedirectResponse(page, 302)

        async def ticket(request: Request) -> Response:
            return RedirectResponse(f"{page}#ticket-{request.path_params['id']}", 302)

        self._zendesk = zendesk
        self._agents = Router(routes=[Route("/", desk), Route("/agent/tickets/{id:int}", ticket)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        is_page = scope["type"] == "http" and (path == "/" or path.startswith("/agent/"))
        await (self._agents if is_page else self._zendesk)(scope, receive, send)
