"""A strip chart: one row for each count, all on one linear axis. Its numbers are counts; its places are SVG units."""

from collections.abc import Sequence

from msgspec import Struct

WIDTH = 240
LEFT = 8.0
RIGHT = 206.0
MIDDLE = 8
TICKS = 3
"""About as many steps as the axis has."""


class Extent(Struct, frozen=True):
    """A count from `least` to `most` (None: no upper end given); `below`: only an upper end is given."""

    least: int
    most: int | None
    about: bool = False
    below: bool = False


class Bar(Struct, frozen=True):
    """Where a count is drawn: a dot, a line from `start` to `end`, and the head of an arrow where it is open."""

    dot: float
    start: float
    end: float
    arrow: str
    about: bool


class Tick(Struct, frozen=True):
    """A number on the axis."""

    x: float
    label: str


class Strip(Struct, frozen=True):
    """The bars in the order of the counts, and the axis."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def strip(extents: Sequence[Extent]) -> Strip:
    """The strip of some counts, at least one. The axis begins at zero and is never logarithmic."""
    highest = max(_top(one) for one in extents)
    step = _step(highest)
    high = max(highest, step)
    ticks = tuple(Tick(_x(number, high), f"{number:,}") for number in range(0, high + 1, step))
    return Strip(tuple(_bar(one, high) for one in extents), ticks)


def _bar(one: Extent, high: int) -> Bar:
    dot = _x(_top(one) if one.below else one.least, high)
    if one.below:
        return Bar(dot, LEFT, dot, f"M{LEFT + 6:g},{MIDDLE - 4} {LEFT:g},{MIDDLE} {LEFT + 6:g},{MIDDLE + 4}", one.about)
    if one.most is None:
        end = WIDTH - 4
        return Bar(dot, dot, end, f"M{end - 6},{MIDDLE - 4} {end},{MIDDLE} {end - 6},{MIDDLE + 4}", one.about)
    return Bar(dot, dot, _x(one.most, high), "", one.about)


def _top(one: Extent) -> int:
    return one.least if one.most is None else one.most


def _x(number: int, high: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * number / high, 1)


def _step(span: int) -> int:
    """A step of 1, 2 or 5 times a power of ten of which about three fill the span."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * TICKS >= span:
                return factor * power
        power *= 10
