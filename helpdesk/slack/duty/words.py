"""What people read in Slack of duties: who has it, until when, who is next, and of swaps."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from helpdesk.domain.times.duty import Duty, Handover, TeamDuty
from helpdesk.languages.speech import Speech
from helpdesk.slack.text import escaped, shortened

MOST_OPEN = 10
"""Questions that are listed to who takes a duty over."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86400

Shown = Callable[[str], str]
"""Somebody as Slack shows them: a mention, or the name of who has no Slack."""


def mention(id_: str, name: str) -> str:
    return f"<@{id_}>" if id_ else escaped(shortened(name, 80))


def moment(at: float, zone: str) -> str:
    """On the reader's own clock: https://docs.slack.dev/messaging/formatting-message-text#date-formatting ."""
    plain = datetime.fromtimestamp(at, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M %Z")
    return f"<!date^{int(at)}^{{date_short_pretty}} {{time}}|{plain}>"


def duty_text(speech: Speech, answer: TeamDuty, shown: Shown, *, asked_when: bool = False) -> str:
    """The answer for a team, a line or two for each level; its moment is named when another than now was asked for."""
    lines = [speech.say("duty-at", when=moment(answer.at, answer.zone))] if asked_when else []
    for number, duty in enumerate(answer.levels):
        what = speech.say("duty-second") if number else speech.say("duty-of", team=f"*{escaped(answer.team)}*")
        lines += _lines(speech, what, duty, shown, answer.zone)
    return "\n".join(lines)


def _lines(speech: Speech, what: str, duty: Duty, shown: Shown, zone: str) -> list[str]:
    until = moment(duty.until, zone) if duty.until is not None else ""
    people, then = (", ".join(shown(who) for who in each) for each in (duty.people, duty.then))
    if duty.unknown:
        lines = [speech.say("duty-unknown", what=what)]
    elif not people:
        lines = [
            speech.say("duty-nobody-until", what=what, until=until, then=then)
            if until
            else speech.say("duty-nobody", what=what)
        ]
    elif until:
        lines = [speech.say("duty-until", what=what, people=people, until=until)]
        lines += [speech.say("duty-then", then=then)] if then else []
    else:
        lines = [speech.say("duty-open", what=what, people=people)]
    return [*lines, *([speech.say("duty-old", ago=_ago(speech, duty.age))] if duty.age is not None else [])]


def _ago(speech: Speech, seconds: float) -> str:
    if seconds < _HOUR:
        return speech.say("ago-minutes", count=max(round(seconds / _MINUTE), 1))
    if seconds < 2 * _DAY:
        return speech.say("ago-hours", count=round(seconds / _HOUR))
    return speech.say("ago-days", count=round(seconds / _DAY))


def swap_told(speech: Speech, handover: Handover, questions: Sequence[str]) -> str:
    """What the new one reads: `questions` are lines of what is open."""
    until, by = moment(handover.until, handover.zone), mention(handover.by, handover.by)
    head = speech.say("swap-told", by=by, team=f"*{escaped(handover.team)}*", until=until)
    open_ = speech.say("swap-open") if questions else speech.say("swap-nothing-open")
    return "\n".join([head, open_, *questions])


def swap_untold(speech: Speech, handover: Handover) -> str:
    """What who handed the duty over reads when the new one could not be told."""
    until, person = moment(handover.until, handover.zone), mention(handover.who, handover.who)
    return speech.say("swap-untold", person=person, team=f"*{escaped(handover.team)}*", until=until)
