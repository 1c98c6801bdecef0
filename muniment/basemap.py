"""The basemaps of the theme: land, borders, rivers and names under what the maps show; apparatus, not record."""

import json
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from muniment.diagnostics import Problem
from muniment.source import SourceFile

Point = tuple[float, float]
Line = tuple[Point, ...]
"""Points as longitude and latitude in degrees."""
LINES = ("land", "lakes", "borders", "disputed", "provinces", "rivers")
NAMES = ("countries", "seas")
HINT = "Make it again with tools/basemap.py, or put back the file that came with the theme."


class Named(Struct, frozen=True):
    """A name of the basemap and the places at which it can stand, the best first."""

    name: str
    places: Line


class Town(Struct, frozen=True):
    """A town for orientation; the smaller its rank the more important it is."""

    name: str
    place: Point
    rank: int


class Basemap(Struct, frozen=True, eq=False, weakref=True):
    """A basemap: what it covers (west, south, east, north), where it is from, its lines and its names."""

    title: str
    bounds: tuple[float, float, float, float]
    source: str
    edition: str
    licence: str
    layers: Mapping[str, tuple[Line, ...]]
    countries: tuple[Named, ...]
    seas: tuple[Named, ...]
    towns: tuple[Town, ...]

    def holds(self, place: Point) -> bool:
        """Whether a place lies in what it covers."""
        west, south, east, north = self.bounds
        return west <= place[0] <= east and south <= place[1] <= north

    def covers(self, window: tuple[float, float, float, float]) -> bool:
        """Whether all of a window lies in what it covers."""
        return self.holds(window[:2]) and self.holds(window[2:])

    @property
    def extent(self) -> float:
        """How much it covers, in square degrees: of two that serve, the smaller is the finer."""
        west, south, east, north = self.bounds
        return (east - west) * (north - south)


def parse_basemaps(files: Mapping[str, SourceFile]) -> tuple[tuple[Basemap, ...], tuple[Problem, ...]]:
    """The basemaps of `templates/basemap/`, the finest first, and a problem for each that cannot be read."""
    read = tuple(_basemap(file) for file in files.values())
    maps = tuple(sorted((one for one in read if isinstance(one, Basemap)), key=lambda one: one.extent))
    problems = tuple(one for one in read if isinstance(one, Problem))
    if not read:
        message = "templates/basemap/ holds no basemap: the maps have nothing to lie on."
        problems = (Problem("templates/basemap", 0, 0, "missing-file", message, HINT),)
    return maps, problems


@lru_cache(maxsize=8)
def _basemap(file: SourceFile) -> Basemap | Problem:
    try:
        read = json.loads(file.text)
        return Basemap(
            title=str(read["title"]),
            bounds=_bounds(read["bounds"]),
            source=str(read["source"]),
            edition=str(read["edition"]),
            licence=str(read["licence"]),
            layers={name: tuple(_line(line, float(read["step"])) for line in read[name]) for name in LINES},
            countries=tuple(Named(str(name), _places(places)) for name, places in read["countries"]),
            seas=tuple(Named(str(name), _places(places)) for name, places in read["seas"]),
            towns=tuple(Town(str(name), *_places([place]), int(rank)) for name, place, rank in read["towns"]),
        )
    except json.JSONDecodeError as error:
        return Problem(file.path, error.lineno, error.colno, "bad-basemap", f"This is not JSON: {error.msg}.", HINT)
    except KeyError as error:
        return Problem(file.path, 1, 1, "bad-basemap", f"The basemap has no {error.args[0]!r}.", HINT)
    except (TypeError, ValueError, IndexError, RecursionError) as error:
        return Problem(file.path, 1, 1, "bad-basemap", f"The basemap cannot be read: {error}.", HINT)


def _bounds(value: list[float]) -> tuple[float, float, float, float]:
    west, south, east, north = (float(degree) for degree in value)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError(f"its bounds {value} are not west, south, east, north in degrees")
    return west, south, east, north


def _places(value: list[list[float]]) -> Line:
    return tuple((float(lon), float(lat)) for lon, lat in value)


def _line(steps: list[int], step: float) -> Line:
    """A line from whole steps: its first point, then the way to each next one."""
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * step, y * step))
    return tuple(points)
