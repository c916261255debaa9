"""An account's service level agreement: by when a ticket with a priority is to be replied to and solved. Pure.

Only the two metrics that never pause, in calendar hours. What the side-load looks like:
https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/
"""

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.changes import Happening
from helpdesk.sandbox.zendesk.clock import stamp
from helpdesk.sandbox.zendesk.records import Comment, Json, Ticket


def policy_metrics(account: Account, ticket: Ticket, without: Comment | None = None) -> list[Json]:
    """Each metric with its stage, as it was `without` a comment; none without a policy, or without a priority."""
    policy = account.knobs.sla if ticket.priority else {}
    return [
        {
            "breach_at": stamp(ticket.created_at + minutes * 60),
            "stage": "achieved" if _is_achieved(account, ticket, metric, without) else "active",
            "metric": metric,
        }
        for metric, minutes in policy.items()
    ]


def breach_changed(account: Account, before: Ticket | None, after: Ticket, comment: Comment | None) -> list[Happening]:
    """What webhooks are told when another moment is the next to be broken."""
    previous = _next_breach(policy_metrics(account, before, comment)) if before else None
    current = _next_breach(policy_metrics(account, after))
    return [] if previous == current else [("next_sla_breach_changed", {"current": current, "previous": previous})]


def _next_breach(metrics: list[Json]) -> str | None:
    return min((str(metric["breach_at"]) for metric in metrics if metric["stage"] == "active"), default=None)


def _is_achieved(account: Account, ticket: Ticket, metric: str, without: Comment | None) -> bool:
    replies = (each for each in ticket.comments[1:] if each is not without and each.public)
    replied = any(account.users[reply.author_id].is_staff for reply in replies)
    return ticket.status in {"solved", "closed"} or (metric == "first_reply_time" and replied)
