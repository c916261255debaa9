"""What the daily summary of shadow mode says."""

from collections.abc import Callable, Mapping, Sequence

from helpdesk.domain.place import Place
from helpdesk.languages.speech import Speech

_MOST_NAMED = 3
"""Questions of a line: with links of 90 characters all lines stay within the 4,000 that Slack advises."""

_DONE = {
    "zendesk.open": "shadow-open",
    "zendesk.follow_up:": "shadow-open",
    "zendesk.update:": "shadow-update",
    "zendesk.tell:": "shadow-tell",
    "slack.status:": "shadow-status",
    "slack.react:": "shadow-react",
    "slack.unreact:": "shadow-react",
    "slack.notice:": "shadow-private",
    "slack.ask": "shadow-ask",
    "slack.thank:": "shadow-ask",
    "slack.warn:": "shadow-warn",
    "slack.promise:": "shadow-promise",
    "slack.snooze:": "shadow-promise",
    "slack.pass_on:": "shadow-route",
    "slack.tell_route:": "shadow-route",
    "idle.": "shadow-idle",
    "slack.released:": "shadow-idle",
    "slack.remind:": "shadow-idle",
    "slack.idle_resolved:": "shadow-idle",
    "": "shadow-show",
}
"""How an effect's key begins -> the line it counts in. All else shows or hides something of Zendesk's in threads."""

Named = tuple[Place, str]
"""A question: where it is, and its number."""


def summary(
    speech: Speech,
    channel: str,
    asked: int,
    intents: Mapping[str, Sequence[Named]],
    link: Callable[[Place], str],
) -> str:
    """A line for each kind of thing, with the questions it was about. `intents`: key -> a question for each time."""
    said = [speech.say("shadow-head", channel=f"<#{channel}>"), f"• {speech.say('shadow-asked', count=asked)}"]
    for line in dict.fromkeys(_DONE.values()):
        starts = [start for start, its in _DONE.items() if its == line]
        named = [one for key, ones in intents.items() if _start(key) in starts for one in ones]
        if named:
            said.append(f"• {speech.say(_DONE[starts[0]], count=len(named))} ({_questions(named, link)})")
    return "\n".join(said)


def _start(key: str) -> str:
    return next(start for start in _DONE if key.startswith(start))


def _questions(named: Sequence[Named], link: Callable[[Place], str]) -> str:
    known = list(dict.fromkeys(named))
    more = ", …" if len(known) > _MOST_NAMED else ""
    return ", ".join(f"<{link(place)}|{number}>" for place, number in known[:_MOST_NAMED]) + more
