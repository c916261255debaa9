"""The bytes of files: the upload address the Web API hands out, and the download that wants the bot token."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.slack.records import File
from helpdesk.sandbox.slack.workspace import Workspace

_LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to Sandbox</body></html>"


def file_routes(workspace: Workspace, bot_token: str) -> list[Route]:
    """The routes that carry files."""

    async def upload(request: Request) -> Response:
        file_id = workspace.uploads.pop(request.path_params["ticket"], None)
        if file_id is None:
            return PlainTextResponse("not found", 404)
        content = await _content(request)
        file = workspace.files[file_id]
        file.content, file.length = content, len(content)
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(request: Request) -> Response:
        team_id, _, file_id = request.path_params["file"].partition("-")
        file = workspace.files.get(file_id)
        allowed = request.headers.get("authorization") == f"Bearer {bot_token}" and workspace.installed
        if not allowed or file is None or team_id != workspace.team_id:
            return HTMLResponse(_LOGIN_PAGE)  # not a 403: Slack answers strangers with its login page
        return file_response(file)

    return [
        Route("/upload/v1/{ticket}", upload, methods=["POST", "PUT"]),
        Route("/files-pri/{file}/{name}", download),
        Route("/files-pri/{file}/download/{name}", download),
    ]


async def _content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for part in form.values():
            if isinstance(part, UploadFile):
                return await part.read()
    return b""


def file_response(file: File) -> Response:
    return Response(file.content or b"", media_type=file.mimetype, headers={"x-content-type-options": "nosniff"})
