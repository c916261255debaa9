"""Marks the words of one message in a comment's HTML for redaction. It decides from the HTML alone and sends nothing.

Words are wrapped in `<redact>`, links and pictures get the attribute `redact`:
https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#redact-ticket-comment-in-agent-workspace
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from helpdesk.zendesk import words
from helpdesk.zendesk.payloads import AttachmentSeen, CommentSeen

_TOKEN = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_MESSAGE = re.compile(r"https?://[^/]+/archives/[^/]+/p(\d+)(?:[?#].*)?")
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d \S{1,9}")
_WRAPPER = re.compile(r"""<div\b[^>]*\bclass="zd-comment\b""")
_VOID = frozenset({"br", "hr", "img"})
_LEADS = frozenset({"a", "img"})
_BLACK = "▇"


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is to be redacted in a comment: its HTML with the marks, its files by address, and the bare words."""

    html: str
    files: tuple[str, ...]
    text: str

    @property
    def is_nothing(self) -> bool:
        """Whether all of it is black already."""
        return not self.files and "<redact>" not in self.html


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens of the HTML from `start` to before `end`."""

    start: int
    end: int


def has_black(text: str) -> bool:
    return _BLACK in text


def is_black(text: str) -> bool:
    """Whether nothing is left of a text that was redacted."""
    return _BLACK in text and not text.replace(_BLACK, "").strip()


def whole(comment: CommentSeen) -> Erasure:
    """The whole comment with all its files."""
    tokens = _TOKEN.split(comment.html_body)
    return _erasure(tokens, [_Span(0, len(tokens))], _addresses(comment.attachments))


def part(comment: CommentSeen, ts: str) -> Erasure | None:
    """The part of the message with this ts, below the line that says who wrote when; None when it isn't there."""
    tokens = _TOKEN.split(comment.html_body)
    spans = _parts(tokens)
    wanted = ts.replace(".", "")
    own = [span for digits, span in spans if digits == wanted]
    if not own:
        return None
    texts = [(digits == wanted, _text(tokens[span.start : span.end])) for digits, span in spans]
    files = _files_of(comment.attachments, texts)
    return _erasure(tokens, [*own, *_listed(tokens, wanted)], files)


def begins_with(comment: CommentSeen, ts: str) -> bool:
    """Whether the first message in a comment is the one with this ts."""
    return [digits for digits, _ in _parts(_TOKEN.split(comment.html_body))][:1] == [ts.replace(".", "")]


def messages_in(comment: CommentSeen | None) -> tuple[str, ...]:
    """The ts of the messages whose parts stand in a comment."""
    tokens = _TOKEN.split(comment.html_body) if comment else ()
    return tuple(f"{digits[:-6]}.{digits[-6:]}" for digits, _ in _parts(tokens))


def _erasure(tokens: Sequence[str], spans: Sequence[_Span], files: tuple[str, ...]) -> Erasure:
    places = {place for span in spans for place in range(span.start, span.end)}
    html = "".join(_marked(token) if place in places else token for place, token in enumerate(tokens))
    return Erasure(html, files, " ".join(_text(tokens[span.start : span.end]) for span in spans))


def _marked(token: str) -> str:
    if not token.startswith("<"):
        return token if not token.strip() or is_black(token) else f"<redact>{token}</redact>"
    if _name(token) in _LEADS and not token.startswith("</"):
        return f"{token[:-2]} redact/>" if token.endswith("/>") else f"{token[:-1]} redact>"
    return token


def _text(tokens: Sequence[str]) -> str:
    return " ".join(unescape("".join(t if not t.startswith("<") else " " for t in tokens)).split())


def _name(token: str) -> str:
    found = _TAG.match(token)
    return found.group(1).lower() if found else ""


def _parts(tokens: Sequence[str]) -> list[tuple[str, _Span]]:
    """The parts of messages: the digits of their ts, and where their words stand.

    A part is what stands in one `<div>` below its first line, or the blocks from such a line to the next one.
    """
    blocks = list(_blocks(tokens))
    heads = [_head(tokens, block) for block in blocks]
    found: list[tuple[str, _Span]] = []
    for number, (block, head) in enumerate(zip(blocks, heads, strict=True)):
        if head is None:
            continue
        digits, below = head
        last = number
        while (
            _name(tokens[block.start]) != "div" and last + 1 < len(blocks) and _goes_on(tokens, blocks, heads, last + 1)
        ):
            last += 1
        found.append((digits, _Span(below, blocks[last].end)))
    return found


