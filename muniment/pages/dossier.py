"""Parts of the pages on actors, places and outlets: statements in order, descriptions, silences, evidence."""

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from muniment.memo import remembered
from muniment.pages.page import link
from muniment.pages.parts import (
    DocumentLine,
    Link,
    Mark,
    Numbers,
    Quotation,
    Said,
    document_line,
    mark,
    marks,
    numbered,
    numbers,
    quotation,
    said,
)
from muniment.pages.rows import EventLine, author_name, event_line, events_by_date
from muniment.pages.silences import SILENCES
from muniment.records.event import Silence
from muniment.site import Entry, Site, SiteClaim

DESCRIBING = ("description", "term", "history")
"""The points under which a document describes somebody or something."""


class StatementGroup(Struct, frozen=True):
    """What a voice says about one event, or in one record."""

    about: Link
    when: str
    iso: str
    quotations: tuple[Quotation, ...]


class Described(Struct, frozen=True):
    """How one voice describes somebody or something."""

    point: str
    said: Said
    author: str
    document: DocumentLine
    mark: Mark


class DescribedBy(Struct, frozen=True):
    """All that one voice, or one author, says to describe somebody or something."""

    voice: tuple[Link, ...]
    author: str
    described: tuple[Described, ...]


class Silent(Struct, frozen=True):
    """What somebody does not say about an event, and which kind of silence it is."""

    event: EventLine
    kind: str
    text: str
    marks: tuple[Mark, ...]


def page_numbers(site: Site, owner: str, *others: Iterable[SiteClaim]) -> Numbers:
    """The number of each claim on a record's page: its own, those that it cites, then those of other records."""
    return numbered([*numbers(site, owner), *(claim.address for claims in others for claim in claims)])


def statement_groups(
    site: Site, page: str, owner: str, claims: Iterable[SiteClaim], numbers: Numbers
) -> tuple[StatementGroup, ...]:
    """The claims in order of time, together where they are about one record: events by date, other records last."""
    order = _order(site)
    ordered = sorted(
        claims, key=lambda claim: (order.get(claim.owner, len(order)), claim.owner, numbers[claim.address])
    )
    return tuple(
        _group(site, page, owner, about, tuple(group), numbers)
        for about, group in groupby(ordered, key=lambda claim: claim.owner)
    )


@remembered
def _order(site: Site) -> dict[str, int]:
    """The place of each event in the order of time."""
    return {entry.id: place for place, entry in enumerate(events_by_date(site))}


def descriptions(site: Site, page: str, entry: Entry, numbers: Numbers) -> tuple[Described, ...]:
    """How others describe a record in its own claims, by the documents' order in its file."""
    return tuple(
        Described(
            _point_label(site, entry, statement.point),
            said(site, page, claim, statement),
            author_name(site, claim.claim.document),
            document_line(site, page, claim.claim.document),
            mark(site, page, claim, numbers[claim.address]),
        )
        for claim, _, statement in site.statements(entry.id)
        if statement.point in DESCRIBING and entry.id not in {voice.is_ for voice in claim.claim.by}
    )


def described_by(site: Site, page: str, entry: Entry, numbers: Numbers) -> tuple[DescribedBy, ...]:
    """The same descriptions together by who gives them, in the order of the first of each."""
    found: dict[tuple, list[Described]] = {}
    for one in descriptions(site, page, entry, numbers):
        found.setdefault((one.said.voice, "" if one.said.voice else one.author), []).append(one)
    return tuple(DescribedBy(voice, author, tuple(group)) for (voice, author), group in found.items())


def silences(site: Site, page: str, who: frozenset[str], numbers: Numbers) -> tuple[Silent, ...]:
    """Every silence that events record of these actors, outlets or documents, in order of time."""
    return tuple(
        Silent(
            event_line(site, page, event),
            SILENCES[silence.kind],
            silence.text,
            marks(site, page, event.id, silence.claims, numbers),
        )
        for event, silence in sorted(_silences(site, who), key=lambda found: _order(site)[found[0].id])
    )


def _silences(site: Site, who: frozenset[str]) -> list[tuple[Entry, Silence]]:
    """The silences of these actors, outlets or documents with their events, by the events' ids."""
    found = (pair for one in who for pair in _by_who(site).get(one, ()))
    return sorted(found, key=lambda pair: (pair[0].id, pair[0].record.silences.index(pair[1])))  # type: ignore[attr-defined]


@remembered
def _by_who(site: Site) -> dict[str, list[tuple[Entry, Silence]]]:
    """Every silence with its event, by who is silent."""
    found: dict[str, list[tuple[Entry, Silence]]] = {}
    for event in site.of_type("event"):
        for silence in event.record.silences:  # type: ignore[attr-defined]
            found.setdefault(silence.who, []).append((event, silence))
    return found


def silence_claims(site: Site, who: frozenset[str]) -> tuple[SiteClaim, ...]:
    """The claims that show those silences."""
    found = (site.claim(address, event.id) for event, silence in _silences(site, who) for address in silence.claims)
    return tuple(claim for claim in found if claim)


def evidence(
    site: Site, page: str, owner: str, numbers: Numbers, shown: Iterable[SiteClaim] = ()
) -> tuple[Quotation, ...]:
    """Every numbered claim of the page in full, in order, but those that the page has shown already."""
    left_out = {claim.address for claim in shown}
    claims = (site.claims[address] for address in numbers if address not in left_out)
    return tuple(quotation(site, page, claim, numbers[claim.address], claim.owner == owner) for claim in claims)


def _group(
    site: Site, page: str, owner: str, about: str, claims: tuple[SiteClaim, ...], numbers: Numbers
) -> StatementGroup:
    entry = site.entries[about]
    found = tuple(quotation(site, page, claim, numbers[claim.address], about == owner) for claim in claims)
    date = entry.record.date.value if entry.type == "event" and entry.record.date else None
    href = "" if about == owner else link(page, entry.address)
    return StatementGroup(Link(entry.name, href), date.english if date else "", date.iso if date else "", found)


def _point_label(site: Site, entry: Entry, point: str) -> str:
    declared, known = site.point(entry.id, point)
    return declared.label or (known.label if known else point)
