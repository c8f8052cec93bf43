"""Where the parts of a chart of upright bars stand; `templates/_chart.html` draws it. Lengths are pixels. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 120  # of the longest bar
STEP = 30  # from one bar to the next: no narrower than a finger needs
GAP = 8
SIDE = 8  # room for text that is wider than its bar
TOP = 18  # room for a number above a bar
LINE = 16  # of text below
DIGIT = 8  # what a figure of a number above a bar takes at most
LEAST = 2  # so that one article beside thousands can be seen


@dataclass(frozen=True, slots=True)
class Point:
    """What a bar stands for: a `count`, where it leads, what is said of it aloud, and what is written below it."""

    label: str
    count: int
    address: str = ""
    says: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """`x` and `y` are its upper left corner; its number stands at `middle`, `above` it."""

    point: Point
    x: int
    y: int
    height: int
    middle: float
    above: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on the line `base`, and where the lines of text stand that are `below` it."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    base: int
    step: int
    bar: int
    below: tuple[int, ...]


def step_of(points: Sequence[Point], step: int = STEP) -> int:
    """How far bars stand apart so that their numbers do not touch."""
    return max(step, DIGIT * len(str(max((point.count for point in points), default=0))) + 4)


def chart(points: Sequence[Point], height: int = HEIGHT, step: int = STEP, most: int = 0) -> Chart:
    """A bar for each point; the longest has the count `most`, or the highest of its own where that is nothing."""
    most = most or max((point.count for point in points), default=0)
    base, lines = TOP + height, max((len(point.below) for point in points), default=0)
    bars = []
    for place, point in enumerate(points):
        tall = max(round(point.count / most * height), LEAST) if point.count else 0
        x, y = SIDE + place * step, base - tall
        bars.append(Bar(point, x, y, tall, x + (step - GAP) / 2, y - 4))
    below = tuple(base + LINE * (number + 1) for number in range(lines))
    return Chart(tuple(bars), len(points) * step + SIDE, base + LINE * lines + 8, base, step, step - GAP, below)
