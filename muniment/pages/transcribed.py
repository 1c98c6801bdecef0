"""The text of a document as its page prints it: evidence highlighted, names linked, claims in the margin."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import TypeVar

from msgspec import Struct

from muniment.findings.reprints import reprints
from muniment.mentions import Mention
from muniment.pages.page import link
from muniment.pages.parts import BLOCK_NAMES, Link, claim_link, entry_link
from muniment.pages.slots import slots
from muniment.quotes import Span
from muniment.site import Entry, Site, SiteClaim
from muniment.transcript import Block, Transcript

Item = TypeVar("Item")
RIGHT_TO_LEFT = ("ar", "ckb", "fa", "he", "ur")


class Segment(Struct, frozen=True):
    """A stretch of text with the claims that quote all of it; `anchors` are the claims that begin here.

    `lit` names the style classes of the first, each anchor stands with its own: see `slots`.
    """

    text: str
    claims: str
    lit: str
    anchors: tuple[tuple[str, str], ...]


class Stretch(Struct, frozen=True):
    """Segments under one link to a record that they name, or under none; `gap` stands for text left out."""

    href: str
    segments: tuple[Segment, ...]
    gap: bool = False


LINE, MOST_NOTES = 170, 6
"""The margin names a record more for every so many characters of the paragraph, so many at most; others are folded."""


class NoteClaim(Struct, frozen=True):
    """A claim named in the margin: the points that it speaks to, and its place on its record's page."""

    text: str
    href: str
    shows: str


class MarginNote(Struct, frozen=True):
    """A record with its claims that begin in a paragraph."""

    record: Link
    claims: tuple[NoteClaim, ...]


class BlockView(Struct, frozen=True):
    """A block of the text with its margin notes, the first few open and the others folded.

    `reprints` are the same paragraphs in other documents; `note` is a remark of ours on the block.
    """

    anchor: str
    number: int
    role: str
    name: str
    lang: str
    dir: str
    stretches: tuple[Stretch, ...]
    notes: tuple[MarginNote, ...]
    more_notes: tuple[MarginNote, ...]
    reprints: tuple[Link, ...]
    note: str


