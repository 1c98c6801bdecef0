"""The large map: the ground, circles by number of events, areas by name, and every label for five steps of zoom."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from muniment.basemap import Basemap, Named, Point
from muniment.draw.clip import path, projected
from muniment.draw.ground import Ground, ground
from muniment.draw.labels import Box, Label, Spot, Wish, labels, shortened
from muniment.draw.projection import EARTH_KM, Projection, fitted, kilometres, ring, turned
from muniment.draw.spots import MOST, Cluster, Located, Segment, clusters, segments

AREA_KM = 60
"""A place known only to this many kilometres is an area: a name and a ring, never a marker."""
RING_KM = 260
"""Rings of wider areas are drawn only when the reader asks for them."""
SCALES = (1, 2, 4, 8, 16)
LEAST_KM = 500.0
TOLERANCE = 0.4
ENOUGH = 0.8
"""The share of the places that a basemap must hold to be the ground of the map; the others lie beyond its edge."""
DOT = 2.5
MOST_NAMED = 12


class Marker(Struct, frozen=True):
    """A circle with its number and its name beside it; `keys` are the places in it."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    """The names of the first of them, as many as one can listen to."""
    more: int
    """How many are not named."""
    x: float
    y: float
    r: float
    groups: tuple[tuple[int, int], ...]
    sign: str
    """The number of its events; of a single event the letter of its group."""
    segments: tuple[Segment, ...]
    label: Label | None


class Text(Struct, frozen=True):
    """A name at a place of the picture."""

    key: str
    text: str
    x: float
    y: float
    count: int = 0
    groups: tuple[tuple[int, int], ...] = ()


class Quiet(Struct, frozen=True):
    """A place without events, for orientation."""

    key: str
    name: str
    x: float
    y: float
    label: Label | None


class Level(Struct, frozen=True):
    """What stands on the ground from a step of zoom on. Positions are those of the picture before any zoom."""

    scale: int
    markers: tuple[Marker, ...]
    areas: tuple[Text, ...]
    quiet: tuple[Quiet, ...]
    countries: tuple[Text, ...]
    seas: tuple[Text, ...]


class Ring(Struct, frozen=True):
    """The circle within which a place lies, or which an area fills, as it lies on the globe."""

    key: str
    path: str
    is_wide: bool
    x: float
    y: float
    zoom: float
    """The scale at which the place is well seen."""


class MapPicture(Struct, frozen=True):
    """A map of one size."""

    width: int
    height: int
    ground: Ground
    rings: tuple[Ring, ...]
    levels: tuple[Level, ...]
    kilometres: int
    bar: float


class Plan(Struct, frozen=True):
    """The ground chosen for a map, the places on it and those beyond its edge."""

    basemap: Basemap
    inside: tuple[Located, ...]
    beyond: tuple[Located, ...]


def plan(basemaps: Sequence[Basemap], places: Sequence[Located]) -> Plan | None:
    """The finest basemap that serves these places; None where no place or no basemap is given."""
    for basemap in basemaps:
        inside = tuple(place for place in places if basemap.holds(place.at))
        busy = [place for place in places if place.events] or places
        held = sum(1 for place in busy if basemap.holds(place.at))
        if held and (held >= ENOUGH * len(busy) or basemap is basemaps[-1]):
            projection = fit(inside, 900, 640)
            if basemap is not basemaps[-1] and not basemap.covers(projection.window(900, 640)):
                continue
            seen = tuple(place for place in inside if _is_seen(place, projection, 900, 640))
            return Plan(basemap, seen, tuple(place for place in places if place not in seen))
    return None


def fit(places: Sequence[Located], width: float, height: float) -> Projection:
    """The projection that shows the places with events; of a wide area a part is enough."""
    busy = [place for place in places if place.events] or list(places)
    points = [place for place in busy if place.radius <= AREA_KM] or busy
    core = fitted([place.at for place in points], width, height, width / 16, LEAST_KM)
    centre = (core.middle, sum(place.at[1] for place in points) / len(points))
    return fitted([_drawn_in(place, centre) for place in busy], width, height, width / 14, LEAST_KM)


def _drawn_in(place: Located, centre: Point) -> Point:
    """The place, or, of an area, the point of it nearer to the centre of the map."""
    far = kilometres(place.at, centre)
    part = 0.0 if place.radius <= AREA_KM else min(1.0, 0.8 * place.radius / far) if far else 1.0
    across = turned(centre[0] - place.at[0])
    return place.at[0] + part * across, place.at[1] + part * (centre[1] - place.at[1])


def _is_seen(place: Located, projection: Projection, width: float, height: float) -> bool:
    x, y = projection(place.at)
    reach = 0.9 * place.radius / EARTH_KM * projection.scale if place.radius > AREA_KM else 0.0
    return -reach < x - 4 < width + reach - 8 and -reach < y - 4 < height + reach - 8


def draw_map(chosen: Plan, width: int, height: int, marks: Sequence[str], tolerance: float = TOLERANCE) -> MapPicture:
    """The map of a plan's places at one size; `marks` are the letters of the groups."""
    projection = fit(chosen.inside, width, height)
    long, bar = _bar(projection, width)
    return MapPicture(
        width=width,
        height=height,
        ground=ground(chosen.basemap, projection, float(width), float(height), tolerance),
        rings=tuple(_ring(place, projection, width) for place in chosen.inside),
        levels=tuple(_level(chosen, projection, width, height, scale, marks) for scale in SCALES),
        kilometres=long,
        bar=bar,
    )


