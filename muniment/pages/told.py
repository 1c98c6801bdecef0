"""The course of events as one outlet's documents tell it: an event a row, in their words, and what they pass over."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from muniment.findings.grid import GridCell, Teller, cell, foremost, tellers
from muniment.pages.coverage import told_anchor
from muniment.pages.parts import Link, Quotation, passage_link, quotation
from muniment.pages.passages import passages, place
from muniment.pages.rows import EventLine, author_name, event_line, events_by_date, plural
from muniment.site import Entry, Site, SiteClaim


class Told(Struct, frozen=True):
    """An event as the outlet tells it: one passage, its author, and the paragraphs that tell more of it."""

    anchor: str
    event: EventLine
    passage: Quotation
    author: str
    more: tuple[Link, ...]


class Touched(Struct, frozen=True):
    """An event that the outlet's documents only mention, with the passage that does so."""

    event: EventLine
    passage: Link


class Course(Struct, frozen=True):
    """What an outlet tells in order of time, what it mentions, on which core events it is silent; and the numbers."""

    told: tuple[Told, ...]
    background: tuple[Told, ...]
    mentioned: tuple[Touched, ...]
    silent: tuple[EventLine, ...]
    unheld: tuple[EventLine, ...]
    tally: str


def course(site: Site, page: str, outlet: str) -> Course | None:
    """The course of events as an outlet tells it; None where we hold nothing that it published first."""
    teller = next((one for one in tellers(site) if one.id == outlet), None)
    if teller is None:
        return None
    events = events_by_date(site)
    cells = {event.id: cell(site, event.id, teller) for event in events}
    reported = [event for event in events if cells[event.id].state == "reported"]
    core = [event for event in events if event.record.importance == "core"]
    return Course(
        tuple(_told(site, page, e, cells[e.id]) for e in reported if e.record.importance != "background"),
        tuple(_told(site, page, e, cells[e.id]) for e in reported if e.record.importance == "background"),
        tuple(_touched(site, page, e, cells[e.id]) for e in events if cells[e.id].state == "mentioned"),
        tuple(event_line(site, page, event) for event in core if cells[event.id].state == "silent"),
        tuple(event_line(site, page, event) for event in core if cells[event.id].state == "nothing-held"),
        _tally(core, cells, teller),
    )


def _told(site: Site, page: str, event: Entry, found: GridCell) -> Told:
    first = foremost(found.claims)
    passage = quotation(site, page, first, 0, own=False)
    return Told(
        told_anchor(event.id),
        event_line(site, page, event),
        passage,
        author_name(site, first.claim.document),
        _more(site, page, first, found.claims),
    )


def _more(site: Site, page: str, first: SiteClaim, claims: Sequence[SiteClaim]) -> tuple[Link, ...]:
    """The other paragraphs that hold passages on the event, each once."""
    here = (first.claim.document, place(site, first))
    others = [claim for claim in claims if (claim.claim.document, place(site, claim)) != here]
    return passages(site, page, others, first.claim.document)


def _touched(site: Site, page: str, event: Entry, found: GridCell) -> Touched:
    claim = found.claims[0]
    document = site.entries[claim.claim.document]
    return Touched(event_line(site, page, event), Link(document.record.label, passage_link(site, page, claim)))  # type: ignore[attr-defined]


def _tally(core: Sequence[Entry], cells: dict[str, GridCell], teller: Teller) -> str:
    counts = Counter(cells[event.id].state for event in core)
    words = (("reported", "reported"), ("mentioned", "mentioned"), ("silent", "passed over"))
    parts = [f"{counts[key]} {word}" for key, word in words]
    parts += [f"{counts['nothing-held']} of which we hold no document of that day or later"]
    documents = plural(len(teller.documents), "document")
    return f"Of {plural(len(core), 'core event')}, in the {documents} that we hold: {', '.join(parts)}."
