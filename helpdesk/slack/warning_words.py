"""What responders read in Slack when something was given up, or is wrong with the setup."""

from collections.abc import Iterable

from helpdesk.domain.effects import WarnOfDead
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.slack.text import escaped, shortened

_MOST = 500
_MOST_FAULTS = 3500
_DOING = {
    "zendesk.open": "doing-open",
    "zendesk.follow_up:": "doing-follow-up",
    "zendesk.follow:": "doing-follow",
    "zendesk.read": "doing-read",
    "zendesk.update:": "doing-update",
    "zendesk.tell:": "doing-tell",
    "slack.comment:": "doing-comment",
    "slack.upload:": "doing-share",
    "slack.share:": "doing-share",
    "slack.hide:": "doing-hide",
    "slack.unshare:": "doing-unshare",
    "slack.look_up": "doing-look-up",
    "slack.status:post": "doing-post",
    "slack.status:edit:": "doing-edit",
    "slack.react:": "doing-react",
    "slack.unreact:": "doing-unreact",
    "slack.notice:": "doing-notice",
    "slack.warn:": "doing-warn",
    "slack.ask": "doing-ask",
    "slack.thank:": "doing-thank",
    "slack.promise:": "doing-promise",
    "slack.snooze:": "doing-snooze",
    "slack.released:": "doing-idle",
    "slack.remind:": "doing-idle",
    "slack.idle_resolved:": "doing-idle",
    "slack.find_route": "doing-find-route",
    "slack.pass_on:": "doing-pass-on",
    "slack.tell_route:": "doing-tell-route",
    "slack.move:": "doing-move",
    "slack.tell_moved:": "doing-tell-moved",
    "slack.relay:": "doing-relay",
    "slack.relay_file:": "doing-relay",
    "slack.renew_moved:": "doing-renew-moved",
}


def doing(speech: Speech, key: str) -> str:
    """What an effect does, from its key."""
    return next((speech.say(_DOING[start]) for start in _DOING if key.startswith(start)), key)


def given_up(speech: Speech, ticket: Ticket, effect: WarnOfDead, link: str, *, for_operators: bool) -> str:
    """One sentence for each thing and reason; those who can mend it are told by which command."""
    what = ", ".join(dict.fromkeys(doing(speech, key) for key in effect.keys))
    why = escaped(shortened(" ".join(speech.reason(shortened(why, _MOST)) for why in effect.reasons), _MOST))
    question = f"<{link}|{ticket.number or speech.say('given-up-no-number')}>"
    told = f":warning: {speech.say('given-up', question=question, what=what, why=why)}"
    if not for_operators:
        return f"{told}\n{speech.say('given-up-others')}"
    return f"{told}\n{speech.say('given-up-operators', which=ticket.number or str(ticket.place))}"


def something_is_wrong(speech: Speech, faults: Iterable[tuple[str, str]], *, again: bool) -> str:
    """All that is wrong, each with what mends it; `again` when it was told before."""
    head = speech.say("self-check-still-wrong") if again else speech.say("self-check-wrong")
    lines = [f"• {escaped(words)} {escaped(fix)}".rstrip() for words, fix in faults]
    return shortened("\n".join([f":warning: {head}", *lines]), _MOST_FAULTS)


def all_is_well(speech: Speech) -> str:
    return f":white_check_mark: {speech.say('self-check-well')}"
