"""The user and group routes; the rules about users are in `people`."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.zendesk import people
from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.answers import group_json, user_json
from helpdesk.sandbox.zendesk.calls import actor_of, ids_in, json_part, page, path_id
from helpdesk.sandbox.zendesk.errors import record_not_found
from helpdesk.sandbox.zendesk.people import KNOWN_USER_KEYS
from helpdesk.sandbox.zendesk.records import Group, Json, User


class UserRooms:
    def __init__(self, account: Account) -> None:
        self._account = account

    def routes(self) -> list[Route]:
        return [
            Route("/users", self.index, methods=["GET"]),
            Route("/users", self.create, methods=["POST"]),
            Route("/users/me", self.me, methods=["GET"]),
            Route("/users/search", self.search, methods=["GET"]),
            Route("/users/show_many", self.show_many, methods=["GET"]),
            Route("/users/create_or_update", self.create_or_update, methods=["POST"]),
            Route("/users/{id:int}", self.show, methods=["GET"]),
            Route("/users/{id:int}", self.update, methods=["PUT"]),
            Route("/users/{id:int}/merge", self.merge, methods=["PUT"]),
            Route("/users/{id:int}/identities", self.identities, methods=["GET"]),
            Route("/users/{id:int}/groups", self.groups_of, methods=["GET"]),
            Route("/groups", self.groups, methods=["GET"]),
            Route("/groups/assignable", self.groups, methods=["GET"]),
            Route("/groups/{id:int}", self.group, methods=["GET"]),
            Route("/groups/{id:int}/users", self.users_of_group, methods=["GET"]),
        ]

    def _show(self, user: User) -> Json:
        return user_json(self._account, user)

    def _one(self, user: User, status: int = 200) -> Response:
        headers = {"Location": self._show(user)["url"]} if status == 201 else None
        return JSONResponse({"user": self._show(user)}, status, headers)

    async def index(self, request: Request) -> Response:
        """All users, or those of one `role` (also `role[]`, several)."""
        roles = request.query_params.getlist("role") + request.query_params.getlist("role[]")
        users = [user for user in self._account.living_users() if not roles or user.role in roles]
        return JSONResponse(page(self._account, request, "users", users, self._show))

    async def create(self, request: Request) -> Response:
        payload = await json_part(request, "user", KNOWN_USER_KEYS)
        with self._account.lock:
            return self._one(people.create(self._account, payload), 201)

    async def create_or_update(self, request: Request) -> Response:
        payload = await json_part(request, "user", KNOWN_USER_KEYS)
        with self._account.lock:
            user, made = people.create_or_update(self._account, payload)
        return self._one(user, 201 if made else 200)

    async def update(self, request: Request) -> Response:
        payload = await json_part(request, "user", KNOWN_USER_KEYS)
        with self._account.lock:
            return self._one(people.change(self._account, self._account.user(path_id(request)), payload))

    async def merge(self, request: Request) -> Response:
        payload = await json_part(request, "user", {"id"})
        with self._account.lock:
            loser, winner = self._account.user(path_id(request)), self._account.user(int(payload["id"]))
            return self._one(people.merge(self._account, loser, winner))

    async def me(self, request: Request) -> Response:
        return self._one(actor_of(self._account, request).user)

    async def show(self, request: Request) -> Response:
        return self._one(self._account.user(path_id(request)))

    async def show_many(self, request: Request) -> Response:
        ids = ids_in(request.query_params.get("ids", ""))
        external = request.query_params.get("external_ids", "").split(",")
        users = [
            user
            for user in self._account.living_users()
            if user.id in ids or (user.external_id is not None and user.external_id in external)
        ]
        return JSONResponse(page(self._account, request, "users", users, self._show))

    async def search(self, request: Request) -> Response:
        """`external_id=`, or `query=` with `email:…`, an address or a part of a name."""
        external_id = request.query_params.get("external_id")
        query = request.query_params.get("query", "").strip().lower()
        if external_id is not None:
            found = self._account.user_by_external_id(external_id)
            users = [found] if found else []
        else:
            users = [user for user in self._account.living_users() if answers_query(user, query)]
        return JSONResponse(page(self._account, request, "users", users, self._show))

    async def identities(self, request: Request) -> Response:
        user = self._account.user(path_id(request))
        addresses = [*([user.email] if user.email else []), *user.other_emails]
        identities = [
            {
                "id": user.id + place,
                "user_id": user.id,
                "type": "email",
                "value": address,
                "primary": address == user.email,
                "verified": user.verified,
            }
            for place, address in enumerate(addresses)
        ]
        return JSONResponse({"identities": identities, "next_page": None, "count": len(identities)})

    async def groups_of(self, request: Request) -> Response:
        groups = self._account.groups_of(self._account.user(path_id(request)).id)
        return JSONResponse(page(self._account, request, "groups", groups, self._show_group))

    def _show_group(self, group: Group) -> Json:
        return group_json(self._account, group)

    async def groups(self, request: Request) -> Response:
        groups = [*self._account.groups.values()]
        return JSONResponse(page(self._account, request, "groups", groups, self._show_group))

    def _group(self, request: Request) -> Group:
        group = self._account.groups.get(path_id(request))
        if group is None:
            raise record_not_found()
        return group

    async def group(self, request: Request) -> Response:
        return JSONResponse({"group": self._show_group(self._group(request))})

    async def users_of_group(self, request: Request) -> Response:
        users = [self._account.users[number] for number in self._group(request).user_ids]
        return JSONResponse(page(self._account, request, "users", users, self._show))


def answers_query(user: User, query: str) -> bool:
    """Whether a user search of that (lower-case) text finds the user."""
    if query.startswith("email:"):
        return query.removeprefix("email:").strip('"') in {user.email, *user.other_emails}
    if query.startswith("external_id:"):
        return (user.external_id or "").lower() == query.removeprefix("external_id:").strip('"')
    return bool(query) and (query in user.name.lower() or query == (user.email or ""))
