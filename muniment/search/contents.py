"""What the search index holds: a page per record and per document shown in full, each in its own words."""

from collections.abc import Iterator

from muniment.findings import accounts
from muniment.records.event import Event
from muniment.records.names import Named
from muniment.search.shadow import SearchPage
from muniment.site import Entry, Site

Block = tuple[str, str, str]
"""An anchor or "", a text, its language."""


def bundles(site: Site) -> dict[str, tuple[SearchPage, ...]]:
    """The two bundles of the index: records, and documents that readers may see in full."""
    records = tuple(_record(site, entry) for entry in site.of_type("event", "actor", "place", "outlet"))
    documents = tuple(
        _document(site, e) for e in site.of_type("document") if site.access(e.id) == "full" and e.id in site.transcripts
    )
    return {"records": records, "docs": documents}


def _record(site: Site, entry: Entry) -> SearchPage:
    fact = getattr(entry.record, "date", None)
    date = fact.value if fact else None
    return SearchPage(
        url=entry.address,
        title=entry.name,
        kind=entry.type,
        kind_label=_kind(site, entry),
        date=date.iso if date else "",
        date_label=date.english if date else "",
        detail="",
        blocks=tuple(_record_blocks(site, entry)),
    )


def _kind(site: Site, entry: Entry) -> str:
    lists = {
        "event": site.vocabulary.event_kinds,
        "actor": site.vocabulary.actor_kinds,
        "place": site.vocabulary.place_kinds,
    }
    return lists[entry.type][entry.record.kind].label if entry.type in lists else "Outlet"  # type: ignore[attr-defined]


def _record_blocks(site: Site, entry: Entry) -> Iterator[Block]:
    language = site.settings.language
    for sentence in getattr(entry.record, "summary", ()):
        yield "", sentence.text, language
    if isinstance(entry.record, Named):
        for name in entry.record.names:
            yield "", name.text, name.lang or language
    if isinstance(entry.record, Event):
        for point in accounts(site, entry.id):
            yield f"point-{point.id}", f"{point.label}. {point.ask}", language
    for claim in site.claims_of(entry.id):
        document = site.entries[claim.claim.document].record
        yield claim.own_anchor, f"“{claim.claim.quote}” ({document.label})", document.language  # type: ignore[attr-defined]


def _document(site: Site, entry: Entry) -> SearchPage:
    record, transcript = entry.record, site.transcripts[entry.id]
    outlet = record.outlet or record.republisher  # type: ignore[attr-defined]
    shown = [block for block in transcript.blocks if block.role not in ("letterhead", "title")]
    return SearchPage(
        url=entry.address,
        title=entry.name,
        kind="document",
        kind_label=site.vocabulary.genres[record.genre].label,  # type: ignore[attr-defined]
        date=record.published.value.iso,  # type: ignore[attr-defined]
        date_label=record.published.value.english,  # type: ignore[attr-defined]
        detail=site.entries[outlet.value].name if outlet else "",
        blocks=tuple((block.anchor, transcript.block_text(block), block.lang or record.language) for block in shown),  # type: ignore[attr-defined]
    )
