"""The bytes of files from and to Slack, as a stream. The bot token goes to Slack's own hosts and no other.

https://docs.slack.dev/reference/objects/file-object
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from helpdesk.domain.files import CantCopy, Content, SlackFile, WhyNot, check_size, safe_name
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater, believed
from helpdesk.slack.budgets import DOWNLOADS, UPLOADS
from helpdesk.slack.calls import Refused, SlackCalls

_TIMEOUT = httpx.Timeout(20.0, connect=5.0)
_LONGEST_SECONDS = 300.0
"""For the bytes of one file; a worker is not held longer by a trickle."""

_OWN_DOMAINS = ("slack.com", "slack-gov.com")
"""Over https, they and their subdomains: `files.slack.com`, and `files-origin.slack.com` on Enterprise Grid.

https://github.com/slack-go/slack/releases/tag/v0.30.1
"""

_MOST_HOPS = 3
_USUAL_RETRY_AFTER = 5.0
_NOT_THERE: dict[str, WhyNot] = {
    "tombstone": "deleted",
    "hidden_by_limit": "hidden",
    **dict.fromkeys(("external", "canvas", "list", "post", "quip", "space"), "external"),
}
_REFUSALS: dict[str, WhyNot] = {
    "storage_limit_reached": "no_room",
    "file_type_not_allowed": "type",
    "file_uploads_disabled": "no_access",
    "file_not_found": "deleted",
    "file_deleted": "deleted",
    "access_denied": "no_access",
}
_AWAY = "Slack can't be reached."
_TROUBLE = "Slack has trouble of its own."


def file_of(listed: Mapping[str, Any]) -> SlackFile:
    """A file as messages and files.info list it; what is missing stays empty."""
    size = listed.get("size")
    mode = "external" if listed.get("is_external") else str(listed.get("mode") or "hosted")
    return SlackFile(
        id=str(listed.get("id") or ""),
        name=safe_name(str(listed.get("name") or listed.get("title") or listed.get("id") or "")),
        size=size if isinstance(size, int) else 0,
        mimetype=str(listed.get("mimetype") or ""),
        url=str(listed.get("url_private_download") or listed.get("url_private") or ""),
        mode=mode,
        access=str(listed.get("file_access") or "visible"),
    )


class SlackFiles:
    """Files of one workspace. Every method raises TryLater or GiveUp, CantCopy among them, and nothing else."""

    def __init__(self, calls: SlackCalls, token: str, base_url: str) -> None:
        self._calls = calls
        self._token = token
        self._base_url = base_url
        through_proxy = urlsplit(base_url).hostname not in {"127.0.0.1", "localhost", "::1"}
        self._client = httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=through_proxy)

    def known(self, file: SlackFile) -> SlackFile:
        """The same file with all its facts; those from other workspaces come with an id alone.

        https://docs.slack.dev/apis/slack-connect
        """
        if file.access != "check_file_info":
            return file
        try:
            return file_of(self._calls.read("files.info", file=file.id).get("file") or {})
        except Refused as refused:
            raise _cant_copy(file.name, refused) from None

    @contextmanager
    def download(self, file: SlackFile) -> Iterator[Content]:
        """The bytes, to be read inside the block. A login page in their place is no file."""
        if why := _NOT_THERE.get(file.mode):
            raise CantCopy(file.name, why)
        if not file.url:
            raise CantCopy(file.name, "no_access")
        check_size(file.name, file.size)
        started = time.monotonic()
        with self._answer(file) as answer:
            yield Content(file.name, _size(file, answer), _chunks(answer, started))

    @contextmanager
    def _answer(self, file: SlackFile) -> Iterator[httpx.Response]:
        """The last answer, after redirects among Slack's own hosts."""
        url = file.url
        for _ in range(_MOST_HOPS):
            if not self._is_slacks_own(url):
                raise CantCopy(file.name, "elsewhere")
            self._calls.purse.pay(DOWNLOADS, {})
            with _reachable(), self._client.stream("GET", url, headers=self._headers()) as answer:
                self._settle(DOWNLOADS, answer)
                if not answer.is_redirect:
                    _check(file, answer)
                    yield answer
                    return
                url = urljoin(url, answer.headers["Location"])
        raise CantCopy(file.name, "no_access")

    def _settle(self, what: str, answer: httpx.Response) -> None:
        if answer.status_code == 429:
            self._calls.purse.close(what, {}, _retry_after(answer))

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}", "Accept-Encoding": "identity"}

    def _is_slacks_own(self, url: str) -> bool:
        """Whether an address is at the Web API's own origin or at one of Slack's domains."""
        try:
            asked, own = urlsplit(url), urlsplit(self._base_url)
            origin, own_origin = (asked.scheme, asked.hostname, asked.port), (own.scheme, own.hostname, own.port)
        except ValueError:
            return False
        if asked.username is not None or "\\" in url:
            return False
        host = asked.hostname or ""
        slacks = any(host == domain or host.endswith(f".{domain}") for domain in _OWN_DOMAINS)
        return origin == own_origin or (slacks and asked.scheme == "https" and asked.port in {None, 443})

    def upload(self, content: Content, alt: str = "") -> str:
        """Hand the bytes over and say the new file's id. Nobody sees it before `share`, so that twice is no harm.

        `alt` is read out to who can't see a picture.

        https://docs.slack.dev/messaging/working-with-files#uploading_files
        """
        more = {"alt_txt": alt} if alt else {}
        try:
            ready = self._calls.read("files.getUploadURLExternal", filename=content.name, length=content.size, **more)
        except Refused as refused:
            raise _cant_copy(content.name, refused) from None
        url, id_ = str(ready.get("upload_url") or ""), str(ready.get("file_id") or "")
        if not self._is_slacks_own(url):
            raise CantCopy(content.name, "elsewhere")
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(content.size)}
        self._calls.purse.pay(UPLOADS, {})
        with _reachable():
            answer = self._client.post(url, content=content, headers=headers)  # the address is the credential
        self._settle(UPLOADS, answer)
        if answer.status_code != 200:
            raise TryLater(_TROUBLE, after=_retry_after(answer))
        return id_

    def share(self, place: Place, files: Mapping[str, str], comment: str = "") -> None:
        """Post uploaded files, id to title, in one message in the thread; without a title they go by their names.

        In doubt, ask `is_shared` first.

        https://docs.slack.dev/reference/methods/files.completeUploadExternal
        """
        listed = [{"id": id_, **({"title": title} if title else {})} for id_, title in files.items()]
        words = {"initial_comment": comment} if comment else {}
        where = {"channel_id": place.channel, "thread_ts": place.ts}
        self._calls.write("files.completeUploadExternal", files=listed, **where, **words)

    def is_shared(self, file_id: str, place: Place) -> bool:
        return self.is_shown(file_id, place.channel)

    def is_shown(self, file_id: str, channel: str) -> bool:
        """Whether a file already stands in the channel; Slack shares a moment after it said yes."""
        return bool(self._messages_with(file_id, channel))

    def withdraw(self, file_id: str, ts: str, place: Place) -> None:
        """Delete a file, the messages that show it, and the message `ts`, as far as there are any.

        https://docs.slack.dev/reference/methods/files.delete
        """
        for message in [*(self._messages_with(file_id, place.channel) if file_id else ()), *([ts] if ts else [])]:
            with suppress(Refused):  # gone already
                self._calls.write("chat.delete", channel=place.channel, ts=message)
        if file_id:
            with suppress(Refused):  # gone already
                self._calls.write("files.delete", file=file_id)

    def _messages_with(self, file_id: str, channel: str) -> list[str]:
        """The ts of those messages in the channel."""
        try:
            file = self._calls.read("files.info", file=file_id).get("file") or {}
        except Refused:
            return []
        shares = file.get("shares") or {}
        found = (share for kind in ("public", "private") for share in (shares.get(kind) or {}).get(channel) or ())
        return [str(share.get("ts")) for share in found]


