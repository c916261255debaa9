"""What `/helpdesk route` and `helpdesk route` say of a text: which rule fits, why, and which one came next."""

from collections.abc import Callable, Mapping

from helpdesk.domain.routing import Finding, Match, Reason, Route, Router
from helpdesk.languages.speech import Speech
from helpdesk.slack.richtext.mrkdwn import from_mrkdwn
from helpdesk.slack.subjects import IDS
from helpdesk.slack.text import escaped

_WHY: Mapping[Reason, str] = {
    "longer": "route-explain-why-longer",
    "more": "route-explain-why-more",
    "earlier": "route-explain-why-earlier",
    "order": "route-explain-why-order",
}


def is_unmatched(router: Router, text: str) -> bool:
    """Whether there are rules and a text, and none fits."""
    return bool(router.routes and text.strip()) and router.find(from_mrkdwn(text, IDS)).best is None


def explained(speech: Speech, router: Router, text: str, addressed: Callable[[str], str]) -> str:
    """In two sentences, for a message in Slack's mrkdwn. `addressed` gives what stands for a target."""
    if not router.routes:
        return speech.say("route-explain-no-rules")
    if not text.strip():
        return speech.say("route-explain-usage")
    finding = router.find(from_mrkdwn(text, IDS))
    if finding.best is None:
        return speech.say("route-explain-none")
    return f"{_best(speech, finding.best, addressed)} {_why(speech, finding)}"


def _best(speech: Speech, match: Match, addressed: Callable[[str], str]) -> str:
    phrase, rule = escaped(match.phrase), _title(match.route)
    if not match.route.to:
        return speech.say("route-explain-nobody", phrase=phrase, rule=rule)
    return speech.say("route-explain", phrase=phrase, rule=rule, target=addressed(match.route.to))


def _why(speech: Speech, finding: Finding) -> str:
    second = finding.runner_up
    if second is None:
        return speech.say("route-explain-why-only")
    return speech.say(_WHY[finding.why], phrase=escaped(second.phrase), rule=_title(second.route))


def _title(route: Route) -> str:
    return escaped(route.title)
