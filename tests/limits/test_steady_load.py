"""Nine tenths of what is allowed, for several minutes of the other side: nobody is ever told to slow down."""

import pytest
from redis import Redis

from helpdesk.domain.budget import Urgency
from helpdesk.zendesk.sent import TicketChange
from tests.limits.crew import HELP, Worker, town

pytestmark = pytest.mark.long

MINUTE = 5.0
MINUTES = 2.0 * MINUTE


def look_at_channel(worker: Worker) -> None:
    worker.slack.read("conversations.info", channel=HELP)


def react(worker: Worker) -> None:
    worker.slack.read("usergroups.list")


def post(worker: Worker) -> None:
    worker.slack.write("chat.postMessage", channel=HELP, text="x")


def greet(worker: Worker) -> None:
    worker.zendesk.me()


def export(worker: Worker) -> None:
    worker.zendesk.exported(start=1)


def update(worker: Worker) -> None:
    worker.zendesk.update_ticket(1, TicketChange(status="open"))


def test_slack_at_nine_tenths_of_its_limits(valkey_url: str, valkey: Redis) -> None:
    with town(valkey_url, MINUTE) as here:
        here.steadily(0.9 * 50 / MINUTE, MINUTES, look_at_channel)
        here.steadily(0.9 * 20 / MINUTE, MINUTES, react, Urgency.COMMENT)
        here.work()
        assert here.slack_429s() == []
        assert len(here.slack.journal.calls("conversations.info")) == 90


def test_messages_at_nine_tenths_of_one_a_second(valkey_url: str, valkey: Redis) -> None:
    with town(valkey_url, 20.0) as here:
        here.steadily(0.9 * 3, 6, post, Urgency.COMMENT)
        here.work()
        assert here.slack_429s() == []


def test_zendesk_at_nine_tenths_of_its_limits(valkey_url: str, valkey: Redis) -> None:
    with town(valkey_url, MINUTE, account_limit=40) as here:
        here.steadily(0.9 * 20 / MINUTE, MINUTES, greet)
        here.steadily(0.9 * 10 / MINUTE, MINUTES, export, Urgency.REST)
        here.steadily(0.9 * 10 / MINUTE, MINUTES, update, Urgency.COMMENT)
        here.work()
        assert here.zendesk_429s() == []


def test_twice_of_what_is_allowed_is_held_back_and_status_goes_first(valkey_url: str, valkey: Redis) -> None:
    with town(valkey_url, MINUTE, account_limit=40) as here:
        here.steadily(20 / MINUTE, MINUTE, greet, Urgency.STATUS)
        here.steadily(60 / MINUTE, MINUTE, greet, Urgency.COMMENT)
        here.work()
        assert len(here.zendesk_429s()) <= 3
        status, comments = (sorted(here.late[urgency]) for urgency in (Urgency.STATUS, Urgency.COMMENT))
        assert status[len(status) // 2] < comments[len(comments) // 2]
