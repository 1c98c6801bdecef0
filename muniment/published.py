"""What a record publishes: the coded values that readers cite, as short texts that can be compared years later."""

from collections.abc import Iterable, Iterator

from muniment.dates import Edtf
from muniment.records.actor import Actor
from muniment.records.claim import Claim, Statement
from muniment.records.document import Document
from muniment.records.event import Event
from muniment.records.names import Named
from muniment.records.place import Place
from muniment.site import Entry

Values = dict[str, str]
"""The published values of a record by their way in its file: `date`, `claims/wounded-55/says`."""


def values(entry: Entry) -> Values:
    """The published values of a record; its prose is not among them."""
    return dict(_values(entry))


def _values(entry: Entry) -> Iterator[tuple[str, str]]:
    record = entry.record
    yield "title" if hasattr(record, "title") else "name", entry.name
    if isinstance(record, Event):
        yield from _of_event(record)
    if isinstance(record, Actor):
        yield "kind", record.kind
        yield "offices", _list(f"{o.title}{_of(o.of)}{_when(o.as_of)}" for o in record.offices)
        yield "relations", _list(f"{one.relation} {one.to}" for one in record.relations)
    if isinstance(record, Place) and record.coordinates:
        at = record.coordinates
        yield "coordinates", f"{at.lat:g} {at.lon:g}, within {at.radius_km} km"
    if isinstance(record, Document):
        yield "published", record.published.value.raw
        yield "outlet", record.outlet.value if record.outlet else ""
    if isinstance(record, Named):
        yield "names", _list(one.text for one in record.names if not one.search_only)
    for id, claim in getattr(record, "claims", {}).items():
        yield from _of_claim(f"claims/{id}", claim)


def _of_event(event: Event) -> Iterator[tuple[str, str]]:
    yield "kind", event.kind
    yield "date", event.date.value.raw if event.date else ""
    yield "place", _list(event.place.value) if event.place else ""
    yield "participants", _list(f"{one.actor} {one.role}" for one in event.participants)
    yield "links", _list(f"{one.relation} {one.to}" for one in event.links)


def _of_claim(way: str, claim: Claim) -> Iterator[tuple[str, str]]:
    yield f"{way}/document", claim.document
    yield f"{way}/quote", claim.quote
    yield f"{way}/by", _list(voice.is_ or voice.printed or "" for voice in claim.by)
    yield f"{way}/says", _list(_of_statement(one) for one in claim.says)


def _of_statement(one: Statement) -> str:
    """`wounded asserts >=55 of dockers as of 2020-03-03`."""
    said = one.value.raw if one.value else one.date.raw if one.date else _list(one.answer) or f"“{one.words or ''}”"
    return f"{one.point} {one.stance} {said}{_of(one.of)}{_when(one.as_of)}"


def _of(whom: str | None) -> str:
    return f" of {whom}" if whom else ""


def _when(date: Edtf | None) -> str:
    return f" as of {date.raw}" if date else ""


def _list(items: Iterable[str]) -> str:
    """The items in an order that does not depend on that of the file."""
    return "; ".join(sorted(items))
