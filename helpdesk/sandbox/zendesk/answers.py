"""How records look in REST answers, with the keys Zendesk writes; it reads the account and changes nothing."""

from urllib.parse import quote

from helpdesk.sandbox.zendesk.account import BRAND_ID, Account
from helpdesk.sandbox.zendesk.clock import stamp
from helpdesk.sandbox.zendesk.records import (
    Attachment,
    Audit,
    Comment,
    CustomStatus,
    Group,
    Json,
    Ticket,
    TicketField,
    TicketForm,
    User,
    Webhook,
)


def ticket_json(account: Account, ticket: Ticket) -> Json:
    fields = [
        {"id": field.id, "value": ticket.custom_fields.get(field.id)}
        for field in account.ticket_fields.values()
        if not field.system
    ]
    return {
        "url": f"{account.public_url}/api/v2/tickets/{ticket.id}.json",
        "id": ticket.id,
        "external_id": ticket.external_id,
        "via": ticket.via,
        "created_at": stamp(ticket.created_at),
        "updated_at": stamp(ticket.updated_at),
        "generated_timestamp": ticket.generated_timestamp,
        "type": ticket.type,
        "subject": ticket.subject,
        "raw_subject": ticket.subject,
        "description": ticket.description,
        "priority": ticket.priority,
        "status": "deleted" if ticket.deleted else ticket.status,
        "recipient": None,
        "requester_id": ticket.requester_id,
        "submitter_id": ticket.submitter_id,
        "assignee_id": ticket.assignee_id,
        "organization_id": None,
        "group_id": ticket.group_id,
        "collaborator_ids": [*ticket.email_cc_ids, *ticket.follower_ids],
        "follower_ids": list(ticket.follower_ids),
        "email_cc_ids": list(ticket.email_cc_ids),
        "forum_topic_id": None,
        "problem_id": ticket.problem_id,
        "has_incidents": ticket.type == "problem" and any(t.problem_id == ticket.id for t in account.tickets.values()),
        "is_public": ticket.is_public,
        "due_at": ticket.due_at,
        "tags": list(ticket.tags),
        "custom_fields": fields,
        "satisfaction_rating": None,
        "sharing_agreement_ids": [],
        "custom_status_id": ticket.custom_status_id,
        "fields": fields,
        "followup_ids": list(ticket.followup_ids),
        "ticket_form_id": ticket.ticket_form_id,
        "brand_id": BRAND_ID,
        "allow_channelback": False,
        "allow_attachments": True,
        "from_messaging_channel": False,
    }


def comment_json(account: Account, comment: Comment) -> Json:
    return {
        "id": comment.id,
        "type": "Comment",
        "author_id": comment.author_id,
        "body": comment.plain_body,
        "html_body": comment.html_body,
        "plain_body": comment.plain_body,
        "public": comment.public,
        "attachments": [attachment_json(account, file) for file in comment.attachments],
        "audit_id": comment.audit_id,
        "via": comment.via,
        "created_at": stamp(comment.created_at),
        "metadata": comment.metadata,
    }


def attachment_json(account: Account, attachment: Attachment) -> Json:
    content_url = f"{account.public_url}/attachments/token/{attachment.token}/?name={quote(attachment.file_name)}"
    return {
        "url": f"{account.public_url}/api/v2/attachments/{attachment.id}.json",
        "id": attachment.id,
        "file_name": attachment.file_name,
        "content_url": content_url,
        "mapped_content_url": content_url,
        "content_type": attachment.content_type,
        "size": len(attachment.content),
        "width": None,
        "height": None,
        "inline": attachment.inline,
        "deleted": attachment.deleted,
        "malware_access_override": False,
        "malware_scan_result": "not_scanned",
        "thumbnails": [],
    }


def audit_json(account: Account, audit: Audit) -> Json:
    return {
        "id": audit.id,
        "ticket_id": audit.ticket_id,
        "created_at": stamp(audit.created_at),
        "author_id": audit.author_id,
        "metadata": audit.metadata,
        "events": [_audit_event(account, event) for event in audit.events],
        "via": audit.via,
    }


def _audit_event(account: Account, event: Json) -> Json:
    if event["type"] != "Comment":
        return event
    comment = comment_json(account, account.comments[event["id"]])
    return {key: value for key, value in comment.items() if key not in {"via", "created_at", "metadata"}}


