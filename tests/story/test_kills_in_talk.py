"""Workers killed in the middle of conversations: every word arrives once, in its order, on both sides."""

import os
import random
import signal
from pathlib import Path

import pytest

from tests.story.stage import ALEX, ROBIN, Stage, staged
from tests.story.test_the_conversation import answer, comments, say, thread
from tests.waiting import until

THREADS, ROUNDS = 4, 4


def told(stage: Stage, ts: str) -> list[str]:
    """What Zendesk has of Robin's words, line by line."""
    lines = "\n".join(c["plain_body"] for c in comments(stage, ts)[1:]).splitlines()
    return [line.strip() for line in lines if line.strip().startswith("Word")]


def number_of(stage: Stage, ts: str) -> int:
    return int(until(lambda: stage.ticket_of(ts), "a ticket")["id"])


def shown(stage: Stage, ts: str) -> list[str]:
    return [m["text"] for m in thread(stage, ts) if m["text"].startswith("Answer")]


@pytest.mark.long
@pytest.mark.xdist_group("kills")
def test_kills_in_the_middle_of_conversations_lose_and_double_no_word(tmp_path: Path) -> None:
    chance = random.Random(11)
    with staged(tmp_path, retry_scale=0.1) as stage:
        stage.start("up")
        stage.ready()
        asked = [stage.ask(f"Thread {n}") for n in range(THREADS)]
        for ts in asked:
            stage.react(ALEX, ts, "ticket")
        numbers = {ts: number_of(stage, ts) for ts in asked}
        for number in range(ROUNDS):
            for ts in asked:
                say(stage, ts, f"Word {number}", user=ROBIN)
                answer(stage, numbers[ts], f"Answer {number}")
            workers = until(stage.worker_pids, "a worker")
            os.kill(chance.choice(workers), signal.SIGKILL)
        words, answers = [f"Word {n}" for n in range(ROUNDS)], [f"Answer {n}" for n in range(ROUNDS)]
        until(lambda: all(len(told(stage, ts)) >= ROUNDS for ts in asked), "every word in Zendesk")
        until(lambda: all(len(shown(stage, ts)) >= ROUNDS for ts in asked), "every answer in Slack")
        assert [told(stage, ts) for ts in asked] == [words] * THREADS
        assert [shown(stage, ts) for ts in asked] == [answers] * THREADS
