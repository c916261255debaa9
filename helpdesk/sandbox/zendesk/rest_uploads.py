"""The upload and attachment routes, and the files themselves; they attach nothing to a ticket."""

import mimetypes
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.answers import attachment_json
from helpdesk.sandbox.zendesk.calls import path_id
from helpdesk.sandbox.zendesk.clock import stamp
from helpdesk.sandbox.zendesk.door import Authenticate
from helpdesk.sandbox.zendesk.errors import bad_request, record_invalid, record_not_found
from helpdesk.sandbox.zendesk.identifiers import opaque_token
from helpdesk.sandbox.zendesk.records import Attachment, Upload

_TOKEN_LIFE = 3 * 24 * 60 * 60
_SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


class UploadRooms:
    def __init__(self, account: Account) -> None:
        self._account = account

    def routes(self) -> list[Route]:
        return [
            Route("/uploads", self.upload, methods=["POST"]),
            Route("/uploads/{token}", self.give_up, methods=["DELETE"]),
            Route("/attachments/{id:int}", self.show, methods=["GET"]),
        ]

    async def upload(self, request: Request) -> Response:
        """The body is the file; with `token` it joins an earlier upload."""
        name = request.query_params.get("filename")
        if not name:
            raise bad_request("filename is missing")
        extension = name.rpartition(".")[2].lower()
        if extension in self._account.knobs.refused_extensions:
            raise record_invalid("attachment", f"Attachment: files of type .{extension} are not allowed", "Refused")
        attachment = Attachment(
            id=self._account.numbers.next(),
            file_name=name,
            content_type=_content_type(request, name),
            content=await request.body(),
            token=opaque_token(),
        )
        with self._account.lock:
            upload = self._upload(request.query_params.get("token"))
            upload.attachments.append(attachment)
            self._account.attachments[attachment.id] = attachment
        shown = [attachment_json(self._account, one) for one in upload.attachments]
        answer = {"token": upload.token, "expires_at": stamp(upload.expires_at), "attachments": shown}
        return JSONResponse({"upload": {**answer, "attachment": shown[-1]}}, 201)

    def _upload(self, token: str | None) -> Upload:
        if token:
            if token not in self._account.uploads:
                raise record_not_found()
            return self._account.uploads[token]
        upload = Upload(opaque_token(), self._account.clock.second() + _TOKEN_LIFE)
        self._account.uploads[upload.token] = upload
        return upload

    async def give_up(self, request: Request) -> Response:
        upload = self._account.uploads.pop(request.path_params["token"], None)
        if upload is None:
            raise record_not_found()
        for attachment in upload.attachments:
            self._account.attachments.pop(attachment.id, None)
        return Response(status_code=204)

    async def show(self, request: Request) -> Response:
        attachment = self._account.attachments.get(path_id(request))
        if attachment is None:
            raise record_not_found()
        return JSONResponse({"attachment": attachment_json(self._account, attachment)})


def _content_type(request: Request, name: str) -> str:
    given = request.headers.get("content-type", "").split(";")[0].strip()
    if given and given != "application/octet-stream":
        return given
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


class FileRooms:
    """`/attachments/token/…` sends on to the place where the file itself lies, as Zendesk does."""

    def __init__(self, account: Account, authenticate: Authenticate) -> None:
        self._account = account
        self._authenticate = authenticate

    def routes(self) -> list[Route]:
        return [
            Route("/token/{token}/", self.redirect, methods=["GET"]),
            Route("/token/{token}", self.redirect, methods=["GET"]),
            Route("/cdn/{token}/{name:path}", self.content, methods=["GET"]),
        ]

    def _file(self, request: Request) -> Attachment:
        token = request.path_params["token"]
        found = next((file for file in self._account.attachments.values() if file.token == token), None)
        if found is None:
            raise record_not_found()
        return found

    async def redirect(self, request: Request) -> Response:
        """Open to anyone who has the address, unless the account keeps attachments private."""
        if self._account.knobs.private_attachments:
            self._authenticate(request.headers)
        attachment = self._file(request)
        place = f"{self._account.public_url}/attachments/cdn/{attachment.token}/{quote(attachment.file_name, safe='')}"
        return RedirectResponse(place, 302)

    async def content(self, request: Request) -> Response:
        attachment = self._file(request)
        how = "inline" if attachment.content_type in _SHOWN_INLINE else "attachment"
        headers = {
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(attachment.file_name)}",
            # The page of the sandbox may share this origin: nothing uploaded may run in it.
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(attachment.content, 200, headers, media_type=attachment.content_type)
