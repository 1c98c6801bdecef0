"""The coverage grid: what each outlet's documents do with each event.

- reported: a passage of its documents is recorded under the event and states more than its name or its place in a row;
- mentioned: its passages only name the event or place it before or after another, or one recorded elsewhere bears on
  it;
- silent: neither, though we hold a document of it that appeared when the event had certainly begun, or later;
- nothing held: neither, and none of its documents that we hold appeared then, or the event has no date.

A document without a known outlet stands for itself. A republisher's copy counts for the outlet that published it first.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from muniment.dates import Edtf
from muniment.memo import remembered
from muniment.records.base import ClaimMark, marked
from muniment.records.document import Document
from muniment.records.event import Event
from muniment.site import Entry, Site, SiteClaim

State = Literal["reported", "mentioned", "silent", "nothing-held"]
NAMING = ("term", "sequence")
"""The points of statements that only name an event, or put it before or after another."""
BEARING = ("summary", "date", "place", "participants", "links")
"""The fields of an event whose claims bear on it, though they may be recorded under another one."""


class Teller(Struct, frozen=True):
    """A column of the grid: an outlet with the documents that it published, oldest first, or a document alone."""

    id: str
    documents: tuple[str, ...]


class GridCell(Struct, frozen=True):
    """What a teller's documents do with an event; `claims` are the passages, `able` how many documents could tell."""

    state: State
    claims: tuple[SiteClaim, ...] = ()
    able: int = 0


def cell(site: Site, event: str, teller: Teller) -> GridCell:
    """What the documents of a teller do with an event."""
    told, borne = _told(site).get(event, {}), _borne(site).get(event, {})
    mute = _noted_silent(site.entries[event].record, teller)  # type: ignore[arg-type]
    theirs = (id for id in {*told, *borne} if _teller(site, id) == teller.id and id not in mute)
    heard = sorted(theirs, key=lambda id: _in_time(site.entries[id]))
    own = tuple(claim for document in heard for claim in told.get(document, ()))
    if any(statement.point not in NAMING for claim in own for statement in claim.claim.says):
        return GridCell("reported", own)
    mentioning = own + tuple(claim for document in heard for claim in borne.get(document, ()))
    if mentioning:
        return GridCell("mentioned", mentioning)
    able = len(able_to_tell(site, event, teller))
    return GridCell("silent" if able or mute else "nothing-held", (), able)


@remembered
def tellers(site: Site) -> tuple[Teller, ...]:
    """The outlets whose documents we hold, by name; then the documents of which no outlet is known, oldest first."""
    found: dict[str, list[str]] = {}
    for document in sorted(site.of_type("document"), key=_in_time):
        found.setdefault(_teller(site, document.id), []).append(document.id)
    alone = [id for id in found if site.entries[id].type == "document"]
    outlets = sorted((id for id in found if id not in alone), key=lambda id: (_plain(site.entries[id]), id))
    return tuple(Teller(id, tuple(found[id])) for id in (*outlets, *alone))


@remembered
def reported(site: Site) -> Mapping[str, int]:
    """How many events each teller reports."""
    events = [event.id for event in site.of_type("event")]
    return {one.id: sum(cell(site, id, one).state == "reported" for id in events) for one in tellers(site)}


def _in_time(document: Entry) -> tuple:
    return document.record.published.value.sort_key, document.id  # type: ignore[attr-defined]


def _teller(site: Site, document: str) -> str:
    """The outlet that published a document, or the document itself."""
    outlet = site.entries[document].record.outlet  # type: ignore[attr-defined]
    return outlet.value if outlet else document


def foremost(claims: Sequence[SiteClaim]) -> SiteClaim:
    """The claim that stands for a teller's account: its own words first, then what states most."""

    def rank(claim: SiteClaim) -> tuple[bool, bool, int]:
        says = sum(statement.point not in NAMING for statement in claim.claim.says)
        return not says, bool(claim.claim.by), -says

    return min(claims, key=rank)


def able_to_tell(site: Site, event: str, teller: Teller) -> tuple[str, ...]:
    """The documents of a teller that appeared on a day on which the event had certainly begun, or later."""
    begun = begun_by(site.entries[event].record)  # type: ignore[arg-type]
    return tuple(id for id in teller.documents if begun and (day := _appeared(site, id)) and day >= begun)


def begun_by(event: Event) -> date | None:
    """The last day on which an event can have begun; None where it has no date."""
    return _latest_start(event.date.value) if event.date else None


def _latest_start(value: Edtf) -> date | None:
    start, end = value.ends or (value, value)
    known = end if value.is_choice else start or end
    return known.last_day if known else None


def _appeared(site: Site, document: str) -> date | None:
    """The first day on which a document can have appeared."""
    record: Document = site.entries[document].record  # type: ignore[assignment]
    return record.published.value.first_day


def _noted_silent(event: Event, teller: Teller) -> frozenset[str]:
    """The documents of a teller that the editors note to pass an event over, though passages of them bear on it."""
    noted = {one.who for one in event.silences if one.kind == "does-not-mention" and not one.point}
    if not noted:
        return frozenset()
    return frozenset(teller.documents if teller.id in noted else noted.intersection(teller.documents))


ByDocument = Mapping[str, Sequence[SiteClaim]]


@remembered
def _told(site: Site) -> dict[str, ByDocument]:
    """The claims recorded under each event, by document, in the order of the document."""
    found: dict[str, dict[str, list[SiteClaim]]] = {}
    for document in site.of_type("document"):
        for claim in site.claims_from(document.id):
            found.setdefault(claim.owner, {}).setdefault(document.id, []).append(claim)
    return found


@remembered
def _borne(site: Site) -> dict[str, ByDocument]:
    """The claims recorded elsewhere that bear on each event, by document."""
    found: dict[str, dict[str, dict[str, SiteClaim]]] = {}
    for event, claim in _bearing(site):
        if claim.owner != event:
            found.setdefault(event, {}).setdefault(claim.claim.document, {})[claim.address] = claim
    return {event: {id: tuple(claims.values()) for id, claims in by.items()} for event, by in found.items()}


def _bearing(site: Site) -> Iterator[tuple[str, SiteClaim]]:
    """Each claim that an event stands on, with the event; those of a link bear on both of its ends."""
    for entry in site.of_type("event"):
        for mention in marked(entry.record):
            bears = isinstance(mention.mark, ClaimMark) and mention.path[0] in BEARING
            if bears and (claim := site.claim(mention.text, entry.id)):
                yield entry.id, claim
        for one in entry.record.links:  # type: ignore[attr-defined]
            for address in one.claims:
                if claim := site.claim(address, entry.id):
                    yield one.to, claim


def _plain(entry: Entry) -> str:
    return entry.name.casefold().removeprefix("the ")
