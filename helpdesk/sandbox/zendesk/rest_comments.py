"""The routes of comments and their files: listing, privacy, redaction; writing a comment is a ticket update."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.zendesk import ticket_ends
from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.answers import attachment_json, comment_json, user_json
from helpdesk.sandbox.zendesk.calls import actor_of, json_body, page, path_id
from helpdesk.sandbox.zendesk.errors import bad_request
from helpdesk.sandbox.zendesk.records import Comment, Json

_TOKEN = re.compile(r"/attachments/token/([^/?]+)")


class CommentRooms:
    def __init__(self, account: Account) -> None:
        self._account = account

    def routes(self) -> list[Route]:
        one = "/tickets/{id:int}/comments/{comment_id:int}"
        return [
            Route("/tickets/{id:int}/comments", self.index, methods=["GET"]),
            Route("/tickets/{id:int}/comments/count", self.count, methods=["GET"]),
            Route(f"{one}/make_private", self.make_private, methods=["PUT"]),
            Route(f"{one}/redact", self.redact_words, methods=["PUT"]),
            Route(f"{one}/attachments/{{file_id:int}}/redact", self.redact_attachment, methods=["PUT"]),
            Route("/comment_redactions/{comment_id:int}", self.redact_html, methods=["PUT"]),
        ]

    async def index(self, request: Request) -> Response:
        """Oldest first; `sort=-created_at` or `sort_order=desc` turns it round."""
        comments = list(self._account.ticket(path_id(request)).comments)
        asked = request.query_params
        if asked.get("sort") == "-created_at" or asked.get("sort_order") == "desc":
            comments.reverse()
        extra: Json = {}
        if "users" in asked.get("include", "").split(","):
            authors = {comment.author_id for comment in comments}
            extra["users"] = [user_json(self._account, self._account.users[author]) for author in authors]
        return JSONResponse(page(self._account, request, "comments", comments, self._show, **extra))

    def _show(self, comment: Comment) -> Json:
        return comment_json(self._account, comment)

    async def count(self, request: Request) -> Response:
        ticket = self._account.ticket(path_id(request))
        return JSONResponse({"count": {"value": len(ticket.comments), "refreshed_at": None}})

    async def make_private(self, request: Request) -> Response:
        actor = actor_of(self._account, request)
        ticket_ends.make_private(self._account, path_id(request), path_id(request, "comment_id"), actor)
        return JSONResponse({})

    async def redact_words(self, request: Request) -> Response:
        words = (await json_body(request)).get("text")
        if not words:
            raise bad_request("text is missing")
        comment = ticket_ends.redact_comment(
            self._account, path_id(request), path_id(request, "comment_id"), words, actor_of(self._account, request)
        )
        return JSONResponse({"comment": self._show(comment)})

    async def redact_html(self, request: Request) -> Response:
        """Words marked in `html_body`, files by their `content_url`; either may be left out."""
        body = await json_body(request)
        html = body.get("html_body") or body.get("text")
        files = body.get("external_attachment_urls") or []
        if not (html or files) or not body.get("ticket_id"):
            raise bad_request("ticket_id and html_body or external_attachment_urls are needed")
        ticket_id, comment_id = int(body["ticket_id"]), path_id(request, "comment_id")
        actor = actor_of(self._account, request)
        _ticket, comment = ticket_ends.find_comment(self._account, ticket_id, comment_id)
        if html:
            ticket_ends.redact_html(self._account, ticket_id, comment_id, html, actor)
        tokens = {token for url in files for token in _TOKEN.findall(str(url))}
        for attachment in comment.attachments:
            if attachment.token in tokens:
                ticket_ends.redact_attachment(self._account, ticket_id, comment_id, attachment.id, actor)
        return JSONResponse({"comment": self._show(comment)})

    async def redact_attachment(self, request: Request) -> Response:
        attachment = ticket_ends.redact_attachment(
            self._account,
            path_id(request),
            path_id(request, "comment_id"),
            path_id(request, "file_id"),
            actor_of(self._account, request),
        )
        return JSONResponse({"attachment": attachment_json(self._account, attachment)})
