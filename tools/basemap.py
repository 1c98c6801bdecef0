"""The basemaps of templates/basemap/, made again from Natural Earth as two Debian packages carry it.

    apt-get download libmagics++-data qgis-common
    for each: dpkg-deb -x PACKAGE.deb FOLDER
    python tools/basemap.py FOLDER

Needs shapely and pyogrio (`pip install shapely pyogrio`), which the engine itself does not use. The files are in
geographic coordinates, simplified and counted in steps of `step` degrees: a line is its first point and then the way
to each next one. What a basemap holds is told in muniment/basemap.py.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
import pyogrio.raw
import shapely
from shapely import Geometry, box

TARGET = Path(__file__).resolve().parent.parent / "templates/basemap"
PHYSICAL = "usr/share/magics"
WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"
DISPUTED = ("Disputed", "Indefinite", "Line of control", "Indeterminant")
SHORT_NAMES = {"United Arab Emirates": "U.A.E.", "Iran (Islamic Republic of)": "Iran"}
CELL = 4
"""Degrees of the grid in whose cells a country gets a further place for its name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One basemap to make: what it covers and how fine it is."""

    file: str
    title: str
    scale: str
    bounds: tuple[float, float, float, float]
    step: float
    tolerance: float
    least_area: float
    rivers: int
    towns: int
    provinces: bool
    editions: str
    seas: tuple[tuple[str, float, float], ...]


PLANS = (
    Plan(
        file="middle-east.json",
        title="The Middle East",
        scale="10m",
        bounds=(20, 6, 80, 46),
        step=0.005,
        tolerance=0.008,
        least_area=0.0006,
        rivers=6,
        towns=7,
        provinces=True,
        editions="land 3.0.1, borders, rivers and lakes 3.0.0, provinces 4.1.0, towns 2.0.0",
        seas=(
            ("Mediterranean Sea", 30.0, 33.9),
            ("Black Sea", 35.0, 43.4),
            ("Caspian Sea", 50.8, 39.6),
            ("Red Sea", 37.6, 21.6),
            ("Persian Gulf", 51.2, 27.2),
            ("Gulf of Oman", 58.6, 24.9),
            ("Arabian Sea", 63.0, 17.0),
            ("Gulf of Aden", 48.0, 12.4),
        ),
    ),
    Plan(
        file="world.json",
        title="The world",
        scale="50m",
        bounds=(-180, -90, 180, 90),
        step=0.02,
        tolerance=0.06,
        least_area=0.06,
        rivers=3,
        towns=2,
        provinces=False,
        editions="land and borders at 1:50 million, rivers and towns at 1:10 million",
        seas=(
            ("Atlantic Ocean", -35.0, 30.0),
            ("Atlantic Ocean", -15.0, -25.0),
            ("Pacific Ocean", -150.0, 10.0),
            ("Pacific Ocean", 165.0, 20.0),
            ("Indian Ocean", 78.0, -22.0),
            ("Arctic Ocean", 0.0, 82.0),
            ("Southern Ocean", 20.0, -62.0),
        ),
    ),
)


def main(folder: Path) -> None:
    """Every planned basemap, written and named on standard output with its size."""
    for plan in PLANS:
        text = json.dumps(basemap(folder, plan), ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
        TARGET.mkdir(exist_ok=True)
        (TARGET / plan.file).write_text(text + "\n", encoding="utf-8")
        print(f"{plan.file}  {len(text) / 1000:.0f} kB")


def basemap(folder: Path, plan: Plan) -> dict:
    """A basemap as its file holds it."""
    physical = folder / PHYSICAL
    area = box(*plan.bounds)
    land = polygons(clipped(read(physical / plan.scale / f"ne_{plan.scale}_land.shp")[0], area), plan)
    lines, kinds = read(physical / plan.scale / f"ne_{plan.scale}_admin_0_boundary_lines_land.shp")
    kind = [text or "" for text in kinds["featurecla"]]
    borders = [line for line, word in zip(lines, kind, strict=True) if word.startswith("International")]
    disputed = [line for line, word in zip(lines, kind, strict=True) if word.startswith(DISPUTED)]
    return {
        "title": plan.title,
        "bounds": plan.bounds,
        "source": "Natural Earth",
        "edition": plan.editions,
        "licence": "public domain",
        "step": plan.step,
        "land": [steps(polygon.exterior, plan) for polygon in land],
        "lakes": [steps(hole, plan) for polygon in land for hole in polygon.interiors],
        "borders": coded(borders, area, plan),
        "disputed": coded(disputed, area, plan),
        "provinces": coded(provinces(physical), area, plan) if plan.provinces else [],
        "rivers": coded(rivers(physical, plan), area, plan),
        "countries": list(countries(folder / WORLD_MAP, area, plan)),
        "seas": [[name, [place(x, y)]] for name, x, y in plan.seas],
        "towns": list(towns(physical, area, plan)),
    }


def read(path: Path, **more: object) -> tuple[numpy.ndarray, dict[str, numpy.ndarray]]:
    """The shapes of a file, made valid, and its columns by lower-case name."""
    head, _, shapes, columns = pyogrio.raw.read(path, **more)
    names = [name.lower() for name in head["fields"]]
    return shapely.make_valid(shapely.from_wkb(shapes)), dict(zip(names, columns, strict=True))


def clipped(shapes: Iterable[Geometry], area: Geometry) -> Geometry:
    return shapely.intersection(shapely.union_all(list(shapes)), area)


def polygons(land: Geometry, plan: Plan) -> list[shapely.Polygon]:
    """The land as simplified polygons, small islands and small lakes left out, the largest first."""
    simple = shapely.make_valid(shapely.simplify(land, plan.tolerance))
    parts = [part for part in shapely.get_parts(simple) if part.geom_type == "Polygon" and part.area > plan.least_area]
    whole = (
        shapely.Polygon(
            part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area > plan.least_area]
        )
        for part in parts
    )
    return sorted(whole, key=lambda part: -part.area)


def provinces(physical: Path) -> list[Geometry]:
    return list(read(physical / "10m/ne_10m_admin_1_states_provinces_lines.shp")[0])


def rivers(physical: Path, plan: Plan) -> list[Geometry]:
    """The larger rivers; the lines that run through lakes stay out."""
    shapes, columns = read(physical / "10m/ne_10m_rivers_lake_centerlines.shp")
    rows = zip(shapes, columns["featurecla"], columns["scalerank"], strict=True)
    return [shape for shape, kind, rank in rows if kind == "River" and rank <= plan.rivers]


def coded(shapes: list[Geometry], area: Geometry, plan: Plan) -> list[list[int]]:
    """Lines joined end to end, cut to the area, simplified."""
    if not shapes:
        return []
    lines = [line for shape in shapes for line in shapely.get_parts(shape) if line.geom_type == "LineString"]
    joined = shapely.line_merge(shapely.multilinestrings(lines))
    inside = shapely.get_parts(shapely.simplify(shapely.intersection(joined, area), plan.tolerance))
    return [steps(line, plan) for line in inside if line.geom_type == "LineString" and line.length > 2 * plan.tolerance]


def steps(line: Geometry, plan: Plan) -> list[int]:
    """A line in whole steps: its first point, then the way to each next one; a step of none is left out."""
    points = numpy.round(shapely.get_coordinates(line) / plan.step).astype(int)
    moved = numpy.diff(points, axis=0)
    return [*points[0].tolist(), *moved[numpy.any(moved != 0, axis=1)].ravel().tolist()]


def countries(world_map: Path, area: Geometry, plan: Plan) -> Iterator[list]:
    """Each country's name with the places at which it can stand, the roomiest first."""
    shapes, columns = read(world_map, layer="countries")
    for shape, name in sorted(zip(shapes, columns["name"], strict=True), key=lambda row: row[1] or ""):
        inside = shapely.intersection(shapely.simplify(shape, 0.05), area)
        if name and inside.area > (0.02 if plan.provinces else 1.5):
            yield [SHORT_NAMES.get(name, name), [place(*at) for at in standing(inside, plan)]]


