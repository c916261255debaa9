"""Follows a ticket that was merged into another: how that is, and what was said last in both. It writes nothing."""

from helpdesk.domain.effects import FollowTicket
from helpdesk.domain.events import ZendeskFollowed, ZendeskGone
from helpdesk.domain.merge import is_after_merge
from helpdesk.zendesk.comments import Comments, Listed, heard_as
from helpdesk.zendesk.payloads import CommentSeen
from helpdesk.zendesk.readings import Moved, Readings
from helpdesk.zendesk.refusals import NotThere
from helpdesk.zendesk.times import seconds
from helpdesk.zendesk.transport import Transport


class Following:
    """Reads both tickets of a merge."""

    def __init__(self, transport: Transport, comments: Comments, readings: Readings) -> None:
        self._transport = transport
        self._comments = comments
        self._readings = readings

    def follow(self, effect: FollowTicket) -> ZendeskFollowed | ZendeskGone:
        """The target, the comments of ours that aren't known, and those written in the target since the merge."""
        outcome = self._readings.read_now(effect.id)
        if isinstance(outcome, ZendeskGone):
            return outcome
        moved, unread = self._merged(effect)
        there = tuple(self._comments.all(effect.id))
        since = tuple(heard_as(c) for c in reversed(there) if moved and _is_later(c, moved))
        later = {comment.id for comment in since}
        return ZendeskFollowed(
            reading=outcome.reading,
            at=moved.at if moved else None,
            known=tuple(comment.id for comment in there if comment.id not in later),
            comments=(*unread.comments, *since),
            blackened=unread.blackened,
            private=unread.private,
        )

    def _merged(self, effect: FollowTicket) -> tuple[Moved | None, Listed]:
        """When and by whom ours was closed for that, and what isn't known of it; nothing when it is gone by now."""
        try:
            moved = self._readings.last_move(self._transport.ticket(effect.merged))
            return moved, self._comments.listed(effect.merged, effect.known)
        except NotThere:
            return None, Listed((), (), ())


def _is_later(comment: CommentSeen, moved: Moved) -> bool:
    """Whether it was written after the merge, and not by it."""
    return is_after_merge(seconds(comment.created_at) - moved.at, by_merger=comment.author_id == moved.by)
