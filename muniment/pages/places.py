"""The index of places: each under the larger place that it lies in."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.memo import remembered
from muniment.pages.actors import Variant, alphabetical, naming, variants
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, foot
from muniment.pages.rows import events_by_date, plural
from muniment.site import Entry, Site

ADDRESS = "places/index.html"
TITLE = "Places"


class PlaceRow(Struct, frozen=True):
    """A place in the index; `depth` counts the larger places above it."""

    link: Link
    depth: int
    kind: str
    variants: tuple[Variant, ...]
    events: str
    documents: str


class Area(Struct, frozen=True):
    """A place that lies in no larger one, with everything in it."""

    top: PlaceRow
    inside: tuple[PlaceRow, ...]


class PlacesView(Struct, frozen=True):
    """Every place under the larger place that it lies in."""

    title: str
    count: str
    areas: tuple[Area, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/places.html", TITLE, later(view, site))


def view(site: Site) -> PlacesView:
    """All that the page shows."""
    places = site.of_type("place")
    areas = tuple(_area(site, place) for place in sorted(places, key=alphabetical) if not place.record.parent)
    return PlacesView(TITLE, plural(len(places), "place"), areas, foot(site, ADDRESS, TITLE))


def parts_of(site: Site, place: str) -> tuple[Entry, ...]:
    """The places that lie directly in a place, A to Z."""
    return tuple(sorted((other for other in site.of_type("place") if other.record.parent == place), key=alphabetical))


def events_in(site: Site, place: str) -> tuple[Entry, ...]:
    """The events whose place is this one or one inside it."""
    area = {place, *(entry.id for entry, _ in _inside(site, place, 1))}
    return tuple(e for e in site.of_type("event") if e.record.place and area.intersection(e.record.place.value))


@remembered
def events_at(site: Site) -> dict[str, tuple[Entry, ...]]:
    """The events recorded at each place itself, in order of time; those of the places in it are not counted."""
    found: dict[str, list[Entry]] = {}
    for event in events_by_date(site):
        for place in event.record.place.value if event.record.place else ():  # type: ignore[attr-defined]
            found.setdefault(place, []).append(event)
    return {place: tuple(events) for place, events in found.items()}


def _area(site: Site, place: Entry) -> Area:
    return Area(_row(site, place, 0), tuple(_row(site, entry, depth) for entry, depth in _inside(site, place.id, 1)))


def _inside(site: Site, place: str, depth: int) -> Iterator[tuple[Entry, int]]:
    for part in parts_of(site, place):
        yield part, depth
        yield from _inside(site, part.id, depth + 1)


def _row(site: Site, place: Entry, depth: int) -> PlaceRow:
    events = len(events_in(site, place.id))
    return PlaceRow(
        Link(place.name, link(ADDRESS, place.address)),
        min(depth, 4),
        site.vocabulary.place_kinds[place.record.kind].label,
        variants(place.record),
        plural(events, "event") if events else "",
        plural(naming(site, place.id), "document"),
    )
