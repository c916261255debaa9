"""What a ticket is after Zendesk's comments were read, where they stand now or stood before."""

from helpdesk.domain import events as e
from helpdesk.domain.idle import noted
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket, talk


def heard(ticket: Ticket, event: e.ZendeskRead | e.ZendeskFollowed, rules: Rules) -> Ticket:
    """The ticket that knows these comments: what is to be shown of them, what is to go, and which replies are there."""
    comments = event.comments or ()
    shown = rules.agents_channel is not None
    silent = frozenset(c.id for c in comments if c.ours or not (c.public or shown))
    new = tuple(_comment(c, event.reading) for c in comments)
    after = talk.taken_back(talk.heard(ticket.talk, new, silent), event.blackened, event.private)
    waiting = {reply.name for reply in after.waiting if reply.kind in {"said", "edited"}}
    there = {name: c.id for c in comments for name in c.tells if name in waiting}
    theirs = max((c.at for c in comments if not (c.ours or _by_asker(c, event.reading))), default=0.0)
    ticket = noted(ticket, theirs) if theirs else ticket
    return ticket.model_copy(update={"talk": talk.told(after, there) if there else after})


def _comment(heard: e.HeardComment, there: e.Reading) -> talk.Comment:
    files = heard.files if heard.public else ()
    by_asker = _by_asker(heard, there)
    return talk.Comment(id=heard.id, at=heard.at, public=heard.public, files=files, by_asker=by_asker)


def _by_asker(heard: e.HeardComment, there: e.Reading) -> bool:
    return heard.author is not None and heard.author == there.requester_id
