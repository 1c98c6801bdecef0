"""What lies beyond the edge of the large map: a small map of the world around, with the edge drawn on it."""

from collections.abc import Sequence

from msgspec import Struct

from muniment.basemap import Basemap, Line, Point
from muniment.draw.clip import path, projected
from muniment.draw.ground import Ground, ground
from muniment.draw.labels import Box, Label, Spot, Wish, labels, shortened, text_width
from muniment.draw.map import AREA_KM, DOT, Marker, Plan, fit, marker, moved, spot_wish
from muniment.draw.projection import EARTH_KM, Projection, fitted, ring
from muniment.draw.spots import Cluster, Located, clusters

MARGIN = 1 / 18
"""The margin around all places, as a share of the width."""
LEAST_KM = 3000.0
TOLERANCE = 1.0
LEAST_RING = 5.0
"""An area is drawn no smaller than this many units: it must be seen."""
EDGE_NAME = 12.0
SIDES = 8
"""Points on each side of the edge: straight on the large map, it is bent on the small one."""


class Outlier(Struct, frozen=True):
    """A place beyond the edge that has no circle with a number: an area, or a place without events."""

    key: str
    name: str
    x: float
    y: float
    ring: str
    count: int
    groups: tuple[tuple[int, int], ...]
    label: Label | None


class BeyondPicture(Struct, frozen=True):
    """The small map at one size; `edge` is the outline of what the large map shows, `name` what is printed on it.

    `rim` are the points of that outline, so many on each side, from which a part of the large map can be found.
    """

    width: int
    height: int
    ground: Ground
    edge: str
    rim: tuple[Point, ...]
    name: Label | None
    outliers: tuple[Outlier, ...]
    markers: tuple[Marker, ...]


def draw_beyond(
    chosen: Plan, world: Basemap, large: tuple[int, int], size: tuple[int, int], marks: Sequence[str], title: str
) -> BeyondPicture | None:
    """The places beyond the edge of a large map of a size; None where there is none, or where that map is the world."""
    frame = fit(chosen.inside, *large)
    if not chosen.beyond or not frame.cone:
        return None
    edge = _edge(frame, *large)
    at = fitted([*edge, *(place.at for place in chosen.beyond)], *size, MARGIN * size[0], LEAST_KM)
    width, height = size
    points = clusters((place, at(place.at)) for place in chosen.beyond if place.events and place.radius <= AREA_KM)
    others = [place for place in chosen.beyond if not place.events or place.radius > AREA_KM]
    spots = {cluster.members[0].key: Spot(cluster.x, cluster.y, cluster.r) for cluster in points}
    spots |= {place.key: Spot(*at(place.at), _reach(place, at)) for place in others}
    wishes = [
        *(spot_wish(cluster, spots, marks) for cluster in points),
        *(_wish(place, spots) for place in sorted(others, key=lambda place: not place.events)),
    ]
    picture = (3.0, 3.0, width - 3.0, height - 3.0)
    name = labels([Wish("e", title, EDGE_NAME, places=_name_places(title, edge, at))], spots.values(), picture)
    kept_free = [_box(edge, at), *(one.box for one in name)]
    found = {one.key: one for one in labels(wishes, spots.values(), picture, kept_free)}
    return BeyondPicture(
        width,
        height,
        ground(world, at, float(width), float(height), TOLERANCE, False),
        path([projected(edge, at)], closed=True),
        tuple((round(x, 1), round(y, 1)) for x, y in projected(edge, at)),
        name[0] if name else None,
        tuple(_outlier(place, spots[place.key], at, found.get(f"o{place.key}")) for place in others),
        tuple(marker(cluster, found.get(f"p{cluster.members[0].key}"), 1, marks) for cluster in points),
    )


def _edge(frame: Projection, width: int, height: int) -> Line:
    """The edge of a picture as places of the globe, clockwise."""
    steps = [n / SIDES for n in range(SIDES)]
    corners = [(0, 0), (width, 0), (width, height), (0, height), (0, 0)]
    sides = zip(corners, corners[1:], strict=False)
    return tuple(frame.place(a + part * (c - a), b + part * (d - b)) for (a, b), (c, d) in sides for part in steps)


def _name_places(title: str, edge: Line, at: Projection) -> Line:
    """Where the name of the edge may stand: in it where it is wide enough, above it, below it."""
    west, north, east, south = _box(edge, at)
    x = (west + east) / 2
    within = ((x, (north + south) / 2),) if text_width(title, EDGE_NAME) < 0.9 * (east - west) else ()
    return (*within, (x, north - 12), (x, south + 12))


def _box(edge: Line, at: Projection) -> Box:
    xs, ys = zip(*projected(edge, at), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _reach(place: Located, at: Projection) -> float:
    """How far the ring of an area reaches in the picture; of a place that is none, its dot."""
    return max(place.radius / EARTH_KM * at.scale, LEAST_RING) if place.radius > AREA_KM else DOT


def _wish(place: Located, spots: dict[str, Spot]) -> Wish:
    """Its name beside its ring or dot, with room for the digits of its number."""
    text = f"{shortened(place.name)}  {len(place.events)}" if place.events else shortened(place.name)
    return Wish(f"o{place.key}", text, 13 if place.events else 12, spot=spots[place.key])


def _outlier(place: Located, spot: Spot, at: Projection, label: Label | None) -> Outlier:
    far = max(place.radius, LEAST_RING / at.scale * EARTH_KM) if place.radius > AREA_KM else 0.0
    return Outlier(
        key=place.key,
        name=shortened(place.name),
        x=round(spot.x, 1),
        y=round(spot.y, 1),
        ring=path([projected(ring(place.at, far), at)], closed=True) if far else "",
        count=len(place.events),
        groups=tuple(sorted(Cluster((place,), 0, 0).groups.items())),
        label=moved(label, spot.x, spot.y),
    )
