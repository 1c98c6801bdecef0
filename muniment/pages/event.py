"""Event pages: what is said to have happened, every account of it side by side, and every claim with its passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muniment.findings import PointAccounts, accounts, documents_telling, figures, origin, origin_label
from muniment.memo import remembered
from muniment.pages.compared import FigureGroup, Row, figure_group, row, tally
from muniment.pages.page import Page, later
from muniment.pages.parts import (
    ChangeLine,
    DocumentLine,
    Foot,
    Link,
    Mark,
    Numbers,
    Quotation,
    Sentence,
    changes,
    document_line,
    entry_link,
    foot,
    marks,
    numbered,
    numbers,
    pieces,
    quotations,
    sentences,
    unbroken,
)
from muniment.pages.rows import events_by_date
from muniment.records.event import Event
from muniment.records.event import Link as EventLink
from muniment.site import Entry, Site, SiteClaim

IMPORTANCE = {"core": "Core event", "secondary": "Secondary event", "background": "Background"}
MOST_COLUMNS = 4
"""How many documents fit side by side on a wide screen; of more, each line shows those that speak to its point."""
SILENCES = {
    "denies": "Denies",
    "declines-to-say": "Declines to say",
    "does-not-mention": "Does not mention",
    "no-document": "We hold no document of theirs",
}


@dataclass(frozen=True, slots=True)
class When:
    """The date with its precision in words; `basis` says why, where it is inferred."""

    text: str
    iso: str
    basis: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place and how precise it is, in words."""

    place: Link
    precision: str


