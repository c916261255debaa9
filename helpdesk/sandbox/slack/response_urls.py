"""What an app says through a `response_url`, or in its answer to a slash command.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

import json
import time

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.slack import messages
from helpdesk.sandbox.slack.block_rules import broken_rules, completed
from helpdesk.sandbox.slack.method import SlackError
from helpdesk.sandbox.slack.records import Message, Payload, ResponseUrl
from helpdesk.sandbox.slack.workspace import Workspace

_USES = 5
_SECONDS = 30 * 60


def respond(workspace: Workspace, target: ResponseUrl, body: Payload) -> None:
    """Post, whisper, replace or delete as the body asks. Raises SlackError for blocks that break the rules."""
    channel = workspace.channels[target.channel]
    original = target.message
    if original is not None and body.get("delete_original"):
        if original.ephemeral_to is not None:
            channel.ephemerals.remove(original)
            workspace.changed()
        else:
            messages.delete(workspace, channel, original)
        return
    blocks = body.get("blocks") or []
    if broken := broken_rules(blocks, at_most=50):
        raise SlackError("invalid_blocks", tuple(broken))
    if not (body.get("text") or blocks or body.get("attachments")):
        raise SlackError("no_text")
    changes: Payload = {"text": str(body.get("text") or ""), "blocks": completed(blocks)}
    if original is not None and body.get("replace_original"):
        _replace(workspace, target, original, changes)
        return
    message = Message(user=workspace.bot, bot_id=workspace.app.bot_id, **changes)
    message.thread_ts = body.get("thread_ts") or target.thread_ts
    if body.get("response_type") == "in_channel":
        messages.post(workspace, channel, message)
    else:
        messages.whisper(workspace, channel, message, target.user)


def _replace(workspace: Workspace, target: ResponseUrl, original: Message, changes: Payload) -> None:
    if original.ephemeral_to is None:
        messages.edit(workspace, workspace.channels[target.channel], original, changes, None)
        return
    original.text, original.blocks = changes["text"], changes["blocks"]
    workspace.changed()


def response_url_routes(workspace: Workspace) -> list[Route]:
    async def use(request: Request) -> Response:
        target = workspace.response_urls.get(request.path_params["ticket"])
        if target is None or request.path_params["team"] != workspace.team_id:
            return JSONResponse({"ok": False, "error": "invalid_token"}, 404)
        if time.monotonic() - target.born > _SECONDS:
            return JSONResponse({"ok": False, "error": "expired_url"}, 404)
        if target.uses >= _USES:
            return JSONResponse({"ok": False, "error": "used_url"}, 404)
        try:
            body = json.loads(await request.body())
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        if not isinstance(body, dict):
            return PlainTextResponse("invalid_payload", 400)
        target.uses += 1
        try:
            respond(workspace, target, body)
        except SlackError as refusal:
            return JSONResponse(refusal.answer(), 400)
        return PlainTextResponse("ok")

    return [Route("/response/{team}/{ticket}", use, methods=["POST"])]
