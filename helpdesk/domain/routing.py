"""Who a question is for: rules of words and phrases, matched with what was said, ranked and explained."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from helpdesk.domain.text.document import Document
from helpdesk.domain.text.folding import forms, words
from helpdesk.domain.text.said_words import Word, said_words
from helpdesk.domain.ticket.form import Priority

Reason = Literal["only", "longer", "more", "earlier", "order"]
"""Why a match comes before the next: alone, a longer phrase, more different words, said earlier, by an earlier rule."""

MOST_WORDS = 10
"""Words in one phrase."""


@dataclass(frozen=True, slots=True)
class Route:
    """One rule. `to`: a user group (S…), a person (U…, W…), another channel (C…, G…), or empty.

    `group`, `priority` and `tags` are for the Zendesk ticket.
    """

    words: tuple[str, ...]
    to: str = ""
    name: str = ""
    group: int | None = None
    priority: Priority | None = None
    tags: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.name or self.words[0]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits, by its longest `phrase` (as the rule has it, of `length` words).

    `heard` counts the different words and phrases of the rule that were said; `position` counts words from 0.
    """

    route: Route
    order: int
    phrase: str
    length: int
    heard: int
    position: int

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """The smallest is the best."""
        return -self.length, -self.heard, self.position, self.order


@dataclass(frozen=True, slots=True)
class Finding:
    """The best match and the one after it."""

    best: Match | None = None
    runner_up: Match | None = None

    @property
    def why(self) -> Reason:
        if self.best is None or self.runner_up is None:
            return "only"
        reasons: tuple[Reason, ...] = ("longer", "more", "earlier", "order")
        pairs = zip(reasons, self.best.rank, self.runner_up.rank, strict=True)
        return next(reason for reason, ours, theirs in pairs if ours != theirs)


@dataclass(slots=True)
class _Node:
    """What was heard so far of phrases: what may come next, by every form of it, and the phrases that end here."""

    children: dict[str, "_Node"] = field(default_factory=dict)
    by_form: dict[str, list["_Node"]] = field(default_factory=dict)
    ends: list[tuple[int, str]] = field(default_factory=list)
    depth: int = 0

    def child(self, word: str) -> "_Node":
        if word not in self.children:
            self.children[word] = node = _Node(depth=self.depth + 1)
            for form in forms(word):
                self.by_form.setdefault(form, []).append(node)
        return self.children[word]


class Router:
    """The rules of one channel, made ready. The time to find a route is in proportion to the text."""

    def __init__(self, routes: Sequence[Route] = ()) -> None:
        self.routes = tuple(routes)
        self._root = _Node()
        for order, route in enumerate(self.routes):
            for phrase in route.words:
                node = self._root
                for word in words(phrase):
                    node = node.child(word)
                node.ends.append((order, phrase))

    @property
    def targets(self) -> tuple[Route, ...]:
        """The first rule for each target."""
        return tuple({route.to: route for route in reversed(self.routes) if route.to}.values())[::-1]

    def find(self, document: Document) -> Finding:
        """The best match of a message's words."""
        return _ranked(self._matches(said_words(document)))

    def covering(self, phrase: str) -> set[int]:
        """The rules that fit whatever this phrase fits, as far as single words tell."""
        nodes = [self._root]
        for word in words(phrase):
            nodes = [reached for node in nodes for reached in node.by_form.get(word, ())]
        return {order for node in nodes for order, _ in node.ends}

    def _matches(self, said: Sequence[Word]) -> Iterable[Match]:
        heard: dict[int, set[tuple[str, ...]]] = {}
        best: dict[int, tuple[int, int, str]] = {}
        for node, start, end in self._hits(said):
            text = tuple(word.text for word in said[start:end])
            for order, phrase in node.ends:
                heard.setdefault(order, set()).add(text)
                hit = (-node.depth, start, phrase)
                best[order] = min(best.get(order, hit), hit)
        for order, (length, position, phrase) in best.items():
            yield Match(self.routes[order], order, phrase, -length, len(heard[order]), position)

    def _hits(self, said: Sequence[Word]) -> Iterable[tuple[_Node, int, int]]:
        """Where each phrase was said first: its end in the net, and from which word to which."""
        seen: set[int] = set()
        begun: list[tuple[_Node, int]] = []
        for at, word in enumerate(said):
            before = [] if word.broken else begun
            begun = []
            for node, start in [*before, (self._root, at)] if word.starts else before:
                for reached in node.by_form.get(word.text, ()):
                    begun.append((reached, start))
                    if reached.ends and word.ends and id(reached) not in seen:
                        seen.add(id(reached))
                        yield reached, start, at + 1


def _ranked(matches: Iterable[Match]) -> Finding:
    best, second, *_ = (*sorted(matches, key=lambda match: match.rank), None, None)
    return Finding(best, second)


NO_ROUTES = Router()


def shadowed(routes: Sequence[Route]) -> Iterator[tuple[int, int]]:
    """Each rule that can never win, with an earlier one: whatever fits it fits that just as well. By their order."""
    router = Router(routes)
    for later, route in enumerate(routes):
        covering = [router.covering(phrase) for phrase in route.words]
        earlier = [order for order in set.intersection(*covering) if order < later]
        if earlier:
            yield later, min(earlier)
