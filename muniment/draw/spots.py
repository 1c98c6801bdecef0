"""The markers of a map: circles by number, with the share of each group; those that would touch are drawn as one."""

from collections import Counter
from collections.abc import Iterable
from math import ceil, cos, pi, sin, sqrt

from msgspec import Struct

from muniment.basemap import Point

LEAST, MOST = 8.5, 22.0
APART = 25.0
"""Units between the middles of two markers: a finger must be able to tell them apart."""
HOLE = 0.62


class Located(Struct, frozen=True):
    """Something to mark: where, how far off or how wide in kilometres, and its events with the group of each."""

    key: str
    name: str
    at: Point
    radius: float
    events: tuple[tuple[str, int], ...]


class Segment(Struct, frozen=True):
    """The part of a marker's circle that one group has; groups count from 1."""

    group: int
    path: str


class Cluster(Struct, frozen=True):
    """One or more places drawn as one marker, the one with most events first."""

    members: tuple[Located, ...]
    x: float
    y: float

    @property
    def groups(self) -> Counter[int]:
        """How many events of each group happened there; an event at two of the places counts once."""
        return Counter(group for _, group in dict.fromkeys(event for one in self.members for event in one.events))

    @property
    def r(self) -> float:
        """The radius of its circle."""
        return radius(self.groups.total())


def clusters(places: Iterable[tuple[Located, Point]]) -> tuple[Cluster, ...]:
    """The markers of places at points of a picture, the first place of each giving it its position."""
    grid: dict[tuple[int, int], list[_Growing]] = {}
    found: list[_Growing] = []
    cell = 2 * MOST + 2
    for place, (x, y) in places:
        column, row = int(x // cell), int(y // cell)
        near = [one for dx in (-1, 0, 1) for dy in (-1, 0, 1) for one in grid.get((column + dx, row + dy), ())]
        home = min(near, key=lambda one: _far(one.at, (x, y)), default=None)
        if home and _far(home.at, (x, y)) < max(APART, radius(home.events) + radius(len(place.events)) + 2):
            home.members.append(place)
            home.events += len(place.events)
        else:
            new = _Growing((x, y), [place], len(place.events))
            found.append(new)
            grid.setdefault((column, row), []).append(new)
    return tuple(Cluster(tuple(one.members), round(one.at[0], 1), round(one.at[1], 1)) for one in found)


class _Growing(Struct):
    """A marker while places are still joining it; `events` counts those at two of its places twice."""

    at: Point
    members: list[Located]
    events: int


def radius(events: int) -> float:
    """The radius of a marker: its circle grows with the number of events."""
    return round(min(MOST, LEAST + 2.2 * sqrt(events) - 2.2), 1)


def _far(one: Point, other: Point) -> float:
    return sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def segments(groups: Counter[int], r: float) -> tuple[Segment, ...]:
    """The parts of a ring, clockwise from the top, in the order of the groups."""
    total, start, parts = groups.total(), 0.0, []
    for group, count in sorted(groups.items()):
        share = count / total
        parts.append(Segment(group, _arc(start, start + share, r)))
        start += share
    return tuple(parts)


def _arc(start: float, end: float, r: float) -> str:
    """A part of a ring of outer radius `r`, from one share of the circle to another; a whole ring is two halves."""
    halves = ceil((end - start) * 2 - 1e-9)
    cuts = [start + (end - start) * n / halves for n in range(halves + 1)]
    outer = " ".join(f"A{r} {r} 0 0 1 {_at(cut, r)}" for cut in cuts[1:])
    inner_r = round(r * HOLE, 1)
    inner = " ".join(f"A{inner_r} {inner_r} 0 0 0 {_at(cut, inner_r)}" for cut in reversed(cuts[:-1]))
    return f"M{_at(start, r)} {outer} L{_at(end, inner_r)} {inner}z"


def _at(share: float, r: float) -> str:
    return f"{round(r * sin(2 * pi * share), 2)} {round(-r * cos(2 * pi * share), 2)}"
