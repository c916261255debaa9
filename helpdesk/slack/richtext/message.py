"""What a whole message says, wherever Slack keeps it: in rich_text, text, attachments or other blocks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from helpdesk.domain.text.document import Block, Document, Quote, Style, linked, one_line, paragraphs, plain
from helpdesk.slack.richtext import Names, from_blocks, objects, string
from helpdesk.slack.richtext.mrkdwn import from_mrkdwn


def document_of(message: Mapping[str, Any], names: Names) -> Document:
    """The message's words, and below them, quoted, the messages it forwards.

    The words are the first of these that say something: rich_text, `text`, attachments, other blocks.
    """
    said = next((document for document in _readings(message, names) if plain(document).strip()), Document())
    forwarded = (_forwarded(each, names) for each in objects(message.get("attachments")) if each.get("is_share"))
    return Document((*said.blocks, *forwarded))


def _readings(message: Mapping[str, Any], names: Names) -> Iterator[Document]:
    blocks = message.get("blocks")
    yield from_blocks(blocks, names) or Document()
    yield from_mrkdwn(string(message, "text"), names)
    unfurled = (each for each in objects(message.get("attachments")) if not each.get("is_share"))
    yield _together(document for each in unfurled for document in _attachment(each, names))
    yield _together(from_mrkdwn(text, names) for text in _texts(blocks))


def _together(documents: Iterable[Document]) -> Document:
    return Document(tuple(block for document in documents for block in document.blocks))


def _attachment(attachment: Mapping[str, Any], names: Names) -> Iterator[Document]:
    """Its heading and words, or the fallback that Slack keeps for clients that can't show them.

    https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
    """
    title = linked(string(attachment, "title_link"), string(attachment, "title"))
    said = [
        from_mrkdwn(string(attachment, "pretext"), names),
        Document(paragraphs([title])),
        from_mrkdwn(string(attachment, "text"), names),
        *(from_mrkdwn(text, names) for text in _texts(attachment.get("blocks"))),
    ]
    if any(document.blocks for document in said):
        yield from said
    else:
        yield from_mrkdwn(string(attachment, "fallback"), names)


def _forwarded(attachment: Mapping[str, Any], names: Names) -> Quote:
    """The author, linked to the message, and what it says."""
    link = string(attachment, "from_url")
    author = linked(link, one_line(string(attachment, "author_name")) or link, Style(bold=True))
    inside = [
        each["message"] for each in objects(attachment.get("message_blocks")) if isinstance(each.get("message"), dict)
    ]
    rich = _together(from_blocks(each.get("blocks"), names) or Document() for each in inside)
    said: tuple[Block, ...] = rich.blocks or _together(_attachment(attachment, names)).blocks
    return Quote((*paragraphs([author]), *said))


def _texts(blocks: object) -> Iterator[str]:
    """The texts of the blocks that bots make, as mrkdwn (https://docs.slack.dev/reference/block-kit/blocks)."""
    for block in objects(blocks):
        parts = [block, *objects(block.get("fields")), *objects(block.get("elements"))]
        for part in parts:
            text = part.get("text")
            yield string(text, "text") if isinstance(text, dict) else text if isinstance(text, str) else ""
        yield string(block, "alt_text")
