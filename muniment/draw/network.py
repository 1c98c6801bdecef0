"""A network of named marks and lines, laid out alike from build to build.

Every mark starts at a place that its id alone decides, and springs pull from there: the same record gives the same
picture, and a record with one actor more or less gives nearly the same. No file of positions is kept: a published
site never depends on what was built before, and editors have nothing to renew.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from muniment.draw.boxes import Box, apart, broken
from muniment.draw.labels import text_width
from muniment.draw.shapes import outline

MOST = 150
"""How many marks one picture holds: beyond that neither the eye nor the layout follows."""
WIDTH, HEIGHT, EDGE, GAP = 1200.0, 940.0, 14.0, 18.0
TEXT, LEADING, LETTERS, LINES = 13.0, 14.5, 20, 3
ROUNDS, MOORING = 200, 0.25
BOW = 24.0
"""How far apart the bows of two lines between the same marks are."""


class Spot(Struct, frozen=True):
    """A mark to place: its id, its label, the place of its kind in the list of kinds, how many lines it is to have."""

    id: str
    label: str
    kind: int
    ties: int


class Line(Struct, frozen=True):
    """A line to draw between two marks: its letter (empty for a faint one), its pull, whether it has a direction."""

    source: str
    target: str
    letter: str
    weight: float
    directed: bool


class TextLine(Struct, frozen=True):
    """A line of a label with its place."""

    x: float
    y: float
    text: str


class Placed(Struct, frozen=True):
    """A mark with its place, its outline around that place, and its label."""

    id: str
    x: float
    y: float
    outline: str
    label: tuple[TextLine, ...]


class Drawn(Struct, frozen=True):
    """A line as a path, the head of its arrow, and the letter on it with its place."""

    path: str
    head: str
    letter: TextLine


class Network(Struct, frozen=True):
    """The whole picture: its size, its marks and its lines in the order in which they were given."""

    width: float
    height: float
    spots: tuple[Placed, ...]
    lines: tuple[Drawn, ...]


@lru_cache(maxsize=8)
def network(spots: tuple[Spot, ...], lines: tuple[Line, ...]) -> Network:
    """The picture of at most MOST marks; every label is whole or ends in an ellipsis, and none covers another."""
    if not spots:
        return Network(0.0, 0.0, (), ())
    boxes = apart(_boxes(spots, _sprung(spots, lines)), gap=GAP)
    left, top = min(b.x - b.width / 2 for b in boxes) - EDGE, min(b.y - b.height / 2 for b in boxes) - EDGE
    boxes = tuple(Box(b.x - left, b.y - top, b.width, b.height) for b in boxes)
    placed = tuple(_placed(spot, box) for spot, box in zip(spots, boxes, strict=True))
    width, height = max(b.x + b.width / 2 for b in boxes) + EDGE, max(b.y + b.height / 2 for b in boxes) + EDGE
    return Network(round(width, 1), round(height, 1), placed, _drawn(spots, placed, boxes, lines))


def _sprung(spots: Sequence[Spot], lines: Sequence[Line]) -> tuple[tuple[float, float], ...]:
    """The places that springs find, stretched to the frame."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(spot.id for spot in spots)
    for line in lines:
        pull = graph.get_edge_data(line.source, line.target, {"weight": 0.0})["weight"]
        graph.add_edge(line.source, line.target, weight=max(pull, line.weight))
    _moored(graph)
    start = {spot.id: _start(spot.id) for spot in spots}
    apart_by = 2.2 / math.sqrt(len(spots))
    found = networkx.spring_layout(graph, pos=start, k=apart_by, iterations=ROUNDS, weight="weight", seed=1)
    places = [found[spot.id] for spot in spots]
    return tuple(
        zip(_stretched([p[0] for p in places], WIDTH), _stretched([p[1] for p in places], HEIGHT), strict=True)
    )


def _moored(graph) -> None:
    """Tie each part of the graph that stands alone to the mark with the most lines, so that it does not drift off."""
    import networkx

    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    hub = max(sorted(parts[0]), key=graph.degree)
    graph.add_edges_from((hub, min(part), {"weight": MOORING}) for part in parts[1:])


def _start(id: str) -> tuple[float, float]:
    """A place in the unit circle that the id alone decides."""
    digest = hashlib.sha256(id.encode()).digest()
    angle, reach = (int.from_bytes(digest[at : at + 4], "big") / 2**32 for at in (0, 4))
    return math.sqrt(reach) * math.cos(2 * math.pi * angle), math.sqrt(reach) * math.sin(2 * math.pi * angle)


def _stretched(values: Sequence[float], size: float) -> list[float]:
    """The values over a frame, by mixing their place with their rank: a crowded middle opens, far ends come nearer."""
    low, high = min(values), max(values)
    order = sorted(range(len(values)), key=lambda index: (values[index], index))
    rank = {index: place / max(1, len(values) - 1) for place, index in enumerate(order)}
    span = (high - low) or 1.0
    return [size * (0.4 * (value - low) / span + 0.6 * rank[index]) for index, value in enumerate(values)]


def _boxes(spots: Sequence[Spot], places: Sequence[tuple[float, float]]) -> tuple[Box, ...]:
    """The box around each mark and the label below it."""
    return tuple(_box(spot, *place) for spot, place in zip(spots, places, strict=True))