@dataclass(frozen=True, slots=True)
class Where:
    """The places; `basis` says why, where they are inferred."""

    places: tuple[PlaceLine, ...]
    basis: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SilenceLine:
    """Who does not say what, and which kind of silence it is."""

    who: Link
    kind: str
    point: Link
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """What is not known, and what would settle it."""

    text: str
    settle: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A plain error of a source: its words, and how we see it."""

    words: tuple[str, ...]
    note: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Relative:
    """Another event, and how this one stands to it."""

    relation: str
    event: Link
    date: str
    basis: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Participants:
    """The actors in one role."""

    role: str
    meaning: str
    actors: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class OriginDocument:
    """A document in which an origin is heard, with the claims that do so."""

    document: DocumentLine
    marks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin: one announcement, voice or author, with the documents that carry it."""

    label: str
    documents: tuple[OriginDocument, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class EventView:
    """An event page."""

    title: str
    kind: str
    importance: str
    when: When | None
    where: Where | None
    summary: tuple[Sentence, ...]
    description: str
    tally: str
    columns: tuple[DocumentLine, ...]
    wide: bool
    rows: tuple[Row, ...]
    figures: tuple[FigureGroup, ...]
    silences: tuple[SilenceLine, ...]
    unknowns: tuple[UnknownLine, ...]
    slips: tuple[SlipLine, ...]
    relatives: tuple[Relative, ...]
    earlier: Link | None
    later: Link | None
    participants: tuple[Participants, ...]
    origins: tuple[Origin, ...]
    claims: tuple[Quotation, ...]
    cited: tuple[Quotation, ...]
    history: tuple[ChangeLine, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """A page for each event."""
    events = events_by_date(site)
    for index, entry in enumerate(events):
        earlier = events[index - 1] if index else None
        following = events[index + 1] if index + 1 < len(events) else None
        yield Page(entry.address, "pages/event.html", entry.name, later(view, site, entry, earlier, following))


def view(site: Site, entry: Entry, earlier: Entry | None, later: Entry | None) -> EventView:
    """All that the page of an event shows."""
    record: Event = entry.record  # type: ignore[assignment]
    page, counted = entry.address, _numbers(site, entry)
    points = accounts(site, entry.id)
    documents = {id: document_line(site, page, id) for id in documents_telling(site, entry.id)}
    listed = quotations(site, page, entry.id, counted)
    summary = sentences(site, page, entry.id, record.summary, counted)
    return EventView(
        title=unbroken(record.title),
        kind=site.vocabulary.event_kinds[record.kind].label,
        importance=IMPORTANCE[record.importance],
        when=_when(site, entry, counted),
        where=_where(site, entry, counted),
        summary=summary,
        description=record.summary[0].text if record.summary else record.title,
        tally=tally(points),
        columns=tuple(documents.values()),
        wide=len(documents) > MOST_COLUMNS,
        rows=tuple(row(site, entry, point, documents, counted) for point in points),
        figures=tuple(figure_group(site, page, documents, points, group) for group in figures(points)),
        silences=tuple(_silences(site, entry, points, counted)),
        unknowns=tuple(
            UnknownLine(u.text, u.settle, marks(site, page, entry.id, u.claims, counted)) for u in record.unknowns
        ),
        slips=tuple(
            SlipLine(pieces(s.words), s.note, marks(site, page, entry.id, (s.claim,), counted)) for s in record.slips
        ),
        relatives=(*_links(site, entry, counted), *_inverse_links(site, entry, counted)),
        earlier=entry_link(site, page, earlier.id) if earlier else None,
        later=entry_link(site, page, later.id) if later else None,
        participants=tuple(_participants(site, entry, counted)),
        origins=tuple(_origins(site, entry, documents, counted)),
        claims=tuple(one for one in listed if not one.record.text),
        cited=tuple(one for one in listed if one.record.text),
        history=changes(record),
        foot=foot(site, page, record.title, entry),
    )


def _when(site: Site, entry: Entry, counted: Numbers) -> When | None:
    date = entry.record.date  # type: ignore[attr-defined]
    if not date:
        return None
    return When(
        date.value.english, date.value.iso, date.basis or "", marks(site, entry.address, entry.id, date.claims, counted)
    )


def _where(site: Site, entry: Entry, counted: Numbers) -> Where | None:
    place = entry.record.place  # type: ignore[attr-defined]
    if not place:
        return None
    lines = (
        PlaceLine(entry_link(site, entry.address, id), site.entries[id].record.precision or "") for id in place.value
    )
    return Where(tuple(lines), place.basis or "", marks(site, entry.address, entry.id, place.claims, counted))


def _silences(site: Site, entry: Entry, points: Sequence[PointAccounts], counted: Numbers) -> Iterator[SilenceLine]:
    labels = {point.id: point.label for point in points}
    for silence in entry.record.silences:  # type: ignore[attr-defined]
        href = f"#point-{silence.point}" if silence.point in labels else ""
        declared, known = site.point(entry.id, silence.point) if silence.point else (None, None)
        label = (
            (declared.label if declared and declared.label else known.label if known else "") if silence.point else ""
        )
        who = entry_link(site, entry.address, silence.who)
        short = getattr(site.entries[silence.who].record, "label", who.text)
        yield SilenceLine(
            Link(short, who.href),
            SILENCES[silence.kind],
            Link(label, href),
            silence.text,
            marks(site, entry.address, entry.id, silence.claims, counted),
        )


def _links(site: Site, entry: Entry, counted: Numbers) -> Iterator[Relative]:
    for one in entry.record.links:  # type: ignore[attr-defined]
        label = site.vocabulary.relations[one.relation].label
        yield Relative(
            label,
            entry_link(site, entry.address, one.to),
            _date(site, one.to),
            one.basis or "",
            marks(site, entry.address, entry.id, one.claims, counted),
        )


def _inverse_links(site: Site, entry: Entry, counted: Numbers) -> Iterator[Relative]:
    """The links of other events to this one, told from this side; a link that both tell stands once."""
    for other, one in _links_to(site, entry):
        yield Relative(
            site.vocabulary.relations[one.relation].inverse,
            entry_link(site, entry.address, other.id),
            _date(site, other.id),
            one.basis or "",
            marks(site, entry.address, other.id, one.claims, counted),
        )


def _links_to(site: Site, entry: Entry) -> Iterator[tuple[Entry, EventLink]]:
    own = {(one.to, one.relation) for one in entry.record.links}  # type: ignore[attr-defined]
    for other, one in _links_by_target(site).get(entry.id, ()):
        relation = site.vocabulary.relations[one.relation]
        if not (relation.label == relation.inverse and (other.id, one.relation) in own):
            yield other, one


@remembered
def _links_by_target(site: Site) -> dict[str, list[tuple[Entry, EventLink]]]:
    """The links of all events by the event that they lead to, in order of time."""
    found: dict[str, list[tuple[Entry, EventLink]]] = {}
    for other in events_by_date(site):
        for one in other.record.links:  # type: ignore[attr-defined]
            found.setdefault(one.to, []).append((other, one))
    return found


def _numbers(site: Site, entry: Entry) -> Numbers:
    """The number of each claim on the page: own, cited, and those behind other events' links to this one."""
    told = (site.claim(address, other.id) for other, one in _links_to(site, entry) for address in one.claims)
    return numbered([*numbers(site, entry.id), *(claim.address for claim in told if claim)])


def _date(site: Site, event: str) -> str:
    date = site.entries[event].record.date  # type: ignore[attr-defined]
    return date.value.english if date else "no date"


def _participants(site: Site, entry: Entry, counted: Numbers) -> Iterator[Participants]:
    for role, word in site.vocabulary.roles.items():
        found = [one for one in entry.record.participants if one.role == role]  # type: ignore[attr-defined]
        if found:
            actors = (
                Sentence(
                    (entry_link(site, entry.address, one.actor),),
                    marks(site, entry.address, entry.id, one.claims, counted),
                )
                for one in found
            )
            yield Participants(word.label, word.definition, tuple(actors))


def _origins(site: Site, entry: Entry, documents: dict[str, DocumentLine], counted: Numbers) -> Iterator[Origin]:
    """The origins by the number of their claims, each with the documents that carry it, oldest first."""
    found: dict[str, list[SiteClaim]] = {}
    for claim in site.claims_of(entry.id):
        found.setdefault(origin(site, claim), []).append(claim)
    for claims in sorted(found.values(), key=lambda claims: (-len(claims), counted[claims[0].address])):
        carriers = {id: [c for c in claims if c.claim.document == id] for id in documents}
        lines = (
            OriginDocument(documents[id], tuple(Link(str(counted[c.address]), f"#{c.own_anchor}") for c in some))
            for id, some in carriers.items()
            if some
        )
        yield Origin(origin_label(site, claims[0]), tuple(lines), len(claims))
