"""How much memory a worker needs to move a large file, as Linux counts it for the process."""

import base64
import time
from collections.abc import Callable
from pathlib import Path

from helpdesk.domain.files import MOST_BYTES
from tests.bench.grounds import Run, performed, stored, until_at_rest
from tests.bench.report import Goal, Section
from tests.story.stage import ALEX, CHANNEL, ROBIN, Stage
from tests.waiting import until

UP = ("up", "--processes", "1")
MIB = 1024 * 1024
MOST = 40


def moved(run: Run) -> Section:
    """The most memory a worker had while a file went each way, above what it had before any."""
    sizes = (MOST_BYTES,) if run.quick else (MIB, MOST_BYTES)
    step = run.steps("files", 2 * len(sizes))
    rows, most = [], 0.0
    with stored() as redis, performed(redis, UP, with_zendesk=True) as stage:
        stage.ready()
        number = _escalated(stage)
        until_at_rest(redis, stage)
        [worker] = stage.worker_pids()
        idle = memory(worker, "VmRSS")
        for size in sizes:
            for way, move in WAYS.items():
                until_at_rest(redis, stage)
                forget_peak(worker)
                seconds = move(stage, number, size)
                above = memory(worker, "VmHWM") - idle
                most = max(most, above)
                rows.append([way, f"{size // MIB}", f"{idle:.1f}", f"{above:.1f}", f"{seconds:.1f}"])
                step()
    goal = Goal(f"a file of {MOST_BYTES // MIB} MiB either way", f"under {MOST} MiB", f"{most:.1f} MiB", most < MOST)
    columns = [
        "a file, by `helpdesk up` with one worker",
        "MiB",
        "worker at rest, MiB",
        "peak above it, MiB",
        "seconds",
    ]
    return Section("Memory of a worker that moves a file", columns, rows, [goal])


def memory(pid: int, count: str) -> float:
    """MiB: `VmRSS` is what a process has now, `VmHWM` the most there was."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(count))) / 1024


def forget_peak(pid: int) -> None:
    """Count the most anew (https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html)."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _escalated(stage: Stage) -> int:
    ts = stage.ask()
    stage.react(ALEX, ts, "ticket")
    ticket = until(lambda: stage.ticket_of(ts), "a Zendesk ticket")
    assert ticket is not None
    return int(ticket["id"])


def _to_zendesk(stage: Stage, number: int, size: int) -> float:
    """Seconds until a file of the thread is attached to a comment."""
    thread_ts = str(stage.zendesk.account.tickets[number].external_id).rpartition(":")[2]
    files = [{"name": "big.bin", "content_base64": _bytes(size)}]
    began = time.perf_counter()
    stage.act("upload", user=ROBIN, channel=CHANNEL, thread_ts=thread_ts, files=files, text="see")
    attachments = stage.zendesk.account.attachments
    known = len(attachments)
    until(lambda: len(attachments) > known and len([*attachments.values()][-1].content) == size, "the file", 60)
    return time.perf_counter() - began


def _to_slack(stage: Stage, number: int, size: int) -> float:
    """Seconds until a comment's file stands in the thread."""
    kim = next(user.id for user in stage.zendesk.account.users.values() if user.name.startswith("Kim"))
    files = [{"name": "big.bin", "content": _bytes(size)}]
    known = set(stage.slack.workspace.files)
    began = time.perf_counter()
    stage.agent("comment", **{"as": kim, "ticket": number, "text": "see", "public": True, "files": files})

    def shared() -> bool:
        new = [file for id_, file in [*stage.slack.workspace.files.items()] if id_ not in known]
        return any(file.length == size and file.shares for file in new)

    until(shared, "the file", 60)
    return time.perf_counter() - began


def _bytes(size: int) -> str:
    return base64.b64encode(bytes(size)).decode()


WAYS: dict[str, Callable[[Stage, int, int], float]] = {"Slack to Zendesk": _to_zendesk, "Zendesk to Slack": _to_slack}