def _ring(place: Located, projection: Projection, width: int) -> Ring:
    x, y = projection(place.at)
    far = max(place.radius, 10) / EARTH_KM * projection.scale
    circle = path([projected(ring(place.at, place.radius), projection)], closed=True) if place.radius else ""
    zoom = max(1.0, min(8.0, width / 5 / far))
    wide = place.radius > RING_KM or not place.events
    return Ring(place.key, circle, wide, round(x, 1), round(y, 1), round(zoom, 1))


def _level(chosen: Plan, projection: Projection, width: int, height: int, scale: int, marks: Sequence[str]) -> Level:
    """Everything that carries a name at one step of zoom, placed in one pass.

    The busiest marker comes first, then the areas, which have no mark but their name, then the other markers.
    """

    def at(place: Point) -> Point:
        x, y = projection(place)
        return x * scale, y * scale

    busy = [place for place in chosen.inside if place.events]
    points = clusters((place, at(place.at)) for place in busy if place.radius <= AREA_KM)
    areas = [place for place in busy if place.radius > AREA_KM]
    calm = _calm(chosen.inside, points, at)
    spots = {cluster.members[0].key: Spot(cluster.x, cluster.y, cluster.r) for cluster in points}
    quiet = {place.key: Spot(*at(place.at), DOT) for place in calm}
    named = {place.name.casefold() for place in areas}
    busiest = sorted(points, key=lambda cluster: -cluster.groups.total())
    wishes = [
        *(spot_wish(cluster, spots, marks) for cluster in busiest[:1]),
        *(_area_wish(place, projection, scale) for place in areas if place.radius > RING_KM),
        *(spot_wish(cluster, spots, marks) for cluster in busiest[1:]),
        *(_area_wish(place, projection, scale) for place in areas if place.radius <= RING_KM),
        *_ground_wishes("c", (c for c in chosen.basemap.countries if c.name.casefold() not in named), at),
        *_ground_wishes("s", chosen.basemap.seas, at),
        *(Wish(f"q{place.key}", shortened(place.name), 12.5, spot=quiet[place.key]) for place in calm),
    ]
    frame = (3.0, 3.0, width * scale - 3.0, height * scale - 3.0)
    bar = (10.0, height - 36.0, 18.0 + max(_bar(projection, width)[1], 46), height - 8.0)
    placed = labels(wishes, [*spots.values(), *quiet.values()], frame, [bar] if scale == 1 else [])
    found = {label.key: label for label in placed}
    return Level(
        scale=scale,
        markers=tuple(marker(cluster, found.get(f"p{cluster.members[0].key}"), scale, marks) for cluster in points),
        areas=tuple(_area(place, found[f"a{place.key}"], scale) for place in areas if f"a{place.key}" in found),
        quiet=tuple(_quiet(place, quiet[place.key], found.get(f"q{place.key}"), scale) for place in calm),
        countries=_texts("c", found.values(), scale),
        seas=_texts("s", found.values(), scale),
    )


