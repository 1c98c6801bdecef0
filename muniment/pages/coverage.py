"""Which core events the documents of an outlet tell, on which they keep silent, and which kind of silence that is."""

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.pages.page import link
from muniment.pages.parts import Link
from muniment.pages.rows import EventLine, event_line, events_by_date, plural
from muniment.records.document import Document
from muniment.records.event import Event
from muniment.site import Entry, Site


@dataclass(frozen=True, slots=True)
class Covered:
    """An event as the documents of an outlet have it: `kind` is told, silent or older."""

    event: EventLine
    kind: str
    word: str
    documents: tuple[Link, ...]


def coverage(site: Site, page: str, outlet: str, documents: tuple[Entry, ...]) -> tuple[Covered, ...]:
    """Every core event in order of time, as these documents of an outlet have it."""
    core = (event for event in events_by_date(site) if event.record.importance == "core")
    return tuple(_covered(site, page, event, outlet, documents) for event in core)


def _covered(site: Site, page: str, event: Entry, outlet: str, documents: tuple[Entry, ...]) -> Covered:
    line = event_line(site, page, event)
    told = tuple(_telling(site, page, event, outlet, documents))
    if told:
        return Covered(line, "told", "Told in", told)
    if all(_older(document.record, event.record) for document in documents):  # type: ignore[arg-type]
        return Covered(line, "older", "Published before it", ())
    return Covered(line, "silent", "Does not mention it", ())


def _telling(site: Site, page: str, event: Entry, outlet: str, documents: tuple[Entry, ...]) -> Iterator[Link]:
    """The documents that tell an event, each with the number of its claims, leading to the first passage."""
    for document in documents:
        claims = [claim for claim in site.claims_from(document.id) if claim.owner == event.id]
        if claims and not _noted_silent(event.record, {outlet, document.id}):  # type: ignore[arg-type]
            text = f"{document.record.label} ({plural(len(claims), 'claim')})"
            yield Link(text, link(page, f"{document.address}#{claims[0].anchor}"))


def _noted_silent(event: Event, who: set[str]) -> bool:
    """Whether the editors note that a document or its outlet passes an event over, though passages bear on it."""
    return any(s.who in who and s.kind == "does-not-mention" and not s.point for s in event.silences)


def _older(document: Document, event: Event) -> bool:
    """Whether a document appeared before an event began."""
    return bool(event.date) and document.published.value.latest < event.date.value.earliest
