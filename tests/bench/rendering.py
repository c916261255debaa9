"""How long a thread takes from Slack's JSON to Zendesk's HTML, and how that grows with its length. Nothing is sent."""

import json
import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

from helpdesk.domain.transcript import Message, Transcript
from helpdesk.hands.masking import masked_messages
from helpdesk.slack.richtext.message import document_of
from helpdesk.zendesk.html import transcript_parts
from tests.bench.grounds import Run
from tests.bench.report import Goal, Section
from tests.document.scenes import NAMES, rich, rows, section, text

SHORT, LONG = 120, 1_200
FLAT = 1.25
LINK = "https://example.slack.com/archives/C0ITHELP1/p1795000000000100"


def rendering(run: Run) -> Section:
    """Milliseconds for a short and a long thread, each step on its own; the growth is that of one message's share."""
    rounds = 3 if run.quick else 15
    step = run.steps("rendering", rounds)
    times: list[list[list[float]]] = []
    for _ in range(rounds):
        times.append([_timed(json.dumps([raw(number) for number in range(size)])) for size in (SHORT, LONG)])
        step()
    table = []
    for number, what in enumerate((*(name for name, _ in STEPS), "in all")):
        short, long = (median(found[size][number] for found in times) for size in (0, 1))
        share = median(found[1][number] / found[1][0] for found in times)
        growth = median(found[1][number] / found[0][number] for found in times) * SHORT / LONG
        table.append([what, *(f"{seconds * 1000:.1f}" for seconds in (short, long)), f"{growth:.2f}", f"{share:.0f}"])
    columns = ["milliseconds for a thread of", f"{SHORT} messages", f"{LONG:,}", "growth a message", "÷ JSON"]
    goal = Goal(f"a message of {LONG:,} against one of {SHORT}", "flat", f"x {growth:.2f}", growth < FLAT)
    return Section("A thread from Slack's JSON to Zendesk's HTML", columns, table, [goal])


def raw(number: int) -> dict[str, Any]:
    """A message as conversations.replies has it: words, a list, a name, a link, now and then code or a secret."""
    words = section(
        *("Hello ", {"type": "user", "user_id": "U0RIO"}, text(f", the printer {number} is on fire since ")),
        *(
            text("yesterday", bold=True),
            {"type": "link", "url": f"https://example.com/tickets/{number}", "text": "see"},
        ),
        *(text(" "), {"type": "emoji", "name": "fire", "unicode": "1f525"}),
        *([text(" password: correct-Horse-7")] if number % 40 == 0 else []),
    )
    code = section(f"$ lpstat -p printer_{number}\nprinter is idle.  /var/log/cups/error_log", kind="preformatted")
    blocks = rich(words, rows("turned it off and on", "cp ~/a ~/b", "2 * 3 * 4"), *([code] if number % 4 == 0 else []))
    ts = f"{1795000000 + number}.000100"
    return {"type": "message", "user": "U0RIO", "ts": ts, "text": "Hello", "blocks": blocks}


def read(thread: list[dict[str, Any]]) -> list[Message]:
    return [Message("Rio Sample", float(m["ts"]), document_of(m, NAMES), LINK, ts=m["ts"]) for m in thread]


def masked(messages: list[Message]) -> tuple[Message, ...]:
    return masked_messages(messages).messages


def written(messages: Iterable[Message]) -> list[str]:
    return [part.html for part in transcript_parts(Transcript(LINK, tuple(messages)))]


STEPS: list[tuple[str, Callable[[Any], Any]]] = [
    ("JSON alone, to compare with", json.loads),
    ("rich_text to documents", read),
    ("secrets masked", masked),
    ("documents to HTML", written),
]


def _timed(wire: str) -> list[float]:
    """Seconds of each step, and of all."""
    taken, so_far = [], wire
    for _, act in STEPS:
        began = time.perf_counter()
        so_far = act(so_far)
        taken.append(time.perf_counter() - began)
    return [*taken, sum(taken)]
