"""Draws one chart: JSON on stdin, a PNG on stdout. Run as a module by `chart`, and by nothing else."""

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from helpdesk.stats.chart import Bar, Chart, Line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Blue and orange that colour-blind people tell apart (Okabe and Ito), beside shapes of their own. The ground is solid
# white and framed: it is a card in dark mode and in light.
MEDIAN, P90, INK, FAINT, GROUND = "#0072B2", "#D55E00", "#1D1C1D", "#C8C8C8", "#FFFFFF"
_WIDTH, _LINE, _HEAD = 7.5, 0.34, 0.7
"""Inches."""

_DOTS = 150
_LONGEST = 28


class _Point(NamedTuple):
    """How one of a line's figures is drawn; `offset` in points from it to its words."""

    of: str
    colour: str
    shape: str
    offset: tuple[int, int]
    align: str


_POINTS = (_Point("median", MEDIAN, "o", (0, 8), "center"), _Point("p90", P90, "D", (9, -4), "left"))


def main() -> None:
    """Read, draw, write."""
    chart = Chart.model_validate_json(sys.stdin.buffer.read())
    _draw(chart)


def _draw(chart: Chart) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - takes a second
    from matplotlib.figure import Figure  # noqa: PLC0415

    settings: dict[Any, Any] = {
        "font.family": "DejaVu Sans",
        "font.size": 11,
        "text.color": INK,
        "text.parse_math": False,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.edgecolor": FAINT,
    }
    with mpl.rc_context(settings):
        rows = [len(chart.lines), *(len(bars) for _, bars in chart.bars)]
        heights = [row * _LINE + _HEAD for row in rows]
        heights[0] += _LINE * len(chart.lines) / 2 + _HEAD / 2  # words stand above its dots, and a legend above it
        figure = Figure((_WIDTH, sum(heights) + 0.5), dpi=_DOTS, facecolor=GROUND, edgecolor=FAINT, linewidth=3)
        figure.set_layout_engine("constrained", h_pad=0.1, w_pad=0.15)
        figure.suptitle(_short(chart.title, 60), fontsize=14, fontweight="bold", x=0.02, ha="left")
        all_axes = figure.subplots(len(heights), 1, squeeze=False, height_ratios=heights)[:, 0]
        _lines(all_axes[0], chart)
        for axes, (title, bars) in zip(all_axes[1:], chart.bars, strict=True):
            _bars(axes, title, bars)
        figure.savefig(sys.stdout.buffer, format="png", edgecolor=FAINT)


def _lines(axes: "Axes", chart: Chart) -> None:
    """A dot for the median and a diamond for the 90th percentile, on a scale on which minutes and days can be seen."""
    lines = chart.lines
    places = range(len(lines))
    axes.set_xscale("log")
    for place, line in enumerate(lines):
        if line.median is not None and line.p90 is not None:
            axes.plot([_at(line.median), _at(line.p90)], [place, place], color=FAINT, linewidth=4, zorder=1)
        for point in _POINTS:
            _point(axes, place, line, point)
    known = [_at(value) for line in lines for value in (line.median, line.p90) if value is not None] or [3600.0]
    axes.set_xlim(min(known) / 2.5, max(known) * 3.5)
    low, high = axes.get_xlim()
    ticks = [(at, said) for at, said in chart.ticks if low <= at <= high]
    axes.set_xticks([at for at, _ in ticks], [said for _, said in ticks])
    axes.minorticks_off()
    axes.grid(visible=True, axis="x", color=FAINT, linewidth=0.6)
    for point in _POINTS:
        if any(getattr(line, point.of) is not None for line in lines):
            axes.plot([], [], point.shape, color=point.colour, label=getattr(chart, point.of))
    axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 0.98), ncols=2, frameon=False, fontsize=10)
    _dress(axes, chart.lines_title, [_name(line) for line in lines], list(places), above=24.0)
    axes.set_ylim(len(lines) - 0.4, -0.75)


def _point(axes: "Axes", place: int, line: Line, point: _Point) -> None:
    value, said = getattr(line, point.of), getattr(line, f"{point.of}_said")
    if value is None:
        return
    axes.plot(_at(value), place, point.shape, color=point.colour, markersize=8, zorder=2)
    axes.annotate(
        said, (_at(value), place), point.offset, textcoords="offset points", fontsize=10, ha=point.align, zorder=3
    )


def _at(seconds: float) -> float:
    """A logarithm has no place for nothing."""
    return max(seconds, 1.0)


def _name(line: Line) -> str:
    return f"{_short(line.name)}  ({line.count})"


def _bars(axes: "Axes", title: str, bars: tuple[Bar, ...]) -> None:
    places = list(range(len(bars)))
    axes.barh(places, [bar.count for bar in bars], color=MEDIAN, height=0.6)
    for place, bar in zip(places, bars, strict=True):
        axes.annotate(str(bar.count), (bar.count, place), (5, 0), textcoords="offset points", va="center", fontsize=10)
    axes.set_xlim(0, max([bar.count for bar in bars] or [1]) * 1.08 + 1e-9)
    axes.set_xticks([])
    _dress(axes, title, [_short(bar.name) for bar in bars], places)
    axes.set_ylim(len(bars) - 0.4, -0.6)


def _dress(axes: "Axes", title: str, names: list[str], places: list[int], above: float = 6.0) -> None:
    """`above`: points between the title and the drawing."""
    axes.set_title(title, loc="left", fontsize=12, fontweight="bold", pad=above)
    axes.set_yticks(places, names)
    axes.tick_params(length=0)
    axes.set_facecolor(GROUND)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)


def _short(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


if __name__ == "__main__":
    main()