def standing(country: Geometry, plan: Plan) -> Iterator[tuple[float, float]]:
    """The middle of a country's largest part, then those of its cells of the grid that it fills enough."""
    parts = [part for part in shapely.get_parts(country) if part.geom_type == "Polygon"]
    yield middle(max(parts, key=lambda part: part.area))
    if not plan.provinces:
        return
    west, south, east, north = country.bounds
    found = []
    for x in numpy.arange(west // CELL * CELL, east, CELL):
        for y in numpy.arange(south // CELL * CELL, north, CELL):
            cell = shapely.intersection(country, box(x, y, x + CELL, y + CELL))
            if cell.area > CELL * CELL * 0.35:
                found.append((-cell.area, cell))
    for _, cell in sorted(found, key=lambda pair: pair[0])[:24]:
        yield middle(max(shapely.get_parts(cell), key=lambda part: part.area))


def middle(part: Geometry) -> tuple[float, float]:
    line = shapely.maximum_inscribed_circle(part, 0.05)
    return tuple(shapely.get_coordinates(line)[0])


def towns(physical: Path, area: Geometry, plan: Plan) -> Iterator[list]:
    """Towns with their rank, the most important first."""
    shapes, columns = read(physical / "10m/ne_10m_populated_places_simple.shp")
    rows = sorted(zip(columns["scalerank"], columns["name"], shapes, strict=True), key=lambda row: (row[0], row[1]))
    for rank, name, point in rows:
        if rank <= plan.towns and area.contains(point):
            yield [name, place(point.x, point.y), int(rank)]


def place(x: float, y: float) -> list[float]:
    return [round(float(x), 2), round(float(y), 2)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
