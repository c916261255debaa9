"""A product in miniature: it opens a form on the shortcut, refuses one subject, and answers its button and command."""

import json
from typing import Any
from urllib.parse import parse_qs

from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.town import Sandbox

HELP = "C0ITHELP1"
TOO_VAGUE = "Please say what does not work."


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _input(block: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block,
        "label": _plain(label),
        "element": {"action_id": "it", **element},
        **more,
    }


def _option(value: str) -> dict[str, Any]:
    return {"text": _plain(value.capitalize()), "value": value}


FORM = {
    "type": "modal",
    "callback_id": "create_ticket",
    "title": _plain("Create ticket"),
    "submit": _plain("Create"),
    "close": _plain("Cancel"),
    "blocks": [
        {"type": "section", "text": {"type": "mrkdwn", "text": "The *whole* thread goes along."}},
        _input(
            "subject", "Subject", {"type": "plain_text_input", "initial_value": "help"}, hint=_plain("A few words.")
        ),
        _input("who", "Who asks", {"type": "users_select", "initial_user": "U0EMPLOYEE"}, optional=True),
        _input(
            "how", "How urgent", {"type": "static_select", "options": [_option("low"), _option("high")]}, optional=True
        ),
        _input(
            "where", "Where", {"type": "radio_buttons", "options": [_option("office"), _option("home")]}, optional=True
        ),
        _input(
            "what", "Devices", {"type": "checkboxes", "options": [_option("laptop"), _option("phone")]}, optional=True
        ),
        _input("when", "Needed by", {"type": "datepicker"}, optional=True),
        _input("seats", "Seats", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
        _input(
            "sites",
            "Sites",
            {"type": "multi_static_select", "options": [_option("north"), _option("south")]},
            optional=True,
        ),
        _input("room", "Room", {"type": "external_select", "min_query_length": 0}, optional=True),
        _input("teams", "Teams", {"type": "multi_external_select", "min_query_length": 0}, optional=True),
        {"type": "divider"},
        {"type": "context", "elements": [_plain("Its link appears in the thread.")]},
    ],
}


HOME = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": _plain("Your questions")},
        {"type": "section", "text": {"type": "mrkdwn", "text": ":eyes: *IT-1* · Seen · <@U0ITAGENT1>"}},
        {
            "type": "actions",
            "elements": [
                {"type": "static_select", "action_id": "filter", "options": [_option("low"), _option("high")]},
                {"type": "button", "action_id": "next", "text": _plain("Next page"), "value": "2"},
            ],
        },
    ],
}


class Product:
    """Serve `asgi`; `heard` holds what came: the interactions' payloads and the commands' fields; `told` the events."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.heard: list[dict[str, Any]] = []
        self.told: list[dict[str, Any]] = []
        self.client = WebClient(token=sandbox.credentials.bot_token, base_url=sandbox.slack_api_url, timeout=5)
        self._verifier = SignatureVerifier(sandbox.credentials.signing_secret)
        posts = {"/slack/events": self._event, "/slack/interactivity": self._interact, "/slack/commands": self._command}
        routes = [Route(path, answer, methods=["POST"]) for path, answer in posts.items()]
        self.asgi = Starlette(routes=[*routes, Route("/zendesk/webhook", self._webhook, methods=["POST"])])

    def card(self, ts: str) -> None:
        """A message with a button, in this thread."""
        button = {"type": "button", "action_id": "resolve", "text": _plain("Resolve"), "value": ts}
        when = "<!date^1795000000^{date_num} {nonsense}|long ago> <!date^soon^{time}|soon>"
        words = {"type": "mrkdwn", "text": f":eyes: *IT-1* · Seen · <@U0ITAGENT1> · {when}"}
        blocks: list[dict[str, Any]] = [{"type": "section", "text": words}, {"type": "actions", "elements": [button]}]
        self.client.chat_postMessage(channel=HELP, thread_ts=ts, text="IT-1", blocks=blocks)

    def whisper(self, user: str, text: str) -> None:
        self.client.chat_postEphemeral(channel=HELP, user=user, text=text)

    def publish(self, user: str) -> None:
        """A home tab for this person."""
        self.client.views_publish(user_id=user, view=HOME)

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [each for each in self.told if each["type"] == kind]

    async def _fields(self, request: Request) -> dict[str, str]:
        body = await request.body()
        assert self._verifier.is_valid_request(body, dict(request.headers))
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}

    async def _event(self, request: Request) -> Response:
        self.told.append(json.loads(await request.body())["event"])
        return PlainTextResponse("")

    async def _webhook(self, _request: Request) -> Response:
        return PlainTextResponse("")

    async def _command(self, request: Request) -> Response:
        fields = await self._fields(request)
        self.heard.append(fields)
        return JSONResponse({"response_type": "ephemeral", "text": f"You asked for {fields.get('text')}."})

    async def _interact(self, request: Request) -> Response:
        payload = json.loads((await self._fields(request))["payload"])
        self.heard.append(payload)
        if payload["type"] == "message_action":
            await run_in_threadpool(self.client.views_open, trigger_id=payload["trigger_id"], view=FORM)
        if payload["type"] == "block_suggestion":
            names = [f"{payload['block_id']} {number}" for number in range(12)]
            return JSONResponse({"options": [_option(name) for name in names if payload["value"].lower() in name]})
        if payload["type"] == "view_submission":
            subject = payload["view"]["state"]["values"]["subject"]["it"]["value"]
            if subject == "help":
                return JSONResponse({"response_action": "errors", "errors": {"subject": TOO_VAGUE}})
        return PlainTextResponse("")
