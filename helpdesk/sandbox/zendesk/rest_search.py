"""The routes that find many tickets: search and the incremental export; they change nothing."""

import shlex

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.answers import ticket_json, user_json
from helpdesk.sandbox.zendesk.calls import page, read_cursor, write_cursor
from helpdesk.sandbox.zendesk.clock import read_stamp
from helpdesk.sandbox.zendesk.errors import ApiError, bad_request
from helpdesk.sandbox.zendesk.records import STATUSES, Json, Ticket, User
from helpdesk.sandbox.zendesk.rest_users import answers_query

_RESULTS_LIMIT = 1000
_LARGEST_EXPORT = 1000
_OPERATORS = ("<=", ">=", ":", "<", ">")


class SearchRooms:
    def __init__(self, account: Account) -> None:
        self._account = account

    def routes(self) -> list[Route]:
        return [
            Route("/search", self.search, methods=["GET"]),
            Route("/search/export", self.search, methods=["GET"]),
            Route("/search/count", self.count, methods=["GET"]),
            Route("/incremental/tickets/cursor", self.export, methods=["GET"]),
        ]

    async def search(self, request: Request) -> Response:
        return JSONResponse(page(self._account, request, "results", self._found(request), self._show))

    async def count(self, request: Request) -> Response:
        return JSONResponse({"count": len(self._found(request))})

    def _show(self, found: Ticket | User) -> Json:
        if isinstance(found, User):
            return {**user_json(self._account, found), "result_type": "user"}
        return {**ticket_json(self._account, found), "result_type": "ticket"}

    def _found(self, request: Request) -> list[Ticket | User]:
        """The newest first, a thousand at most, without what the index doesn't know yet."""
        words = _words(request.query_params.get("query", ""))
        kind = request.query_params.get("filter[type]", "")
        if "type:user" in words or kind == "user":
            rest = [word for word in words if word != "type:user"]
            users = [*self._account.living_users()]
            return [user for user in users if all(answers_query(user, word.lower()) for word in rest)]
        newest = self._account.clock.now() - self._account.knobs.search_lag
        tickets = [
            ticket
            for ticket in reversed(self._account.tickets.values())
            if not ticket.deleted and ticket.created_at <= newest and all(self._fits(ticket, word) for word in words)
        ]
        return [*tickets[:_RESULTS_LIMIT]]

    def _fits(self, ticket: Ticket, word: str) -> bool:
        operator = next((one for one in _OPERATORS if one in word), None)
        if operator is None:
            return word.lower() in f"{ticket.subject} {ticket.description}".lower()
        name, _, wanted = word.partition(operator)
        if name == "type":
            return wanted in {"ticket", ticket.type}
        if name in {"created", "updated"}:
            return _compare(getattr(ticket, f"{name}_at"), operator, _second(wanted))
        if name == "status":
            return wanted in STATUSES and _compare(STATUSES.index(ticket.status), operator, STATUSES.index(wanted))
        return wanted.lower() in self._values(ticket, name)

    def _values(self, ticket: Ticket, name: str) -> set[str]:
        """What a `name:` of a query is held against, in lower case; the 422 for a name that isn't known."""
        known: dict[str, list[object]] = {
            "external_id": [ticket.external_id],
            "tags": [*ticket.tags],
            "priority": [ticket.priority],
            "subject": [ticket.subject],
            "group": [ticket.group_id],
            "form": [ticket.ticket_form_id],
            "requester": self._person(ticket.requester_id),
            "assignee": self._person(ticket.assignee_id),
            "via": [ticket.via["channel"]],
        }
        if name not in known:
            raise ApiError(422, {"error": "invalid", "description": f"Invalid search: {name} is not a keyword here"})
        return {str(value).lower() for value in known[name] if value is not None} or {"none"}

    def _person(self, user_id: int | None) -> list[object]:
        user = self._account.users.get(user_id or 0)
        return [user.id, user.email, user.name] if user else []

    async def export(self, request: Request) -> Response:
        """Tickets in the order of their changes, deleted ones too; the last minute is left out.

        https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
        """
        lag = self._account.knobs.export_lag
        horizon = self._account.clock.second() - lag
        size = min(int(request.query_params.get("per_page", _LARGEST_EXPORT)), _LARGEST_EXPORT)
        after, begin = _begin(request)
        if begin is not None and begin > horizon:
            description = f"Too recent start_time. Use a start_time older than {lag} seconds"
            raise ApiError(422, {"error": "InvalidValue", "description": description})
        waiting = sorted(
            (
                ticket
                for ticket in self._account.tickets.values()
                if ticket.change > after and (begin or 0) <= ticket.generated_timestamp
            ),
            key=lambda ticket: ticket.change,
        )
        ready = [ticket for ticket in waiting if lag == 0 or ticket.generated_timestamp <= horizon]
        shown = ready[:size]
        cursor = write_cursor(shown[-1].change if shown else after)
        address = f"{self._account.public_url}/api/v2/incremental/tickets/cursor.json?cursor={cursor}"
        return JSONResponse(
            {
                "tickets": [ticket_json(self._account, ticket) for ticket in shown],
                "after_url": address,
                "after_cursor": cursor,
                "before_url": None,
                "before_cursor": None,
                "end_of_stream": len(shown) == len(ready),
            }
        )


def _begin(request: Request) -> tuple[int, int | None]:
    """The change to go on after, and the start_time when there is no cursor yet."""
    try:
        if request.query_params.get("cursor"):
            return int(read_cursor(request.query_params["cursor"])), None
        return 0, int(request.query_params["start_time"])
    except (KeyError, ValueError):
        raise bad_request("start_time or cursor is needed") from None


def _words(query: str) -> list[str]:
    try:
        return shlex.split(query)
    except ValueError:
        return query.split()


def _second(text: str) -> int:
    try:
        return read_stamp(text)
    except ValueError:
        raise ApiError(422, {"error": "invalid", "description": f"Invalid search: {text} is not a time"}) from None


def _compare(value: int, operator: str, wanted: int) -> bool:
    return {
        ":": value == wanted,
        "<": value < wanted,
        ">": value > wanted,
        "<=": value <= wanted,
        ">=": value >= wanted,
    }[operator]
