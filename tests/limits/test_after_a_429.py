"""After a 429 no call of that kind goes out before its time, whichever of four workers wants it; others do."""

import httpx
import pytest
from redis import Redis

from helpdesk.domain.budget import Urgency
from helpdesk.domain.retry import NoRoom, TryLater
from helpdesk.sandbox.zendesk.faults import CallFault
from helpdesk.slack.calls import AdminNeeded
from helpdesk.store.budgets import spending
from helpdesk.zendesk.sent import TicketChange
from tests.limits.crew import HELP, LOGIN, Worker, town

SECONDS = 2


def history(worker: Worker) -> None:
    worker.slack.read("conversations.history", channel=HELP)


def people(worker: Worker) -> None:
    worker.slack.read("auth.test")


def test_a_method_of_slack_waits_and_the_others_go_on(valkey_url: str, valkey: Redis) -> None:
    with town(valkey_url, 60.0) as here:
        here.slack.faults.add(
            {"target": "web_api", "method": "conversations.history", "kind": "rate_limited", "retry_after": SECONDS}
        )
        with pytest.raises(TryLater):
            history(here.workers[0])
        here.steadily(1, SECONDS, history)
        here.steadily(8, SECONDS, people)
        here.work()
        first, *later = [call.time for call in here.slack.journal.calls("conversations.history")]
        assert len(later) == SECONDS
        assert min(later) >= first + SECONDS
        here.slack.faults.add(
            {"target": "web_api", "method": "conversations.history", "kind": "rate_limited", "retry_after": 300}
        )
        with pytest.raises(TryLater):
            history(here.workers[1])
        people(here.workers[2])
        with pytest.raises(NoRoom):
            history(here.workers[3])


def test_messages_wait_in_the_channel_that_was_refused(valkey_url: str, valkey: Redis) -> None:
    with town(valkey_url, 60.0) as here:
        here.slack.faults.add(
            {"target": "web_api", "method": "chat.postMessage", "kind": "rate_limited", "retry_after": 30}
        )
        with pytest.raises(TryLater):
            here.workers[0].slack.write("chat.postMessage", channel=HELP, text="x")
        for urgency in Urgency:
            with spending(urgency), pytest.raises(NoRoom):
                here.workers[1].slack.write("chat.postMessage", channel=HELP, text="x")
        with pytest.raises(AdminNeeded):
            here.workers[2].slack.write("chat.postMessage", channel="C0ELSEWHERE", text="x")


@pytest.mark.parametrize("urgency", Urgency)
def test_a_ticket_with_too_many_updates_waits_and_the_account_goes_on(
    valkey_url: str, valkey: Redis, urgency: Urgency
) -> None:
    with town(valkey_url, 60.0) as here:
        elsewhere = httpx.Client(base_url=here.zendesk.account.public_url, auth=(f"{LOGIN.email}/token", "api-token"))
        for _ in range(30):
            elsewhere.put("/api/v2/tickets/1.json", json={"ticket": {"status": "open"}})
        with pytest.raises(TryLater):
            here.workers[0].zendesk.update_ticket(1, TicketChange(status="open"))
        calls = len(here.zendesk.journal.calls)
        with spending(urgency), pytest.raises(NoRoom) as full:
            here.workers[1].zendesk.update_ticket(1, TicketChange(status="open"))
        assert full.value.after > 500
        assert len(here.zendesk.journal.calls) == calls
        with spending(Urgency.STATUS):
            here.workers[1].zendesk.update_ticket(2, TicketChange(status="open"))
            here.workers[2].zendesk.ticket(1)


def test_the_account_waits_when_it_is_the_account_that_is_refused(valkey_url: str, valkey: Redis) -> None:
    with town(valkey_url, 60.0) as here:
        here.zendesk.faults.add(CallFault(path="*/users/me", status=429, retry_after=SECONDS))
        with pytest.raises(TryLater):
            here.workers[0].zendesk.me()
        here.steadily(6, SECONDS, lambda worker: worker.zendesk.me())
        here.work()
        first, *later = [call.time for call in here.zendesk.journal.calls]
        assert len(later) == 6 * SECONDS
        assert min(later) >= first + SECONDS
