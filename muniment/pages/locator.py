"""The small map of a place or an event, with words on how precise the positions are and where they come from."""

from collections.abc import Iterable

from msgspec import Struct

from muniment.basemap import Basemap, Point
from muniment.draw.locator import Dot, Locator, Place
from muniment.draw.locator import locator as draw_locator
from muniment.memo import remembered
from muniment.pages.actors import naming
from muniment.pages.page import link
from muniment.pages.parts import Link, entry_link
from muniment.records.place import Coordinates
from muniment.site import Entry, Site

MAP = "map.html"
PRECISE_KM = 30
"""Places known to this many kilometres may be named on the small maps of others."""
FINE_KM = 400
"""Places that reach farther have their small map on the widest basemap: more detail would not be seen."""


class Shown(Struct, frozen=True):
    """A place on a small map with the link to its page."""

    dot: Dot
    link: Link


class LocatorMap(Struct, frozen=True):
    """A small map as a page prints it: `parts/map.html`, macro `locator`."""

    label: str
    picture: Locator
    shown: tuple[Shown, ...]
    caption: tuple[str, ...]
    unplaced: tuple[Link, ...]
    whole: Link
    ground: str


def locator(site: Site, page: str, places: Iterable[str]) -> LocatorMap | None:
    """The small map of these places on the page at an address; None where none of them has coordinates."""
    entries = tuple(site.entries[place] for place in dict.fromkeys(places))
    placed = tuple(entry for entry in entries if entry.record.coordinates)
    if not placed or not site.basemaps:
        return None
    basemap, picture = _drawn(site, tuple(entry.id for entry in placed))
    return LocatorMap(
        label="Small map: " + ", ".join(entry.name for entry in placed),
        picture=picture,
        shown=tuple(
            Shown(dot, entry_link(site, page, entry.id)) for dot, entry in zip(picture.dots, placed, strict=True)
        ),
        caption=_caption(placed),
        unplaced=tuple(entry_link(site, page, entry.id) for entry in entries if not entry.record.coordinates),
        whole=Link("Show on the large map", link(page, f"{MAP}#{anchor(placed[0].id)}")),
        ground=source_line(basemap),
    )


def anchor(place: str) -> str:
    """The fragment of a place on the page of the map; with script the map moves to it."""
    return f"place-{place}"


def source_line(basemap: Basemap) -> str:
    """Where the ground of a map is from, in one line."""
    return f"Ground and names in grey: {basemap.source}; dashed borders are disputed or indefinite."


def basemap_for(site: Site, places: Iterable[Point]) -> Basemap:
    """The finest basemap that holds all of these places; the widest where none does."""
    places = tuple(places)
    return next((one for one in site.basemaps if all(map(one.holds, places))), site.basemaps[-1])


def position(at: Coordinates) -> Point:
    """Longitude and latitude."""
    return at.lon, at.lat


@remembered
def _drawn(site: Site, places: tuple[str, ...]) -> tuple[Basemap, Locator]:
    shown = tuple(_place(site.entries[place]) for place in places)
    wide = any(place.radius > FINE_KM for place in shown)
    basemap = site.basemaps[-1] if wide else basemap_for(site, (place.at for place in shown))
    others = tuple(place for place in _orientation(site) if place.key not in places)
    return basemap, draw_locator(basemap, shown, others)


@remembered
def _orientation(site: Site) -> tuple[Place, ...]:
    """The places known precisely enough to be named on other small maps, those that most documents name first."""
    placed = (entry for entry in site.of_type("place") if entry.record.coordinates)
    precise = (entry for entry in placed if entry.record.coordinates.radius_km <= PRECISE_KM)
    return tuple(sorted(map(_place, precise), key=lambda place: (-naming(site, place.key), -place.radius, place.key)))


def _place(entry: Entry) -> Place:
    at: Coordinates = entry.record.coordinates  # type: ignore[attr-defined]
    return Place(entry.id, entry.name, position(at), float(at.radius_km))


def _caption(placed: tuple[Entry, ...]) -> tuple[str, ...]:
    """How precise the positions are, and whose."""
    radii = sorted({entry.record.coordinates.radius_km for entry in placed if entry.record.coordinates.radius_km})
    origins = sorted({entry.record.coordinates.origin for entry in placed})
    where = f"Position{'s' if len(placed) > 1 else ''}: {'; '.join(origins)}."
    if not radii:
        return (where,)
    far = f"{radii[0]:,} km" if len(radii) == 1 else f"{radii[0]:,} to {radii[-1]:,} km"
    circle = "Each place lies" if len(placed) > 1 else "The place lies"
    return (
        f"{circle} within {far} of the point shown, or extends so far: the dashed circle, where it is large enough.",
        where,
    )
