"""Reads Slack's mrkdwn, for messages without rich_text. What is no markup by Slack's rules stays as it was typed.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from helpdesk.domain.text.document import (
    Block,
    Document,
    Inline,
    Mention,
    Paragraph,
    Preformatted,
    Quote,
    Style,
    Text,
    clean,
    joined,
    linked,
    one_line,
    paragraphs,
)
from helpdesk.slack.emoji import character
from helpdesk.slack.richtext import Names, moment
from helpdesk.slack.richtext.lists import DEEPEST, Row, nested

_FENCE = re.compile(r"```\n?(.*?\S.*?)\n?```\n?", re.DOTALL)
_QUOTED = re.compile(r"(?:&gt;|>) ?")
_QUOTED_TO_THE_END = re.compile(r"^(?:&gt;|>){3} ?", re.MULTILINE)
_BULLET = re.compile(r"( *)[•◦▪▫]\ufe0e? +")
_NUMBER = re.compile(r"( *)(\d{1,3})\. +")
_SPACES_A_LEVEL = 4
_TOKEN = re.compile(
    r"<(?P<entity>[^<>\n]+)>|`(?P<code>[^`\n]+)`|(?<!\d):(?P<emoji>[\w+'-]+(?:::skin-tone-[2-6])?):|(?P<mark>[*_~])"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_STYLES = {"*": "bold", "_": "italic", "~": "strike"}
_BEFORE = frozenset(" \t([{<>\"'“‘«*_~-–—,;:!?|&`")  # noqa: RUF001 - people type these quotes and dashes
_AFTER = frozenset(" \t)]}<>\"'”’»*_~-–—,;:.!?|&`")  # noqa: RUF001 - the same
_NEVER_INSIDE = frozenset(" \t./\\")


class _Token(NamedTuple):
    """A piece of a line; `mark` is the character that may begin or end a style, and where it stands."""

    inline: Inline
    mark: str
    at: int


def from_mrkdwn(text: str, names: Names) -> Document:
    """A message's `text` as Slack shows it: code in fences, quotes and lists by line, styles at word boundaries."""
    found: list[Block] = []
    for number, part in enumerate(_FENCE.split(clean(text))):
        if number % 2:
            found.append(Preformatted("".join(i.text for i in _verbatim(part, names))))
        else:
            found += _unfenced(part, names)
    return Document(tuple(found))


def _unfenced(text: str, names: Names) -> Iterator[Block]:
    opening = _QUOTED_TO_THE_END.search(text)
    if opening:
        yield from _by_line(text[: opening.start()].removesuffix("\n"), names)
        yield Quote(tuple(_by_line(text[opening.end() :], names)))
    else:
        yield from _by_line(text, names)


def _by_line(text: str, names: Names) -> Iterator[Block]:
    for kind, run in groupby(_kinds(text.split("\n")), lambda each: each[0]):
        typed = [line for _, line in run]
        match kind:
            case "quote":
                yield Quote(_paragraphs((_QUOTED.sub("", line, count=1) for line in typed), names))
            case "list":
                yield from nested(_row(line, names) for line in typed)
            case _:
                yield from _paragraphs(typed, names)


def _kinds(typed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each line with what it is. Numbers make a list when they count up from 1; others are a date, a price."""
    expected = 1
    for line in typed:
        number = _NUMBER.match(line)
        if _QUOTED.match(line):
            kind, expected = "quote", 1
        elif _BULLET.match(line):
            kind = "list"
        elif number and int(number[2]) == expected:
            kind, expected = "list", expected + 1
        else:
            kind, expected = "words", 1
        yield kind, line


def _paragraphs(typed: Iterable[str], names: Names) -> tuple[Paragraph, ...]:
    return paragraphs(joined(_line(line, names) for line in typed))


def _row(line: str, names: Names) -> Row:
    found = _BULLET.match(line) or _NUMBER.match(line)
    spaces, end = (len(found[1]), found.end()) if found else (0, 0)
    number = int(found[2]) if found and found.re is _NUMBER else None
    return Row(min(spaces // _SPACES_A_LEVEL, DEEPEST), number, paragraphs(_line(line[end:], names)))


def _line(raw: str, names: Names) -> list[Inline]:
    tokens = list(_tokens(raw, names))
    turns = _turns(raw, tokens)
    style, found = Style(), []
    for token in tokens:
        if token.at in turns:
            style = replace(style, **{_STYLES[token.mark]: turns[token.at]})
        else:
            found.append(replace(token.inline, style=replace(style, code=token.inline.style.code)))
    return found


def _tokens(raw: str, names: Names) -> Iterator[_Token]:
    end = 0
    for found in _TOKEN.finditer(raw):
        yield _Token(Text(_unescaped(raw[end : found.start()])), "", -1)
        end = found.end()
        if found["mark"]:
            yield _Token(Text(found["mark"]), found["mark"], found.start())
        elif found["code"]:
            words = "".join(inline.text for inline in _verbatim(found["code"], names))
            yield _Token(Text(words, Style(code=True)), "", -1)
        elif found["emoji"]:
            yield _Token(Text(character(found["emoji"]) or found[0]), "", -1)
        else:
            yield _Token(_entity(found["entity"], names), "", -1)
    yield _Token(Text(_unescaped(raw[end:])), "", -1)


def _turns(raw: str, tokens: Iterable[_Token]) -> dict[int, bool]:
    """Where a style begins (True) and ends (False): only marks at the edge of words that come in pairs."""
    turns: dict[int, bool] = {}
    waiting: dict[str, int] = {}
    for token in tokens:
        before, after = raw[token.at - 1 : token.at], raw[token.at + 1 : token.at + 2]
        if not token.mark or token.mark in {before, after}:
            continue
        opener = waiting.get(token.mark)
        if opener is not None and before not in _NEVER_INSIDE - {"."} and (not after or after in _AFTER):
            turns |= {opener: True, token.at: False}
            waiting = {mark: at for mark, at in waiting.items() if at < opener}
        elif (not before or before in _BEFORE) and after and after not in _NEVER_INSIDE:
            waiting[token.mark] = token.at
    return turns


def _verbatim(raw: str, names: Names) -> Iterator[Inline]:
    """Inside code only mentions and links are resolved."""
    for number, part in enumerate(re.split(r"<([^<>\n]+)>", raw)):
        yield _entity(part, names) if number % 2 else Text(_unescaped(part))


def _entity(raw: str, names: Names) -> Inline:
    target, _, label = (_unescaped(part) for part in raw.partition("|"))
    sign, id_ = target[:1], target[1:]
    if sign == "@" and id_:
        return Mention("user", one_line(label or names.user(id_)))
    if sign == "#" and id_:
        return Mention("channel", one_line(label or names.channel(id_)))
    if sign == "!" and id_:
        return _command(id_, label, names)
    if _SCHEME.match(target):
        return linked(target, label)
    return Text(_unescaped(f"<{raw}>"))


def _command(command: str, label: str, names: Names) -> Inline:
    kind, _, rest = command.partition("^")
    match kind:
        case "subteam":
            return Mention("group", one_line(label or names.group(rest.partition("|")[0])))
        case "date":
            moment_, _, link = rest.partition("^")
            return linked(link.partition("^")[2], label or moment(moment_))
        case "here" | "channel" | "everyone":
            return Mention("broadcast", kind)
        case _:
            return Text(label or f"<!{command}>")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
