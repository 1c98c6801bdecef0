"""The index of documents: all of them, oldest first, with outlet, genre, dates and the number of claims."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.pages.contexts import by_publication
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, entry_link, foot
from muniment.pages.rows import plural
from muniment.records.document import Document, Printed
from muniment.site import Entry, Site

ADDRESS = "documents/index.html"
TITLE = "Documents"


class Known(Struct, frozen=True):
    """A value about a document; `basis` says why, where it is inferred rather than printed."""

    value: Link
    iso: str
    basis: str


class DocumentRow(Struct, frozen=True):
    """A document in the index."""

    title: str
    href: str
    authors: str
    outlet: Known | None
    republisher: Known | None
    published: Known
    republished: Known | None
    genre: str
    claims: str


class DocumentsView(Struct, frozen=True):
    """Every document, oldest first."""

    title: str
    count: str
    documents: tuple[DocumentRow, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/documents.html", TITLE, later(view, site))


def view(site: Site) -> DocumentsView:
    """All that the page shows."""
    rows = tuple(document_row(site, ADDRESS, entry) for entry in by_publication(site))
    return DocumentsView(TITLE, plural(len(rows), "document"), rows, foot(site, ADDRESS, TITLE))


def document_row(site: Site, page: str, entry: Entry) -> DocumentRow:
    """A document as the page at an address lists it."""
    document: Document = entry.record  # type: ignore[assignment]
    return DocumentRow(
        title=document.title,
        href=link(page, entry.address),
        authors=" and ".join(document.authors),
        outlet=_outlet(site, page, document.outlet),
        republisher=_outlet(site, page, document.republisher),
        published=_date(document.published),
        republished=_date(document.republished) if document.republished else None,
        genre=site.vocabulary.genres[document.genre].label,
        claims=plural(len(site.claims_from(entry.id)), "claim"),
    )


def _outlet(site: Site, page: str, outlet: Printed | None) -> Known | None:
    return Known(entry_link(site, page, outlet.value), "", outlet.basis or "") if outlet else None


def _date(date: Printed) -> Known:
    return Known(Link(date.value.english), date.value.iso, date.basis or "")
