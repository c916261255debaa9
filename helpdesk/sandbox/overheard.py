"""What the two stand-ins' journals note, in the words of the strip. Bodies and words of people stay out."""

from helpdesk.sandbox.slack import journal as slack
from helpdesk.sandbox.strip import Passed
from helpdesk.sandbox.zendesk import journal as zendesk


def from_slack(entry: slack.Call | slack.Delivery) -> Passed:
    """A delivery to the product's door, or a call of the Web API."""
    if isinstance(entry, slack.Delivery):
        again = f", attempt {entry.attempt + 1}" if entry.attempt else ""
        what = f"{entry.what}{again}"
        return Passed("door", "slack", what, entry.status, entry.ok, entry.ms, time=entry.time)
    status = _met(entry.fault) or entry.error or "ok"
    is_well = entry.ok and not entry.fault
    return Passed("call", "slack", entry.method, status, is_well, entry.ms, time=entry.time)


def _met(fault: str) -> str:
    return "429" if fault == "rate_limited" else fault.replace("drop", "no answer")


def from_zendesk(entry: zendesk.Call | zendesk.Attempt) -> Passed:
    """A webhook to the product's door, or a call of the API."""
    if isinstance(entry, zendesk.Attempt):
        again = f", attempt {entry.attempt}" if entry.attempt > 1 else ""
        what = f"{entry.event_type} of #{entry.ticket_id}{again}"
        status, is_well = str(entry.outcome), _is_success(entry.outcome)
        return Passed("door", "zendesk", what, status, is_well, entry.ms, time=entry.time)
    what = f"{entry.method} {entry.path.removeprefix('/api/v2')}"
    status = "no answer" if entry.status is None else str(entry.status)
    return Passed("call", "zendesk", what, status, _is_success(entry.status), entry.ms, time=entry.time)


def _is_success(outcome: int | str | None) -> bool:
    return isinstance(outcome, int) and 200 <= outcome < 300
