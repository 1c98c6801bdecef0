"""The ground of a map: land, water, borders and rivers of a basemap as paths, cut to a picture."""

from collections.abc import Iterable, Iterator, Mapping
from math import floor

from msgspec import Struct

from muniment.basemap import LINES, Basemap, Line
from muniment.draw.clip import Window, area_in, continuous, line_in, path, projected, thinned
from muniment.draw.projection import Projection
from muniment.memo import remembered

AREAS = ("land", "lakes")
ROOM = 12
"""Units that the ground reaches beyond the picture's edge, so that the outlines there stay unseen."""
TURNS = (0, -360, 360)
CELL = 4
REACH = 6.5
"""Small maps take the ground from cells of CELL degrees, which hold what lies within REACH degrees of their middle."""


class Boxed(Struct, frozen=True):
    """A line, continuous over the antimeridian, with the box around it."""

    line: Line
    box: Window


Layers = Mapping[str, tuple[Boxed, ...]]


class Ground(Struct, frozen=True):
    """The paths under a map. Land holds the outlines of the lakes too: fill it by the even-odd rule."""

    land: str
    borders: str
    disputed: str
    provinces: str
    rivers: str


@remembered
def ground(
    basemap: Basemap, projection: Projection, width: float, height: float, tolerance: float, provinces: bool = True
) -> Ground:
    """What lies under a picture of this size."""
    window = projection.window(width, height)
    layers = _near(basemap, window)
    edge = (-ROOM, -ROOM, width + ROOM, height + ROOM)

    def lines(name: str) -> str:
        drawn = (projected(run, projection) for line in _met(layers[name], window) for run in line_in(line, window))
        return path(thinned(line, tolerance) for run in drawn for line in line_in(run, edge))

    return Ground(
        land=path(_areas(layers, projection, window, edge, tolerance), closed=True),
        borders=lines("borders"),
        disputed=lines("disputed"),
        provinces=lines("provinces") if provinces else "",
        rivers=lines("rivers"),
    )


def _areas(layers: Layers, projection: Projection, window: Window, edge: Window, tolerance: float) -> Iterator[Line]:
    for name in AREAS:
        for line in _met(layers[name], window):
            drawn = area_in(projected(area_in(line, window), projection), edge)
            if len(drawn) > 2:
                yield thinned(drawn, tolerance)


def _met(lines: Iterable[Boxed], window: Window) -> Iterator[Line]:
    """The lines that meet a window, in each turn around the globe in which they do."""
    west, south, east, north = window
    for one in lines:
        x0, y0, x1, y1 = one.box
        if y0 > north or y1 < south:
            continue
        for turn in TURNS:
            if x0 + turn <= east and x1 + turn >= west:
                yield tuple((x + turn, y) for x, y in one.line) if turn else one.line


def _near(basemap: Basemap, window: Window) -> Layers:
    """The layers of a basemap around a window: those of a cell where it is small, all of them where it is large."""
    west, south, east, north = window
    x, y = floor((west + east) / 2 / CELL), floor((south + north) / 2 / CELL)
    cell = _around(x, y)
    if west < cell[0] or south < cell[1] or east > cell[2] or north > cell[3]:
        return _boxed_layers(basemap)
    return _cell(basemap, x, y)


def _around(x: int, y: int) -> Window:
    lon, lat = (x + 0.5) * CELL, (y + 0.5) * CELL
    return lon - REACH, lat - REACH, lon + REACH, lat + REACH


@remembered
def _boxed_layers(basemap: Basemap) -> Layers:
    return {name: tuple(_boxed(continuous(line)) for line in basemap.layers[name]) for name in LINES}


@remembered
def _cell(basemap: Basemap, x: int, y: int) -> Layers:
    window, layers = _around(x, y), _boxed_layers(basemap)
    return {name: tuple(map(_boxed, _within(layers[name], window, name in AREAS))) for name in LINES}


def _within(lines: Iterable[Boxed], window: Window, areas: bool) -> Iterator[Line]:
    for line in _met(lines, window):
        if not areas:
            yield from line_in(line, window)
        elif len(inside := area_in(line, window)) > 2:
            yield inside


def _boxed(line: Line) -> Boxed:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return Boxed(line, (min(xs), min(ys), max(xs), max(ys)))
