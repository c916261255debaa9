"""A document with its secrets masked, also one broken over neighbouring words, lines or blocks. It finds none itself.

What is found is found in the words as people see them, with code between backticks.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from helpdesk.domain.text.document import (
    Block,
    Document,
    Inline,
    Link,
    List,
    Mention,
    Paragraph,
    Preformatted,
    Quote,
    Text,
    linked,
)
from helpdesk.domain.text.masked import Kind
from helpdesk.zendesk.masking.masked import found, masked
from helpdesk.zendesk.masking.secret import Secret
from helpdesk.zendesk.masking.words import mask

_A_NAME = "\ufffc"
"""Stands for a person or channel: their names are no secrets."""


class MaskedDocument(NamedTuple):
    """A document without its secrets, and each kind that was in it once, in its order."""

    document: Document
    kinds: tuple[Kind, ...] = ()


class _Part(NamedTuple):
    """A run of words. What is not `shown` stands between two that are."""

    text: str
    shown: bool = True


def masked_document(document: Document) -> MaskedDocument:
    """Words, code and the addresses of links; a link with a secret in it is a link no more."""
    parts = list(_parts(document.blocks))
    secrets = found("".join(part.text for part in parts))
    words = _masked_parts(parts, secrets)
    in_addresses: list[Kind] = []
    blocks = tuple(_masked_block(block, words, in_addresses) for block in document.blocks)
    return MaskedDocument(Document(blocks), tuple(dict.fromkeys([*(secret.kind for secret in secrets), *in_addresses])))


def _parts(blocks: Iterable[Block]) -> Iterator[_Part]:
    before: Block | None = None
    for block in blocks:
        if before is not None:
            apart = isinstance(before, Paragraph) and isinstance(block, Paragraph)
            yield _Part("\n\n" if apart else "\n", shown=False)
        yield from _parts_of(block)
        before = block


def _parts_of(block: Block) -> Iterator[_Part]:
    match block:
        case Paragraph(inlines):
            for inline in inlines:
                yield from _parts_of_inline(inline)
        case Preformatted(text):
            yield _Part(text)
        case Quote(inner):
            yield from _parts(inner)
        case List(items):
            for item in items:
                yield from _parts(item)
                yield _Part("\n", shown=False)


def _parts_of_inline(inline: Inline) -> Iterator[_Part]:
    tick = _Part("`" if inline.style.code else "", shown=False)
    yield tick
    yield _Part(_A_NAME if isinstance(inline, Mention) else inline.text)
    yield tick


def _masked_parts(parts: Iterable[_Part], secrets: Iterable[Secret]) -> Iterator[str]:
    """The words of each part that is shown; a secret's mask stands in the first of the parts it is in."""
    waiting, position = list(reversed(list(secrets))), 0
    owed = ""
    for part in parts:
        start, end = position, position + len(part.text)
        kept = ""
        while waiting and waiting[-1].start < end:
            secret = waiting[-1]
            if secret.start >= start:
                kept, owed = kept + part.text[position - start : secret.start - start], mask(secret.kind)
            if part.shown:
                kept, owed = kept + owed, ""
            position = min(secret.end, end)
            if secret.end > end:
                break
            waiting.pop()
        kept += part.text[position - start :]
        position = end
        if part.shown:
            yield kept


def _masked_block(block: Block, words: Iterator[str], kinds: list[Kind]) -> Block:
    match block:
        case Paragraph(inlines):
            return Paragraph(tuple(_masked_inline(inline, next(words), kinds) for inline in inlines))
        case Preformatted():
            return Preformatted(next(words))
        case Quote(inner):
            return Quote(tuple(_masked_block(each, words, kinds) for each in inner))
        case List(items, ordered, start):
            masked_items = (tuple(_masked_block(each, words, kinds) for each in item) for item in items)
            return List(tuple(masked_items), ordered, start)


def _masked_inline(inline: Inline, words: str, kinds: list[Kind]) -> Inline:
    match inline:
        case Text(_, style):
            return Text(words, style)
        case Mention(_, _, style):
            return inline if words == _A_NAME else Text(words, style)
        case Link(url, label, style):
            if words != inline.text:
                return Text(words, style)
            address = masked(url)
            kinds += address.kinds
            return linked(address.text, label, style) if address.kinds else inline