def _box(spot: Spot, x: float, y: float) -> Box:
    lines = broken(spot.label, LETTERS, LINES)
    width = max(2 * _radius(spot), *(text_width(line, TEXT) for line in lines))
    return Box(float(x), float(y), width, 2 * _radius(spot) + 3 + LEADING * len(lines))


def _radius(spot: Spot) -> float:
    return min(12.0, 4.5 + 1.6 * math.sqrt(spot.ties))


def _placed(spot: Spot, box: Box) -> Placed:
    top, radius = box.y - box.height / 2, _radius(spot)
    base = top + 2 * radius + 13
    label = tuple(
        TextLine(round(box.x, 1), round(base + LEADING * index, 1), text)
        for index, text in enumerate(broken(spot.label, LETTERS, LINES))
    )
    return Placed(spot.id, round(box.x, 1), round(top + radius, 1), outline(spot.kind, radius), label)


def _drawn(
    spots: Sequence[Spot], placed: Sequence[Placed], boxes: Sequence[Box], lines: Sequence[Line]
) -> tuple[Drawn, ...]:
    """The lines as paths; several between the same two marks bend away from one another."""
    at = {
        one.id: (one.x, one.y, _radius(spot), box.width / 2, box.y + box.height / 2 - one.y)
        for one, spot, box in zip(placed, spots, boxes, strict=True)
    }
    taken = [*boxes]
    together = Counter(frozenset((line.source, line.target)) for line in lines)
    beside: Counter[frozenset[str]] = Counter()
    found = []
    for line in lines:
        pair = frozenset((line.source, line.target))
        aside = beside[pair] - (together[pair] - 1) / 2
        beside[pair] += 1
        bend = aside * BOW * (-1 if line.source > line.target else 1)
        if line.letter and together[pair] == 1:
            bend = clear_bend(at[line.source], at[line.target], [at[id] for id in at if id not in pair])
        found.append(_line(line, at[line.source], at[line.target], bend, taken))
    return tuple(found)


def clear_bend(source: tuple, target: tuple, others: Sequence[tuple]) -> float:
    """The least bend at which the line between two marks runs through no other mark; 0.0 where none is better."""
    start, end = source[:2], target[:2]
    long = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    across = (start[1] - end[1]) / long, (end[0] - start[0]) / long
    for bend in (0.0, BOW, -BOW, 2 * BOW, -2 * BOW):
        middle = tuple((start[i] + end[i]) / 2 + across[i] * 2 * bend for i in (0, 1))
        points = [_along(part / 40, start, middle, end) for part in range(41)]
        if not any(math.hypot(x - one[0], y - one[1]) < one[2] + 4 for one in others for x, y in points):
            return bend
    return 0.0


def _line(line: Line, source: tuple, target: tuple, bend: float, taken: list[Box]) -> Drawn:
    (x1, y1), (x2, y2) = source[:2], target[:2]
    long = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / long, (y2 - y1) / long
    out, back = source[2] + 2, _reach(target, -ux, -uy) + 3
    if out + back > long - 8:
        back = target[2] + 3
    sx, sy, ex, ey = x1 + ux * out, y1 + uy * out, x2 - ux * back, y2 - uy * back
    mx, my = (sx + ex) / 2 - uy * 2 * bend, (sy + ey) / 2 + ux * 2 * bend
    path = (
        f"M{sx:.1f} {sy:.1f}Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}" if bend else f"M{sx:.1f} {sy:.1f}L{ex:.1f} {ey:.1f}"
    )
    letter = _letter(line.letter, (sx, sy), (mx, my), (ex, ey), taken) if line.letter else TextLine(0.0, 0.0, "")
    return Drawn(path, _head(mx, my, ex, ey) if line.directed else "", letter)


def _reach(mark: tuple, ux: float, uy: float) -> float:
    """How far a line from the middle of a mark runs in a direction before it is clear of the mark and its label."""
    _, _, radius, half, bottom = mark
    if uy <= 0 or radius * abs(ux) > half * uy:
        return radius
    return max(radius, min(half / abs(ux) if ux else bottom, bottom / uy))


def _letter(text: str, start: tuple, middle: tuple, end: tuple, taken: list[Box]) -> TextLine:
    """The letter at the first place along the line where it covers nothing, else in its middle."""
    places = [_along(part, start, middle, end) for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)]
    boxes = [Box(x, y, 13.0, 13.0) for x, y in places]
    best = next((box for box in boxes if not any(_over(box, other) for other in taken)), boxes[0])
    taken.append(best)
    return TextLine(round(best.x, 1), round(best.y + 4, 1), text)


def _along(part: float, start: tuple, middle: tuple, end: tuple) -> tuple[float, float]:
    """A place on the bent line, from 0 at its start to 1 at its end."""
    rest = 1 - part
    x, y = (rest * rest * start[i] + 2 * rest * part * middle[i] + part * part * end[i] for i in (0, 1))
    return x, y


def _over(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) * 2 < one.width + other.width and abs(one.y - other.y) * 2 < one.height + other.height


def _head(mx: float, my: float, ex: float, ey: float) -> str:
    """The head of an arrow that comes from one place and ends at another."""
    long = math.hypot(ex - mx, ey - my) or 1.0
    ux, uy = (ex - mx) / long, (ey - my) / long
    bx, by = ex - ux * 7, ey - uy * 7
    return f"M{ex:.1f} {ey:.1f}L{bx - uy * 3:.1f} {by + ux * 3:.1f}L{bx + uy * 3:.1f} {by - ux * 3:.1f}z"
