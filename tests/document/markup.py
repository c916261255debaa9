"""What a browser makes of HTML: its tags, attributes, addresses and text. It asserts nothing."""

import re
from html.parser import HTMLParser

import nh3

TAGS = {"p", "br", "strong", "em", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}


class Seen(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name == "href"}
        self.text += "\n" * (tag == "br")

    def handle_data(self, data: str) -> None:
        self.text += data


def is_harmless(html: str) -> bool:
    """Whether only the ticket editor's tags, their attributes and addresses to follow are in it."""
    seen = Seen(html)
    attributes = {(tag, name) for tag, names in ATTRIBUTES.items() for name in names}
    followed = all(re.match(r"https?://|mailto:|tel:", address, re.IGNORECASE) for address in seen.addresses)
    return seen.tags <= TAGS and seen.attributes <= attributes and followed


def sanitised(html: str) -> str:
    """The HTML as a sanitiser of those tags writes it."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto", "tel"}
    )
