"""GeoJSON (RFC 7946): the places with coordinates, and the events at them."""

import json
from collections.abc import Iterator

from muniment.export.file import DataFile
from muniment.export.iri import iri
from muniment.records.place import Coordinates
from muniment.site import Entry, Site

PLACES = "data/places.geojson"
EVENTS = "data/events.geojson"


def files(site: Site) -> Iterator[DataFile]:
    """The places, and the events."""
    yield DataFile(
        PLACES,
        lambda: _collection(_place(site, entry) for entry in site.of_type("place")),
        "Places",
        "Each place with its kind, how far off the true place may lie, and where its coordinates are from. Places "
        "without coordinates have no geometry.",
        "GeoJSON (RFC 7946)",
    )
    yield DataFile(
        EVENTS,
        lambda: _collection(_event(site, entry) for entry in site.of_type("event")),
        "Events on the map",
        "Each event at the coordinates of its places, in the order in which it names them. They are as imprecise as "
        "the places are: read radius_km with each.",
        "GeoJSON (RFC 7946)",
    )


def _collection(features: Iterator[dict]) -> bytes:
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _place(site: Site, entry: Entry) -> dict:
    at = entry.record.coordinates  # type: ignore[attr-defined]
    known = {"radius_km": at.radius_km, "coordinates_origin": at.origin} if at else {}
    properties = {
        "type": "place",
        "name": entry.name,
        "kind": entry.record.kind,  # type: ignore[attr-defined]
        "precision": entry.record.precision,  # type: ignore[attr-defined]
        "page": iri(site, entry.address, PLACES),
        **known,
    }
    return _feature(entry, {"type": "Point", "coordinates": _position(at)} if at else None, properties)


def _event(site: Site, entry: Entry) -> dict:
    date, where = entry.record.date, entry.record.place  # type: ignore[attr-defined]
    places = [site.entries[id] for id in (where.value if where else ())]
    at = [place.record.coordinates for place in places if place.record.coordinates]  # type: ignore[attr-defined]
    properties = {
        "type": "event",
        "name": entry.name,
        "kind": entry.record.kind,  # type: ignore[attr-defined]
        "importance": entry.record.importance,  # type: ignore[attr-defined]
        "date": date.value.raw if date else None,
        "date_words": date.value.english if date else None,
        "places": [place.id for place in places],
        "radius_km": [one.radius_km for one in at],
        "page": iri(site, entry.address, EVENTS),
    }
    return _feature(entry, _geometry(at), properties)


def _geometry(at: list[Coordinates]) -> dict | None:
    if not at:
        return None
    if len(at) == 1:
        return {"type": "Point", "coordinates": _position(at[0])}
    return {"type": "MultiPoint", "coordinates": [_position(one) for one in at]}


def _position(at: Coordinates) -> list[float]:
    return [at.lon, at.lat]


def _feature(entry: Entry, geometry: dict | None, properties: dict) -> dict:
    return {"type": "Feature", "id": entry.id, "geometry": geometry, "properties": properties}
