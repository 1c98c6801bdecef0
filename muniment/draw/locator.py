"""A small map that shows where places lie: a crop of the ground, the places, and what lies around for orientation."""

from collections.abc import Iterable

from msgspec import Struct

from muniment.basemap import Basemap, Point
from muniment.draw.clip import path, projected
from muniment.draw.ground import Ground, ground
from muniment.draw.labels import Label, Spot, Wish, labels, shortened
from muniment.draw.projection import Projection, fitted, kilometres, ring, turned

WIDTH, HEIGHT = 340.0, 250.0
MARGIN = 26.0
LEAST_KM = 400.0
DOT, TOWN = 4.5, 2.0
SHOWN_RADIUS = 9.0
"""Units below which the circle of a radius would be no larger than the dot."""
MOST_NAMES = 7
NEAR_KM = 18.0
"""A town this close to a place shown is taken for that place and not named again."""


class Place(Struct, frozen=True):
    """A place to show: where it lies, and how far off or how wide it is in kilometres."""

    key: str
    name: str
    at: Point
    radius: float


class Dot(Struct, frozen=True):
    """A place in the picture; `ring` is the path of its radius, empty where the dot covers it."""

    key: str
    x: float
    y: float
    ring: str
    is_area: bool


class Locator(Struct, frozen=True):
    """A small map: its size, the ground, the places, and the names that found room."""

    width: int
    height: int
    ground: Ground
    dots: tuple[Dot, ...]
    towns: tuple[Point, ...]
    names: tuple[Label, ...]
    town_names: tuple[Label, ...]
    countries: tuple[Label, ...]
    seas: tuple[Label, ...]
    kilometres: int
    """How many kilometres its bar of scale is long."""
    bar: float


def locator(basemap: Basemap, places: tuple[Place, ...], around: tuple[Place, ...]) -> Locator:
    """The small map of these places; `around` are other places that may be named, the most important first."""
    projection = fitted(_extent(places), WIDTH, HEIGHT, MARGIN, LEAST_KM)
    dots = tuple(_dot(place, projection) for place in places)
    spots = [Spot(dot.x, dot.y, 0 if dot.is_area else DOT) for dot in dots]
    towns = _towns(basemap, places, around, projection)
    wishes = [
        Wish(f"0{dot.key}", shortened(place.name), 13, 0, spot, ((dot.x, dot.y),))
        if not dot.is_area
        else Wish(f"0{dot.key}", shortened(place.name), 13, 0, None, _middle(dot))
        for dot, place, spot in zip(dots, places, spots, strict=True)
    ]
    wishes += [
        Wish(f"2{c.name}", c.name.upper(), 9.5, 1.1, places=_at(c.places, projection)) for c in basemap.countries
    ]
    wishes += [Wish(f"1{name}", name, 11, 0, spot) for name, spot in towns]
    wishes += [Wish(f"3{sea.name}", sea.name, 11, 0.2, places=_at(sea.places, projection)) for sea in basemap.seas]
    long, bar = _bar(projection)
    under = (8.0, HEIGHT - 32, 16 + max(bar, 40), HEIGHT - 6)
    found = labels(wishes, [*spots, *(spot for _, spot in towns)], (2, 2, WIDTH - 2, HEIGHT - 2), [under])
    named = {label.key[1:] for label in found if label.key[0] == "1"}
    return Locator(
        width=int(WIDTH),
        height=int(HEIGHT),
        ground=ground(basemap, projection, WIDTH, HEIGHT, 0.7),
        dots=dots,
        towns=tuple((round(spot.x, 1), round(spot.y, 1)) for name, spot in towns if name in named),
        names=_of("0", found),
        town_names=_of("1", found),
        countries=_of("2", found),
        seas=_of("3", found),
        kilometres=long,
        bar=bar,
    )


def _of(kind: str, found: Iterable[Label]) -> tuple[Label, ...]:
    return tuple(label for label in found if label.key[0] == kind)


def _extent(places: tuple[Place, ...]) -> Iterable[Point]:
    """What must be seen: every place, with the circle of its radius unless that is a large part of the globe."""
    for place in places:
        yield place.at
        yield from ring(place.at, min(place.radius, 1500.0), 8)


def _dot(place: Place, projection: Projection) -> Dot:
    x, y = projection(place.at)
    far = place.radius / 6371 * projection.scale
    circle = path([projected(ring(place.at, place.radius), projection)], closed=True) if far > SHOWN_RADIUS else ""
    return Dot(place.key, round(x, 1), round(y, 1), circle, far > 5 * SHOWN_RADIUS)


def _middle(dot: Dot) -> tuple[Point, ...]:
    return tuple((dot.x + dx, dot.y + dy) for dy in (0, -16, 16, -32, 32) for dx in (0, -30, 30))


def _at(places: tuple[Point, ...], projection: Projection) -> tuple[Point, ...]:
    return tuple(projection(place) for place in places)


def _towns(
    basemap: Basemap, places: tuple[Place, ...], around: tuple[Place, ...], projection: Projection
) -> list[tuple[str, Spot]]:
    """What may be named around the places: other places of the record, then towns that none of them stands for."""
    kept: list[Place] = list(places)
    found: list[tuple[str, Spot]] = []
    window = projection.window(WIDTH, HEIGHT)

    def is_near(at: Point) -> bool:
        across = abs(turned(at[0] - projection.middle))
        return across < window[2] - projection.middle and window[1] < at[1] < window[3]

    near = [place for place in around if is_near(place.at)]
    near += [Place(town.name, town.name, town.place, 0) for town in basemap.towns if is_near(town.place)]
    for place in near:
        x, y = projection(place.at)
        if not (8 < x < WIDTH - 8 and 8 < y < HEIGHT - 8) or len(found) >= MOST_NAMES:
            continue
        if any(kilometres(place.at, other.at) < max(NEAR_KM, 24 * 6371 / projection.scale) for other in kept):
            continue
        kept.append(place)
        found.append((place.name, Spot(x, y, TOWN)))
    return found


def _bar(projection: Projection) -> tuple[int, float]:
    """The longest round number of kilometres whose bar is no longer than a fifth of the width."""
    most = WIDTH / 5 * 6371 / projection.scale
    long = max(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if n <= max(most, 1))
    return long, round(long / 6371 * projection.scale, 1)
