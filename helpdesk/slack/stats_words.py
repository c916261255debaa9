"""The figures of questions as people read them in Slack, and the same numbers for a picture and for a screen reader."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from helpdesk.domain.stats import ENOUGH, Spent, Stats
from helpdesk.domain.ticket.timings import MEASURES
from helpdesk.languages.speech import Speech
from helpdesk.slack.text import escaped, shortened
from helpdesk.slack.words import STATE_EMOJI

MOST_ALT = 1000
"""Characters: https://docs.slack.dev/reference/methods/files.getUploadURLExternal ."""

_DAY, _HOUR, _MINUTE = 86400, 3600, 60
_NAMED = 3
"""Channels named; of more than these there is only how many."""

TICKS = (60, 600, 3600, 8 * 3600, 86400, 7 * 86400, 30 * 86400, 365 * 86400)


def stats_text(speech: Speech, found: Stats, channels: list[str], zone: tzinfo) -> str:
    """The message in mrkdwn. `channels` are names; of two and more of them the hours are their own."""
    names = "*" + escaped(channels_named(speech, channels)) + "*"
    start, end = days(found, zone)
    lines = [speech.say("stats-head", channels=names, start=start, end=end, questions=found.asked)]
    if found.asked:
        lines += ["", _states(speech, found), "", f"*{speech.say('stats-times')}*", *_times(speech, found)]
        lines += _topics(speech, found)
    return "\n".join(lines)


def alt_text(speech: Speech, found: Stats, channels: list[str], zone: tzinfo) -> str:
    """What stands in the picture, in one paragraph."""
    start, end = days(found, zone)
    names = channels_named(speech, channels)
    said = [speech.say("stats-head", channels=names, start=start, end=end, questions=found.asked)]
    said += [line.removeprefix("• ") for line in _times(speech, found, hours=False)]
    bars = [(speech.say(f"stats-state-{state}"), count) for state, count in found.states.items()]
    bars += [(topic_name(speech, topic.name), topic.asked) for topic in found.topics]
    said.append(", ".join(f"{what} {count}" for what, count in bars))
    return shortened(". ".join(line.rstrip(".:") for line in said) + ".", MOST_ALT)


def channels_named(speech: Speech, channels: list[str]) -> str:
    if len(channels) > _NAMED:
        return speech.say("stats-channels", count=len(channels))
    return ", ".join(f"#{name}" for name in channels)


def days(found: Stats, zone: tzinfo) -> tuple[str, str]:
    """The first and the last day of the period, as everybody reads them."""
    start, end = (datetime.fromtimestamp(at, zone) for at in (found.period.start, found.period.end - 1))
    return f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}"


def topic_name(speech: Speech, name: str) -> str:
    return name or speech.say("stats-topic-none")


def lasting(speech: Speech, seconds: float | None) -> str:
    """In the two largest units; a dash for nothing."""
    if seconds is None:
        return "-"
    minutes = round(seconds / _MINUTE)
    if minutes < 1:
        return speech.say("stats-moment")
    values = {
        "days": str(minutes * _MINUTE // _DAY),
        "hours": str(minutes * _MINUTE % _DAY // _HOUR),
        "minutes": str(minutes % 60),
    }
    shown = [name for name, value in values.items() if value != "0"]
    first = list(values).index(shown[0])
    two = [name for name in list(values)[first : first + 2] if values[name] != "0"]
    return " ".join(speech.say(f"stats-lasting-{name}", count=values[name]) for name in two)


def _states(speech: Speech, found: Stats) -> str:
    shown = (
        f"{STATE_EMOJI[state]} {speech.say(f'stats-state-{state}')} {count}"
        for state, count in found.states.items()
        if count
    )
    return " · ".join(shown)


def _times(speech: Speech, found: Stats, *, hours: bool = True) -> Iterator[str]:
    for measure in MEASURES:
        clock, working = found.clock[measure], found.working[measure]
        what = speech.say(f"stats-until-{measure}")
        if clock.median is None:
            yield "• " + speech.say("stats-line-none", what=what)
            continue
        told = _spent(speech, clock)
        if hours and (working.median, working.p90) != (clock.median, clock.p90):
            told = f"{told}; {speech.say('stats-in-hours', times=_spent(speech, working))}"
        yield "• " + speech.say("stats-line", what=what, count=clock.count, times=told)
    if any(0 < found.clock[measure].count < ENOUGH for measure in MEASURES):
        yield speech.say("stats-few", count=ENOUGH)


def _spent(speech: Speech, spent: Spent) -> str:
    median = speech.say("stats-median-of", median=lasting(speech, spent.median))
    if spent.p90 is None:
        return median
    return f"{median}, {speech.say('stats-p90-of', p90=lasting(speech, spent.p90))}"


def _topics(speech: Speech, found: Stats) -> Iterator[str]:
    if found.topics:
        yield ""
        yield f"*{speech.say('stats-topics')}*"
    for topic in found.topics:
        name = escaped(shortened(topic_name(speech, topic.name), 80))
        told = [speech.say("stats-topic", topic=name, questions=topic.asked)]
        told += [speech.say("stats-corrected", questions=topic.corrected)] if topic.corrected else []
        for measure, spent in (("answered", topic.answered), ("resolved", topic.resolved)):
            if spent.median is not None:
                told.append(speech.say(f"stats-half-{measure}", median=lasting(speech, spent.median)))
        yield "• " + ", ".join(told)
    if found.other_topics:
        yield "• " + speech.say("stats-topics-other", questions=found.other_topics)
