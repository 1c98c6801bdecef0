"""From degrees to the plane of a picture: Lambert's conformal cone for a region, the Equal Earth for the world."""

from collections.abc import Iterable
from math import asin, atan, atan2, cos, degrees, exp, hypot, log, pi, radians, sin, sqrt, tan

from msgspec import Struct

from muniment.basemap import Line, Point

EARTH_KM = 6371.0
WIDEST = 100
"""Degrees of longitude beyond which a cone no longer serves."""
HALF = 179.99
"""Half of the globe, a hair less: what lies just opposite to the middle would be drawn now left, now right."""
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)


class Projection(Struct, frozen=True):
    """A projection fitted to a picture: `x` to the right and `y` down, in the picture's units."""

    middle: float
    """The longitude that stands upright."""
    cone: float
    """How sharp the cone is; 0 for the Equal Earth."""
    factor: float
    scale: float
    """Units of the picture on one radius of the earth."""
    left: float
    top: float

    def __call__(self, place: Point) -> Point:
        """Where a place stands in the picture."""
        x, y = self.raw(place)
        return x * self.scale - self.left, self.top - y * self.scale

    def raw(self, place: Point) -> Point:
        """Where a place stands on a plane of the earth's radius, north up."""
        lon = radians(turned(place[0] - self.middle))
        if not self.cone:
            return _equal_earth(lon, place[1])
        lat = radians(max(-89.5, min(89.5, place[1])))
        distance = self.factor / tan(pi / 4 + lat / 2) ** self.cone
        return distance * sin(self.cone * lon), -distance * cos(self.cone * lon)

    def place(self, x: float, y: float) -> Point:
        """The place that stands at a point of the picture: the way back, for cones only."""
        across, up = (x + self.left) / self.scale, (self.top - y) / self.scale
        sign = 1 if self.cone > 0 else -1
        distance = sign * hypot(across, up)
        angle = atan2(sign * across, sign * -up)
        lat = 2 * atan(exp(log(self.factor / distance) / self.cone)) - pi / 2
        return self.middle + degrees(angle / self.cone), degrees(lat)

    def window(self, width: float, height: float) -> tuple[float, float, float, float]:
        """West, south, east and north of what a picture of this size shows, west and east around the middle."""
        if not self.cone:
            return self.middle - HALF, -90.0, self.middle + HALF, 90.0
        ends = [(n / 8 * width, y) for n in range(9) for y in (0, height)]
        ends += [(x, n / 8 * height) for n in range(9) for x in (0, width)]
        places = [self.place(x, y) for x, y in ends]
        lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
        return min(lons) - 0.2, max(-90.0, min(lats) - 0.2), max(lons) + 0.2, min(90.0, max(lats) + 0.2)


def fitted(places: Iterable[Point], width: float, height: float, margin: float, least_km: float) -> Projection:
    """The projection in which all places stand within a picture's margin; its lesser side shows `least_km` or more."""
    places = tuple(places)
    middle = middle_longitude(lon for lon, _ in places)
    south, north = min(lat for _, lat in places), max(lat for _, lat in places)
    widest = max(abs(turned(lon - middle)) for lon, _ in places)
    cone, factor = _cone(south, north) if 2 * widest <= WIDEST else (0.0, 1.0)
    loose = Projection(middle, cone, factor, 1.0, 0.0, 0.0)
    return _framed(loose, [loose.raw(place) for place in places], width, height, margin, least_km / EARTH_KM)


def _framed(loose: Projection, points: list[Point], width: float, height: float, margin: float, least: float):
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    wide, high = width - 2 * margin, height - 2 * margin
    scale = min(
        wide / (east - west) if east > west else wide / least,
        high / (north - south) if north > south else high / least,
        min(width, height) / least,
    )
    left = (west + east) / 2 * scale - width / 2
    top = (south + north) / 2 * scale + height / 2
    return Projection(loose.middle, loose.cone, loose.factor, scale, left, top)


def _cone(south: float, north: float) -> tuple[float, float]:
    """The sharpness and the factor of the cone through a sixth and five sixths of a height; none at the equator."""
    span = max(north - south, 2)
    mid = (south + north) / 2
    if abs(mid) < 6 or span > 90 or abs(mid) > 84:
        return 0.0, 1.0
    one, two = radians(mid - span / 3), radians(mid + span / 3)
    spread = log(tan(pi / 4 + two / 2)) - log(tan(pi / 4 + one / 2))
    cone = log(cos(one) / cos(two)) / spread
    return cone, cos(one) * tan(pi / 4 + one / 2) ** cone / cone


def _equal_earth(lon: float, lat: float) -> Point:
    """Šavrič, Patterson and Jenny's Equal Earth (2018): the whole world, areas true."""
    a, b, c, d = EQUAL_EARTH
    angle = asin(sqrt(3) / 2 * sin(radians(max(-90, min(90, lat)))))
    two = angle * angle
    six = two * two * two
    x = 2 * sqrt(3) * lon * cos(angle) / (3 * (9 * d * six * two + 7 * c * six + 3 * b * two + a))
    return x, angle * (a + b * two + six * (c + d * two))


def middle_longitude(longitudes: Iterable[float]) -> float:
    """The longitude in the middle of these: opposite to the middle of the widest gap between two neighbours."""
    found = sorted({lon % 360 for lon in longitudes})
    gaps = [(after - before, before) for before, after in zip(found, [*found[1:], found[0] + 360], strict=True)]
    widest, start = max(gaps)
    return turned(start + widest / 2 + 180)


def turned(longitude: float) -> float:
    """The same longitude between -180 and 180."""
    return (longitude + 180) % 360 - 180


def ring(place: Point, kilometres: float, corners: int = 48) -> Line:
    """The places at a distance from a place, all around it, on the globe."""
    lon, lat, far = radians(place[0]), radians(place[1]), kilometres / EARTH_KM
    points = []
    for corner in range(corners):
        course = 2 * pi * corner / corners
        north = asin(max(-1.0, min(1.0, sin(lat) * cos(far) + cos(lat) * sin(far) * cos(course))))
        east = lon + atan2(sin(course) * sin(far) * cos(lat), cos(far) - sin(lat) * sin(north))
        points.append((degrees(east), degrees(north)))
    return tuple(points)


def kilometres(one: Point, other: Point) -> float:
    """How far two places lie apart, along the globe."""
    lat, other_lat = radians(one[1]), radians(other[1])
    across = radians(turned(other[0] - one[0]))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
