"""The bytes of files from and to Zendesk, as a stream. Our login goes to the account's own address and no other.

zenpy wants a file's bytes in memory, follows no rule about where it sends its login, and stores an empty file after
a 429; so this room speaks HTTP itself, with the wire's credentials and error map, and sends nothing twice.
https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/
"""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx

from helpdesk.domain.files import Attachment, CantCopy, Content, check_size, safe_name
from helpdesk.domain.retry import TryLater
from helpdesk.zendesk import words
from helpdesk.zendesk.budgets import DOWNLOADS, Purse
from helpdesk.zendesk.login import ZendeskLogin
from helpdesk.zendesk.oauth import Timeout, credentials_of, is_this_machine
from helpdesk.zendesk.refusals import Answer, Refused, judge, wait_of

_LONGEST_SECONDS = 300.0
"""For the bytes of one file; a worker is not held longer by a trickle."""

_MOST_HOPS = 5
_CONTENT_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}", re.ASCII)
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
_MALWARE = "malware_found"


def attachment_of(listed: Mapping[str, Any]) -> Attachment:
    """A file as a comment lists it; what is missing stays empty."""
    number, size = listed.get("id"), listed.get("size")
    return Attachment(
        id=number if isinstance(number, int) else 0,
        name=safe_name(str(listed.get("file_name") or "")),
        size=size if isinstance(size, int) else 0,
        content_type=str(listed.get("content_type") or ""),
        url=str(listed.get("content_url") or ""),
        deleted=bool(listed.get("deleted")),
        scan=str(listed.get("malware_scan_result") or ""),
    )


class ZendeskFiles:
    """Files of the account at `url`. Every method raises TryLater or GiveUp, CantCopy among them, and nothing else.

    `timeout` is in seconds: to connect, and to wait for each part of an answer; Zendesk looks into an uploaded file
    before it answers.
    """

    def __init__(
        self, url: str, login: ZendeskLogin, timeout: Timeout = (5.0, 60.0), purse: Purse | None = None
    ) -> None:
        self._purse = purse or Purse()
        self._origin = url.rstrip("/")
        self._credentials = credentials_of(login, self._origin, timeout, self._purse)
        self._client = httpx.Client(
            timeout=httpx.Timeout(timeout[1], connect=timeout[0]),
            trust_env=not is_this_machine(self._origin),
            follow_redirects=False,
        )

    def upload(self, content: Content, content_type: str = "") -> str:
        """Hand the bytes over and say the token to put into a comment's `uploads`; it can be used once, soon.

        Nobody is shown the file before, so that a lost answer is no doubt.
        """
        headers = {
            "Authorization": self._credentials.authorization(),
            "Content-Type": content_type if _CONTENT_TYPE.fullmatch(content_type) else "application/octet-stream",
            "Content-Length": str(content.size),
        }
        url = f"{self._origin}/api/v2/uploads.json?filename={quote(content.name, safe='')}"
        bill = self._purse.pay("POST", "uploads")
        with _reachable():
            answer = self._client.post(url, content=content, headers=headers)
        bill.settle(answer.status_code, answer.headers)
        if answer.status_code == 401 and self._credentials.renew(headers["Authorization"]):
            raise TryLater(words.NO_ANSWER)  # the bytes are spent; the next try has the new token
        return _token(self._judged(answer, content.name), content.name)

    def discard(self, token: str) -> None:
        """Take an upload back that no comment will use."""
        headers = {"Authorization": self._credentials.authorization()}
        bill = self._purse.pay("DELETE", "uploads")
        with _reachable():
            answer = self._client.delete(f"{self._origin}/api/v2/uploads/{quote(token, safe='')}.json", headers=headers)
        bill.settle(answer.status_code, answer.headers)
        if answer.status_code != 404:
            self._judged(answer, "")

    def _judged(self, answer: httpx.Response, name: str) -> httpx.Response:
        seen = Answer(answer.status_code, answer.headers, answer.content)
        try:
            judge(seen, write=False, now=time.time(), login=self._credentials.names)
        except Refused as refused:
            if refused.status == 413:
                raise CantCopy(name, "too_big") from None
            if refused.status in {415, 422}:
                raise CantCopy(name, "type") from None
            raise
        return answer

    @contextmanager
    def download(self, attachment: Attachment) -> Iterator[Content]:
        """The bytes, to be read inside the block."""
        if attachment.deleted:
            raise CantCopy(attachment.name, "deleted")
        if attachment.scan == _MALWARE:
            raise CantCopy(attachment.name, "malware")
        check_size(attachment.name, attachment.size)
        started = time.monotonic()
        with self._answer(attachment) as answer:
            length = answer.headers.get("Content-Length", "")
            size = int(length) if length.isdecimal() else attachment.size
            yield Content(attachment.name, size, _chunks(answer, started))

    @contextmanager
    def _answer(self, attachment: Attachment) -> Iterator[httpx.Response]:
        """The last answer, after redirects; whoever is asked next gets no login unless it is the account itself."""
        url = attachment.url
        for _ in range(_MOST_HOPS):
            own = self._is_own(url)
            if not own and not self._may_be_asked(url):
                raise CantCopy(attachment.name, "elsewhere")
            login = {"Authorization": self._credentials.authorization()} if own else {}
            headers = {**login, "Accept-Encoding": "identity"}
            bill = self._purse.pay_from(DOWNLOADS)
            with _reachable(), self._client.stream("GET", url, headers=headers) as answer:
                bill.settle(answer.status_code, answer.headers)
                if answer.status_code == 401 and own and self._credentials.renew(login["Authorization"]):
                    raise TryLater(words.NO_ANSWER)
                if not answer.is_redirect:
                    _check(attachment.name, answer)
                    yield answer
                    return
                url = urljoin(url, answer.headers["Location"])
        raise CantCopy(attachment.name, "no_access")

    def _is_own(self, url: str) -> bool:
        origin = _origin_of(url)
        return origin is not None and origin == _origin_of(self._origin)

    def _may_be_asked(self, url: str) -> bool:
        """Whether a foreign address is a public one over https: a file must not lead into our own network."""
        origin = _origin_of(url)
        if origin is None:
            return False
        if is_this_machine(self._origin):
            return is_this_machine(url)
        scheme, host, _ = origin
        return scheme == "https" and "." in host and not _is_number(host) and not host.endswith((".local", ".internal"))


