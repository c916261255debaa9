"""A text with its secrets masked. It changes nothing else, and no text makes it raise or dawdle."""

from collections.abc import Callable, Iterable, Iterator

from helpdesk.domain.text.masked import Masked
from helpdesk.zendesk.masking.numbers import card_numbers, ibans
from helpdesk.zendesk.masking.passwords import logins, passwords, recovery_keys
from helpdesk.zendesk.masking.private_keys import private_keys
from helpdesk.zendesk.masking.secret import Secret
from helpdesk.zendesk.masking.tokens import tokens
from helpdesk.zendesk.masking.words import MASK, mask

_RULES: tuple[Callable[[str], Iterable[Secret]], ...] = (
    private_keys,
    tokens,
    card_numbers,
    ibans,
    recovery_keys,
    passwords,
    logins,
)
"""In the order of their say: of two that overlap, the first names the kind."""

_ROUNDS = 5
"""What stands between masks is looked at again alone, as a second masking would."""


def masked(text: str) -> Masked:
    """The text with a mask in place of each secret. Masking twice is masking once."""
    secrets = found(text)
    kept, position = [], 0
    for secret in secrets:
        kept += [text[position : secret.start], mask(secret.kind)]
        position = secret.end
    return Masked("".join([*kept, text[position:]]), tuple(dict.fromkeys(secret.kind for secret in secrets)))


def found(text: str) -> list[Secret]:
    """The secrets in a text, in its order and apart from each other."""
    secrets: list[Secret] = []
    pieces = list(_between(0, len(text), (mask.span() for mask in MASK.finditer(text))))
    for _ in range(_ROUNDS):
        pieces, looked_at = [], pieces
        for start, end in looked_at:
            inside = _apart(_in_piece(text[start:end], start))
            secrets += inside
            if inside:
                pieces += _between(start, end, ((secret.start, secret.end) for secret in inside))
    return sorted(secrets)


def _in_piece(piece: str, offset: int) -> Iterator[tuple[int, Secret]]:
    for rank, rule in enumerate(_RULES):
        for secret in rule(piece):
            yield rank, Secret(secret.start + offset, secret.end + offset, secret.kind)


def _apart(ranked: Iterable[tuple[int, Secret]]) -> list[Secret]:
    """Secrets that overlap become one."""
    joined: list[tuple[int, Secret]] = []
    for rank, secret in sorted(ranked, key=lambda each: each[1].start):
        if joined and secret.start < joined[-1][1].end:
            best, before = joined[-1]
            kind = before.kind if best <= rank else secret.kind
            joined[-1] = min(best, rank), Secret(before.start, max(before.end, secret.end), kind)
        else:
            joined.append((rank, secret))
    return [secret for _, secret in joined]


def _between(start: int, end: int, gaps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces from `start` to `end` that no gap covers."""
    for gap_start, gap_end in gaps:
        if start < gap_start:
            yield start, gap_start
        start = gap_end
    if start < end:
        yield start, end
