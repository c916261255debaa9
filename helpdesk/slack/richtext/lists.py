"""Makes nested lists of Slack's flat rows, each with its depth. It knows nothing of what the rows say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from helpdesk.domain.text.document import Block, List

DEEPEST = 8


class Row(NamedTuple):
    """One item: its depth from 0, its number if the list is ordered, and what stands in it."""

    indent: int
    number: int | None
    item: tuple[Block, ...]


@dataclass
class _Level:
    indent: int
    start: int | None
    items: list[list["Block | _Level"]] = field(default_factory=list)

    def goes_on_with(self, row: Row) -> bool:
        if self.start is None or row.number is None:
            return self.start is row.number
        return row.number == self.start + len(self.items)

    def frozen(self) -> List:
        items = (tuple(b.frozen() if isinstance(b, _Level) else b for b in item) for item in self.items)
        return List(tuple(items), self.start is not None, self.start or 1)


def nested(rows: Iterable[Row]) -> tuple[List, ...]:
    """The rows as lists: a deeper row belongs to the item above it, a number out of turn begins a list of its own."""
    tops: list[_Level] = []
    open_levels: list[_Level] = []
    for row in rows:
        while open_levels and open_levels[-1].indent > row.indent:
            open_levels.pop()
        if open_levels and open_levels[-1].indent == row.indent and not open_levels[-1].goes_on_with(row):
            open_levels.pop()
        if not open_levels or open_levels[-1].indent < row.indent:
            level = _Level(row.indent, row.number)
            if open_levels:
                open_levels[-1].items[-1].append(level)
            else:
                tops.append(level)
            open_levels.append(level)
        open_levels[-1].items.append(list(row.item))
    return tuple(top.frozen() for top in tops)
