"""What commands print can't command the terminal it is printed on."""

import pytest

from helpdesk.commands.printing import say


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\x07", "\r", "\x7f", "\u202e", "\u2066"])
def test_a_sign_that_a_terminal_obeys_is_replaced(sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(f"IT-1\tnew\t{sign}[2Jevil")
    assert capsys.readouterr().out == "IT-1\tnew\t\N{REPLACEMENT CHARACTER}[2Jevil\n"


def test_words_of_any_language_and_lines_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    words = "Der Drucker\nbrennt 🔥 \t \N{ZERO WIDTH JOINER} مرحبا"
    say(words)
    assert capsys.readouterr().out == f"{words}\n"
