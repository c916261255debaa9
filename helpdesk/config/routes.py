"""A channel's routing rules in the configuration file, and what makes one useless."""

import re
from typing import Annotated, Self, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helpdesk.config.faults import shown, unlike, wrong
from helpdesk.config.words import ObjectId, Tag, like, listed
from helpdesk.domain.routing import MOST_WORDS, Route, Router, shadowed
from helpdesk.domain.text.document import of_text
from helpdesk.domain.text.folding import words
from helpdesk.domain.ticket.form import Priority

_SIGNS = re.compile(r"[^\w\s'\u2018\u2019.\-\u00ad\u02bc\u2010\u2011\u0300-\u036f]")
"""What a phrase loses in silence: `C++` would be `c`."""

PRIORITIES = get_args(Priority)


def _phrase(value: str) -> str:
    count = len(words(value))
    if not count:
        raise wrong(f"{shown(value)} has no letter and no digit, so it can never match; write a word or a phrase")
    if count > MOST_WORDS:
        raise wrong(f"{shown(value)} has {count} words; write a phrase of at most {MOST_WORDS}")
    if not Router([Route((value,))]).find(of_text(value)).best:
        raise wrong(
            f"{shown(value)} can never match: addresses, file names, code and names in signs are not read, and no"
            " phrase goes across punctuation; write words as people say them"
        )
    signs = _SIGNS.findall(value)
    if signs:
        raise wrong(
            f"{shown(value)} would fit {shown(' '.join(words(value)))}: signs such as {signs[0]} are not read;"
            " leave them out, or write another word"
        )
    return value


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise wrong("this is empty, so the rule can never match; add a word or remove the rule")
    return value


def _priority(value: object) -> object:
    if value is not None and value not in PRIORITIES:
        raise unlike(value, PRIORITIES, "a priority of Zendesk")
    return value


Phrase = Annotated[str, AfterValidator(_phrase)]
Target = Annotated[
    str,
    like(
        "[SUWCG][A-Z0-9]+",
        "is nobody to tell; write the id of a user group (S…), a person (U… or W…) or a channel (C… or G…)",
    ),
]


class RouteConfig(BaseModel):
    """One rule: the words and phrases it listens for, and who or what a question goes to when one was said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: Annotated[tuple[Phrase, ...], BeforeValidator(listed), AfterValidator(_some)] = Field(
        description="words and phrases, of which one is enough; required"
    )
    to: Target | None = Field(default=None, description="user group (`S…`), person (`U…`) or another channel (`C…`)")
    name: Annotated[str, Field(max_length=80)] = Field(default="", description="for people; else the first word")
    zendesk_group: ObjectId | None = Field(default=None, description="group of the Zendesk ticket")
    priority: Annotated[Priority | None, BeforeValidator(_priority)] = Field(
        default=None, description='`"low"`, `"normal"`, `"high"` or `"urgent"`, of the Zendesk ticket'
    )
    tags: tuple[Tag, ...] = Field(default=(), description="of the Zendesk ticket, beside those under `[zendesk]`")

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not (self.to or self.zendesk_group or self.priority or self.tags):
            raise wrong("the rule does nothing; add to, zendesk_group, priority or tags", "words")
        return self

    @property
    def route(self) -> Route:
        return Route(self.words, self.to or "", self.name.strip(), self.zendesk_group, self.priority, self.tags)


def _each_may_win(rules: tuple[RouteConfig, ...]) -> tuple[RouteConfig, ...]:
    routes = [rule.route for rule in rules]
    for later, earlier in shadowed(routes):
        first = f"{shown(routes[earlier].title)}, rule {earlier + 1} of this channel,"
        raise wrong(
            f"{first} fits whatever this rule fits and stands first; remove this rule or change it", later, "words"
        )
    return rules


Routes = Annotated[tuple[RouteConfig, ...], AfterValidator(_each_may_win)]