def blocks(
    site: Site, entry: Entry, transcript: Transcript, claims: tuple[SiteClaim, ...], access: str
) -> Iterator[BlockView]:
    """Every block that readers see; with access `quotes` only those that hold a quotation."""
    named = _by_block(transcript, ((mention.start, mention) for mention in site.mentions.get(entry.id, ())))
    begun = _by_block(transcript, ((claim.passage.spans[0][0], claim) for claim in claims))  # type: ignore[union-attr]
    language = site.entries[entry.id].record.language  # type: ignore[attr-defined]
    numbers = slots(transcript, claims)
    for block in transcript.blocks:
        spans = tuple(clipped(block, claims))
        if access == "quotes" and not spans:
            continue
        mentions = tuple(_first_mentions(block, named.get(block.anchor, ())))
        notes = tuple(_notes(site, entry.address, begun.get(block.anchor, ())))
        room = min(max(1, (block.end - block.start) // LINE), MOST_NOTES)
        lang = block.lang if block.lang and block.lang != language else ""
        yield BlockView(
            anchor=block.anchor,
            number=block.number,
            role=block.role,
            name=f"paragraph {block.number}" if block.number else BLOCK_NAMES[block.role],
            lang=lang,
            dir="rtl" if lang.split("-")[0] in RIGHT_TO_LEFT else "",
            stretches=tuple(_stretches(site, entry, transcript, block, spans, numbers, mentions, access == "quotes")),
            notes=notes[:room],
            more_notes=notes[room:],
            reprints=tuple(_reprints(site, entry, block)),
            note=block.note or "",
        )


def points(site: Site, claim: SiteClaim) -> str:
    """The points that a claim speaks to, in a phrase."""
    labels = []
    for statement in claim.claim.says:
        declared, entry = site.point(claim.owner, statement.point)
        labels.append(declared.label or (entry.label if entry else statement.point))
    return ", ".join(dict.fromkeys(labels))


def _reprints(site: Site, entry: Entry, block: Block) -> Iterator[Link]:
    for id, other in reprints(site).get((entry.id, block.anchor), ()):
        if site.access(id) == "full":
            label = site.entries[id].record.label  # type: ignore[attr-defined]
            yield Link(f"{label}, ¶ {other.number}", link(entry.address, f"{site.entries[id].address}#{other.anchor}"))


def clipped(block: Block, claims: Iterable[SiteClaim]) -> Iterator[tuple[Span, SiteClaim]]:
    """The stretches of a block that claims quote."""
    for claim in claims:
        for start, end in claim.passage.spans:  # type: ignore[union-attr]
            if start < block.end and block.start < end:
                yield (max(start, block.start), min(end, block.end)), claim


def _by_block(transcript: Transcript, placed: Iterable[tuple[int, Item]]) -> dict[str, list[Item]]:
    """Things by the anchor of the block in which they start."""
    found: dict[str, list[Item]] = {}
    for start, item in placed:
        found.setdefault(transcript.block_at(start).anchor, []).append(item)
    return found


def _first_mentions(block: Block, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The first mention of each record in a block of running text."""
    if block.role == "letterhead":
        return
    seen: set[str] = set()
    for mention in mentions:
        if mention.record not in seen:
            seen.add(mention.record)
            yield mention


def _stretches(
    site: Site,
    entry: Entry,
    transcript: Transcript,
    block: Block,
    spans: tuple[tuple[Span, SiteClaim], ...],
    numbers: dict[str, int],
    mentions: tuple[Mention, ...],
    quotes_only: bool,
) -> Iterator[Stretch]:
    """The text of a block, cut wherever a quotation or a link begins or ends."""
    cuts = {at for span, _ in spans for at in span}
    position = block.start
    for mention in mentions:
        yield from _unlinked(transcript, position, mention.start, cuts, spans, numbers, quotes_only)
        segments = tuple(_segments(transcript, mention.start, mention.end, cuts, spans, numbers))
        yield from _shown(link(entry.address, site.entries[mention.record].address), segments, quotes_only)
        position = mention.end
    yield from _unlinked(transcript, position, block.end, cuts, spans, numbers, quotes_only)


def _unlinked(
    transcript: Transcript,
    start: int,
    end: int,
    cuts: set[int],
    spans: tuple[tuple[Span, SiteClaim], ...],
    numbers: dict[str, int],
    quotes_only: bool,
) -> Iterator[Stretch]:
    """A stretch of text under no link; none where it is empty."""
    if start < end:
        yield from _shown("", tuple(_segments(transcript, start, end, cuts, spans, numbers)), quotes_only)


def _shown(href: str, segments: tuple[Segment, ...], quotes_only: bool) -> Iterator[Stretch]:
    """Segments under one link, or under none; of those that no claim quotes only the gap, if only quotations show."""
    if not quotes_only:
        yield Stretch(href, segments)
        return
    for quoted, some in groupby(segments, key=lambda segment: bool(segment.claims)):
        yield Stretch(href, tuple(some)) if quoted else Stretch("", (), gap=True)


def _segments(
    transcript: Transcript,
    start: int,
    end: int,
    cuts: set[int],
    spans: tuple[tuple[Span, SiteClaim], ...],
    numbers: dict[str, int],
) -> Iterator[Segment]:
    """A stretch of text, cut wherever a quotation begins or ends."""
    if not spans:
        yield Segment(transcript.text[start:end], "", "", ())
        return
    for first, last in pairwise(sorted({start, end, *(at for at in cuts if start < at < end)})):
        yield _segment(transcript, first, last, spans, numbers)


def _segment(
    transcript: Transcript,
    start: int,
    end: int,
    spans: tuple[tuple[Span, SiteClaim], ...],
    numbers: dict[str, int],
) -> Segment:
    claims = [claim for (first, last), claim in spans if first <= start and end <= last]
    named = dict.fromkeys(claim.anchor for claim in claims)
    begun = [claim.anchor for claim in claims if claim.passage.spans[0][0] == start]  # type: ignore[union-attr]
    return Segment(
        transcript.text[start:end],
        " ".join(named),
        "".join(f" in-{numbers[anchor]}" for anchor in named if anchor in numbers),
        tuple((anchor, f" at-{numbers[anchor]}" if anchor in numbers else "") for anchor in begun),
    )


def _notes(site: Site, page: str, claims: Iterable[SiteClaim]) -> Iterator[MarginNote]:
    """The claims that begin in a block, by record."""
    found: dict[str, list[NoteClaim]] = {}
    for claim in claims:
        note = NoteClaim(points(site, claim), claim_link(site, page, claim), claim.anchor)
        found.setdefault(claim.owner, []).append(note)
    for owner, some in found.items():
        yield MarginNote(entry_link(site, page, owner), tuple(some))
