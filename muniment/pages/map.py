"""The map: circles by number of events and their kind, with their precision, and the same in words beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.draw.beyond import BeyondPicture, draw_beyond
from muniment.draw.map import MapPicture, Plan, draw_map, letters, plan
from muniment.draw.spots import Located
from muniment.memo import remembered
from muniment.pages.locator import anchor, position, source_line
from muniment.pages.page import Page, later
from muniment.pages.parts import Foot, Link, entry_link, foot
from muniment.pages.places import events_at
from muniment.pages.rows import EventLine, event_line, plural
from muniment.records.place import Place
from muniment.site import Entry, Site

ADDRESS = "map.html"
TITLE = "Map"
SIZES = ((760, 540, 0.4), (320, 352, 0.7))
"""The sizes at which the map is drawn, for wide screens and for phones, with how much is thinned out.

Each is about the least at which it is shown: letters never shrink.
"""
BEYOND_SIZES = ((760, 220), (320, 169))
"""The sizes of the small map of what lies beyond the edge of each."""
EXACT_KM, TOWN_KM = 5, 60


class Family(Struct, frozen=True):
    """A family of kinds of event, as the legend names it."""

    number: int
    mark: str
    label: str
    definition: str
    count: int


class PlacedEvent(Struct, frozen=True):
    """An event at a place, with the number of its family."""

    line: EventLine
    family: int


class PlaceEntry(Struct, frozen=True):
    """A place in the list beside the map."""

    id: str
    anchor: str
    link: Link
    kind: str
    precision: str
    count: int
    phrase: str
    marks: str
    events: tuple[PlacedEvent, ...]


class Drawn(Struct, frozen=True):
    """The map at one size, and the small map of what lies beyond its edge."""

    picture: MapPicture
    beyond: BeyondPicture | None
    name: str


class MapView(Struct, frozen=True):
    """The map in its two sizes, its legend, and the lists."""

    title: str
    count: str
    drawn: tuple[Drawn, ...]
    hrefs: dict[str, str]
    phrases: dict[str, str]
    beyond_count: str
    families: tuple[Family, ...]
    marks: dict[int, str]
    shown: tuple[PlaceEntry, ...]
    quiet: tuple[PlaceEntry, ...]
    beyond: tuple[PlaceEntry, ...]
    without: tuple[PlaceEntry, ...]
    nowhere: str
    ground: str
    edition: str
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/map.html", TITLE, later(_view, site))


def _view(site: Site) -> MapView:
    entries = {place.id: _entry(site, place) for place in site.of_type("place")}
    chosen, located = _plan(site), frozenset(place.key for place in _located(site))
    inside = [entries[place.key] for place in chosen.inside] if chosen else []
    beyond = [entries[place.key] for place in chosen.beyond] if chosen else [entries[key] for key in located]
    without = [entry for id, entry in entries.items() if id not in located]
    families = _families(site)
    placed = sum(1 for event in site.of_type("event") if event.record.place)
    return MapView(
        title="Where it happened",
        count=plural(placed, "event"),
        drawn=_drawn(site),
        hrefs={entry.id: entry.link.href for entry in inside},
        phrases={entry.id: entry.phrase for entry in (*inside, *beyond)},
        beyond_count=_beyond_count(beyond),
        families=families,
        marks={family.number: family.mark for family in families},
        shown=tuple(entry for entry in inside if entry.count),
        quiet=tuple(entry for entry in inside if not entry.count),
        beyond=tuple(sorted(beyond, key=_most_events)),
        without=tuple(sorted(without, key=_most_events)),
        nowhere=_nowhere(len(site.of_type("event")) - placed),
        ground=source_line(chosen.basemap) if chosen else "",
        edition=f"{chosen.basemap.source}, {chosen.basemap.edition}: {chosen.basemap.licence}." if chosen else "",
        foot=foot(site, ADDRESS, TITLE),
    )


def _beyond_count(beyond: Iterable[PlaceEntry]) -> str:
    """How many places lie beyond the edge and how many events they have, in a phrase."""
    events = {event.line.href for entry in beyond for event in entry.events}
    return f"{plural(sum(1 for _ in beyond), 'place')} with {plural(len(events), 'event')}"


def _most_events(entry: PlaceEntry) -> tuple:
    return -entry.count, entry.link.text.casefold(), entry.id


def _nowhere(count: int) -> str:
    return f"{plural(count, 'event')} of the record {'has' if count == 1 else 'have'} no place." if count else ""


@remembered
def _drawn(site: Site) -> tuple[Drawn, ...]:
    """The pictures of the map; none where no place has coordinates."""
    chosen = _plan(site)
    if not chosen:
        return ()
    marks = [family.mark for family in _families(site)]
    world = site.basemaps[-1]
    return tuple(
        Drawn(
            draw_map(chosen, width, height, marks, tolerance),
            draw_beyond(chosen, world, (width, height), small, marks, "the map above"),
            name,
        )
        for name, (width, height, tolerance), small in zip(("wide", "narrow"), SIZES, BEYOND_SIZES, strict=True)
    )


@remembered
def _plan(site: Site) -> Plan | None:
    return plan(site.basemaps, _located(site))


@remembered
def _located(site: Site) -> tuple[Located, ...]:
    """The places with coordinates, those with most events first."""
    placed = [entry for entry in site.of_type("place") if entry.record.coordinates]
    found = (
        Located(
            entry.id,
            entry.name,
            position(entry.record.coordinates),
            float(entry.record.coordinates.radius_km),
            tuple((event.id, _family_number(site, event)) for event in events_at(site).get(entry.id, ())),
        )
        for entry in placed
    )
    return tuple(sorted(found, key=lambda place: (-len(place.events), place.name.casefold(), place.key)))


def _family_number(site: Site, event: Entry) -> int:
    """The number of an event's family, from 1; kinds of no family share the number after the last."""
    groups = list(site.vocabulary.event_groups)
    group = site.vocabulary.event_kinds[event.record.kind].group  # type: ignore[attr-defined]
    return groups.index(group) + 1 if group else len(groups) + 1


