"""Suggestions: what the record does not have yet, told from the record alone; none of it is a fault.

What no document gives cannot be had: an event without a place may have none, and a point on which one voice speaks may
stay so. What coverage lists as open is among them.
"""

from collections.abc import Iterator

from msgspec import Struct

from muniment.findings.accounts import accounts
from muniment.findings.coverage import DocumentCoverage, coverage
from muniment.records.actor import Actor
from muniment.records.base import Ref
from muniment.records.event import Event
from muniment.records.place import Place
from muniment.site import Entry, Site

KINDS = ("paragraph", "number", "speech", "name", "place", "origin", "link", "coordinates")
"""What can be missing: a claim over a paragraph, a number, a speech; a record of a name; an event's place; a second
origin of a core event's point; anything that names an actor; where a place lies."""


class Suggestion(Struct, frozen=True):
    """Something missing: its kind (one of KINDS), the record, where in it (a paragraph, a point), the words there."""

    kind: str
    record: str
    at: str
    words: str


def suggestions(site: Site) -> tuple[Suggestion, ...]:
    """Everything that is missing, by kind; within a kind in the order of documents or of ids."""
    found = [one for document in coverage(site) for one in _open(site, document)]
    found += [one for entry in site.of_type("event") for one in _of_event(site, entry)]
    linked = _linked(site)
    found += [Suggestion("link", e.id, "", e.name) for e in site.of_type("actor") if e.id not in linked]
    found += [Suggestion("coordinates", e.id, "", e.name) for e in site.of_type("place") if _nowhere(e)]
    return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))


def _open(site: Site, found: DocumentCoverage) -> Iterator[Suggestion]:
    transcript = site.transcripts[found.document]
    for block in transcript.paragraphs:
        if block.number in found.uncovered:
            yield Suggestion("paragraph", found.document, block.anchor, transcript.block_text(block))
    for item in found.open:
        yield Suggestion(item.kind, found.document, f"p{item.paragraph}", item.words)


def _of_event(site: Site, entry: Entry) -> Iterator[Suggestion]:
    record: Event = entry.record  # type: ignore[assignment]
    if record.place is None:
        yield Suggestion("place", entry.id, "", entry.name)
    if record.importance == "core":
        for point in accounts(site, entry.id):
            if point.status.status == "single-origin":
                yield Suggestion("origin", entry.id, point.id, point.ask or point.label)


def _linked(site: Site) -> frozenset[str]:
    """The ids that an event, a relation or a claim names, and the actors that have relations of their own."""
    named = {m.text for entry in site.entries.values() for m in entry.parsed.marked if isinstance(m.mark, Ref)}
    answers = {a for claim in site.claims.values() for statement in claim.claim.says for a in statement.answer}
    related = {e.id for e in site.of_type("actor") if isinstance(e.record, Actor) and e.record.relations}
    return frozenset(named | answers | related)


def _nowhere(entry: Entry) -> bool:
    return isinstance(entry.record, Place) and entry.record.coordinates is None
