"""Document pages: the text as it stands in the seed, its evidence highlighted, every claim linked that rests on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from muniment.mentions import Mention
from muniment.pages.page import Page, link
from muniment.pages.parts import (
    BLOCK_NAMES,
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
from muniment.quotes import Passage, Span
from muniment.records.document import Document, Printed
from muniment.site import Entry, Site, SiteClaim
from muniment.transcript import Block, Transcript

RIGHT_TO_LEFT = ("ar", "ckb", "fa", "he", "ur")
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
    "The text belongs to its owner. It is shown here as evidence for what it says, and falls neither under the "
    "Creative Commons licence of our own text nor under the licence of the program."
)
ACCESS_NOTES = {
    "full": "",
    "quotes": "Only the passages that this site quotes are shown; […] stands for what is left out.",
    "citation": "The text is not shown. The list above says which claims rest on it.",
}


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A line of the description: printed in the document (with the words) or inferred (with the basis)."""

    label: str
    value: Link
    iso: str = ""
    printed: str = ""
    inferred: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """A claim that rests on the document: its words here, and the claim on its record's page.

    `anchor` is set where the passage itself is not shown, so that links to it still arrive.
    """

    words: tuple[str, ...]
    passage: str
    points: str
    claim: str
    anchor: str


@dataclass(frozen=True, slots=True)
class UseGroup:
    """A record with its claims that rest on the document."""

    record: Link
    kind: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the claims that quote all of it; `anchors` are the claims that begin here."""

    text: str
    claims: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Segments under one link to a record that they name, or under none; `gap` stands for text left out."""

    href: str
    segments: tuple[Segment, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class NoteClaim:
    """A claim named in the margin: the points that it speaks to, and its place on its record's page."""

    text: str
    href: str
    shows: str


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A record with its claims that begin in a paragraph."""

    record: Link
    claims: tuple[NoteClaim, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the text with its margin notes; `note` is a remark of ours on the block."""

    anchor: str
    number: int
    role: str
    name: str
    lang: str
    dir: str
    stretches: tuple[Stretch, ...]
    notes: tuple[MarginNote, ...]
    note: str


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Blocks that stand together: a letterhead, or the text."""

    letterhead: bool
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
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
        later = documents[index + 1] if index + 1 < len(documents) else None
        yield Page(entry.address, "pages/document.html", entry.name, view(site, entry, earlier, later))


def chronological(site: Site) -> tuple[Entry, ...]:
    """The documents by date of publication."""
    return tuple(sorted(site.of_type("document"), key=lambda e: (e.record.published.value.sort_key, e.id)))  # type: ignore[attr-defined]


def view(site: Site, entry: Entry, earlier: Entry | None, later: Entry | None) -> DocumentView:
    """All that the page of a document shows."""
    record: Document = entry.record  # type: ignore[assignment]
    page, access, claims = entry.address, site.access(entry.id), site.claims_from(entry.id)
    transcript = site.transcripts.get(entry.id)
    blocks = tuple(_blocks(site, entry, transcript, claims, access)) if transcript and access != "citation" else ()
    return DocumentView(
        title=record.title,
        label=record.label,
        genre=site.vocabulary.genres[record.genre].label,
        outlet=entry_link(site, page, record.outlet.value) if record.outlet else None,
        language=record.language if record.language != site.settings.language else "",
        facts=tuple(_facts(site, page, record)),
        abstract=sentences(site, page, entry.id, record.abstract, numbers(site, entry.id)),
        rights=record.rights or RIGHTS,
        access=access,
        access_note=ACCESS_NOTES[access],
        claims=len(claims),
        uses=tuple(_uses(site, page, claims, access)),
        groups=tuple(
            BlockGroup(aside, tuple(some)) for aside, some in groupby(blocks, lambda block: block.role == "letterhead")
        ),
        paragraphs=len(transcript.paragraphs) if transcript else 0,
        earlier=_neighbour(site, page, earlier),
        later=_neighbour(site, page, later),
        history=changes(record),
        foot=foot(site, page, f"{record.label}: {record.title}", entry),
    )


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
                _points(site, claim),
                claim_link(site, page, claim),
                "" if shown else claim.anchor,
            )
            for claim in some
        )
        yield UseGroup(entry_link(site, page, owner), site.entries[owner].type, tuple(uses))


def _points(site: Site, claim: SiteClaim) -> str:
    """The points that a claim speaks to, in a phrase."""
    labels = []
    for statement in claim.claim.says:
        declared, entry = site.point(claim.owner, statement.point)
        labels.append(declared.label or (entry.label if entry else statement.point))
    return ", ".join(dict.fromkeys(labels))


def _blocks(
    site: Site, entry: Entry, transcript: Transcript, claims: tuple[SiteClaim, ...], access: str
) -> Iterator[BlockView]:
    for block in transcript.blocks:
        spans = tuple(_clipped(block, claims))
        mentions = tuple(_first_mentions(block, site.mentions.get(entry.id, ())))
        if access == "quotes" and not spans:
            continue
        lang = block.lang if block.lang and block.lang != site.entries[entry.id].record.language else ""  # type: ignore[attr-defined]
        yield BlockView(
            anchor=block.anchor,
            number=block.number,
            role=block.role,
            name=f"paragraph {block.number}" if block.number else BLOCK_NAMES[block.role],
            lang=lang,
            dir="rtl" if lang.split("-")[0] in RIGHT_TO_LEFT else "",
            stretches=tuple(_stretches(site, entry, transcript, block, spans, mentions, access == "quotes")),
            notes=tuple(_notes(site, entry.address, transcript, block, claims)),
            note=block.note or "",
        )


def _clipped(block: Block, claims: Iterable[SiteClaim]) -> Iterator[tuple[Span, SiteClaim]]:
    """The stretches of a block that claims quote."""
    for claim in claims:
        for start, end in claim.passage.spans:  # type: ignore[union-attr]
            if start < block.end and block.start < end:
                yield (max(start, block.start), min(end, block.end)), claim


def _first_mentions(block: Block, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The first mention of each record in a block of running text."""
    if block.role == "letterhead":
        return
    seen: set[str] = set()
    for mention in mentions:
        if block.start <= mention.start and mention.end <= block.end and mention.record not in seen:
            seen.add(mention.record)
            yield mention


def _stretches(
    site: Site,
    entry: Entry,
    transcript: Transcript,
    block: Block,
    spans: tuple[tuple[Span, SiteClaim], ...],
    mentions: tuple[Mention, ...],
    quotes_only: bool,
) -> Iterator[Stretch]:
    """The text of a block, cut wherever a quotation or a link begins or ends."""
    cuts = {block.start, block.end}
    cuts.update(at for span, _ in spans for at in span)
    cuts.update(at for mention in mentions for at in (mention.start, mention.end))
    pieces_ = [
        (_segment(transcript, start, end, spans), _mention_at(mentions, start)) for start, end in _pairs(sorted(cuts))
    ]
    for (mention, _), some in groupby(pieces_, lambda piece: (piece[1], quotes_only and not piece[0].claims)):
        segments = tuple(segment for segment, _ in some)
        if quotes_only and not segments[0].claims:
            yield Stretch("", (), gap=True)
        else:
            yield Stretch(link(entry.address, site.entries[mention.record].address) if mention else "", segments)


def _pairs(places: list[int]) -> Iterator[Span]:
    return zip(places, places[1:], strict=False)


def _segment(transcript: Transcript, start: int, end: int, spans: tuple[tuple[Span, SiteClaim], ...]) -> Segment:
    claims = [claim for (first, last), claim in spans if first <= start and end <= last]
    anchors = tuple(claim.anchor for claim in claims if claim.passage.spans[0][0] == start)  # type: ignore[union-attr]
    return Segment(transcript.text[start:end], " ".join(dict.fromkeys(claim.anchor for claim in claims)), anchors)


def _mention_at(mentions: tuple[Mention, ...], start: int) -> Mention | None:
    return next((mention for mention in mentions if mention.start <= start < mention.end), None)


def _notes(
    site: Site, page: str, transcript: Transcript, block: Block, claims: Iterable[SiteClaim]
) -> Iterator[MarginNote]:
    """The claims that begin in a block, by record."""
    found: dict[str, list[NoteClaim]] = {}
    for claim in claims:
        if isinstance(claim.passage, Passage) and transcript.block_at(claim.passage.spans[0][0]) is block:
            found.setdefault(claim.owner, []).append(
                NoteClaim(_points(site, claim), claim_link(site, page, claim), claim.anchor)
            )
    for owner, some in found.items():
        yield MarginNote(entry_link(site, page, owner), tuple(some))