@remembered
def _families(site: Site) -> tuple[Family, ...]:
    """The families of the vocabulary, and one more where an event with a place has none."""
    numbers = Counter(_family_number(site, event) for event in site.of_type("event") if event.record.place)
    groups = site.vocabulary.event_groups
    found = [
        Family(number, group.mark, group.label, group.definition, numbers[number])
        for number, group in enumerate(groups.values(), 1)
    ]
    if rest := numbers[len(groups) + 1]:
        found.append(Family(len(groups) + 1, "", "Other events" if groups else "Events", "", rest))
    return tuple(found)


def _entry(site: Site, entry: Entry) -> PlaceEntry:
    place: Place = entry.record  # type: ignore[assignment]
    events = tuple(
        PlacedEvent(event_line(site, ADDRESS, event), _family_number(site, event))
        for event in events_at(site).get(entry.id, ())
    )
    phrase = plural(len(events), "event") if events else "named, no event placed there"
    return PlaceEntry(
        id=entry.id,
        anchor=anchor(entry.id),
        link=entry_link(site, ADDRESS, entry.id),
        kind=site.vocabulary.place_kinds[place.kind].label,
        precision=_precision(place),
        count=len(events),
        phrase=phrase,
        marks=_marks(site, events),
        events=events,
    )


def _marks(site: Site, events: Iterable[PlacedEvent]) -> str:
    numbers = Counter(event.family for event in events)
    return letters(sorted(numbers.items()), [family.mark for family in _families(site)])


def _precision(place: Place) -> str:
    """How precisely the place is known, in words."""
    if not place.coordinates:
        return "no coordinates recorded"
    far = place.coordinates.radius_km
    if not far:
        return "exact"
    return (
        f"exact to {far:,} km"
        if far <= EXACT_KM
        else f"within {far:,} km"
        if far <= TOWN_KM
        else f"an area, up to {far:,} km around"
    )
