"""What a merged ticket tells of its merge: a tag, and the words that closed it. Nothing else is said of the target."""

import re
from collections.abc import Iterator, Sequence

from helpdesk.domain.text.document import plain
from helpdesk.zendesk.html_reading import document_from_html
from helpdesk.zendesk.payloads import CommentSeen, TicketSeen

_TAG = "closed_by_merge"
_NUMBER = re.compile(r"#(\d{1,18})\b")


def is_merged(seen: TicketSeen) -> bool:
    return seen.status == "closed" and _TAG in seen.tags


def targets(newest: Sequence[CommentSeen]) -> Iterator[int]:
    """The ticket that each comment of the last second names first; `newest` come first."""
    for comment in newest:
        if comment.created_at == newest[0].created_at:
            found = _NUMBER.search(plain(document_from_html(comment.html_body)))
            yield from [int(found[1])] if found else []
