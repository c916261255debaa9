"""Compares both sides when everything is quiet: what was lost, said twice, out of order, or not the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tests.chaos.deeds import STATES, Deed, Question, Sight

Wrong = Literal["lost", "doubled", "out of order", "apart"]


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with one question, in words."""

    wrong: Wrong
    ts: str
    words: str


def violations(question: Question, sight: Sight) -> Iterator[Violation]:
    """Everything that is wrong with one question."""

    def found(wrong: Wrong, words: str) -> Violation:
        return Violation(wrong, question.ts, words)

    yield from (found(*each) for each in _of_the_ticket(sight))
    there, here = " ".join(sight.comments), " ".join(sight.said)
    for kind, text in (("reply", there), ("comment", here)):
        deeds = [deed for deed in question.deeds if deed.kind == kind]
        for deed in deeds:
            times = text.count(deed.token)
            if times == 0 and (deed.told or kind == "comment"):
                yield found("lost", f"{kind} {deed.token} is not on the other side")
            elif times > 1:
                yield found("doubled", f"{kind} {deed.token} is on the other side {times} times")
        for one, other in _disordered(deeds, text, by_acknowledgement=kind == "reply"):
            yield found("out of order", f"{kind} {other.token} came before {one.token}")
    shown = len(question.of("comment")) + 1
    if len(sight.said) > shown:
        yield found("doubled", f"the bot said {len(sight.said)} things in the thread, expected {shown}")
    yield from (found("apart", words) for words in _apart(question, sight))


def _of_the_ticket(sight: Sight) -> Iterator[tuple[Wrong, str]]:
    for what, count in (("Zendesk tickets", len(sight.tickets)), ("status messages", len(sight.cards))):
        if count != 1:
            yield ("lost" if count == 0 else "doubled"), f"{count} {what}, expected 1"


def _disordered(deeds: Sequence[Deed], text: str, *, by_acknowledgement: bool) -> Iterator[tuple[Deed, Deed]]:
    """Neighbours that stand the wrong way round. A reply that was acknowledged after the next one claims no order."""
    there = [deed for deed in deeds if deed.token in text]
    for one, other in pairwise(there):
        claims = not by_acknowledgement or (one.told and other.told and one.told <= other.told)
        if claims and text.index(one.token) > text.index(other.token):
            yield one, other


def _apart(question: Question, sight: Sight) -> Iterator[str]:
    if not (sight.tickets and sight.cards):
        return
    moves = question.of("mark", "status")
    if not any(sight.shows(state) for state in STATES) and moves:
        yield f"Slack says {sight.cards[0]!r}, Zendesk says {sight.status}"
    elif moves and _is_sure(moves) and moves[-1].state and not sight.shows(moves[-1].state):
        yield f"the last act made it {moves[-1].state}, but Zendesk says {sight.status}"


def _is_sure(moves: Sequence[Deed]) -> bool:
    """Whether the last one must have won: it stands clear, and Slack told of every mark.

    A mark that Slack never told is found later, and counts from the earliest time it may have been put there.
    """
    return moves[-1].clear and all(move.told for move in moves if move.kind == "mark")


def counted(found: Sequence[Violation]) -> dict[str, int]:
    """How many of each kind, those that there are none of too."""
    counts = Counter(violation.wrong for violation in found)
    return {wrong: counts[wrong] for wrong in ("lost", "doubled", "out of order", "apart")}
