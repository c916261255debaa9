"""Which calls a question costs from its asking to its solving, counted at the stand-ins, against the least there are.

It is asked, talked about in 20 replies, marked three times, escalated with the form, talked about both ways, solved.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from redis import Redis

from tests.bench.grounds import Run, performed, stored, until_at_rest
from tests.bench.report import Goal, Section
from tests.story.stage import ALEX, CHANNEL, KIM, ROBIN, Stage

UP = ("up", "--processes", "1")
BEFORE = 20
FAR = 1.1
"""Times the least; above it there are calls to look for."""


@dataclass(frozen=True, slots=True)
class Least:
    """A call that can't be spared: how often for so many replies each way, and for what."""

    call: str
    times: Callable[[int], int]
    what: str


LEAST = (
    Least("Slack views.open", lambda _: 1, "the form"),
    Least("Slack conversations.replies", lambda each: 1 + each, "the thread once, then each reply when it is sent"),
    Least("Slack chat.postMessage", lambda each: 1 + each, "the status message, each answer"),
    Least("Slack chat.update", lambda _: 1, "the status message: solved"),
    Least("Zendesk POST tickets", lambda _: 1, "the ticket with thread, status and assignee"),
    Least("Zendesk PUT tickets", lambda each: each + 1, "each reply, solved"),
    Least("Zendesk GET tickets", lambda each: each, "the ticket, at each answer of an agent's"),
    Least("Zendesk GET comments", lambda each: each, "the words, at each answer of an agent's"),
)


def lifecycle(run: Run) -> Section:
    """Calls from the question to the solved ticket, when the product knows nobody yet and when it does."""
    each = 1 if run.quick else 10
    step = run.steps("lifecycle", 2 * (2 * each + 4))
    with stored() as redis, performed(redis, UP, with_zendesk=True) as stage:
        stage.ready()
        first, later = (lived(redis, stage, each, step) for _ in range(2))
    least = {one.call: one.times(each) for one in LEAST}
    what = {one.call: one.what for one in LEAST}
    rows = [
        [call, what.get(call, "nothing"), *(f"{counts.get(call, 0)}" for counts in (first, later, least))]
        for call in sorted({*first, *later, *least})
    ]
    totals = [sum(counts.values()) for counts in (first, later, least)]
    rows.append(["in all", "", *map(str, totals)])
    ratio = totals[1] / totals[2]
    goal = Goal("calls for a later question", f"under {FAR} times the least", f"x {ratio:.2f}", ratio < FAR)
    columns = [f"20 replies, then {each} each way", "the least is for", "first question", "later ones", "least"]
    return Section("Calls from the question to the solved ticket", columns, rows, [goal], words=2)


def lived(redis: Redis, stage: Stage, each: int, step: Callable[[], None]) -> Counter[str]:
    """One question's whole life; how often each call was made for it."""

    def rest() -> None:
        stage.slack.settled()
        until_at_rest(redis, stage)
        step()

    rest()
    stage.slack.journal.clear()
    stage.zendesk.journal.clear()
    ts = stage.ask()
    for number in range(BEFORE):
        say(stage, ts, (ROBIN, ALEX)[number % 2], f"Line {number} of the talk before")
    for who, emoji in ((ALEX, "eyes"), (KIM, "eyes"), (ALEX, "wrench")):
        stage.react(who, ts, emoji)
    rest()
    number = escalated(stage, ts, rest)
    kim = next(user.id for user in stage.zendesk.account.users.values() if user.name.startswith("Kim"))
    for turn in range(each):
        say(stage, ts, ROBIN, f"Reply {turn}")
        rest()
        stage.agent("comment", **{"as": kim, "ticket": number, "text": f"Answer {turn}", "public": True})
        rest()
    stage.react(ALEX, ts, "white_check_mark")
    rest()
    _check(stage, ts, each)
    return counted(stage)


def say(stage: Stage, ts: str, user: str, text: str) -> None:
    stage.act("post", user=user, channel=CHANNEL, text=text, thread_ts=ts)


def escalated(stage: Stage, ts: str, rest: Callable[[], None]) -> int:
    """The number of the Zendesk ticket that the form made."""
    view = stage.act("shortcut", user=ALEX, channel=CHANNEL, ts=ts, callback_id="create_ticket")["view"]
    stage.act("submit", user=ALEX, view_id=view["id"], values={})
    rest()
    ticket = stage.ticket_of(ts)
    if ticket is None:
        raise RuntimeError("The form made no ticket.")
    return int(ticket["id"])


def counted(stage: Stage) -> Counter[str]:
    """Every call that came in, by method and, at Zendesk, by what it is about."""
    slack = (f"Slack {call.method}" for call in stage.slack.journal.calls())
    zendesk = (f"Zendesk {call.method} {named(call.path)}" for call in stage.zendesk.journal.calls)
    return Counter(chain(slack, zendesk))


def named(path: str) -> str:
    """The last word of a path that is no number."""
    words = [word.removesuffix(".json") for word in path.split("/")]
    return next(word for word in reversed(words) if word and not word.isdigit())


def _check(stage: Stage, ts: str, each: int) -> None:
    """A count of what did not happen would be a low one."""
    ticket = stage.ticket_of(ts) or {}
    told = [comment for comment in ticket["comments"] if "Reply" in comment["plain_body"]]
    shown = [reply for reply in stage.root(ts)["replies"] if reply["text"].startswith("Answer")]
    if (ticket["status"], len(told), len(shown)) != ("solved", each, each):
        raise RuntimeError(f"The life is not whole: {ticket['status']}, {len(told)} told, {len(shown)} shown.")
