"""The whole account as one JSON document for a page to draw; it changes nothing."""

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.answers import attachment_json
from helpdesk.sandbox.zendesk.clock import stamp
from helpdesk.sandbox.zendesk.records import Comment, Json, Ticket


def account_state(account: Account) -> Json:
    return {
        "rev": account.rev,
        "people": [
            {
                "id": user.id,
                "name": user.name,
                "email": user.email,
                "role": "light-agent" if user.light else user.role,
                "suspended": user.suspended,
                "external_id": user.external_id,
            }
            for user in account.living_users()
        ],
        "groups": [
            {"id": group.id, "name": group.name, "members": list(group.user_ids)} for group in account.groups.values()
        ],
        "statuses": [
            {"id": one.id, "label": one.agent_label, "category": one.status_category, "default": one.default}
            for one in account.custom_statuses.values()
        ],
        "fields": [
            {"id": field.id, "type": field.type, "title": field.title, "required": field.required}
            | {"options": [{"name": name, "value": value} for name, value in field.options]}
            for field in account.ticket_fields.values()
            if not field.system
        ],
        "tickets": [_ticket(account, ticket) for ticket in list(account.tickets.values())],
    }


def _ticket(account: Account, ticket: Ticket) -> Json:
    return {
        "id": ticket.id,
        "subject": ticket.subject,
        "status": "deleted" if ticket.deleted else ticket.status,
        "custom_status": _status_label(account, ticket),
        "priority": ticket.priority,
        "type": ticket.type,
        "requester": ticket.requester_id,
        "assignee": ticket.assignee_id,
        "group": ticket.group_id,
        "tags": list(ticket.tags),
        "fields": {str(key): value for key, value in ticket.custom_fields.items()},
        "external_id": ticket.external_id,
        "followup_ids": list(ticket.followup_ids),
        "merged_into": ticket.merged_into,
        "created_at": stamp(ticket.created_at),
        "updated_at": stamp(ticket.updated_at),
        "comments": [_comment(account, comment) for comment in ticket.comments],
    }


def _status_label(account: Account, ticket: Ticket) -> str:
    # Closed has no custom status of its own.
    return "Closed" if ticket.status == "closed" else account.custom_statuses[ticket.custom_status_id].agent_label


def _comment(account: Account, comment: Comment) -> Json:
    return {
        "id": comment.id,
        "author": comment.author_id,
        "public": comment.public,
        "html_body": comment.html_body,
        "plain_body": comment.plain_body,
        "created_at": stamp(comment.created_at),
        "attachments": [attachment_json(account, file) for file in comment.attachments],
        "via": comment.via["channel"],
    }
