"""Puts the local Zendesk together as one ASGI application; the parts know nothing of each other's making."""

import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.acts import Acts
from helpdesk.sandbox.zendesk.clock import Clock
from helpdesk.sandbox.zendesk.deliveries import Deliveries
from helpdesk.sandbox.zendesk.door import Authenticate, Door
from helpdesk.sandbox.zendesk.driver import Driver
from helpdesk.sandbox.zendesk.faults import Faults
from helpdesk.sandbox.zendesk.journal import Journal
from helpdesk.sandbox.zendesk.oauth import Credentials, OAuth
from helpdesk.sandbox.zendesk.opening import find_bot, open_account
from helpdesk.sandbox.zendesk.rest_comments import CommentRooms
from helpdesk.sandbox.zendesk.rest_jobs import JobRooms
from helpdesk.sandbox.zendesk.rest_search import SearchRooms
from helpdesk.sandbox.zendesk.rest_settings import SettingsRooms
from helpdesk.sandbox.zendesk.rest_tickets import TicketRooms
from helpdesk.sandbox.zendesk.rest_uploads import FileRooms, UploadRooms
from helpdesk.sandbox.zendesk.rest_users import UserRooms
from helpdesk.sandbox.zendesk.rest_webhooks import WebhookRooms
from helpdesk.sandbox.zendesk.seed import Seed


@dataclass
class Zendesk:
    """The local Zendesk and its handles; `asgi` serves it, the rest may be used from any thread."""

    account: Account
    faults: Faults
    journal: Journal
    acts: Acts
    deliveries: Deliveries
    oauth: OAuth
    asgi: Starlette
    allowed_origins: set[str] = field(default_factory=set)
    """Origins besides its own whose pages may drive it, such as the demo's."""

    @property
    def deliver_to(self) -> str | None:
        """Base URL of the product; webhooks go to `/zendesk/webhook` below it."""
        return self.deliveries.deliver_to

    @deliver_to.setter
    def deliver_to(self, url: str | None) -> None:
        self.deliveries.deliver_to = url

    @property
    def public_url(self) -> str:
        """What links in answers begin with; empty until known, then taken from the first request."""
        return self.account.public_url

    @public_url.setter
    def public_url(self, url: str) -> None:
        self.account.public_url = url.rstrip("/")


def create_zendesk(  # noqa: PLR0913 - each is a setting of its own
    *,
    client_id: str,
    client_secret: str,
    email: str,
    api_token: str,
    webhook_secret: str,
    deliver_to: str | None,
    public_url: str,
    seed: Seed | None = None,
    retry_scale: float = 0.01,
    clock: Callable[[], float] = time.time,
) -> Zendesk:
    """A fresh account. `retry_scale` shortens Zendesk's pauses between webhook attempts.

    Both ways in, OAuth client and API token, act as the agent with `email`, named "Helpdesk" unless the seed has it.
    """
    account = open_account(
        seed or Seed(), clock=Clock(clock), public_url=public_url, bot_email=email, webhook_secret=webhook_secret
    )
    journal, faults, acts = Journal(), Faults(), Acts(account)
    credentials = Credentials(client_id, client_secret, email, api_token)
    oauth = OAuth(account, credentials, find_bot(account, email))
    deliveries = Deliveries(account, journal, faults, retry_scale=retry_scale)
    deliveries.deliver_to = deliver_to
    account.publish = deliveries.publish
    allowed_origins: set[str] = set()
    driver = Driver(
        account=account,
        acts=acts,
        faults=faults,
        journal=journal,
        deliveries=deliveries,
        oauth=oauth,
        allowed_origins=allowed_origins,
    )

    def door(routes: Iterable[BaseRoute], authenticate: Authenticate | None = None) -> Door:
        return Door(routes, account=account, journal=journal, faults=faults, authenticate=authenticate)

    doors = [
        Mount("/oauth", app=door(oauth.routes())),
        Mount("/attachments", app=door(FileRooms(account, oauth.authenticate).routes())),
        Mount("/api/v2", app=door(_api_routes(account, deliveries), oauth.authenticate)),
    ]
    agent_page = Route("/agent/tickets/{id:int}", _agent_page, methods=["GET"])
    asgi = Starlette(routes=[*driver.routes(), agent_page, *doors], lifespan=_lifespan(deliveries))
    return Zendesk(account, faults, journal, acts, deliveries, oauth, asgi, allowed_origins)


def _api_routes(account: Account, deliveries: Deliveries) -> list[Route]:
    # Jobs come first: `/tickets/update_many` must not be taken for a ticket.
    return [
        *JobRooms(account).routes(),
        *TicketRooms(account).routes(),
        *CommentRooms(account).routes(),
        *UserRooms(account).routes(),
        *UploadRooms(account).routes(),
        *SearchRooms(account).routes(),
        *SettingsRooms(account).routes(),
        *WebhookRooms(account, deliveries).routes(),
    ]


async def _agent_page(request: Request) -> Response:
    """The agent interface's address of a ticket leads to its place on the sandbox's page."""
    return RedirectResponse(f"/#ticket-{request.path_params['id']}", 302)


def _lifespan(deliveries: Deliveries) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with deliveries.running():
            yield

    return lifespan