def _calm(places: Iterable[Located], points: Sequence[Cluster], at) -> tuple[Located, ...]:
    """The places without events that no marker covers, and that do not cover one another."""
    taken: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
    cell = MOST + 8

    def free(x: float, y: float) -> bool:
        column, row = int(x // cell), int(y // cell)
        near = (one for dx in (-1, 0, 1) for dy in (-1, 0, 1) for one in taken.get((column + dx, row + dy), ()))
        return all((x - a) ** 2 + (y - b) ** 2 >= (r + 6) ** 2 for a, b, r in near)

    def take(x: float, y: float, r: float) -> None:
        taken.setdefault((int(x // cell), int(y // cell)), []).append((x, y, r))

    for one in points:
        take(one.x, one.y, one.r + 2)
    kept = []
    for place in places:
        x, y = at(place.at)
        if not place.events and place.radius <= AREA_KM and free(x, y):
            take(x, y, DOT)
            kept.append(place)
    return tuple(kept)


def spot_wish(cluster: Cluster, spots: dict[str, Spot], marks: Sequence[str]) -> Wish:
    """The name of a marker beside it, with the letters of its groups where it holds several events."""
    lead = cluster.members[0]
    more = f" +{len(cluster.members) - 1}" if len(cluster.members) > 1 else ""
    second = letters(tuple(sorted(cluster.groups.items())), marks) if cluster.groups.total() > 1 else ""
    return Wish(f"p{lead.key}", shortened(lead.name) + more, 13, spot=spots[lead.key], second=second)


def letters(groups: Sequence[tuple[int, int]], marks: Sequence[str]) -> str:
    """How many events of each group, by its letter: "A4 S2"."""
    return " ".join(f"{marks[group - 1]}{count}" for group, count in groups if marks[group - 1])


def _area_wish(place: Located, projection: Projection, scale: int) -> Wish:
    """A name somewhere in the area, as near to its middle as there is room; the digits of its number reserved."""
    x, y = (value * scale for value in projection(place.at))
    reach = place.radius / EARTH_KM * projection.scale * scale * 0.9
    steps = [(0.0, 0.0)] + [
        (part * dx, part * dy)
        for part in (0.12, 0.25, 0.4, 0.6, 0.8, 0.95)
        for dx, dy in ((0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
    ]
    places = tuple((x + reach * dx, y + reach * dy) for dx, dy in steps)
    return Wish(f"a{place.key}", f"{shortened(place.name)}  {len(place.events)}", 13, 0.6, places=places, height=25)


def _ground_wishes(kind: str, names: Iterable[Named], at) -> Iterator[Wish]:
    size, spacing = (12.0, 1.0) if kind == "c" else (12.5, 0.2)
    for n, one in enumerate(names):
        text = one.name.upper() if kind == "c" else one.name
        yield Wish(f"{kind}{n}", text, size, spacing, places=tuple(map(at, one.places)))


def marker(cluster: Cluster, label: Label | None, scale: int, marks: Sequence[str]) -> Marker:
    """The circle of a cluster at one step of zoom, its name beside it."""
    groups = tuple(sorted(cluster.groups.items()))
    return Marker(
        keys=tuple(place.key for place in cluster.members),
        names=tuple(place.name for place in cluster.members[:MOST_NAMED]),
        more=max(0, len(cluster.members) - MOST_NAMED),
        x=round(cluster.x / scale, 2),
        y=round(cluster.y / scale, 2),
        r=cluster.r,
        groups=groups,
        sign=_sign(groups, marks),
        segments=segments(cluster.groups, cluster.r),
        label=moved(label, cluster.x, cluster.y),
    )


def _sign(groups: Sequence[tuple[int, int]], marks: Sequence[str]) -> str:
    total = sum(count for _, count in groups)
    return (marks[groups[0][0] - 1] if total == 1 else "") or str(total)


def moved(label: Label | None, x: float, y: float) -> Label | None:
    """A label seen from its marker."""
    if label is None:
        return None
    left, top, right, bottom = label.box
    box: Box = (left - x, top - y, right - x, bottom - y)
    return Label(label.key, label.text, round(label.x - x, 1), round(label.y - y, 1), label.anchor, box, label.second)


def _area(place: Located, label: Label, scale: int) -> Text:
    groups = Cluster((place,), 0, 0).groups
    x, y = round(label.x / scale, 2), round(label.y / scale, 2)
    return Text(place.key, shortened(place.name), x, y, len(place.events), tuple(sorted(groups.items())))


def _quiet(place: Located, spot: Spot, label: Label | None, scale: int) -> Quiet:
    x, y = round(spot.x / scale, 2), round(spot.y / scale, 2)
    return Quiet(place.key, place.name, x, y, moved(label, spot.x, spot.y))


def _texts(kind: str, found: Iterable[Label], scale: int) -> tuple[Text, ...]:
    return tuple(
        Text(label.key, label.text, round(label.x / scale, 2), round(label.y / scale, 2))
        for label in found
        if label.key[0] == kind
    )


def _bar(projection: Projection, width: int) -> tuple[int, float]:
    most = width / 6 * EARTH_KM / projection.scale
    long = max(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if n <= max(most, 1))
    return long, round(long / EARTH_KM * projection.scale, 1)
