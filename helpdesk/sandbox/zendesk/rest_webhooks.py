"""The webhook routes: make, list, change, delete, signing secret; for admins alone. Deliveries happen elsewhere.

https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.answers import webhook_json
from helpdesk.sandbox.zendesk.calls import actor_of, cursor_page, json_part
from helpdesk.sandbox.zendesk.deliveries import Deliveries
from helpdesk.sandbox.zendesk.errors import ApiError, forbidden, record_not_found
from helpdesk.sandbox.zendesk.identifiers import opaque_token, ulid
from helpdesk.sandbox.zendesk.records import Json, Webhook

_REQUIRED = ("name", "endpoint", "http_method", "request_format", "status")
_KNOWN = frozenset(
    {*_REQUIRED, "id", "description", "subscriptions", "authentication", "custom_headers", "signing_secret"}
)


_BY_TRIGGER = "conditional_ticket_events"
Answer = Callable[[Request], Awaitable[Response]]


class WebhookRooms:
    def __init__(self, account: Account, deliveries: Deliveries) -> None:
        self._account = account
        self._deliveries = deliveries

    def routes(self) -> list[Route]:
        return [
            Route("/webhooks", self._for_admins(self.index), methods=["GET"]),
            Route("/webhooks", self._for_admins(self.create), methods=["POST"]),
            Route("/webhooks/{id}", self._for_admins(self.show), methods=["GET"]),
            Route("/webhooks/{id}", self._for_admins(self.update), methods=["PUT", "PATCH"]),
            Route("/webhooks/{id}", self._for_admins(self.delete), methods=["DELETE"]),
            Route("/webhooks/{id}/signing_secret", self._for_admins(self.show_secret), methods=["GET"]),
            Route("/webhooks/{id}/signing_secret", self._for_admins(self.renew_secret), methods=["POST"]),
        ]

    def _for_admins(self, answer: Answer) -> Answer:
        async def answered(request: Request) -> Response:
            if actor_of(self._account, request).user.role != "admin":
                raise forbidden()
            return await answer(request)

        return answered

    def _show(self, webhook: Webhook) -> Json:
        return webhook_json(webhook, self._deliveries.endpoint(webhook) or "")

    def _one(self, request: Request) -> Webhook:
        webhook = self._account.webhooks.get(request.path_params["id"])
        if webhook is None:
            raise record_not_found()
        return webhook

    async def index(self, request: Request) -> Response:
        part = request.query_params.get("filter[name_contains]", "").lower()
        webhooks = [webhook for webhook in self._account.webhooks.values() if part in webhook.name.lower()]
        return JSONResponse(cursor_page(self._account, request, "webhooks", webhooks, self._show))

    async def create(self, request: Request) -> Response:
        payload = await json_part(request, "webhook", _KNOWN)
        missing = [name for name in _REQUIRED if not payload.get(name)]
        if missing:
            raise _invalid(f"{', '.join(missing)} missing")
        limit = self._account.knobs.webhook_limit
        if limit is not None and len(self._account.webhooks) >= limit:
            raise _invalid("The account has reached its limit of webhooks")
        now = self._account.clock.second()
        webhook = Webhook(
            id=ulid(int(self._account.clock.now() * 1000)),
            name="",
            endpoint=None,
            secret=(payload.get("signing_secret") or {}).get("secret") or opaque_token(),
            subscriptions=(),
            created_by=actor_of(self._account, request).user.id,
            created_at=now,
        )
        self._fill(webhook, payload)
        self._account.webhooks[webhook.id] = webhook
        return JSONResponse({"webhook": self._show(webhook)}, 201)

    def _fill(self, webhook: Webhook, payload: Json) -> None:
        """Take over what the payload names, as both PUT and PATCH are used with zenpy's whole objects."""
        _check(payload)
        webhook.name = payload.get("name", webhook.name)
        webhook.description = payload.get("description", webhook.description) or ""
        webhook.status = payload.get("status", webhook.status)
        webhook.subscriptions = tuple(payload.get("subscriptions", webhook.subscriptions))
        webhook.custom_headers = payload.get("custom_headers", webhook.custom_headers) or {}
        webhook.authentication = payload.get("authentication", webhook.authentication)
        if payload.get("endpoint") not in (None, "", self._deliveries.endpoint(webhook)):
            webhook.endpoint = payload["endpoint"]
        webhook.updated_at = self._account.clock.second()

    async def show(self, request: Request) -> Response:
        return JSONResponse({"webhook": self._show(self._one(request))})

    async def update(self, request: Request) -> Response:
        self._fill(self._one(request), await json_part(request, "webhook", _KNOWN))
        return Response(status_code=204)

    async def delete(self, request: Request) -> Response:
        del self._account.webhooks[self._one(request).id]
        return Response(status_code=204)

    async def show_secret(self, request: Request) -> Response:
        return JSONResponse({"signing_secret": {"secret": self._one(request).secret, "algorithm": "SHA256"}})

    async def renew_secret(self, request: Request) -> Response:
        webhook = self._one(request)
        webhook.secret = opaque_token()
        return JSONResponse({"signing_secret": {"secret": webhook.secret, "algorithm": "SHA256"}}, 201)


def _check(payload: Json) -> None:
    """Events come by POST in JSON, and a webhook is for events or for triggers."""
    subscriptions = payload.get("subscriptions") or []
    if _BY_TRIGGER in subscriptions and len(subscriptions) > 1:
        raise _invalid("subscriptions are either conditional_ticket_events or event types")
    unknown = [each for each in subscriptions if each != _BY_TRIGGER and not each.startswith("zen:event-type:")]
    if unknown:
        raise _invalid(f"unknown subscriptions: {', '.join(unknown)}")
    by_event = subscriptions and _BY_TRIGGER not in subscriptions
    if by_event and (payload.get("http_method", "POST"), payload.get("request_format", "json")) != ("POST", "json"):
        raise _invalid("events are sent by POST as json")
    if payload.get("status", "active") not in {"active", "inactive"}:
        raise _invalid("status is active or inactive")


def _invalid(title: str) -> ApiError:
    return ApiError(400, {"errors": [{"code": "InvalidWebhookParams", "title": title}]})
