"""Facets: by what the results of a search can be narrowed, and the table that counts them in the browser.

Pagefind's own filters are not used: it writes them in an order that changes from run to run, counts all-of only,
knows no ranges of dates, and sorts wrongly across indexes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from muniment.findings import accounts
from muniment.pages.quoted import STATUS_LABELS
from muniment.records.event import Event
from muniment.search.contents import RECORDS, claim_url, kind_label, shown_documents
from muniment.site import Entry, Site, SiteClaim

TYPES = {
    "event": "Events",
    "actor": "People and groups",
    "place": "Places",
    "outlet": "Outlets",
    "claim": "Claims",
    "document": "Documents",
}
NAMES = ("type", "status", "actor", "place", "outlet", "kind")
"""The facets in the order of a row of the table; the month is counted from the days."""
PART = 3000


class Facets(Struct, frozen=True):
    """What one page counts under: the days it is about or of, and the values of each facet (id and label)."""

    first: date | None
    last: date | None
    type: str
    kind: tuple[str, str] | None = None
    actor: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    outlet: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()


def tables(site: Site, ids: Mapping[str, str], bundles: Iterable[str]) -> dict[str, bytes]:
    """The table as JSON files: what there is to count, and rows for each page under the id that Pagefind gave it.

    `bundles` are those that hold any page. The rows come in parts, so that no file outgrows what a phone should load.
    """
    found = facets(site)
    values = {name: sorted({pair for one in found.values() for pair in _pairs(one, name, site)}) for name in NAMES}
    places = {name: {pair: n for n, pair in enumerate(pairs)} for name, pairs in values.items()}
    rows = [(ids[url], _row(one, places, site)) for url, one in sorted(found.items())]
    parts = [dict(rows[start : start + PART]) for start in range(0, len(rows), PART)]
    whole = {"bundles": sorted(bundles), "values": values, "parts": len(parts)}
    return {"facets.json": _json(whole)} | {f"facets-{n}.json": _json(part) for n, part in enumerate(parts)}


def _row(one: Facets, places: Mapping[str, Mapping[tuple[str, str], int]], site: Site) -> list[object]:
    days = [day.isoformat() if day else "" for day in (one.first, one.last)]
    return [*days, *(sorted(places[name][pair] for pair in _pairs(one, name, site)) for name in NAMES)]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def facets(site: Site) -> dict[str, Facets]:
    """The facets of every page of the index, by its address."""
    found = {entry.address: _record(site, entry) for entry in site.of_type(*RECORDS)}
    found |= {entry.address: _document(site, entry) for entry in shown_documents(site)}
    statuses = {point: dict(_statuses(site, point)) for point in site.entries}
    found |= {claim_url(site, claim): _claim(site, claim, statuses[claim.owner]) for claim in site.claims.values()}
    return found


def _pairs(one: Facets, name: str, site: Site) -> Iterator[tuple[str, str]]:
    if name == "type":
        yield one.type, TYPES[one.type]
    elif name == "kind":
        yield from (one.kind,) if one.kind else ()
    elif name == "status":
        yield from ((status, STATUS_LABELS[status]) for status in one.status)
    else:
        yield from ((id, site.entries[id].name) for id in getattr(one, name))


def _record(site: Site, entry: Entry) -> Facets:
    when = fact.value if (fact := getattr(entry.record, "date", None)) else None
    claims = site.claims_of(entry.id)
    named = {entry.id} | {name for claim in claims for name in _named(site, claim)}
    if isinstance(entry.record, Event):
        named |= {one.actor for one in entry.record.participants}
        named |= set(entry.record.place.value) if entry.record.place else set()
    return Facets(
        when and when.first_day,
        when and when.last_day,
        entry.type,
        (entry.type, "Outlet") if entry.type == "outlet" else (entry.record.kind, kind_label(site, entry)),  # type: ignore[attr-defined]
        _only(site, named, "actor"),
        _only(site, named, "place"),
        _only(site, named, "outlet") | {name for claim in claims for name in _outlets(site, claim.claim.document)},
        frozenset(status for _, status in _statuses(site, entry.id)),
    )


def _claim(site: Site, claim: SiteClaim, statuses: Mapping[str, str]) -> Facets:
    when = site.entries[claim.claim.document].record.published.value  # type: ignore[attr-defined]
    named = set(_named(site, claim)) | {claim.owner}
    return Facets(
        when.first_day,
        when.last_day,
        "claim",
        None,
        _only(site, named, "actor"),
        _only(site, named, "place"),
        _outlets(site, claim.claim.document),
        frozenset(statuses[said.point] for said in claim.claim.says if said.point in statuses),
    )


def _document(site: Site, entry: Entry) -> Facets:
    record = entry.record
    named = {mention.record for mention in site.mentions.get(entry.id, ())}
    return Facets(
        record.published.value.first_day,  # type: ignore[attr-defined]
        record.published.value.last_day,  # type: ignore[attr-defined]
        "document",
        (record.genre, site.vocabulary.genres[record.genre].label),  # type: ignore[attr-defined]
        _only(site, named, "actor"),
        _only(site, named, "place"),
        _outlets(site, entry.id),
    )


def _named(site: Site, claim: SiteClaim) -> Iterator[str]:
    """The records that a claim names: its voices, what its words name, what its statements answer."""
    yield from (name for voice in claim.claim.by for name in (voice.is_, voice.of) if name)
    yield from (mention.record for mention in site.names.find(claim.claim.quote, claim.claim.document))


def _only(site: Site, ids: Iterable[str], type: str) -> frozenset[str]:
    return frozenset(id for id in ids if site.entries[id].type == type)


def _outlets(site: Site, document: str) -> frozenset[str]:
    record = site.entries[document].record
    return frozenset(printed.value for printed in (record.outlet, record.republisher) if printed)  # type: ignore[attr-defined]


def _statuses(site: Site, owner: str) -> Iterator[tuple[str, str]]:
    if isinstance(site.entries[owner].record, Event):
        yield from ((point.id, point.status.status) for point in accounts(site, owner))
