"""Citations: what is cited, in which words, and where it stands; the formats are written from it."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.dates import Edtf
from muniment.export.iri import claim_address
from muniment.export.objects import quoted_words
from muniment.export.voices import voice_words
from muniment.quotes import Passage
from muniment.records.document import Document
from muniment.site import Entry, Site, SiteClaim


class Citation(Struct, frozen=True):
    """One thing to cite: a page of ours, a claim on it, or an article (`article`) that we hold a copy of.

    `plain` is the citation in words. Names of authors stand as printed and are never taken apart. No day of access:
    that is the reader's.
    """

    key: str
    plain: str
    title: str
    container: str
    url: str
    article: bool = False
    authors: tuple[str, ...] = ()
    publisher: str = ""
    date: Edtf | None = None
    language: str = ""
    note: str = ""
    quote: str = ""


def of_page(site: Site, address: str, title: str) -> Citation:
    """The citation of a page of ours; it has no date, for it is not dated."""
    return Citation(
        key=address.removesuffix(".html").replace("/", ":"),
        plain=f"“{title}”, {_at(site, address)}",
        title=title,
        container=site.settings.title,
        url=_url(site, address),
        authors=_credit(site),
        language=site.settings.language,
    )


def of_document(site: Site, entry: Entry) -> Citation:
    """The citation of a document, with the copy that we hold."""
    record: Document = entry.record  # type: ignore[assignment]
    outlet = site.entries[record.outlet.value].name if record.outlet else ""
    inferred = f" Its date is inferred: {record.published.basis}" if record.published.basis else ""
    return Citation(
        key=entry.address.removesuffix(".html").replace("/", ":"),
        plain=f"{_source(site, entry)}. Copy in {_at(site, entry.address)}",
        title=record.title,
        container=outlet,
        url=_url(site, entry.address),
        article=True,
        authors=record.authors,
        date=record.published.value,
        language=record.language,
        note=f"Copy in {_at(site, entry.address)}.{inferred}",
    )


def of_entry(site: Site, entry: Entry) -> Citation:
    """The citation of a record's page."""
    return of_document(site, entry) if entry.type == "document" else of_page(site, entry.address, entry.name)


def of_claim(site: Site, claim: SiteClaim) -> Citation:
    """The citation of a claim: the document that it quotes, the paragraph, and its permanent address here."""
    entry, address = site.entries[claim.owner], claim_address(site, claim)
    source = f"{_source(site, site.entries[claim.claim.document])}{_paragraph(site, claim)}"
    return Citation(
        key=f"{claim.owner}:{claim.id}",
        plain=f"{source}. Claim “{claim.id}” of “{entry.name}”, {_at(site, address)}",
        title=f"{entry.name}: claim “{claim.id}”",
        container=site.settings.title,
        url=_url(site, address),
        authors=_credit(site),
        language=site.settings.language,
        note=f"{voice_words(site, claim)}, in: {source}.",
        quote=quoted_words(site, claim.address),
    )


def of_record(site: Site, entry: Entry) -> Iterator[Citation]:
    """The citations that stand beside a record's page: the page, then each of its claims."""
    yield of_entry(site, entry)
    for claim in site.claims_of(entry.id):
        yield of_claim(site, claim)


def _source(site: Site, entry: Entry) -> str:
    """A document in words: authors, title, outlet, date."""
    record: Document = entry.record  # type: ignore[assignment]
    outlet = site.entries[record.outlet.value].name if record.outlet else ""
    parts = (" and ".join(record.authors), f"“{record.title}”", outlet, record.published.value.english)
    return ", ".join(part for part in parts if part)


def _paragraph(site: Site, claim: SiteClaim) -> str:
    transcript = site.transcripts.get(claim.claim.document)
    if transcript is None or not isinstance(claim.passage, Passage):
        return ""
    block = transcript.block_at(claim.passage.spans[0][0])
    return f", paragraph {block.number}" if block.number else f", {block.role}"


def _at(site: Site, address: str) -> str:
    return f"{site.settings.title}, {_url(site, address) or address}"


def _url(site: Site, address: str) -> str:
    return site.settings.url + address if site.settings.url else ""


def _credit(site: Site) -> tuple[str, ...]:
    return (site.settings.credit,) if site.settings.credit else ()
