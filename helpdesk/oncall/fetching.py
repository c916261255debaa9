"""One bounded GET: so many bytes, so many seconds, and every failure is TryLater. Addresses and tokens stay untold."""

import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from helpdesk.domain.retry import TryLater

MOST_BYTES = 5 * 1024 * 1024
PART_SECONDS = 10.0
"""How long to wait for a connection, and for each part of the answer."""

WHOLE_SECONDS = 30.0
_ADMIN_SECONDS = 60.0
_TOLD: Mapping[int, str] = {
    401: "does not accept the token or address it was asked with",
    403: "does not let us read this",
    404: "knows nothing of this name",
    410: "no longer has this",
    429: "asks us to slow down",
}

Query = Mapping[str, str]


def fetched(url: str, whose: str, *, headers: Query | None = None, query: Query | None = None) -> bytes:
    """The body of a success; at most three redirects, and never with our headers. `whose` names the other side.

    Raises:
        TryLater: whatever went wrong; `why` names the other side, and neither the address nor a header.
    """
    import httpx  # noqa: PLC0415 - half the start of a process that may never ask

    ends = time.monotonic() + WHOLE_SECONDS
    try:
        with (
            httpx.Client(timeout=PART_SECONDS, trust_env=not _is_this_machine(url), max_redirects=3) as client,
            client.stream("GET", url, headers=headers, params=query, follow_redirects=headers is None) as answer,
        ):
            if answer.status_code != 200:
                raise _refused(whose, answer.status_code, answer.headers.get("Retry-After", ""))
            body = bytearray()
            for part in answer.iter_bytes():
                body += part
                if len(body) > MOST_BYTES:
                    raise TryLater(f"{whose} sends more than 5 MiB.", after=_ADMIN_SECONDS)
                if time.monotonic() > ends:
                    raise TryLater(f"{whose} takes more than {WHOLE_SECONDS:.0f} s to answer.")
            return bytes(body)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        raise TryLater(f"{whose} can't be reached.") from None


def _is_this_machine(url: str) -> bool:
    """No proxy can reach it for us."""
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}


def _refused(whose: str, status: int, retry_after: str) -> TryLater:
    told = _TOLD.get(status, f"answers with HTTP {status}")
    return TryLater(f"{whose} {told}.", after=min(float(retry_after), 3600.0) if retry_after.isdigit() else 0.0)
