"""Lines and areas cut to a window, thinned to what the eye can tell apart, written as the path of an SVG."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from muniment.basemap import Line, Point

Window = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y."""


def area_in(ring: Sequence[Point], window: Window) -> Line:
    """The part of an area in a window (Sutherland and Hodgman); where it leaves, it runs along the window's edge."""
    x0, y0, x1, y1 = window
    points: Sequence[Point] = ring
    for axis, edge, sign in ((0, x0, 1), (0, x1, -1), (1, y0, 1), (1, y1, -1)):
        if not points:
            break
        if all(sign * (point[axis] - edge) >= 0 for point in points):
            continue
        points = _cut(points, axis, edge, sign)
    return tuple(points)


def _cut(points: Sequence[Point], axis: int, edge: float, sign: int) -> list[Point]:
    """The part of an area on one side of a line along an axis."""
    kept: list[Point] = []
    before = points[-1]
    was_in = sign * (before[axis] - edge) >= 0
    for point in points:
        is_in = sign * (point[axis] - edge) >= 0
        if is_in != was_in:
            kept.append(_crossing(before, point, axis, edge))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def _crossing(one: Point, other: Point, axis: int, edge: float) -> Point:
    part = (edge - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + part * (other[1 - axis] - one[1 - axis])
    return (edge, across) if axis == 0 else (across, edge)


def line_in(line: Sequence[Point], window: Window) -> Iterator[Line]:
    """The runs of a line in a window, each with the point before it and the point after it."""
    x0, y0, x1, y1 = window
    run: list[Point] = []
    before: Point | None = None
    for point in line:
        if x0 <= point[0] <= x1 and y0 <= point[1] <= y1:
            if not run and before:
                run.append(before)
            run.append(point)
        elif run:
            yield (*run, point)
            run = []
        before = point
    if len(run) > 1:
        yield tuple(run)


def continuous(line: Sequence[Point]) -> Line:
    """A line that crosses the antimeridian without a leap: its longitudes may pass 180."""
    if all(abs(after[0] - before[0]) <= 180 for before, after in zip(line, line[1:], strict=False)):
        return tuple(line)
    points = [line[0]]
    for x, y in line[1:]:
        points.append((x - 360 * round((x - points[-1][0]) / 360), y))
    return tuple(points)


def thinned(points: Sequence[Point], tolerance: float) -> Line:
    """A line without the points that lie closer than `tolerance` to the way past them (Douglas and Peucker)."""
    if len(points) < 3:
        return tuple(points)
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = _farthest(points, first, last)
        if at and far > tolerance * tolerance:
            keep[at] = True
            spans += [(first, at), (at, last)]
    return tuple(point for point, kept in zip(points, keep, strict=True) if kept)


def _farthest(points: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    """The squared distance of the point that lies farthest from the way between two others, and its position."""
    (ax, ay), (bx, by) = points[first], points[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    most, at = 0.0, 0
    for index in range(first + 1, last):
        px, py = points[index]
        px, py = px - ax, py - ay
        if length:
            part = (px * dx + py * dy) / length
            if part > 0:
                px, py = (px - part * dx, py - part * dy) if part < 1 else (px - dx, py - dy)
        away = px * px + py * py
        if away > most:
            most, at = away, index
    return most, at


def path(lines: Iterable[Sequence[Point]], closed: bool = False) -> str:
    """Lines as the path of an SVG, in tenths of a unit, each point as the way from the one before."""
    return "".join(_piece(line, closed) for line in lines)


def _piece(line: Sequence[Point], closed: bool) -> str:
    points = [(round(x * 10), round(y * 10)) for x, y in line]
    moves = [(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(points, points[1:], strict=False)]
    steps = "".join(f"{_short(dx, ' ')}{_short(dy, ' ')}" for dx, dy in moves if dx or dy)
    if not steps:
        return ""
    return f"M{_short(points[0][0])}{_short(points[0][1], ' ')}l{steps.lstrip()}{'z' if closed else ''}"


def _short(tenths: int, before: str = "") -> str:
    """A number of tenths as SVG reads it at its shortest: -0.5 is "-.5"; a sign needs no space before it."""
    whole, rest = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{rest}" if rest else f"{whole}"
    return f"-{digits}" if tenths < 0 else before + digits


def projected(line: Sequence[Point], projection: Callable[[Point], Point]) -> Line:
    """The line in the picture."""
    return tuple(projection(point) for point in line)
