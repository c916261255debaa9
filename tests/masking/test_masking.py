"""What is masked and what stays, case by case, and what holds for any text."""

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.text.masked import Kind, Masked
from helpdesk.zendesk.masking.masked import found, masked
from helpdesk.zendesk.masking.words import MASK

from .secrets_to_mask import A36, JWT, KEYS_AND_TOKENS, NUMBERS, PASSWORDS, PEM
from .words_to_keep import WORDS

SECRETS = KEYS_AND_TOKENS | PASSWORDS | NUMBERS
PIECES = (
    *(text for text, _, _ in SECRETS.values()),
    *(
        "password: ",
        "pwd=",
        "token: ",
        "//",
        "://",
        "@",
        ":",
        "=",
        " ",
        "-",
        ".",
        "\n",
        '"',
        "'",
        "(",
        ")",
        "&",
        "••••",
    ),
    *(" (password)", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "eyJ", "4111", "é", "\ud800", "\x00"),
)
HOSTILE: dict[str, Callable[[int], str]] = {
    "one letter": lambda n: "a" * n,
    "one digit": lambda n: "1" * n,
    "digits with gaps": lambda n: "4111 " * (n // 5),
    "spaces": lambda n: " " * n,
    "a key's name and spaces": lambda n: "api_key" + " " * n,
    "addresses": lambda n: "//" * (n // 2),
    "logins": lambda n: "://a:" * (n // 5),
    "token beginnings": lambda n: "eyJ" * (n // 3),
    "token beginnings apart": lambda n: "eyJ-sk-glagent-" * (n // 15),
    "tokens joined": lambda n: ("xoxb-1-" + "AKIA1234567890ABCDEF-") * (n // 28),
    "Slack tokens": lambda n: "xoxb-" + "1-" * (n // 2) + "-",
    "private keys begun": lambda n: "-----BEGIN PRIVATE KEY-----" * (n // 27),
    "private keys ended": lambda n: "-----END PRIVATE KEY-----" * (n // 25),
    "a private key of words": lambda n: "-----BEGIN PRIVATE KEY-----\n" + "word: x " * (n // 8),
    "passwords": lambda n: "password:" * (n // 9),
    "passwords with gaps": lambda n: "password for a b c " * (n // 19),
    "passwords in quotes": lambda n: 'password:"' * (n // 10),
    "names of aws": lambda n: "awskey'" * (n // 7),
    "IBAN beginnings": lambda n: "CH93 " * (n // 5),
    "curls": lambda n: "curl -u " * (n // 8),
    "options": lambda n: "--a" * (n // 3),
    "masks": lambda n: "•••• (password)" * (n // 15),
}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_masked_and_the_words_around_it_stay(name: str) -> None:
    text, kind, expected = SECRETS[name]
    assert masked(text) == Masked(expected, (kind,))


@pytest.mark.parametrize("name", WORDS)
def test_words_without_a_secret_stay_as_they_are(name: str) -> None:
    assert masked(WORDS[name]) == Masked(WORDS[name])


@pytest.mark.parametrize("name", SECRETS)
def test_what_was_masked_is_not_masked_again(name: str) -> None:
    once = masked(SECRETS[name][0]).text
    assert masked(once) == Masked(once)


def test_each_kind_is_told_once_in_the_order_of_the_text() -> None:
    text = f"password: hunter2, then {JWT} and {JWT}\n{PEM}\npassword: hunter3 4111 1111 1111 1111"
    assert masked(text).kinds == (Kind.PASSWORD, Kind.TOKEN, Kind.PRIVATE_KEY, Kind.CARD_NUMBER)


def test_a_secret_that_fits_two_kinds_is_masked_once() -> None:
    assert masked(f"password: {'gh' + 'p_'}{A36}").text == "password: •••• (token)"


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = masked(text)
    assert masked(once.text) == Masked(once.text)


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_outside_of_secrets_no_character_changes(text: str) -> None:
    secrets = found(text)
    assert all(a.end <= b.start for a, b in pairwise(secrets))
    apart = re.split(MASK, masked(text).text)
    assert "".join(apart) == "".join(re.split(MASK, _without(text, [(s.start, s.end) for s in secrets])))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, position = "", 0
    for start, end in spans:
        kept, position = kept + text[position:start], end
    return kept + text[position:]


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_takes_about_twice_the_time(name: str) -> None:
    """Quadratic time would take four times as long. What takes next to no time is not compared."""
    small, large = HOSTILE[name](20_000), HOSTILE[name](80_000)
    assert _seconds(large) < max(0.05, 9 * _seconds(small))


def _seconds(text: str) -> float:
    """Of this process, the least of three, so that busy neighbours don't count."""

    def once() -> float:
        before = time.process_time()
        masked(text)
        return time.process_time() - before

    return min(once() for _ in range(3))