def _cant_copy(name: str, refused: Refused) -> Refused | CantCopy:
    return CantCopy(name, _REFUSALS[refused.error]) if refused.error in _REFUSALS else refused


def _check(file: SlackFile, answer: httpx.Response) -> None:
    """Whether the answer is the file: Slack answers strangers with 200 and its login page."""
    status = answer.status_code
    if status == 429 or status >= 500:
        raise TryLater(_TROUBLE, after=_retry_after(answer))
    if status in {404, 410}:
        raise CantCopy(file.name, "deleted")
    if status != 200:
        raise CantCopy(file.name, "no_access")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise CantCopy(file.name, "changed")
    if _type(answer.headers.get("Content-Type", "")) == "text/html" and not _is_that_page(file, answer):
        raise CantCopy(file.name, "no_access")


def _is_that_page(file: SlackFile, answer: httpx.Response) -> bool:
    """A page that is the file itself: of its type and its size, to the byte."""
    length = answer.headers.get("Content-Length")
    return _type(file.mimetype) == "text/html" and (length is None or length == str(file.size))


def _type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _size(file: SlackFile, answer: httpx.Response) -> int:
    length = answer.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else file.size


def _chunks(answer: httpx.Response, started: float) -> Iterator[bytes]:
    """The bytes as they come; only what goes wrong here is Slack's, not what the reader does with them."""
    with _reachable():
        for chunk in answer.iter_raw():
            if time.monotonic() - started > _LONGEST_SECONDS:
                raise TryLater("Slack is slow to send a file.")
            yield chunk


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise TryLater(_AWAY) from error


def _retry_after(answer: httpx.Response) -> float:
    said = answer.headers.get("Retry-After", "")
    usual = _USUAL_RETRY_AFTER if answer.status_code == 429 else 0.0
    return believed(float(said), usual) if said.isdecimal() else usual
