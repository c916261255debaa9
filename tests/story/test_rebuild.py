"""The store is lost: `helpdesk rebuild` makes the same one again, and the helpdesk then finds nothing left to do."""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from helpdesk.domain.ticket import Ticket
from helpdesk.store.embedded import EmbeddedStore
from helpdesk.store.tickets import Tickets
from tests.story.every_way import AGENTS, World, rich
from tests.story.faults import slack_fails
from tests.story.stage import CHANNEL, IMPACT, ROBIN, Stage, staged
from tests.story.test_the_conversation import comment_with, say
from tests.story.test_the_main_job import escalate
from tests.waiting import PATIENCE, until

pytestmark = [pytest.mark.xdist_group("rebuild"), pytest.mark.long]

STAMPS = {"stamp", "talk_stamp", "slack_since", "moved_at"}  # of when the two sides were last compared


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("stage"), grace=0.3) as stage:
        file = stage.folder / "helpdesk.toml"
        file.write_text(
            file.read_text().replace("grace_seconds", f'agents_channel = "{AGENTS}"\ngrace_seconds')
            + f"fields = [{IMPACT}]\n"
        )
        yield stage


def stored(stage: Stage) -> dict[str, Ticket]:
    """Every ticket of the store, by the `ts` of its question."""
    with EmbeddedStore(stage.folder / "data", "everysec") as store, Redis.from_url(store.url) as redis:
        return {ticket.place.ts: ticket for ticket in Tickets(redis).all()}


def at_rest(stage: Stage) -> None:
    """Nothing is due, and nothing waits in a mailbox."""
    with EmbeddedStore(stage.folder / "data", "everysec") as store, Redis.from_url(store.url) as redis:
        until(lambda: not [*redis.scan_iter("*:due"), *redis.scan_iter("*:mail:*")], "rest")


def known(ticket: Ticket) -> dict[str, Any]:
    """What can be known again of a ticket; of a deleted message neither its words nor its marks."""
    link, talk = ticket.zendesk, ticket.talk
    return {
        "number": ticket.number,
        "requester": ticket.requester,
        "subject": None if ticket.deleted else ticket.subject,
        "deleted": ticket.deleted,
        "state": ticket.state,
        "by": ticket.current.by,
        "assignee": ticket.assignee,
        "marks": None if ticket.deleted else {(m.person, m.emoji) for m in ticket.marks if m.present},
        "move": ticket.move,
        "word": ticket.word,
        "escalation": ticket.escalation,
        **(link.model_dump(exclude=STAMPS) if link else {}),
        "past": ticket.past,
        "merged": ticket.merged,
        "lost": ticket.lost,
        "copied": ticket.copied,
        "shown": ticket.shown.model_copy(update={"card": None}) if ticket.deleted else ticket.shown,
        "sent": {ts: id_ for ts, id_ in talk.sent.items() if id_},
        "until": talk.until,
        "heard": {id_: ts for id_, ts in talk.heard.items() if ts},
        "waiting": talk.waiting,
        "notes": set(talk.notes),
        "coming": talk.coming,
        "files": talk.files,
        "gone": set(talk.gone),
        "edits": {ts: int(at) for ts, at in talk.edits.items()},
    }


def written(stage: Stage) -> list[str]:
    """Every call so far that changed something; a process that starts logs in, which changes nothing."""
    slack = [call.method for call in stage.slack.journal.calls()]
    zendesk = [f"{call.method} {call.path}" for call in list(stage.zendesk.journal.calls)]
    changing = ("chat.", "reactions.add", "reactions.remove", "files.")
    return [m for m in slack if m.startswith(changing)] + [
        c for c in zendesk if not c.startswith(("GET ", "POST /oauth"))
    ]


@pytest.mark.timeout(400)
def test_everything_is_made_again_and_nothing_is_left_to_do(stage: Stage) -> None:
    process = stage.start("up")
    stage.ready()
    rich(stage)
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE)
    before = stored(stage)
    shutil.move(stage.folder / "data", stage.folder / "lost")
    done = stage.helpdesk("rebuild")
    assert done.returncode == 0, done.stderr
    after = stored(stage)
    assert after.keys() == before.keys()
    for ts, ticket in before.items():
        was, now = known(ticket), known(after[ts])
        assert {k: (was[k], now[k]) for k in was if was[k] != now[k]} == {}, ticket.subject
    calls = written(stage)
    stage.start("up")
    stage.ready()
    at_rest(stage)
    checked = stage.helpdesk("reconcile")
    assert checked.stdout.startswith("differences: 0"), checked.stdout
    at_rest(stage)
    assert written(stage) == calls
    ts = stage.ask("Afterwards")
    until(lambda: stage.shown(stage.link(ts)).get("ticket") == f"IT-{len(before) + 1}", "the next number")


@pytest.mark.timeout(200)
def test_a_killed_rebuild_is_continued_and_makes_nothing_twice(tmp_path: Path) -> None:
    with staged(tmp_path) as stage:
        process = stage.start("up")
        stage.ready()
        with EmbeddedStore(stage.folder / "data", "everysec") as store, Redis.from_url(store.url) as redis:
            world = World(stage, Tickets(redis))
            ts = world.ask("escalated")
            escalate(stage, ts)
            say(stage, ts, "A reply")
            comment_with(stage, ts, "A reply")
            others = [world.ask(f"number {n}") for n in range(3)]
            until(lambda: not [*redis.scan_iter("*:due")], "rest")
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        before = stored(stage)
        shutil.move(stage.folder / "data", stage.folder / "lost")
        slack_fails(
            stage, target="web_api", method="conversations.replies", kind="rate_limited", retry_after=15, times=1
        )
        killed = stage.start("rebuild")
        until(lambda: stage.slack.journal.calls("conversations.replies")[-1].fault, "a rebuild that waits")
        killed.kill()
        killed.wait(PATIENCE)
        assert stage.helpdesk("reconcile").returncode == 1
        assert "helpdesk rebuild" in stage.helpdesk("work", "--burst").stderr
        stage.act("post", user=ROBIN, channel=CHANNEL, text="Said meanwhile", thread_ts=ts)
        assert stage.helpdesk("rebuild").returncode == 0
        assert {ts: t.number for ts, t in stored(stage).items()} == {ts: t.number for ts, t in before.items()}
        assert set(others) < before.keys()
        refused = stage.helpdesk("rebuild")
        assert (refused.returncode, "helpdesk reconcile" in refused.stderr) == (1, True)
        stage.start("up")
        stage.ready()
        assert "running" in stage.helpdesk("rebuild").stderr
        comment_with(stage, ts, "Said meanwhile")
        assert len([t for t in stage.tickets() if (t["external_id"] or "").endswith(ts)]) == 1
