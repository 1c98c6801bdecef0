"""Suggestions: what the record does not have yet, told from the record alone; none of it is a fault.

What no document gives cannot be had: an event without a place may have none, and a point on which one voice speaks may
stay so. What coverage lists as open is among them.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.findings.accounts import PointAccounts, accounts, documents_quoted
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
    """Something missing: its kind (one of KINDS), the record, where in it (a paragraph, a point), the words there.

    `path` and `line` are the place in the record's file at which it is mended. `documents` are those in which to look:
    the document itself, those that an event or point quotes, those that name an actor or place.
    """

    kind: str
    record: str
    at: str
    words: str
    path: str
    line: int
    documents: tuple[str, ...]


def suggestions(site: Site) -> tuple[Suggestion, ...]:
    """Everything that is missing, by kind; within a kind in the order of documents or of ids."""
    found = [one for document in coverage(site) for one in _open(site, document)]
    found += [one for entry in site.of_type("event") for one in _of_event(site, entry)]
    linked = _linked(site)
    found += [_bare(site, "link", e) for e in site.of_type("actor") if e.id not in linked]
    found += [_bare(site, "coordinates", e) for e in site.of_type("place") if _nowhere(e)]
    return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))


def of_documents(found: Iterable[Suggestion], document: str) -> tuple[Suggestion, ...]:
    """The suggestions for which one document is to be looked into."""
    return tuple(one for one in found if document in one.documents)


def _open(site: Site, found: DocumentCoverage) -> Iterator[Suggestion]:
    transcript, entry = site.transcripts[found.document], site.entries[found.document]
    for block in transcript.paragraphs:
        if block.number in found.uncovered:
            yield _in_document(entry, "paragraph", block.number, transcript.block_text(block), "uncited")
    for item in found.open:
        yield _in_document(entry, item.kind, item.paragraph, item.words, "set_aside")


def _in_document(entry: Entry, kind: str, paragraph: int, words: str, key: str) -> Suggestion:
    """Something open in a paragraph; its place is the record's list `key` of what may stay open, where it has one."""
    parsed = entry.parsed
    return Suggestion(kind, entry.id, f"p{paragraph}", words, parsed.file.path, parsed.line((key,)), (entry.id,))


def _of_event(site: Site, entry: Entry) -> Iterator[Suggestion]:
    record: Event = entry.record  # type: ignore[assignment]
    path, quoted = entry.parsed.file.path, documents_quoted(site, entry.id)
    if record.place is None:
        yield Suggestion("place", entry.id, "", entry.name, path, entry.parsed.line(()), quoted)
    if record.importance == "core":
        for point in accounts(site, entry.id):
            if point.status.status == "single-origin":
                line, asked = entry.parsed.line(_way(point)), point.ask or point.label
                yield Suggestion("origin", entry.id, point.id, asked, path, line, _documents(point))


def _way(point: PointAccounts) -> tuple[str | int, ...]:
    """The way in an event's file to the first statement on a point."""
    return point.accounts[0].claim.path("says", point.accounts[0].index)


def _documents(point: PointAccounts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(account.claim.claim.document for account in point.accounts))


def _bare(site: Site, kind: str, entry: Entry) -> Suggestion:
    """A record that lacks something, with the documents that name it."""
    documents = (one.document for one in coverage(site))
    naming = tuple(id for id in documents if any(one.record == entry.id for one in site.mentions[id]))
    return Suggestion(kind, entry.id, "", entry.name, entry.parsed.file.path, entry.parsed.line(()), naming)


def _linked(site: Site) -> frozenset[str]:
    """The ids that an event, a relation or a claim names, and the actors that have relations of their own."""
    named = {m.text for entry in site.entries.values() for m in entry.parsed.marked if isinstance(m.mark, Ref)}
    answers = {a for claim in site.claims.values() for statement in claim.claim.says for a in statement.answer}
    related = {e.id for e in site.of_type("actor") if isinstance(e.record, Actor) and e.record.relations}
    return frozenset(named | answers | related)


def _nowhere(entry: Entry) -> bool:
    return isinstance(entry.record, Place) and entry.record.coordinates is None