def user_json(account: Account, user: User) -> Json:
    return {
        "id": user.id,
        "url": f"{account.public_url}/api/v2/users/{user.id}.json",
        "name": user.name,
        "email": user.email,
        "created_at": stamp(user.created_at),
        "updated_at": stamp(user.updated_at),
        "time_zone": "UTC",
        "iana_time_zone": "Etc/UTC",
        "phone": user.phone,
        "shared_phone_number": None,
        "photo": _photo_json(account, user),
        "locale_id": 1,
        "locale": "en-US",
        "organization_id": None,
        "role": user.role,
        "verified": user.verified,
        "external_id": user.external_id,
        "tags": list(user.tags),
        "alias": "",
        "active": True,
        "shared": False,
        "shared_agent": False,
        "last_login_at": None,
        "two_factor_auth_enabled": False,
        "signature": None,
        "details": "",
        "notes": user.notes,
        # 1 is the light agent's: https://developer.zendesk.com/api-reference/ticketing/users/users/
        "role_type": 1 if user.light else (0 if user.is_staff else None),
        "custom_role_id": None,
        "moderator": user.is_staff and not user.light,
        "ticket_restriction": None if user.is_staff else "requested",
        "only_private_comments": user.light,
        "restricted_agent": not user.is_staff,
        "suspended": user.suspended,
        "default_group_id": user.default_group_id,
        "report_csv": False,
        "user_fields": {},
    }


def _photo_json(account: Account, user: User) -> Json | None:
    if user.picture is None:
        return None
    return {
        "url": f"{account.public_url}/api/v2/attachments/{user.id}.json",
        "id": user.id,
        "file_name": "picture.png",
        "content_url": user.picture,
        "content_type": "image/png",
    }


def group_json(account: Account, group: Group) -> Json:
    return {
        "url": f"{account.public_url}/api/v2/groups/{group.id}.json",
        "id": group.id,
        "is_public": True,
        "name": group.name,
        "description": "",
        "default": group.default,
        "deleted": False,
        "created_at": stamp(group.created_at),
        "updated_at": stamp(group.created_at),
    }


def custom_status_json(account: Account, status: CustomStatus) -> Json:
    return {
        "url": f"{account.public_url}/api/v2/custom_statuses/{status.id}.json",
        "id": status.id,
        "status_category": status.status_category,
        "agent_label": status.agent_label,
        "raw_agent_label": status.agent_label,
        "end_user_label": status.agent_label,
        "raw_end_user_label": status.agent_label,
        "description": "",
        "raw_description": "",
        "end_user_description": "",
        "raw_end_user_description": "",
        "active": status.active,
        "default": status.default,
        "created_at": stamp(0),
        "updated_at": stamp(0),
    }


def ticket_field_json(account: Account, field: TicketField) -> Json:
    answer: Json = {
        "url": f"{account.public_url}/api/v2/ticket_fields/{field.id}.json",
        "id": field.id,
        "type": field.type,
        "title": field.title,
        "raw_title": field.title,
        "description": "",
        "raw_description": "",
        "position": 0,
        "active": field.active,
        "required": field.required,
        "collapsed_for_agents": False,
        "regexp_for_validation": field.pattern or None,
        "title_in_portal": field.title,
        "raw_title_in_portal": field.title,
        "visible_in_portal": True,
        "editable_in_portal": True,
        "required_in_portal": False,
        "tag": None,
        "created_at": stamp(0),
        "updated_at": stamp(0),
        "removable": not field.system,
        "agent_description": None,
    }
    if field.options:
        key = "system_field_options" if field.system else "custom_field_options"
        answer[key] = [{"name": name, "raw_name": name, "value": value} for name, value in field.options]
    return answer


def ticket_form_json(account: Account, form: TicketForm) -> Json:
    return {
        "url": f"{account.public_url}/api/v2/ticket_forms/{form.id}.json",
        "id": form.id,
        "name": form.name,
        "raw_name": form.name,
        "display_name": form.name,
        "raw_display_name": form.name,
        "end_user_visible": True,
        "position": 0,
        "ticket_field_ids": list(form.ticket_field_ids),
        "active": form.active,
        "default": form.default,
        "in_all_brands": True,
        "restricted_brand_ids": [],
        "end_user_conditions": [],
        "agent_conditions": [],
        "created_at": stamp(0),
        "updated_at": stamp(0),
    }


def webhook_json(webhook: Webhook, endpoint: str) -> Json:
    """The secret is never part of it: it has a route of its own."""
    answer: Json = {
        "id": webhook.id,
        "name": webhook.name,
        "description": webhook.description,
        "status": webhook.status,
        "subscriptions": list(webhook.subscriptions),
        "created_at": stamp(webhook.created_at),
        "created_by": str(webhook.created_by),
        "updated_at": stamp(webhook.updated_at),
        "updated_by": str(webhook.created_by),
        "endpoint": endpoint,
        "http_method": "POST",
        "request_format": "json",
    }
    if webhook.custom_headers:
        answer["custom_headers"] = webhook.custom_headers
    if webhook.authentication:
        answer["authentication"] = {k: v for k, v in webhook.authentication.items() if k != "data"}
    return answer
