"""What the configuration says of Zendesk and Slack as a whole."""

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.config.words import USUAL_STATUSES, Email, ObjectId, PerMinute, Replies, SlackMethod, Statuses, Tag
from helpdesk.zendesk.budgets import SMALLEST_PLAN


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ZendeskConfig(_Table):
    """How tickets are made in Zendesk. Nothing of it is needed."""

    group_id: ObjectId | None = Field(default=None, description="group of new tickets")
    form_id: ObjectId | None = Field(default=None, description="form of new tickets")
    tags: tuple[Tag, ...] = Field(default=("slack-helpdesk",), description="of new tickets")
    replies: Replies = Field(
        default="public", description='what comes from Slack becomes a `"public"` or an `"internal"` comment'
    )
    fields: tuple[ObjectId, ...] = Field(
        default=(), description="ids of the custom fields that the “Create ticket” form asks for, in this order"
    )
    fallback_requester: Email | None = Field(
        default=None,
        description="e-mail of the requester when the person who asked has none that Zendesk accepts",
    )
    per_minute: PerMinute = Field(
        default=SMALLEST_PLAN,
        description="calls a minute that the plan allows, until Zendesk says in its answers how many",
    )
    statuses: Statuses = Field(
        default_factory=lambda: dict(USUAL_STATUSES),
        description="Which status each state is written as; adds to the default. State to a status category (`new`,"
        " `open`, `pending`, `hold`, `solved`), or to the id of a custom status. The state `new` may be given too.",
    )


class SlackConfig(_Table):
    """Slack grants an app that is sold without being in its Marketplace one call a minute of `conversations.history`
    and `conversations.replies`; an app made for one's own company has none of these limits.
    """  # noqa: D205 - shown to readers as it is

    per_minute: dict[SlackMethod, PerMinute] = Field(
        default_factory=dict,
        description='calls a minute by method, such as `{ "conversations.history" = 1 }`, where Slack grants fewer than'
        ' it publishes, or more; `"chat.postMessage"` is for each channel',
    )
