"""The comments of a ticket as they are read, and for half a minute as they were read. It writes none."""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from threading import Lock
from typing import NamedTuple

from helpdesk.domain.events import HeardComment
from helpdesk.domain.text.document import plain
from helpdesk.zendesk.html_reading import document_from_html
from helpdesk.zendesk.payloads import CommentPage, CommentSeen
from helpdesk.zendesk.redaction import has_black, is_black
from helpdesk.zendesk.times import seconds
from helpdesk.zendesk.transport import Transport

OPENING = "opening"
"""The mark of a ticket's first comment, the thread as it was; replies are marked with their names."""

_REMEMBERED = 200
_SECONDS = 30.0


class _Remembered(NamedTuple):
    comment: CommentSeen
    until: float


class Listed(NamedTuple):
    """Comments as they were read: those not known, the oldest first; and which of all are wholly black, or private."""

    comments: tuple[HeardComment, ...]
    blackened: tuple[int, ...]
    private: tuple[int, ...]


class Comments:
    """Reads comments. Those just listed are remembered, so that showing each of them asks nothing more."""

    def __init__(self, transport: Transport, clock: Callable[[], float] = time.monotonic) -> None:
        self._transport = transport
        self._clock = clock
        self._remembered: OrderedDict[tuple[int, int], _Remembered] = OrderedDict()
        self._lock = Lock()

    def newest(self, ticket: int, size: int = 100) -> tuple[CommentSeen, ...]:
        """At most 100 comments, the newest first."""
        return self._kept(ticket, self._transport.comments(ticket, size=size)).comments

    def all(self, ticket: int) -> Iterator[CommentSeen]:
        """Every comment, the newest first, a page of 100 at a time as they are asked for."""
        for page in self._pages(ticket):
            yield from page.comments

    def unknown(self, ticket: int, known: Collection[int]) -> tuple[HeardComment, ...]:
        """The comments that aren't `known`, the oldest first."""
        return self.listed(ticket, known).comments

    def listed(self, ticket: int, known: Collection[int]) -> Listed:
        """The comments that aren't `known`, and what is to be seen of all of them on the way.

        Known ones may stand among unknown ones: our own are known as soon as they are written. So a page is read
        whole, and the next one too unless this one ends with what is known.
        """
        seen: dict[int, CommentSeen] = {}
        for page in self._pages(ticket):
            seen |= {comment.id: comment for comment in page.comments}
            if _is_newest_first(page) and page.comments[-1].id in known:
                break
        return _listed(seen.values(), known)

    def newest_listed(self, ticket: int) -> Listed:
        """The newest comments, none of them known."""
        return _listed(self.newest(ticket), ())

    def one(self, ticket: int, number: int) -> CommentSeen | None:
        """One comment, None when it is gone."""
        with self._lock:
            known = self._remembered.get((ticket, number))
        if known and known.until > self._clock():
            return known.comment
        return next((comment for comment in self.all(ticket) if comment.id == number), None)

    def first(self, ticket: int) -> CommentSeen | None:
        """The comment the ticket began with."""
        return next(iter(self._transport.comments(ticket, newest=False, size=1).comments), None)

    def _pages(self, ticket: int) -> Iterator[CommentPage]:
        after: str | None = None
        while True:
            page = self._kept(ticket, self._transport.comments(ticket, after))
            yield page
            if page.next is None or page.next == after or not page.comments:
                return
            after = page.next

    def _kept(self, ticket: int, page: CommentPage) -> CommentPage:
        until = self._clock() + _SECONDS
        with self._lock:
            for comment in page.comments:
                self._remembered[ticket, comment.id] = _Remembered(comment, until)
                self._remembered.move_to_end((ticket, comment.id))
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return page


def heard_as(comment: CommentSeen) -> HeardComment:
    return HeardComment(
        id=comment.id,
        at=seconds(comment.created_at),
        public=comment.public,
        ours=bool(comment.marks),
        files=tuple(file.id for file in comment.files),
        author=comment.author_id,
        tells=comment.marks,
    )


def _is_newest_first(page: CommentPage) -> bool:
    """Whether the account obeyed the order asked for."""
    return bool(page.comments) and page.comments[0].created_at >= page.comments[-1].created_at


def _listed(seen: Iterable[CommentSeen], known: Collection[int]) -> Listed:
    comments = sorted(seen, key=lambda comment: (comment.created_at, comment.id))
    return Listed(
        comments=tuple(heard_as(comment) for comment in comments if comment.id not in known),
        blackened=tuple(comment.id for comment in comments if is_blackened(comment)),
        private=tuple(comment.id for comment in comments if not comment.public),
    )


def is_blackened(comment: CommentSeen) -> bool:
    """Whether all its words were redacted."""
    return has_black(comment.html_body) and is_black(plain(document_from_html(comment.html_body)))
