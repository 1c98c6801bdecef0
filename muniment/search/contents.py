"""What the search index holds: records, claims, and the documents shown in full, each in its own words."""

from collections.abc import Iterator

from muniment.findings import accounts, origin_label
from muniment.memo import remembered
from muniment.records.document import Document
from muniment.records.event import Event
from muniment.records.names import Named
from muniment.search.keys import key
from muniment.search.shadow import Block, SearchPage
from muniment.site import Entry, Site, SiteClaim

RECORDS = ("event", "actor", "place", "outlet")
Bundles = dict[str, tuple[SearchPage, ...]]


@remembered
def bundles(site: Site) -> Bundles:
    """The bundles of the index: records, claims, and documents that readers may see in full.

    They are indexed apart, so that an edit to a record leaves the index of the documents as it is.
    """
    return {
        "records": tuple(_record(site, entry) for entry in site.of_type(*RECORDS)),
        "claims": tuple(_claim(site, claim) for claim in site.claims.values()),
        "docs": tuple(_document(site, entry) for entry in shown_documents(site)),
    }


def shown_documents(site: Site) -> Iterator[Entry]:
    """The documents that readers may see in full: no other one is searched."""
    for entry in site.of_type("document"):
        if site.access(entry.id) == "full" and entry.id in site.transcripts:
            yield entry


def claim_url(site: Site, claim: SiteClaim) -> str:
    """The address of a claim on its record's page."""
    return f"{site.entries[claim.owner].address}#{claim.own_anchor}"


def kind_label(site: Site, entry: Entry) -> str:
    """The kind of a record in words."""
    lists = {
        "event": site.vocabulary.event_kinds,
        "actor": site.vocabulary.actor_kinds,
        "place": site.vocabulary.place_kinds,
    }
    return lists[entry.type][entry.record.kind].label if entry.type in lists else "Outlet"  # type: ignore[attr-defined]


def _record(site: Site, entry: Entry) -> SearchPage:
    fact = getattr(entry.record, "date", None)
    named = isinstance(entry.record, Named)
    return SearchPage(
        url=entry.address,
        title=entry.name,
        kind=entry.type,
        kind_label=kind_label(site, entry),
        date=fact.value.iso if fact else "",
        date_label=fact.value.english if fact else "",
        detail=_where(site, entry.record) if isinstance(entry.record, Event) else "",
        blocks=tuple(_record_blocks(site, entry)),
        keys=(key(entry.id),) if named else (),
        title_names=() if named else site.names.find(entry.name),
    )


def _where(site: Site, event: Event) -> str:
    return ", ".join(site.entries[place].name for place in event.place.value) if event.place else ""


def _record_blocks(site: Site, entry: Entry) -> Iterator[Block]:
    language = site.settings.language
    for sentence in getattr(entry.record, "summary", ()):
        yield Block("", sentence.text, language, site.names.find(sentence.text))
    if isinstance(entry.record, Named):
        printed = [name for name in entry.record.names if not name.search_only]
        yield from (Block("", name.text, name.lang or language) for name in printed)
    if isinstance(entry.record, Event):
        for point in accounts(site, entry.id):
            text = f"{point.label}. {point.ask}"
            yield Block(f"point-{point.id}", text, language, site.names.find(text))
    for claim in site.claims_of(entry.id):
        yield _quotation(site, claim)


def _claim(site: Site, claim: SiteClaim) -> SearchPage:
    document: Document = site.entries[claim.claim.document].record  # type: ignore[assignment]
    voices = [name for voice in claim.claim.by for name in (voice.is_, voice.of) if name]
    return SearchPage(
        url=claim_url(site, claim),
        title=origin_label(site, claim),
        kind="claim",
        kind_label=document.label,
        date=document.published.value.iso,
        date_label=document.published.value.english,
        detail=site.entries[claim.owner].name,
        blocks=(_quotation(site, claim),),
        keys=tuple(key(voice) for voice in dict.fromkeys(voices)),
    )


def _quotation(site: Site, claim: SiteClaim) -> Block:
    document = claim.claim.document
    text = f"“{claim.claim.quote}”"
    language = site.entries[document].record.language  # type: ignore[attr-defined]
    return Block(claim.own_anchor, text, language, site.names.find(text, document))


def _document(site: Site, entry: Entry) -> SearchPage:
    record: Document = entry.record  # type: ignore[assignment]
    outlets = [printed.value for printed in (record.outlet, record.republisher) if printed]
    return SearchPage(
        url=entry.address,
        title=entry.name,
        kind="document",
        kind_label=site.vocabulary.genres[record.genre].label,
        date=record.published.value.iso,
        date_label=record.published.value.english,
        detail=" · ".join([*record.authors, *(site.entries[outlet].name for outlet in outlets[:1])]),
        blocks=tuple(_document_blocks(site, entry)),
        keys=tuple(key(outlet) for outlet in outlets),
        title_names=site.names.find(entry.name, entry.id),
    )


def _document_blocks(site: Site, entry: Entry) -> Iterator[Block]:
    transcript = site.transcripts[entry.id]
    mentions = site.mentions.get(entry.id, ())
    for block in transcript.blocks:
        if block.role in ("letterhead", "title"):
            continue
        within = (m for m in mentions if block.start <= m.start < block.end)
        names = tuple(type(m)(m.start - block.start, m.end - block.start, m.record) for m in within)
        language = block.lang or entry.record.language  # type: ignore[attr-defined]
        yield Block(block.anchor, transcript.block_text(block), language, names)
