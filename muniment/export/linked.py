"""JSON-LD in pages, in words of schema.org: what a page is about. Small: the claims stand in full in the page's JSON.

Nothing is rated: there is no ClaimReview. What a date or a place does not say for certain is left out.
"""

from collections.abc import Iterable, Mapping

from muniment.dates import Edtf
from muniment.export.iri import iri
from muniment.records.names import Named
from muniment.site import Entry, Site

CONTEXT = "https://schema.org"
TYPES = {
    "person": "Person",
    "organization": "Organization",
    "public-body": "GovernmentOrganization",
    "company": "Corporation",
}
Linked = Mapping[str, object]


def linked(site: Site, entry: Entry) -> Linked:
    """What a record's page is about."""
    makers = {"event": _event, "actor": _actor, "place": _place, "outlet": _outlet, "document": _document}
    return _held(
        {"@context": CONTEXT, **makers[entry.type](site, entry), "url": iri(site, entry.address, entry.address)}
    )


def linked_site(site: Site) -> Linked:
    """The site as a whole, for its home page."""
    chosen = site.settings
    return _held(
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "name": chosen.title,
            "alternateName": chosen.subtitle,
            "description": chosen.statement,
            "inLanguage": chosen.language,
            "url": chosen.url,
        }
    )


def linked_data(site: Site, page: str, files: Iterable[tuple[str, str, int]]) -> Linked:
    """The record as a data set, for the data page; `files` are path, format and size."""
    chosen = site.settings
    return _held(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "name": chosen.title,
            "description": f"{chosen.subtitle}. {chosen.statement}",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "creator": {"@type": "Organization", "name": chosen.credit} if chosen.credit else None,
            "inLanguage": chosen.language,
            "url": iri(site, page, page),
            "distribution": [_download(site, page, *one) for one in files],
        }
    )


def _download(site: Site, page: str, path: str, format: str, size: int) -> dict:
    where = {"contentUrl": iri(site, path, page), "encodingFormat": format}
    return _held({"@type": "DataDownload", **where, "contentSize": f"{size} B" if size else ""})


def _event(site: Site, entry: Entry) -> dict:
    event = entry.record
    places = event.place.value if event.place else ()  # type: ignore[attr-defined]
    claims = (
        {
            "@type": "Claim",
            "@id": iri(site, f"{entry.address}#{claim.own_anchor}", entry.address),
            "appearance": {"@id": iri(site, site.entries[claim.claim.document].address, entry.address)},
        }
        for claim in site.claims_of(entry.id)
    )
    return {
        "@type": "Event",
        "name": event.title,  # type: ignore[attr-defined]
        **_dates(event.date.value if event.date else None),  # type: ignore[attr-defined]
        "location": [_named(site, "Place", id, entry.address) for id in places],
        "subjectOf": list(claims),
    }


def _actor(site: Site, entry: Entry) -> dict:
    means = site.vocabulary.actor_kinds[entry.record.kind].means  # type: ignore[attr-defined]
    return {"@type": TYPES.get(means or "", "Thing"), **_names(entry)}


def _outlet(site: Site, entry: Entry) -> dict:
    return {"@type": "Organization", **_names(entry)}


def _place(site: Site, entry: Entry) -> dict:
    """A place; its coordinates as a circle as wide as they are imprecise."""
    place, at = entry.record, entry.record.coordinates  # type: ignore[attr-defined]
    middle = {"@type": "GeoCoordinates", "latitude": at.lat, "longitude": at.lon} if at else None
    radius = f"{at.radius_km * 1000}" if at else ""
    return {
        "@type": "Place",
        **_names(entry),
        "containedInPlace": _named(site, "Place", place.parent, entry.address) if place.parent else None,  # type: ignore[attr-defined]
        "geo": {"@type": "GeoCircle", "geoMidpoint": middle, "geoRadius": radius} if at else None,
    }


def _document(site: Site, entry: Entry) -> dict:
    one = entry.record
    published = one.published.value  # type: ignore[attr-defined]
    outlet = one.outlet.value if one.outlet else ""  # type: ignore[attr-defined]
    return {
        "@type": "NewsArticle",
        "headline": one.title,  # type: ignore[attr-defined]
        "author": list(one.authors),  # type: ignore[attr-defined]
        "publisher": _named(site, "Organization", outlet, entry.address) if outlet else None,
        "datePublished": _certain(published),
        "inLanguage": one.language,  # type: ignore[attr-defined]
    }


def _names(entry: Entry) -> dict:
    record: Named = entry.record  # type: ignore[assignment]
    printed = [name.text for name in record.names if not name.search_only and not name.slip]
    return {"name": entry.name, "alternateName": printed}


def _named(site: Site, type: str, id: str, page: str) -> dict:
    entry = site.entries[id]
    return {"@type": type, "name": entry.name, "url": iri(site, entry.address, page)}


def _dates(date: Edtf | None) -> dict:
    if date is None or date.is_choice:
        return {}
    start, end = date.ends or (date, None)
    return {"startDate": _certain(start), "endDate": _certain(end)}


def _certain(date: Edtf | None) -> str:
    """A date as ISO 8601; empty where it is uncertain or none."""
    return date.iso if date and not date.uncertain and not date.approximate else ""


def _held(parts: dict) -> dict:
    return {name: value for name, value in parts.items() if value not in (None, "", [])}