def _goes_on(
    tokens: Sequence[str], blocks: Sequence[_Span], heads: Sequence[tuple[str, int] | None], number: int
) -> bool:
    """Whether a block belongs to the part before it: neither another part nor the list of files at the end."""
    return heads[number] is None and not (number == len(blocks) - 2 and _is_list_head(tokens, blocks[number]))


def _is_list_head(tokens: Sequence[str], block: _Span) -> bool:
    return _text(tokens[block.start : block.end]) == words.NOT_COPIED


def _listed(tokens: Sequence[str], digits: str) -> Iterator[_Span]:
    """What the list of files that are not copied, at the comment's end, says of the message with these digits."""
    *others, before, last = [_Span(0, 0), _Span(0, 0), *_blocks(tokens)]
    if not others or not _is_list_head(tokens, before):
        return
    items = [place for place in range(last.start, last.end) if _name(tokens[place]) == "li"]
    for start, end in zip(items[::2], items[1::2], strict=False):
        tag = next((tokens[place] for place in range(start, end) if _name(tokens[place]) == "a"), "")
        if _message_of(tag) == digits:
            yield _Span(start, end)


def _blocks(tokens: Sequence[str]) -> Iterator[_Span]:
    """The outermost elements, inside the wrapper that Zendesk puts around all."""
    depth, start = 0, 0
    for place, token in enumerate(tokens):
        name = _name(token)
        if not name or name in _VOID or token.endswith("/>") or (depth == 0 and _is_wrapper(token)):
            continue
        if not token.startswith("</"):
            start = place if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield _Span(start, place + 1)


def _is_wrapper(token: str) -> bool:
    return _WRAPPER.match(token) is not None


def _head(tokens: Sequence[str], block: _Span) -> tuple[str, int] | None:
    """Whose part a block begins: the digits of the ts in its link with the time, and where that link ends."""
    for place in range(block.start, block.end):
        tag = tokens[place]
        if _name(tag) == "a":
            digits = _message_of(tag)
            end = next((at for at in range(place, block.end) if tokens[at].lower().startswith("</a")), block.end)
            label = _text(tokens[place:end])
            return (digits, end + 1) if digits and _is_head(_text(tokens[block.start : place]), label) else None
        if tag == "</p>":
            return None
    return None


def _is_head(before: str, label: str) -> bool:
    """Whether a link with this label, after these words, begins a part: people put links to messages in theirs."""
    is_time = _TIME.fullmatch(label) is not None or label == words.SOMETIME
    return is_time and (not before or before.endswith(("·", words.from_slack(""))))


def _message_of(token: str) -> str | None:
    found = _HREF.search(token)
    address = unescape(next((group for group in found.groups() if group), "")) if found else ""
    message = _MESSAGE.fullmatch(address)
    return message.group(1) if message else None


def _addresses(attachments: Sequence[AttachmentSeen]) -> tuple[str, ...]:
    return tuple(file.content_url for file in attachments if file.content_url and not file.deleted)


def _files_of(attachments: Sequence[AttachmentSeen], texts: Sequence[tuple[bool, str]]) -> tuple[str, ...]:
    """The files that belong to the message: parts name their files, in the order they were attached.

    Where the names don't tell files of one name apart, all of that name go: rather too much than too little.
    """
    gone: list[AttachmentSeen] = []
    for name in dict.fromkeys(file.file_name for file in attachments):
        named = [file for file in attachments if file.file_name == name]
        mine = [own for own, text in texts for _ in range(_times_named(name, text))]
        if any(mine):
            gone += [file for place, file in enumerate(named) if len(mine) != len(named) or mine[place]]
    return _addresses(gone)


def _times_named(name: str, text: str) -> int:
    return len(re.findall(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", text)) if name else 0
