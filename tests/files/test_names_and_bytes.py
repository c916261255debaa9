"""What a file may be called, and how many bytes it may have."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.files import MOST_BYTES, CantCopy, Content, NotCopied, safe_name
from helpdesk.domain.retry import TryLater

NAMES = {
    "an ordinary one": ("report 2026.pdf", "report 2026.pdf"),
    "umlauts": ("Übersicht für Zoë.docx", "Übersicht für Zoë.docx"),
    "emoji": ("🎉 party.png", "🎉 party.png"),
    "several dots": ("a.tar.gz", "a.tar.gz"),
    "characters of addresses": ("a&token=evil #1+2%20.png", "a&token=evil #1+2%20.png"),
    "a path": ("/etc/passwd", "_etc_passwd"),
    "a way up": ("../../../etc/passwd", "_.._._etc_passwd"),
    "a Windows path": ("C:\\Windows\\x.exe", "C__Windows_x.exe"),
    "a hidden file": (".bashrc", "bashrc"),
    "dots alone": ("..", "file"),
    "nothing": ("", "file"),
    "spaces": ("  a  b .txt ", "a b.txt"),
    "a line end": ("a\r\nContent-Type: x.txt", "aContent-Type_ x.txt"),
    "a zero": ("a.png\x00.exe", "a.png.exe"),
    "text turned round": ("invoice\u202efdp.exe", "invoicefdp.exe"),
    "something unseen": ("a\u200b\u2066b\ufeff.txt", "ab.txt"),
    "half a character": ("a\ud800.txt", "a.txt"),
    "a device": ("con.txt", "_con.txt"),
    "quotes": ('a"b<c>.txt', "a_b_c_.txt"),
    "a trailing dot": ("a.exe. .", "a.exe"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_made_harmless(name: str) -> None:
    given_name, expected = NAMES[name]
    assert safe_name(given_name) == expected


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_name("ü" * 500 + ".pdf")
    assert name.endswith("ü.pdf")
    assert len(name.encode()) <= 180


@given(st.text() | st.text(alphabet="./\\:\u202e\x00 aü"))
def test_no_name_leaves_its_place(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= 192
    assert not name.startswith((".", " "))
    assert not set(name) & set('/\\:*?"<>|\r\n')
    assert all(unicodedata.category(character) not in {"Cc", "Cs"} for character in name)
    assert safe_name(name) == name


def test_all_bytes_come_once() -> None:
    content = Content("a.txt", 5, [b"he", b"", b"llo"])
    assert b"".join(content) == b"hello"
    with pytest.raises(TryLater):
        list(content)


def test_too_few_bytes_are_tried_later() -> None:
    with pytest.raises(TryLater):
        list(Content("a.txt", 6, [b"hello"]))


def test_more_bytes_than_announced_are_not_copied() -> None:
    with pytest.raises(CantCopy) as refused:
        list(Content("a.txt", 4, [b"hel", b"lo"]))
    assert refused.value.not_copied == NotCopied("a.txt", "changed")


@pytest.mark.parametrize(("size", "why"), [(0, "empty"), (-1, "empty"), (MOST_BYTES + 1, "too_big")])
def test_an_empty_or_huge_file_is_not_copied(size: int, why: str) -> None:
    with pytest.raises(CantCopy) as refused:
        Content("a.txt", size, [])
    assert refused.value.not_copied.why == why
