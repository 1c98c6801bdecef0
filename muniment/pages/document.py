"""Document pages: the text as it stands in the seed, its evidence highlighted, every claim linked that rests on it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from muniment.pages.page import Page, later, link
from muniment.pages.parts import (
    ChangeLine,
    Foot,
    Link,
    Sentence,
    changes,
    claim_link,
    entry_link,
    foot,
    numbers,
    pieces,
    sentences,
)
from muniment.pages.transcribed import BlockView, blocks, points
from muniment.records.document import Document, Printed
from muniment.site import Entry, Site, SiteClaim

LANGUAGES = {
    "ar": "Arabic",
    "ckb": "Sorani Kurdish",
    "de": "German",
    "en": "English",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ku": "Kurdish",
}
RIGHTS = (
    "The rights are its author’s or publisher’s, or of those to whom they gave them; we hold no licence. The text is "
    "shown here as evidence for what it says, and falls neither under the Creative Commons licence of our own text nor "
    "under the licence of the program."
)
ACCESS_NOTES = {
    "full": "",
    "quotes": "Only the passages that this site quotes are shown; […] stands for what is left out.",
    "citation": "The text is not shown. The list above says which claims rest on it.",
}


class DocumentFact(Struct, frozen=True):
    """A line of the description: printed in the document (with the words) or inferred (with the basis)."""

    label: str
    value: Link
    iso: str = ""
    printed: str = ""
    inferred: bool = False
    basis: str = ""


class Use(Struct, frozen=True):
    """A claim that rests on the document: its words here, and the claim on its record's page.

    `anchor` is set where the passage itself is not shown, so that links to it still arrive.
    """

    words: tuple[str, ...]
    passage: str
    points: str
    claim: str
    anchor: str


class UseGroup(Struct, frozen=True):
    """A record with its claims that rest on the document."""

    record: Link
    kind: str
    uses: tuple[Use, ...]


class BlockGroup(Struct, frozen=True):
    """Blocks that stand together: a letterhead, or the text."""

    letterhead: bool
    blocks: tuple[BlockView, ...]


class DocumentView(Struct, frozen=True):
    """A document page."""

    title: str
    label: str
    genre: str
    outlet: Link | None
    language: str
    facts: tuple[DocumentFact, ...]
    abstract: tuple[Sentence, ...]
    rights: str
    access: str
    access_note: str
    claims: int
    uses: tuple[UseGroup, ...]
    groups: tuple[BlockGroup, ...]
    paragraphs: int
    earlier: Link | None
    later: Link | None
    history: tuple[ChangeLine, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """A page for each document."""
    documents = chronological(site)
    for index, entry in enumerate(documents):
        earlier = documents[index - 1] if index else None
        following = documents[index + 1] if index + 1 < len(documents) else None
        yield Page(entry.address, "pages/document.html", entry.name, later(view, site, entry, earlier, following))


def chronological(site: Site) -> tuple[Entry, ...]:
    """The documents by date of publication."""
    return tuple(sorted(site.of_type("document"), key=lambda e: (e.record.published.value.sort_key, e.id)))  # type: ignore[attr-defined]


def view(site: Site, entry: Entry, earlier: Entry | None, later: Entry | None) -> DocumentView:
    """All that the page of a document shows."""
    record: Document = entry.record  # type: ignore[assignment]
    page, access, claims = entry.address, site.access(entry.id), site.claims_from(entry.id)
    transcript = site.transcripts.get(entry.id)
    text = tuple(blocks(site, entry, transcript, claims, access)) if transcript and access != "citation" else ()
    return DocumentView(
        title=record.title,
        label=record.label,
        genre=site.vocabulary.genres[record.genre].label,
        outlet=entry_link(site, page, record.outlet.value) if record.outlet else None,
        language=record.language if record.language != site.settings.language else "",
        facts=tuple(_facts(site, page, record)),
        abstract=sentences(site, page, entry.id, record.abstract, numbers(site, entry.id)),
        rights=record.rights or f"{_whose(site, record)} {RIGHTS}",
        access=access,
        access_note=ACCESS_NOTES[access],
        claims=len(claims),
        uses=tuple(_uses(site, page, claims, access)),
        groups=tuple(
            BlockGroup(aside, tuple(some)) for aside, some in groupby(text, lambda block: block.role == "letterhead")
        ),
        paragraphs=len(transcript.paragraphs) if transcript else 0,
        earlier=_neighbour(site, page, earlier),
        later=_neighbour(site, page, later),
        history=changes(record),
        foot=foot(site, page, f"{record.label}: {record.title}", entry),
    )


def _whose(site: Site, record: Document) -> str:
    """Who wrote and published a document, in a sentence."""
    author = f"By {' and '.join(record.authors)}" if record.authors else "No author is printed"
    outlet = f"published by {site.entries[record.outlet.value].name}" if record.outlet else "no outlet is printed"
    return f"{author}; {outlet}."


def _neighbour(site: Site, page: str, entry: Entry | None) -> Link | None:
    return Link(entry.record.label, link(page, entry.address)) if entry else None  # type: ignore[attr-defined]


def _facts(site: Site, page: str, record: Document) -> Iterator[DocumentFact]:
    yield DocumentFact("Author", Link(" and ".join(record.authors) or "none printed"))
    if record.about_author:
        yield DocumentFact("On the author", Link(record.about_author))
    yield _date("Published", record.published)
    if record.outlet:
        yield _outlet(site, page, "Outlet", record.outlet)
    else:
        yield DocumentFact("Outlet", Link("none printed"))
    if record.republisher:
        yield _outlet(site, page, "Republisher", record.republisher)
    if record.republished:
        yield _date("Republished", record.republished)
    yield DocumentFact("Language", Link(LANGUAGES.get(record.language, record.language)))
    if record.shares_text_with:
        shared = " and ".join(site.entries[id].record.label for id in record.shares_text_with)  # type: ignore[attr-defined]
        yield DocumentFact(
            "Shares text with",
            Link(
                shared,
                link(page, site.entries[record.shares_text_with[0]].address)
                if len(record.shares_text_with) == 1
                else "",
            ),
        )
    yield DocumentFact("Our copy", Link(f"seeds/{record.seed}, lines {record.lines}"))


def _date(label: str, date: Printed) -> DocumentFact:
    return DocumentFact(
        label, Link(date.value.english), date.value.iso, date.printed or "", bool(date.basis), date.basis or ""
    )


def _outlet(site: Site, page: str, label: str, outlet: Printed) -> DocumentFact:
    return DocumentFact(
        label, entry_link(site, page, outlet.value), "", outlet.printed or "", bool(outlet.basis), outlet.basis or ""
    )


def _uses(site: Site, page: str, claims: Iterable[SiteClaim], access: str) -> Iterator[UseGroup]:
    """The claims by record, those of the record that is first in the text first."""
    found: dict[str, list[SiteClaim]] = {}
    for claim in claims:
        found.setdefault(claim.owner, []).append(claim)
    shown = access != "citation"
    for owner, some in found.items():
        uses = (
            Use(
                pieces(claim.claim.says[0].words or claim.claim.quote) if shown else (),
                f"#{claim.anchor}",
                points(site, claim),
                claim_link(site, page, claim),
                "" if shown else claim.anchor,
            )
            for claim in some
        )
        yield UseGroup(entry_link(site, page, owner), site.entries[owner].type, tuple(uses))
