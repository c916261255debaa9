"""The three-way merge of a status: what was last agreed, what Slack says now, what Zendesk says now."""

from dataclasses import dataclass

from helpdesk.domain.ticket import Move
from helpdesk.domain.ticket.marks import Standing
from helpdesk.domain.ticket.statuses import Status, StatusMap

MERGING_SECONDS = 10.0
"""How long the merge of two tickets may take to write its own comment into the target."""


@dataclass(frozen=True, slots=True)
class Side:
    """A Zendesk status with its custom status, since `at` seconds (0 when nobody knows) by user `by`.

    `slack_since`: of a base alone, since when Slack's state held when the two were last compared.
    """

    status: Status
    custom: int | None = None
    at: float = 0.0
    by: int | None = None
    slack_since: float | None = None


def merge(base: Side, slack: Standing, zendesk: Side, statuses: StatusMap, me: int | None) -> Move | None:
    """The move that Zendesk's side makes here, or None when Slack's side stands.

    Only one side moved since the base: it wins. Both moved: the later act wins by server time, a tie is Zendesk's.
    A status that we wrote ourselves (`me`) is no move. Somebody who acted anew moved it, on either side, even if only
    to where it was before.
    """
    acted_there = 0 < base.at < zendesk.at
    if not (acted_there or _moved(base, zendesk)) or (me is not None and zendesk.by == me):
        return None
    if statuses.says(zendesk.status, zendesk.custom, slack.state):
        # Nothing changes, unless Slack tells late of what was done before: the agent knew better by then.
        agreed = Move(state=slack.state, at=zendesk.at, source="zendesk", by=None)
        return agreed if zendesk.by and zendesk.at > slack.since else None
    acted_here = base.slack_since is not None and slack.since > base.slack_since
    slack_moved = acted_here or not statuses.says(base.status, base.custom, slack.state)
    if slack_moved and slack.since > zendesk.at:
        return None
    state = statuses.means(zendesk.status, zendesk.custom, slack.state)
    return Move(state=state, at=max(zendesk.at, slack.since), source="zendesk", by=None)


def follow(slack: Standing, target: Side, statuses: StatusMap, merged: float | None) -> Move | None:
    """The move that a ticket makes here into which ours was `merged` then, or None when Slack's side stands.

    The target counts, unless somebody in Slack acted after the merge, and after the target moved. Only where nobody has
    looked at it yet, a state that people in Slack stood for before goes there too, unless that ended the question: it
    is not the target's end.
    """
    if merged is not None and slack.since > max(merged, target.at):
        return None
    untouched = target.status == "new" and not slack.state.ends
    if untouched or statuses.says(target.status, target.custom, slack.state):
        return None
    state = statuses.means(target.status, target.custom, slack.state)
    return Move(state=state, at=max(target.at, slack.since), source="zendesk", by=None)


def _moved(base: Side, now: Side) -> bool:
    return (base.status, base.custom) != (now.status, now.custom)


def is_after_merge(seconds: float, *, by_merger: bool) -> bool:
    """Whether a comment in the target, so many seconds after the merge, was neither there before nor written by it."""
    return seconds > MERGING_SECONDS if by_merger else seconds >= 0
