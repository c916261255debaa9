"""What the rooms of the API have in common when they read a request and answer; no route is here."""

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.errors import bad_request, too_many_values
from helpdesk.sandbox.zendesk.journal import Call
from helpdesk.sandbox.zendesk.records import Actor, Json


class _Item(Protocol):
    @property
    def id(self) -> int | str: ...


T = TypeVar("T", bound=_Item)
_LARGEST_PAGE = 100


def call_of(request: Request) -> Call:
    call: Call = request.state.call
    return call


def actor_of(account: Account, request: Request) -> Actor:
    call = call_of(request)
    return Actor(account.users[call.user_id or 0], "api", call.user_agent)


async def json_body(request: Request) -> Json:
    """The body as an object; nothing is an empty one. Raises the 400 for anything else."""
    body = await request.body()
    if not body:
        return {}
    try:
        parsed = json.loads(body)
    except ValueError:
        raise bad_request("The body is not JSON") from None
    if not isinstance(parsed, dict):
        raise bad_request("The body is not a JSON object")
    return parsed


async def json_part(request: Request, key: str, known: Iterable[str]) -> Json:
    """The object under `key`; fields Zendesk doesn't know are noted in the journal and otherwise passed over."""
    whole = await json_body(request)
    part = whole.get(key)
    if not isinstance(part, dict):
        raise bad_request(f"The body has no object called {key}")
    note_unknown(request, whole, [key], "")
    note_unknown(request, part, known, f"{key}.")
    return part


def note_unknown(request: Request, part: Json, known: Iterable[str], prefix: str) -> None:
    call_of(request).unknown_fields += [prefix + key for key in part if key not in set(known)]


def path_id(request: Request, name: str = "id") -> int:
    return int(request.path_params[name])


def ids_in(text: str) -> list[int]:
    """The numbers of `1,2,3`; raises the 400 for more than a hundred."""
    ids = [int(part) for part in text.split(",") if part.strip().isdigit()]
    if len(ids) > _LARGEST_PAGE:
        raise too_many_values()
    return ids


def page(
    account: Account, request: Request, key: str, items: Sequence[T], show: Callable[[T], Json], **extra: Any
) -> Json:
    """One page of a list: by cursor when `page[size]`, `page[after]` or `page[before]` is given, else by offset."""
    if any(name.startswith("page[") for name in request.query_params):
        return cursor_page(account, request, key, items, show, **extra)
    size = max(1, min(_number(request, "per_page", _LARGEST_PAGE), _LARGEST_PAGE))
    number = max(1, _number(request, "page", 1))
    start = (number - 1) * size
    has_next = start + size < len(items)
    return {
        key: [show(item) for item in items[start : start + size]],
        **extra,
        "next_page": _url(account, request, {"page": number + 1, "per_page": size}) if has_next else None,
        "previous_page": _url(account, request, {"page": number - 1, "per_page": size}) if number > 1 else None,
        "count": len(items),
    }


def cursor_page(
    account: Account, request: Request, key: str, items: Sequence[T], show: Callable[[T], Json], **extra: Any
) -> Json:
    """A page with `meta` and `links`; a cursor names the item it stands beside, so what is added shifts nothing."""
    size = max(1, min(_number(request, "page[size]", _LARGEST_PAGE), _LARGEST_PAGE))
    before, after = request.query_params.get("page[before]"), request.query_params.get("page[after]")
    if before:
        end = _place(items, before)
        start = max(0, end - size)
    else:
        start = _place(items, after) + 1 if after else 0
        end = min(start + size, len(items))
    shown = items[start:end]
    first, last = (write_cursor(shown[0].id), write_cursor(shown[-1].id)) if shown else (None, None)
    links = {
        "prev": _url(account, request, {"page[before]": first, "page[size]": size}) if shown else None,
        "next": _url(account, request, {"page[after]": last, "page[size]": size}) if shown else None,
    }
    meta = {"has_more": end < len(items), "after_cursor": last, "before_cursor": first}
    return {key: [show(item) for item in shown], **extra, "meta": meta, "links": links}


def _place(items: Sequence[T], cursor: str) -> int:
    name = read_cursor(cursor)
    for place, item in enumerate(items):
        if str(item.id) == name:
            return place
    raise bad_request("page[after] is not a valid cursor")


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isdigit() else default


def _url(account: Account, request: Request, changes: dict[str, Any]) -> str:
    kept = {
        key: value for key, value in request.query_params.items() if not key.startswith("page") and key != "per_page"
    }
    return f"{account.public_url}{request.url.path}.json?{urlencode({**kept, **changes})}"


def write_cursor(name: int | str) -> str:
    return base64.urlsafe_b64encode(f"o|{name}".encode()).decode()


def read_cursor(cursor: str) -> str:
    """What a cursor stands for; raises the 400 for one that isn't ours."""
    try:
        return base64.urlsafe_b64decode(cursor).decode().removeprefix("o|")
    except ValueError:
        raise bad_request("page[after] is not a valid cursor") from None
