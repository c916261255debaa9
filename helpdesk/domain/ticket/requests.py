"""Requests to a group: a mention of it in a question or its thread, and who of the group took it."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.ticket.marks import Marks, assignee


class Request(BaseModel):
    """Somebody mentioned a group in the message `ts`. `people` were in the group then; `name` is its handle."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str
    name: str
    people: tuple[str, ...]
    by: str | None
    ts: str

    def taker(self, marks: Marks) -> str | None:
        """The first of the group to mark the question after the mention, until they take it back."""
        return assignee(m for m in marks if m.person in self.people and (m.added or 0.0) >= float(self.ts))


Requests = tuple[Request, ...]


def asked_too(requests: Requests, asked: Iterable[Request]) -> Requests:
    """The requests with these: one for each group, its first mention, the earliest first."""
    first: dict[str, Request] = {}
    for request in sorted((*requests, *asked), key=lambda request: (float(request.ts), request.group)):
        first.setdefault(request.group, request)
    return tuple(first.values())


def taker(requests: Requests, marks: Marks) -> str | None:
    """Who has the question because a group was asked: of several that were asked the last one that took it."""
    takers = (request.taker(marks) for request in reversed(requests))
    return next((person for person in takers if person), None)
