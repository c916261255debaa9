"""The ticket routes: create, read, update, tags, comments, audits, merge, delete; the rules are in other rooms."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.zendesk import ticket_ends
from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.answers import audit_json, group_json, ticket_json, user_json
from helpdesk.sandbox.zendesk.calls import actor_of, ids_in, json_body, json_part, note_unknown, page, path_id
from helpdesk.sandbox.zendesk.errors import bad_request, idempotent_request_error
from helpdesk.sandbox.zendesk.records import Audit, Json, Ticket
from helpdesk.sandbox.zendesk.slas import policy_metrics
from helpdesk.sandbox.zendesk.ticket_writes import create_ticket, tidy_tags, update_ticket

KNOWN_COMMENT_KEYS = frozenset({"body", "html_body", "public", "author_id", "uploads"})
KNOWN_TICKET_KEYS = frozenset(
    {"subject", "comment", "requester", "requester_id", "submitter_id", "assignee_id", "assignee_email", "group_id"}
    | {"status", "custom_status_id", "priority", "type", "external_id", "tags", "custom_fields", "fields", "due_at"}
    | {"problem_id", "ticket_form_id", "brand_id", "email_ccs", "followers", "collaborators", "collaborator_ids"}
    | {"metadata", "safe_update", "updated_stamp", "via_followup_source_id", "description", "recipient", "via"}
    | {"organization_id", "raw_subject", "macro_ids", "macro_id", "id"}
)
_KEY_LIFE = 2 * 60 * 60
_KEY_LENGTH = 255


@dataclass(slots=True)
class _Answered:
    """What an Idempotency-Key stands for, for two hours."""

    body: bytes
    answer: Json
    ends: float


class TicketRooms:
    def __init__(self, account: Account) -> None:
        self._account = account
        self._answered: dict[str, _Answered] = {}

    def routes(self) -> list[Route]:
        return [
            Route("/tickets", self.create, methods=["POST"]),
            Route("/tickets", self.index, methods=["GET"]),
            Route("/tickets/show_many", self.show_many, methods=["GET"]),
            Route("/tickets/count", self.count, methods=["GET"]),
            Route("/tickets/{id:int}", self.show, methods=["GET"]),
            Route("/tickets/{id:int}", self.update, methods=["PUT"]),
            Route("/tickets/{id:int}", self.delete, methods=["DELETE"]),
            Route("/tickets/{id:int}/tags", self.tags, methods=["GET", "POST", "PUT", "DELETE"]),
            Route("/tickets/{id:int}/audits", self.audits, methods=["GET"]),
            Route("/tickets/{id:int}/incidents", self.incidents, methods=["GET"]),
            Route("/tickets/{id:int}/mark_as_spam", self.mark_as_spam, methods=["PUT"]),
            Route("/deleted_tickets", self.deleted, methods=["GET"]),
            Route("/deleted_tickets/{id:int}", self.delete_forever, methods=["DELETE"]),
            Route("/deleted_tickets/{id:int}/restore", self.restore, methods=["PUT"]),
        ]

    async def create(self, request: Request) -> Response:
        payload = await self._payload(request)
        key = request.headers.get("idempotency-key")
        body = await request.body()
        if key is not None:
            earlier = self._earlier(key, body)
            if earlier is not None:
                return self._created(earlier.answer, "hit")
        ticket, audit = create_ticket(self._account, payload, actor_of(self._account, request))
        answer = self._written(ticket, audit)
        if key is not None:
            self._answered[key] = _Answered(_digest(body), answer, self._account.clock.now() + _KEY_LIFE)
        return self._created(answer, "miss" if key is not None else None)

    def _earlier(self, key: str, body: bytes) -> _Answered | None:
        if len(key) > _KEY_LENGTH:
            raise bad_request("The Idempotency-Key is longer than 255 characters")
        earlier = self._answered.get(key)
        if earlier is None or earlier.ends <= self._account.clock.now():
            return None
        if earlier.body != _digest(body):
            raise idempotent_request_error()
        return earlier

    @staticmethod
    def _created(answer: Json, lookup: str | None) -> Response:
        headers = {"Location": answer["ticket"]["url"]}
        if lookup is not None:
            headers["x-idempotency-lookup"] = lookup
        return JSONResponse(answer, 201, headers)

    @staticmethod
    async def _payload(request: Request) -> Json:
        payload = await json_part(request, "ticket", KNOWN_TICKET_KEYS)
        comment = payload.get("comment")
        if comment is not None and not isinstance(comment, dict):
            raise bad_request("ticket.comment is not an object")
        note_unknown(request, comment or {}, KNOWN_COMMENT_KEYS, "ticket.comment.")
        numbered = _with_numbers(payload)
        return numbered if comment is None else {**numbered, "comment": _with_numbers(comment)}

    def _written(self, ticket: Ticket, audit: Audit) -> Json:
        return {"ticket": ticket_json(self._account, ticket), "audit": audit_json(self._account, audit)}

    async def update(self, request: Request) -> Response:
        payload = await self._payload(request)
        ticket, audit = update_ticket(self._account, path_id(request), payload, actor_of(self._account, request))
        return JSONResponse(self._written(ticket, audit))

    async def show(self, request: Request) -> Response:
        ticket = self._account.ticket(path_id(request))
        answer: Json = {"ticket": ticket_json(self._account, ticket)}
        included = set(request.query_params.get("include", "").split(","))
        if "comment_count" in included:
            answer["ticket"]["comment_count"] = len(ticket.comments)
        if "slas" in included:
            answer["ticket"]["slas"] = {"policy_metrics": policy_metrics(self._account, ticket)}
        if "users" in included:
            ids = {ticket.requester_id, ticket.submitter_id, ticket.assignee_id}
            answer["users"] = [user_json(self._account, self._account.users[number]) for number in ids if number]
        if "groups" in included:
            groups = [self._account.groups[ticket.group_id]] if ticket.group_id else []
            answer["groups"] = [group_json(self._account, group) for group in groups]
        return JSONResponse(answer)

    async def index(self, request: Request) -> Response:
        wanted = request.query_params.get("external_id")
        tickets = [t for t in self._living() if wanted is None or t.external_id == wanted]
        if request.query_params.get("sort") == "-updated_at":
            tickets.sort(key=lambda ticket: (ticket.updated_at, ticket.id), reverse=True)
        return JSONResponse(page(self._account, request, "tickets", tickets, self._show))

    def _living(self) -> list[Ticket]:
        return [ticket for ticket in self._account.tickets.values() if not ticket.deleted]

    def _show(self, ticket: Ticket) -> Json:
        return ticket_json(self._account, ticket)

    async def show_many(self, request: Request) -> Response:
        ids = ids_in(request.query_params.get("ids", ""))
        tickets = [ticket for ticket in self._living() if ticket.id in ids]
        return JSONResponse(page(self._account, request, "tickets", tickets, self._show))

    async def count(self, _request: Request) -> Response:
        return JSONResponse({"count": {"value": len(self._living()), "refreshed_at": None}})

    async def delete(self, request: Request) -> Response:
        ticket_ends.delete_ticket(self._account, path_id(request), actor_of(self._account, request))
        return Response(status_code=204)

    async def tags(self, request: Request) -> Response:
        ticket = self._account.ticket(path_id(request))
        if request.method != "GET":
            given = tidy_tags((await json_body(request)).get("tags"))
            tags: Any = {
                "POST": given,
                "PUT": tuple(dict.fromkeys((*ticket.tags, *given))),
                "DELETE": tuple(tag for tag in ticket.tags if tag not in given),
            }[request.method]
            actor = actor_of(self._account, request)
            ticket, _audit = update_ticket(self._account, ticket.id, {"tags": list(tags)}, actor)
        return JSONResponse({"tags": list(ticket.tags)}, 201 if request.method == "POST" else 200)

    async def audits(self, request: Request) -> Response:
        ticket = self._account.ticket(path_id(request))
        return JSONResponse(page(self._account, request, "audits", ticket.audits, self._show_audit))

    def _show_audit(self, audit: Audit) -> Json:
        return audit_json(self._account, audit)

    async def incidents(self, request: Request) -> Response:
        problem = self._account.ticket(path_id(request))
        tickets = [ticket for ticket in self._living() if ticket.problem_id == problem.id]
        return JSONResponse(page(self._account, request, "tickets", tickets, self._show))

    async def mark_as_spam(self, request: Request) -> Response:
        ticket_ends.mark_as_spam(self._account, path_id(request), actor_of(self._account, request))
        return JSONResponse({})

    async def deleted(self, request: Request) -> Response:
        tickets = [ticket for ticket in self._account.tickets.values() if ticket.deleted]
        return JSONResponse(page(self._account, request, "deleted_tickets", tickets, self._show))

    async def delete_forever(self, request: Request) -> Response:
        ticket_ends.delete_forever(self._account, path_id(request), actor_of(self._account, request))
        return JSONResponse({"job_status": {"id": "0", "status": "completed", "total": 1, "progress": 1}})

    async def restore(self, request: Request) -> Response:
        ticket_ends.restore_ticket(self._account, path_id(request), actor_of(self._account, request))
        return JSONResponse({})


def _with_numbers(part: Json) -> Json:
    """Ids written as text become numbers, as Zendesk takes them; `external_id` is a text."""
    return {
        key: int(value)
        if key.endswith("_id") and key != "external_id" and isinstance(value, str) and value.isdigit()
        else value
        for key, value in part.items()
    }


def _digest(body: bytes) -> bytes:
    """Of the parameters, not of the spaces between them."""
    return hashlib.sha256(json.dumps(json.loads(body or b"{}"), sort_keys=True).encode()).digest()
