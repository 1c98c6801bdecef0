"""Event pages: what is said to have happened, every account of it side by side, and every claim with its passage."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from muniment.findings import accounts, documents_quoted, documents_telling, figures, origin, origin_label
from muniment.memo import remembered
from muniment.pages.columns import COVERAGE, row_anchor
from muniment.pages.compared import Row, Standing, VoiceCard, rows, standings, tally
from muniment.pages.counted import FigureGroup, figure_group
from muniment.pages.locator import LocatorMap, locator
from muniment.pages.page import Page, later, link
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
from muniment.pages.positions import Behind, behind, called
from muniment.pages.rows import events_by_date, plural
from muniment.pages.silences import SilenceLine, silences
from muniment.records.event import Event
from muniment.records.event import Link as EventLink
from muniment.site import Entry, Site, SiteClaim

IMPORTANCE = {"core": "Core event", "secondary": "Secondary event", "background": "Background"}
SIDES = {"before": "Earlier", "beside": "At the same time, or the dates do not say", "after": "Later"}
MOST_COLUMNS = 4
"""How many documents fit side by side on a wide screen; of more, each line shows those that speak to its point."""


MOST_ORIGINS = 8
"""How many origins stand open; of many more, those with fewest claims are folded."""
MOST_OPEN = 8
"""How many claims stand open at the end of the page; more are folded by document."""


class When(Struct, frozen=True):
    """The date with its precision in words; `basis` says why, where it is inferred."""

    text: str
    iso: str
    basis: str
    marks: tuple[Mark, ...]


class PlaceLine(Struct, frozen=True):
    """A place and how precise it is, in words."""

    place: Link
    precision: str


class Where(Struct, frozen=True):
    """The places; `basis` says why, where they are inferred."""

    places: tuple[PlaceLine, ...]
    basis: str
    marks: tuple[Mark, ...]


class UnknownLine(Struct, frozen=True):
    """What is not known, and what would settle it."""

    text: str
    settle: str
    marks: tuple[Mark, ...]


class SlipLine(Struct, frozen=True):
    """A plain error of a source: its words, and how we see it."""

    words: tuple[str, ...]
    note: str
    marks: tuple[Mark, ...]


class Relative(Struct, frozen=True):
    """Another event, and how this one stands to it."""

    relation: str
    side: str
    event: Link
    date: str
    basis: str
    marks: tuple[Mark, ...]


class Side(Struct, frozen=True):
    """The events related to this one that began before it, after it, or neither; by their dates."""

    key: str
    label: str
    relatives: tuple[Relative, ...]


class Participants(Struct, frozen=True):
    """The actors in one role."""

    role: str
    meaning: str
    actors: tuple[Sentence, ...]


class OriginDocument(Struct, frozen=True):
    """A document in which an origin is heard, with the claims that do so."""

    document: DocumentLine
    marks: tuple[Link, ...]


class Origin(Struct, frozen=True):
    """An origin: one announcement, voice or author, with the documents that carry it."""

    label: str
    documents: tuple[OriginDocument, ...]
    claims: int


class ByDocument(Struct, frozen=True):
    """Everything that one document says of an event, in the order of its text; `only_names`: no more than a name."""

    anchor: str
    document: DocumentLine
    count: str
    only_names: bool
    open: bool
    claims: tuple[Quotation, ...]


class EventView(Struct, frozen=True):
    """An event page."""

    title: str
    kind: str
    importance: str
    when: When | None
    where: Where | None
    map: LocatorMap | None
    summary: tuple[Sentence, ...]
    description: str
    told_by: str
    coverage: str
    tally: str
    standings: tuple[Standing, ...]
    columns: tuple[DocumentLine, ...]
    wide: bool
    rows: tuple[Row, ...]
    figures: tuple[FigureGroup, ...]
    behind: tuple[Behind, ...]
    called: tuple[VoiceCard, ...]
    silences: tuple[SilenceLine, ...]
    unknowns: tuple[UnknownLine, ...]
    slips: tuple[SlipLine, ...]
    course: tuple[Side, ...]
    earlier: Link | None
    later: Link | None
    participants: tuple[Participants, ...]
    origins: tuple[Origin, ...]
    more_origins: tuple[Origin, ...]
    by_document: tuple[ByDocument, ...]
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
    documents = {id: document_line(site, page, id) for id in documents_quoted(site, entry.id)}
    listed = quotations(site, page, entry.id, counted)
    noted = silences(site, entry, points, counted)
    compared = rows(site, entry, points, documents, counted, noted)
    origins = tuple(_origins(site, entry, documents, counted))
    shown = len(origins) if len(origins) <= MOST_ORIGINS + 2 else MOST_ORIGINS
    return EventView(
        title=unbroken(record.title),
        kind=site.vocabulary.event_kinds[record.kind].label,
        importance=IMPORTANCE[record.importance],
        when=_when(site, entry, counted),
        where=_where(site, entry, counted),
        map=locator(site, page, record.place.value if record.place else ()),
        summary=sentences(site, page, entry.id, record.summary, counted),
        description=record.summary[0].text if record.summary else record.title,
        told_by=_told_by(site, entry, len(origins)),
        coverage=link(page, f"{COVERAGE}#{row_anchor(entry.id)}"),
        tally=tally(standings(compared)),
        standings=standings(compared),
        columns=tuple(documents.values()),
        wide=len(documents) > MOST_COLUMNS,
        rows=compared,
        figures=tuple(figure_group(site, page, documents, points, group) for group in figures(points)),
        behind=behind(site, entry, points, documents, counted, noted),
        called=called(site, entry, points, documents, counted),
        silences=noted,
        unknowns=tuple(
            UnknownLine(u.text, u.settle, marks(site, page, entry.id, u.claims, counted)) for u in record.unknowns
        ),
        slips=tuple(
            SlipLine(pieces(s.words), s.note, marks(site, page, entry.id, (s.claim,), counted)) for s in record.slips
        ),
        course=_course([*_links(site, entry, counted), *_inverse_links(site, entry, counted)]),
        earlier=entry_link(site, page, earlier.id) if earlier else None,
        later=entry_link(site, page, later.id) if later else None,
        participants=tuple(_participants(site, entry, counted)),
        origins=origins[:shown],
        more_origins=origins[shown:],
        by_document=tuple(_by_document(site, entry, documents, [one for one in listed if not one.record.text])),
        cited=tuple(one for one in listed if one.record.text),
        history=changes(record),
        foot=foot(site, page, record.title, entry),
    )


def _told_by(site: Site, entry: Entry, origins: int) -> str:
    """How many documents tell the event, and how many are quoted here that only name it."""
    telling, quoted = len(documents_telling(site, entry.id)), len(documents_quoted(site, entry.id))
    naming = f"; {plural(quoted - telling, 'more document')} only name{'s' if quoted - telling == 1 else ''} it"
    said = (
        f"{plural(telling, 'document')}, {plural(len(site.claims_of(entry.id)), 'claim')}, {plural(origins, 'origin')}"
    )
    return said + (naming if quoted > telling else "")


def _by_document(
    site: Site, entry: Entry, documents: dict[str, DocumentLine], listed: Sequence[Quotation]
) -> Iterator[ByDocument]:
    """The claims of an event by document; a short list stands open."""
    telling = documents_telling(site, entry.id)
    for id, document in documents.items():
        order = {claim.address: place for place, claim in enumerate(site.claims_from(id))}
        here = [one for one in listed if one.document.id == id]
        here.sort(key=lambda one: order.get(one.claim, len(order)))
        short = len(listed) <= MOST_OPEN
        yield ByDocument(f"by-{id}", document, plural(len(here), "passage"), id not in telling, short, tuple(here))


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


def _links(site: Site, entry: Entry, counted: Numbers) -> Iterator[Relative]:
    for one in entry.record.links:  # type: ignore[attr-defined]
        label = site.vocabulary.relations[one.relation].label
        yield Relative(
            label,
            _side(site, entry, one.to),
            entry_link(site, entry.address, one.to),
            _date(site, one.to),
            one.basis or "",
            marks(site, entry.address, entry.id, one.claims, counted),
        )


def _course(relatives: Sequence[Relative]) -> tuple[Side, ...]:
    found = (Side(key, label, tuple(one for one in relatives if one.side == key)) for key, label in SIDES.items())
    return tuple(one for one in found if one.relatives)


def _side(site: Site, entry: Entry, other: str) -> str:
    """Whether another event certainly lies before or after this one, by the days that their dates leave open."""
    own, theirs = entry.record.date, site.entries[other].record.date  # type: ignore[attr-defined]
    if not own or not theirs or own.value.overlaps(theirs.value):
        return "beside"
    return "before" if theirs.value.sort_key < own.value.sort_key else "after"


def _inverse_links(site: Site, entry: Entry, counted: Numbers) -> Iterator[Relative]:
    """The links of other events to this one, told from this side; a link that both tell stands once."""
    for other, one in _links_to(site, entry):
        yield Relative(
            site.vocabulary.relations[one.relation].inverse,
            _side(site, entry, other.id),
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
