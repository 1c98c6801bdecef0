"""The text of a document as its page prints it: evidence highlighted, names linked, claims in the margin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from muniment.findings.reprints import reprints
from muniment.mentions import Mention
from muniment.pages.page import link
from muniment.pages.parts import BLOCK_NAMES, Link, claim_link, entry_link
from muniment.quotes import Passage, Span
from muniment.site import Entry, Site, SiteClaim
from muniment.transcript import Block, Transcript

RIGHT_TO_LEFT = ("ar", "ckb", "fa", "he", "ur")


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


LINE, MOST_NOTES = 170, 6
"""The margin names a record more for every so many characters of the paragraph, so many at most; others are folded."""


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
    for block in transcript.blocks:
        spans = tuple(_clipped(block, claims))
        mentions = tuple(_first_mentions(block, site.mentions.get(entry.id, ())))
        if access == "quotes" and not spans:
            continue
        notes = tuple(_notes(site, entry.address, transcript, block, claims))
        room = min(max(1, (block.end - block.start) // LINE), MOST_NOTES)
        lang = block.lang if block.lang and block.lang != site.entries[entry.id].record.language else ""  # type: ignore[attr-defined]
        yield BlockView(
            anchor=block.anchor,
            number=block.number,
            role=block.role,
            name=f"paragraph {block.number}" if block.number else BLOCK_NAMES[block.role],
            lang=lang,
            dir="rtl" if lang.split("-")[0] in RIGHT_TO_LEFT else "",
            stretches=tuple(_stretches(site, entry, transcript, block, spans, mentions, access == "quotes")),
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
    cut_up = [
        (_segment(transcript, start, end, spans), _mention_at(mentions, start)) for start, end in _pairs(sorted(cuts))
    ]
    for (mention, _), some in groupby(cut_up, lambda piece: (piece[1], quotes_only and not piece[0].claims)):
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
                NoteClaim(points(site, claim), claim_link(site, page, claim), claim.anchor)
            )
    for owner, some in found.items():
        yield MarginNote(entry_link(site, page, owner), tuple(some))
