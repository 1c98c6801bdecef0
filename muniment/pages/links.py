"""Links to records, documents, passages and claims, and the names of those who speak, as pages print them."""

import re

from msgspec import Struct

from muniment.pages.page import link
from muniment.records.claim import Voice
from muniment.records.document import Document
from muniment.site import Site, SiteClaim


class Link(Struct, frozen=True):
    """A link; `href` is empty where there is no page to lead to."""

    text: str
    href: str = ""


class DocumentLine(Struct, frozen=True):
    """A document as a list or a column head prints it."""

    id: str
    label: str
    title: str
    href: str
    outlet: Link
    date: str
    iso: str


def entry_link(site: Site, page: str, id: str) -> Link:
    """The link from the page at an address to a record's page."""
    entry = site.entries[id]
    return Link(entry.name, link(page, entry.address))


def document_line(site: Site, page: str, id: str) -> DocumentLine:
    """A document with its outlet and its date."""
    entry = site.entries[id]
    record: Document = entry.record  # type: ignore[assignment]
    outlet = entry_link(site, page, record.outlet.value) if record.outlet else Link("outlet not printed")
    date = record.published.value
    return DocumentLine(id, record.label, record.title, link(page, entry.address), outlet, date.english, date.iso)


def passage_link(site: Site, page: str, claim: SiteClaim) -> str:
    """The link to the highlighted passage of a claim."""
    return link(page, f"{site.entries[claim.claim.document].address}#{claim.anchor}")


def claim_link(site: Site, page: str, claim: SiteClaim) -> str:
    """The link to a claim in the list on its record's page."""
    return link(page, f"{site.entries[claim.owner].address}#{claim.own_anchor}")


def voices(site: Site, page: str, claim: SiteClaim) -> tuple[Link, ...]:
    """Who says what a claim quotes: empty where it is the document's author."""
    return tuple(_voice(site, page, voice) for voice in claim.claim.by)


def carriers(site: Site, page: str, claim: SiteClaim) -> tuple[Link, ...]:
    """The printed chain between the voice and the document."""
    return tuple(_voice(site, page, voice) for voice in claim.claim.via)


def speaker(site: Site, claim: SiteClaim) -> str:
    """Who says what a claim quotes, in one phrase; the document's author where no other voice is named."""
    spoken = [_voice(site, "", voice).text for voice in claim.claim.by]
    return " and ".join(spoken) or author_name(site, claim.claim.document)


def author_name(site: Site, document: str) -> str:
    """The authors of a document, or what is said in a table where none is printed."""
    record: Document = site.entries[document].record  # type: ignore[assignment]
    return " and ".join(record.authors) or (
        site.entries[record.outlet.value].name if record.outlet else "Unnamed author"
    )


def unbroken(title: str) -> str:
    """A title in which a hyphen before a number is no place to break the line: K-1."""
    return re.sub(r"(?<=\w)-(?=\d)", "-\N{WORD JOINER}", title)


def _voice(site: Site, page: str, voice: Voice) -> Link:
    if voice.is_:
        return entry_link(site, page, voice.is_)
    return Link(voice.printed or "", link(page, site.entries[voice.of].address) if voice.of else "")
