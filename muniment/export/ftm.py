"""FollowTheMoney entities, one a line: what that model can say of the record, and nothing beyond it.

It has no claims and no disagreement. So each quotation is a Note on what it is about, with its document as proof;
dates stand as far as they are certain, and as typed in `notes`; figures and answers stay in the other files.
"""

import json
from collections.abc import Iterable, Iterator

from muniment.dates import Edtf
from muniment.export.file import DataFile
from muniment.export.iri import claim_address
from muniment.export.objects import quoted_words
from muniment.export.plain import full_address
from muniment.export.voices import voice_words
from muniment.records.names import Named
from muniment.site import Entry, Site, SiteClaim

PATH = "data/entities.ftm.json"
SCHEMAS = {"person": "Person", "organization": "Organization", "public-body": "PublicBody", "company": "Company"}
"""What a kind of actor means, in words of the vocabulary, as a schema of FollowTheMoney."""
UNKNOWN_KIND = "LegalEntity"
Properties = dict[str, list[str]]


def files(site: Site) -> Iterator[DataFile]:
    """The one list."""
    yield DataFile(
        PATH,
        lambda: "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in entities(site)).encode(),
        "The record as FollowTheMoney entities",
        "Actors, places, events, documents and stated relations, one a line; each quotation is a Note with its "
        "document as proof. That model holds no disagreement: figures and answers are left to the other files.",
        "FollowTheMoney; Aleph reads it",
    )


def entities(site: Site) -> Iterator[dict]:
    """Every entity: records, then relations, then quotations."""
    makers = {"outlet": _outlet, "document": _document, "actor": _actor, "place": _place, "event": _event}
    for entry in site.entries.values():
        yield makers[entry.type](site, entry)
    for entry in site.of_type("actor"):
        yield from _relations(site, entry)
    for claim in site.claims.values():
        yield _note(site, claim)


def entity_id(site: Site, id: str) -> str:
    """The id of a record's entity: `event-harbour-fire`."""
    return f"{site.entries[id].type}-{id}"


def _entity(schema: str, id: str, properties: dict[str, Iterable[str | None]]) -> dict:
    """An entity without the properties that nothing stands in."""
    held = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in held.items() if values}}


def _outlet(site: Site, entry: Entry) -> dict:
    return _entity("Organization", entity_id(site, entry.id), _named(site, entry))


def _actor(site: Site, entry: Entry) -> dict:
    means = site.vocabulary.actor_kinds[entry.record.kind].means  # type: ignore[attr-defined]
    return _entity(SCHEMAS.get(means or "", UNKNOWN_KIND), entity_id(site, entry.id), _named(site, entry))


def _place(site: Site, entry: Entry) -> dict:
    at = entry.record.coordinates  # type: ignore[attr-defined]
    where = {
        "full": [entry.name],
        "latitude": [f"{at.lat}" if at else None],
        "longitude": [f"{at.lon}" if at else None],
        "remarks": [f"Within {at.radius_km} km. {at.origin}" if at else None],
    }
    return _entity("Address", entity_id(site, entry.id), where | _named(site, entry))


def _event(site: Site, entry: Entry) -> dict:
    event = entry.record
    places = event.place.value if event.place else ()  # type: ignore[attr-defined]
    said = {
        "name": [event.title],  # type: ignore[attr-defined]
        "keywords": [site.vocabulary.event_kinds[event.kind].label],  # type: ignore[attr-defined]
        "summary": [" ".join(sentence.text for sentence in event.summary)],  # type: ignore[attr-defined]
        "location": [site.entries[id].name for id in places],
        "addressEntity": [entity_id(site, id) for id in places],
        "involved": [entity_id(site, one.actor) for one in event.participants],  # type: ignore[attr-defined]
        "sourceUrl": _url(site, entry.address),
    }
    return _entity("Event", entity_id(site, entry.id), said | _dates(event.date.value if event.date else None))  # type: ignore[attr-defined]


def _document(site: Site, entry: Entry) -> dict:
    one = entry.record
    said = {
        "title": [one.title],  # type: ignore[attr-defined]
        "author": one.authors,  # type: ignore[attr-defined]
        "publisher": [site.entries[one.outlet.value].name if one.outlet else None],  # type: ignore[attr-defined]
        "publishedAt": [one.published.value.iso],  # type: ignore[attr-defined]
        "sourceUrl": _url(site, entry.address),
    }
    return _entity("Article", entity_id(site, entry.id), said)


def _relations(site: Site, entry: Entry) -> Iterator[dict]:
    for number, one in enumerate(entry.record.relations, start=1):  # type: ignore[attr-defined]
        claims = (site.claims[full_address(claim, entry.id)] for claim in one.claims)
        said = {
            "subject": [entity_id(site, entry.id)],
            "object": [entity_id(site, one.to)],
            "role": [site.vocabulary.actor_relations[one.relation].label],
            "proof": [entity_id(site, claim.claim.document) for claim in claims],
            "sourceUrl": _url(site, entry.address),
        }
        yield _entity("UnknownLink", f"relation-{entry.id}-{number}", said)


def _note(site: Site, claim: SiteClaim) -> dict:
    said = {
        "entity": [entity_id(site, claim.owner)],
        "description": [f"“{quoted_words(site, claim.address)}”"],
        "summary": [f"{voice_words(site, claim)}, in {site.entries[claim.claim.document].record.label}"],  # type: ignore[attr-defined]
        "proof": [entity_id(site, claim.claim.document)],
        "sourceUrl": _url(site, claim_address(site, claim)),
    }
    return _entity("Note", f"claim-{claim.anchor}", said)


def _named(site: Site, entry: Entry) -> dict[str, Iterable[str | None]]:
    record: Named = entry.record  # type: ignore[assignment]
    printed = [name.text for name in record.names if not name.search_only and not name.slip]
    summary = " ".join(sentence.text for sentence in entry.record.summary)  # type: ignore[attr-defined]
    return {"name": [entry.name], "alias": printed, "summary": [summary], "sourceUrl": _url(site, entry.address)}


def _dates(date: Edtf | None) -> dict[str, Iterable[str | None]]:
    """A certain date as that model's date or its two ends; the date as typed in `notes`."""
    if date is None:
        return {}
    typed = {"notes": [f"Date: {date.english} (EDTF {date.raw})"]}
    if date.uncertain or date.approximate or date.is_choice:
        return typed
    if date.ends:
        start, end = date.ends
        return typed | {"startDate": [start.iso if start else None], "endDate": [end.iso if end else None]}
    return typed | {"date": [date.iso]}


def _url(site: Site, address: str) -> list[str | None]:
    return [site.settings.url + address if site.settings.url else None]