def _origin_of(url: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port; None for what is no such address, or has a login of its own in it."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None or "\\" in url:
        return None
    return parts.scheme, parts.hostname, port


def _is_number(host: str) -> bool:
    """Whether a host is an address of the network in any of its spellings; no name ends in a number."""
    return ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def _check(name: str, answer: httpx.Response) -> None:
    status = answer.status_code
    if status == 429 or status >= 500:
        why = words.SLOW_DOWN if status == 429 else words.BROKEN
        after = wait_of(answer.headers.get("Retry-After"), time.time(), status)
        raise TryLater(why, after=after)
    if status in {404, 410}:
        raise CantCopy(name, "deleted")
    if status != 200:
        raise CantCopy(name, "no_access")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise CantCopy(name, "changed")


def _token(answer: httpx.Response, name: str) -> str:
    upload = answer.json().get("upload")
    token = upload.get("token") if isinstance(upload, dict) else None
    if not isinstance(token, str) or not token:
        raise TryLater(words.UNREADABLE)
    listed = attachment_of(upload.get("attachment") or {}) if isinstance(upload, dict) else None
    if listed and listed.scan == _MALWARE:
        raise CantCopy(name, "malware")
    return token


def _chunks(answer: httpx.Response, started: float) -> Iterator[bytes]:
    """The bytes as they come; only what goes wrong here is Zendesk's, not what the reader does with them."""
    with _reachable():
        for chunk in answer.iter_raw():
            if time.monotonic() - started > _LONGEST_SECONDS:
                raise TryLater(words.NO_ANSWER)
            yield chunk


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except httpx.ConnectError as error:
        raise TryLater(words.AWAY) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise TryLater(words.NO_ANSWER) from error
