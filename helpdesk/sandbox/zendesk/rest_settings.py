"""The routes that say how the account is set up: statuses, fields, forms, settings; all read-only."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.zendesk.account import BRAND_ID, Account
from helpdesk.sandbox.zendesk.answers import custom_status_json, ticket_field_json, ticket_form_json
from helpdesk.sandbox.zendesk.calls import page, path_id
from helpdesk.sandbox.zendesk.errors import record_not_found
from helpdesk.sandbox.zendesk.records import Json

_Show = Callable[[Account, Any], Json]
_Handler = Callable[[Request], Awaitable[Response]]


class SettingsRooms:
    def __init__(self, account: Account) -> None:
        self._account = account

    def routes(self) -> list[Route]:
        account = self._account
        return [
            *self._pair("custom_statuses", "custom_status", account.custom_statuses, custom_status_json),
            *self._pair("ticket_fields", "ticket_field", account.ticket_fields, ticket_field_json),
            *self._pair("ticket_forms", "ticket_form", account.ticket_forms, ticket_form_json),
            Route("/account/settings", self.settings, methods=["GET"]),
            Route("/brands", self.brands, methods=["GET"]),
        ]

    def _pair(self, plural: str, singular: str, records: Mapping[int, Any], show: _Show) -> list[Route]:
        """A route for the list and one for a single record."""

        async def listing(request: Request) -> Response:
            items = [*records.values()]
            return JSONResponse(page(self._account, request, plural, items, lambda one: show(self._account, one)))

        async def single(request: Request) -> Response:
            record = records.get(path_id(request))
            if record is None:
                raise record_not_found()
            return JSONResponse({singular: show(self._account, record)})

        return [
            Route(f"/{plural}", listing, methods=["GET"]),
            Route(f"/{plural}/{{id:int}}", single, methods=["GET"]),
        ]

    async def settings(self, _request: Request) -> Response:
        """The few of https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/."""
        knobs = self._account.knobs
        tickets = {
            "assign_tickets_upon_solve": knobs.assign_tickets_upon_solve,
            "private_attachments": knobs.private_attachments,
            "maximum_personal_views_to_list": 8,
            "tagging": True,
            "markdown_ticket_comments": True,
            "rich_text_comments": True,
            "emoji_autocompletion": True,
            "comments_public_by_default": True,
        }
        features = {"custom_ticket_statuses": True, "ticket_forms": True, "satisfaction_ratings": False}
        return JSONResponse({"settings": {"tickets": tickets, "active_features": features}})

    async def brands(self, _request: Request) -> Response:
        brand = {"id": BRAND_ID, "name": "Sandbox", "active": True, "default": True}
        return JSONResponse({"brands": [brand], "next_page": None, "previous_page": None, "count": 1})
