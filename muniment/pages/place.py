"""The page of a place: where it lies and how precisely that is known, what happened there, who names it."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.pages.contexts import Context, PrintedForm, contexts, printed_forms
from muniment.pages.dossier import Described, descriptions, evidence, page_numbers
from muniment.pages.folds import FromDocument, by_document
from muniment.pages.locator import LocatorMap, locator
from muniment.pages.page import Page, later
from muniment.pages.parts import ChangeLine, Foot, Link, Quotation, Sentence, changes, entry_link, foot, sentences
from muniment.pages.places import events_in, parts_of
from muniment.pages.rows import EventRow, by_date, event_row, page_title
from muniment.records.place import Coordinates, Place
from muniment.site import Entry, Site


class Position(Struct, frozen=True):
    """Where a place lies: coordinates of ours with their radius and their origin."""

    degrees: str
    radius: str
    origin: str


class PlaceView(Struct, frozen=True):
    """The page of a place, from top to bottom."""

    name: str
    name_is_ours: bool
    kind: str
    above: tuple[Link, ...]
    inside: tuple[Link, ...]
    precision: str
    position: Position | None
    map: LocatorMap | None
    forms: tuple[PrintedForm, ...]
    summary: tuple[Sentence, ...]
    events: tuple[EventRow, ...]
    descriptions: tuple[Described, ...]
    contexts: tuple[Context, ...]
    evidence: tuple[Quotation, ...]
    by_document: tuple[FromDocument, ...]
    history: tuple[ChangeLine, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """A page for each place."""
    for entry in site.of_type("place"):
        yield Page(entry.address, "pages/place.html", page_title(site, entry), later(_view, site, entry))


def _view(site: Site, entry: Entry) -> PlaceView:
    place: Place = entry.record  # type: ignore[assignment]
    page, numbers = entry.address, page_numbers(site, entry.id)
    passages = evidence(site, page, entry.id, numbers)
    return PlaceView(
        name=entry.name,
        name_is_ours=entry.record.name_is_ours,
        kind=site.vocabulary.place_kinds[place.kind].label,
        above=tuple(_above(site, page, place)),
        inside=tuple(entry_link(site, page, part.id) for part in parts_of(site, entry.id)),
        precision=place.precision or "",
        position=_position(place.coordinates) if place.coordinates else None,
        map=locator(site, page, (entry.id,)),
        forms=printed_forms(site, page, entry),
        summary=sentences(site, page, entry.id, place.summary, numbers),
        events=tuple(event_row(site, page, event) for event in by_date(events_in(site, entry.id))),
        descriptions=descriptions(site, page, entry, numbers),
        contexts=contexts(site, page, entry.id),
        evidence=passages,
        by_document=by_document(passages),
        history=changes(place),
        foot=foot(site, page, entry.name, entry),
    )


def _above(site: Site, page: str, place: Place) -> Iterator[Link]:
    """The larger places that a place lies in, the nearest first."""
    if place.parent:
        yield entry_link(site, page, place.parent)
        yield from _above(site, page, site.entries[place.parent].record)  # type: ignore[arg-type]


def _position(at: Coordinates) -> Position:
    degrees = f"{abs(at.lat):g}° {'N' if at.lat >= 0 else 'S'}, {abs(at.lon):g}° {'E' if at.lon >= 0 else 'W'}"
    return Position(degrees, f"within {at.radius_km:,} km" if at.radius_km else "", at.origin)
