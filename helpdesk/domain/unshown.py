"""What of Zendesk's is not in the thread yet, or still is: its comments and their files."""

from collections.abc import Iterator

from helpdesk.domain import effects as fx
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.attempt import Attempt


def files(ticket: Ticket) -> Iterator[tuple[fx.Effect, float]]:
    """Those of the comments shown so far, before the next comment; one that is put off holds nothing back."""
    link = ticket.zendesk
    for file in ticket.talk.files:
        if file.gone:
            yield fx.HideFile(file), 0.0
        elif link and not file.there:
            yield fx.ShareFile(link.id, file) if file.file or file.why else fx.UploadFile(link.id, file), 0.0
        if link and file.why == "refused" and not file.gone:
            yield from _given_up(ticket, link.id, file)


def _given_up(ticket: Ticket, id_: int, file: Attached) -> Iterator[tuple[fx.Effect, float]]:
    """What Slack refused of a file is wanted still, for as long as nobody asks for another try."""
    wanted = file.model_copy(update={"why": None, "there": False})
    for effect in (fx.UploadFile(id_, wanted), fx.ShareFile(id_, wanted)):
        if ticket.attempts.get(effect.key, Attempt()).refused is not None:
            yield effect, 0.0


def comments(ticket: Ticket) -> Iterator[tuple[fx.Effect, float]]:
    """One after the other, so that their order holds; one that was given up holds nothing back."""
    link, held = ticket.zendesk, False
    for comment in ticket.talk.coming:
        if comment.gone:
            yield fx.HideComment(comment, ticket.talk.heard.get(str(comment.id), "")), 0.0
        elif link:
            show = fx.ShowComment(link.id, comment)
            given_up = ticket.attempts.get(show.key, Attempt()).refused is not None
            if given_up or not held:
                yield show, 0.0
            held = held or not given_up
