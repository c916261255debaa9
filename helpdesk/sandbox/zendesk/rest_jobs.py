"""The routes that work on many tickets at once and answer with a job; the job is done by the time it is asked for."""

import uuid
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.calls import actor_of, ids_in, json_body, note_unknown, path_id
from helpdesk.sandbox.zendesk.errors import ApiError, bad_request, record_not_found, too_many_values
from helpdesk.sandbox.zendesk.records import Actor, Json
from helpdesk.sandbox.zendesk.rest_tickets import KNOWN_TICKET_KEYS
from helpdesk.sandbox.zendesk.ticket_ends import delete_ticket, merge_tickets
from helpdesk.sandbox.zendesk.ticket_writes import create_ticket, tidy_tags, update_ticket


class JobRooms:
    def __init__(self, account: Account) -> None:
        self._account = account

    def routes(self) -> list[Route]:
        return [
            Route("/tickets/create_many", self.create_many, methods=["POST"]),
            Route("/tickets/update_many", self.update_many, methods=["PUT"]),
            Route("/tickets/destroy_many", self.destroy_many, methods=["DELETE"]),
            Route("/tickets/{id:int}/merge", self.merge, methods=["POST"]),
            Route("/job_statuses/{id}", self.show, methods=["GET"]),
        ]

    async def create_many(self, request: Request) -> Response:
        actor = actor_of(self._account, request)
        results: list[Json] = []
        for payload in _few((await json_body(request)).get("tickets")):
            ticket, _audit = create_ticket(self._account, payload, actor)
            results.append({"index": len(results), "id": ticket.id, "action": "create", "success": True})
        return self._queued(results)

    async def update_many(self, request: Request) -> Response:
        """`ids=` with one `ticket`, or `tickets` with ids; only here `additional_tags` and `remove_tags` count."""
        body = await json_body(request)
        ids = ids_in(request.query_params.get("ids", ""))
        payloads = [{**body.get("ticket", {}), "id": number} for number in ids] or _few(body.get("tickets"))
        actor = actor_of(self._account, request)
        known = KNOWN_TICKET_KEYS | {"additional_tags", "remove_tags"}
        for payload in payloads:
            note_unknown(request, payload, known, "ticket.")
        return self._queued([self._update(payload, actor) for payload in payloads])

    def _update(self, payload: Json, actor: Actor) -> Json:
        ticket_id = int(payload.get("id") or 0)
        try:
            tags = self._account.ticket(ticket_id).tags
            more, less = tidy_tags(payload.get("additional_tags")), tidy_tags(payload.get("remove_tags"))
            if more or less:
                payload = {**payload, "tags": [tag for tag in dict.fromkeys((*tags, *more)) if tag not in less]}
            update_ticket(self._account, ticket_id, payload, actor)
        except ApiError as error:
            return {"id": ticket_id, "action": "update", "success": False, "error": error.body.get("error")}
        return {"id": ticket_id, "action": "update", "success": True, "status": "Updated"}

    async def destroy_many(self, request: Request) -> Response:
        actor = actor_of(self._account, request)
        results = []
        for number in ids_in(request.query_params.get("ids", "")):
            delete_ticket(self._account, number, actor)
            results.append({"id": number, "action": "delete", "success": True})
        return self._queued(results)

    async def merge(self, request: Request) -> Response:
        body = await json_body(request)
        ids = _few(body.get("ids"))
        if not all(isinstance(number, int) for number in ids):
            raise bad_request("ids is not a list of numbers")
        merge_tickets(self._account, path_id(request), ids, body, actor_of(self._account, request))
        return self._queued([{"id": path_id(request), "action": "merge", "success": True}])

    def _queued(self, results: list[Json]) -> Response:
        """The answer says queued, as Zendesk's does; asked again, the job is completed."""
        number = uuid.uuid4().hex
        job: Json = {
            "id": f"V3-{number}",
            "url": f"{self._account.public_url}/api/v2/job_statuses/V3-{number}.json",
            "total": len(results),
            "progress": len(results),
            "status": "completed",
            "message": None,
            "results": results,
        }
        self._account.jobs[job["id"]] = job
        return JSONResponse({"job_status": {**job, "progress": None, "status": "queued", "results": None}})

    async def show(self, request: Request) -> Response:
        job = self._account.jobs.get(request.path_params["id"])
        if job is None:
            raise record_not_found()
        return JSONResponse({"job_status": job})


def _few(values: Any) -> list[Any]:
    found = values if isinstance(values, list) else []
    if len(found) > 100:
        raise too_many_values()
    return found
