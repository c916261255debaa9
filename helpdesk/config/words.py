"""The words a configuration value may be, each with its check. This room knows single values, not files or tables."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictFloat, StrictInt, StringConstraints

from helpdesk.config.faults import shown, unlike, wrong
from helpdesk.languages.speech import languages
from helpdesk.slack.budgets import PER_MINUTE
from helpdesk.slack.emoji import canonical

MEANINGS = ("seen", "working", "waiting", "resolved", "dismissed", "escalate")
STATES = ("new", "seen", "working", "waiting", "resolved", "dismissed")
STATUSES = ("new", "open", "pending", "hold", "solved")


def _one_of(words: Sequence[str], what: str) -> BeforeValidator:
    def check(value: object) -> object:
        if value not in words:
            raise unlike(value, words, what)
        return value

    return BeforeValidator(check)


def like(pattern: str, fault: str) -> AfterValidator:
    """Take texts that match the whole pattern; of others the error says that they are something wrong."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise wrong(f"{shown(value)} {fault}")
        return value

    return AfterValidator(check)


def _status(value: object) -> object:
    custom = isinstance(value, int) and not isinstance(value, bool) and value > 0
    if not custom and value not in STATUSES:
        raise unlike(value, STATUSES, "a Zendesk status or the id of a custom one")
    return value


def _language(value: object) -> object:
    if value not in languages():
        raise unlike(value, languages(), "a language the helpdesk speaks")
    return value


def _emoji(name: str) -> str:
    plain = canonical(name)
    if not re.fullmatch(r"[\w+'-]+", plain) or plain != plain.lower():
        raise wrong(f'{shown(name)} is not an emoji\'s name; write what stands between the colons, as in "eyes"')
    return plain


def _one_meaning_each(said: object) -> object:
    """Normalise the names before pydantic sees them: afterwards two spellings of one emoji can't be told apart."""
    if not isinstance(said, dict):
        return said
    plain: dict[str, object] = {}
    for name, meaning in said.items():
        try:
            key = _emoji(name)
        except ValueError as fault:
            raise wrong(str(fault), name) from None
        if plain.setdefault(key, meaning) != meaning:
            raise wrong(f"this is the emoji {key} again with another meaning; keep one of the two", name)
    return plain


def _with_usual(usual: Mapping[str, str]) -> Callable[[object], object]:
    return lambda said: {**usual, **said} if isinstance(said, dict) else said


def _not_empty(value: tuple[str, ...] | dict[str, str]) -> tuple[str, ...] | dict[str, str]:
    if not value:
        raise wrong("this is empty, so no reaction would ever count; add an entry or remove the key")
    return value


def listed(value: object) -> object:
    """Take one text for a list of one."""
    return [value] if isinstance(value, str) else value


State = Annotated[Literal["new", "seen", "working", "waiting", "resolved", "dismissed"], _one_of(STATES, "a known key")]
Meaning = Annotated[
    Literal["seen", "working", "waiting", "resolved", "dismissed", "escalate"], _one_of(MEANINGS, "a state")
]
Status = Annotated[Literal["new", "open", "pending", "hold", "solved"] | int, BeforeValidator(_status)]
Track = Annotated[
    Literal["every-message", "first-reaction"], _one_of(("every-message", "first-reaction"), "a way to track")
]
Language = Annotated[str, BeforeValidator(_language)]
Replies = Annotated[Literal["public", "internal"], _one_of(("public", "internal"), "a kind of comment")]

ChannelName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
ChannelId = Annotated[
    str, like("[CG][A-Z0-9]+", "is not a channel id; copy the id (C… or G…) from the end of the channel's details")
]
Responder = Annotated[
    str,
    like(
        "everyone|[SUWCG][A-Z0-9]+",
        "is not a responder; write the id of a user group (S…), a person (U… or W…) or a channel (C… or G…),"
        ' or "everyone"',
    ),
]
UserGroup = Annotated[str, like("S[A-Z0-9]+", "is not a user group; copy its id (S…) from Slack")]
UserGroups = Annotated[tuple[UserGroup, ...], BeforeValidator(listed)]
Person = Annotated[str, like("[UW][A-Z0-9]+", "is not a person; copy the member id (U… or W…) from their profile")]
Responders = Annotated[tuple[Responder, ...], BeforeValidator(listed), AfterValidator(_not_empty)]
Prefix = Annotated[
    str,
    like("[A-Z][A-Z0-9]{0,9}", "is not a prefix; write 1 to 10 capital letters and digits, a letter first"),
]
Seconds = Annotated[StrictFloat, Field(ge=0, le=86400, allow_inf_nan=False)]
Days = Annotated[StrictFloat, Field(ge=0, allow_inf_nan=False)]
ObjectId = Annotated[StrictInt, Field(gt=0)]
PerMinute = Annotated[StrictInt, Field(ge=1, le=100_000)]
SlackMethod = Annotated[str, _one_of(sorted(PER_MINUTE), "a method that the helpdesk calls")]
Tag = Annotated[str, like(r"[^\s,]+", "is not a tag; a Zendesk tag is one word without blanks and commas")]
Email = Annotated[
    str, like(r"[^@\s]+@[^@\s]+\.[^@\s.]+", "is not an e-mail address; write one of the form name@example.com")
]

USUAL_REACTIONS: Mapping[str, Meaning] = {
    "eyes": "seen",
    "wrench": "working",
    "hourglass_flowing_sand": "waiting",
    "white_check_mark": "resolved",
    "no_entry_sign": "dismissed",
    "ticket": "escalate",
}
USUAL_STATUSES: Mapping[State, Status] = {
    "seen": "open",
    "working": "open",
    "waiting": "pending",
    "resolved": "solved",
    "dismissed": "solved",
}
Reactions = Annotated[dict[str, Meaning], BeforeValidator(_one_meaning_each), AfterValidator(_not_empty)]
Statuses = Annotated[dict[State, Status], BeforeValidator(_with_usual(USUAL_STATUSES))]
