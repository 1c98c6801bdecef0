"""Coverage: what of the documents' bodies stands in the record, and what does not yet.

A paragraph is covered where a claim cites it or the document's record says why none needs to. Listed as open are also:
numbers that no statement of a claim over them holds, quoted speeches that no claim cites, and runs of capitalised words
that no record's name accounts for. The record may set each aside with a reason.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from muniment.memo import remembered
from muniment.records.claim import Statement
from muniment.records.document import Document, SetAside
from muniment.site import Site, SiteClaim
from muniment.text import plain_quotation
from muniment.transcript import Block, Transcript

_NUMBER = re.compile(r"(?<![\w-])\$?\d[\d,.]*\d(?![\w-])|(?<![\w-])\$?\d(?![\w-])")
_SPEECH = re.compile(r"“([^“”]{12,}?)”|\"([^\"]{12,}?)\"")
_CAPITALIZED = r"(?:[A-Z](?:\.[A-Z])+\.?|[A-Z][\w’'-]*)"
_CAPITALS = re.compile(rf"{_CAPITALIZED}(?:\s+(?:(?:of|for|al|bin)\s+)*{_CAPITALIZED})+")
_OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "By",
        "For",
        "But",
        "And",
        "As",
        "Of",
        "To",
        "It",
        "He",
        "She",
        "They",
        "This",
        "That",
        "These",
        "Those",
        "From",
        "With",
        "While",
        "When",
        "After",
        "Before",
        "Meanwhile",
        "Also",
        "Both",
        "Two",
        "Three",
        "Not",
    ]
)
FEWEST_SPEECH_WORDS = 3


class Open(Struct, frozen=True):
    """Something in a body that no record accounts for: a number, a speech or a name, with its paragraph."""

    kind: str
    paragraph: int
    words: str


class DocumentCoverage(Struct, frozen=True):
    """What of a document's body the record covers; paragraphs by number."""

    document: str
    paragraphs: int
    cited: tuple[int, ...]
    reasons: tuple[tuple[int, str], ...]
    uncovered: tuple[int, ...]
    open: tuple[Open, ...]
    set_aside: int
    needless: tuple[str, ...]
    """The words of each row of the record's `set_aside` that sets nothing aside; empty for the others."""


class Tally(Struct, frozen=True):
    """The coverage of one document or of several in numbers: the three kinds of paragraphs, then what else is open."""

    paragraphs: int
    cited: int
    reasons: int
    uncovered: int
    numbers: int
    speeches: int
    names: int

    @property
    def percent(self) -> int:
        """The share of the paragraphs that are cited or have their reason: 100 only where none is left."""
        return 100 * (self.paragraphs - self.uncovered) // self.paragraphs if self.paragraphs else 100


def tally(found: Sequence[DocumentCoverage]) -> Tally:
    """The coverage of some documents, added up. A paragraph that is cited and has a reason too counts as cited."""
    paragraphs, cited = sum(one.paragraphs for one in found), sum(len(one.cited) for one in found)
    uncovered = sum(len(one.uncovered) for one in found)
    kinds = [sum(item.kind == kind for one in found for item in one.open) for kind in ("number", "speech", "name")]
    return Tally(paragraphs, cited, paragraphs - cited - uncovered, uncovered, *kinds)


@remembered
def coverage(site: Site) -> tuple[DocumentCoverage, ...]:
    """The coverage of each document, oldest first."""
    documents = sorted(site.transcripts, key=lambda id: (site.entries[id].record.published.value.sort_key, id))
    return tuple(document_coverage(site, id) for id in documents)


def document_coverage(site: Site, id: str) -> DocumentCoverage:
    """The coverage of one document."""
    transcript = site.transcripts[id]
    record: Document = site.entries[id].record  # type: ignore[assignment]
    claims = site.claims_from(id)
    spans = [(span, claim) for claim in claims for span in claim.passage.spans]
    body = transcript.paragraphs
    cited = {block.number for block in body if any(_meet(span, (block.start, block.end)) for span, _ in spans)}
    reasons = {row.paragraph: row.reason for row in record.uncited}
    found = [one for block in body for one in _open(site, id, transcript, block, spans)]
    still_open = [one for one in found if not any(_meant(row, one) for row in record.set_aside)]
    return DocumentCoverage(
        document=id,
        paragraphs=len(body),
        cited=tuple(sorted(cited)),
        reasons=tuple(sorted(reasons.items())),
        uncovered=tuple(block.number for block in body if block.number not in cited and block.number not in reasons),
        open=tuple(still_open),
        set_aside=len(found) - len(still_open),
        needless=tuple("" if any(_meant(row, one) for one in found) else row.words for row in record.set_aside),
    )


Spans = list[tuple[tuple[int, int], SiteClaim]]


def _open(site: Site, id: str, transcript: Transcript, block: Block, spans: Spans) -> Iterator[Open]:
    text = transcript.block_text(block)
    here = [(span, claim) for span, claim in spans if _meet(span, (block.start, block.end))]
    names = [(m.start, m.end) for m in site.mentions[id] if block.start <= m.start < block.end]
    common = frozenset(site.vocabulary.common_capitals)
    for match in _NUMBER.finditer(text):
        at = (block.start + match.start(), block.start + match.end())
        holding = [claim for span, claim in here if _meet(span, at)]
        if not any(_meet(name, at) for name in names) and not any(_holds(claim, match[0]) for claim in holding):
            yield Open("number", block.number, match[0])
    for match in _SPEECH.finditer(text):
        at = (block.start + match.start(), block.start + match.end())
        if len(match[0].split()) >= FEWEST_SPEECH_WORDS and not any(_meet(span, at) for span, _ in here):
            yield Open("speech", block.number, match[0])
    for match in _CAPITALS.finditer(text):
        words = _without_opener(match[0])
        start = block.start + match.start() + len(match[0]) - len(words)
        at = (start, start + len(words))
        if " " in words and not any(_meet(name, at) for name in names) and not _common(words, common):
            yield Open("name", block.number, words.strip(".,’'"))


def _holds(claim: SiteClaim, number: str) -> bool:
    """Whether a statement of a claim holds a number: as its value or date, or in the words that it prints."""
    digits = re.sub(r"\D", "", number)
    return any(digits in _coded(statement) or _in_words(statement, number) for statement in claim.claim.says)


def _coded(statement: Statement) -> set[str]:
    dates = [date.raw for date in (statement.date, statement.as_of) if date]
    value = [statement.value.raw] if statement.value else []
    return {str(int(digits)) for raw in (*dates, *value) for digits in re.findall(r"\d+", raw)}


def _in_words(statement: Statement, number: str) -> bool:
    if statement.value or not statement.words:
        return False
    return re.search(rf"(?<![\d,.]){re.escape(number)}(?![\d])", plain_quotation(statement.words)) is not None


def _meant(row: SetAside, one: Open) -> bool:
    return plain_quotation(row.words) == plain_quotation(one.words) and row.paragraph in (None, one.paragraph)


def _common(words: str, common: frozenset[str]) -> bool:
    """Whether each word of a run with capitals is one that names no record, alone or before a hyphen."""
    plain = [re.sub(r"[’']s$", "", word).strip(",") for word in words.split() if word[0].isupper()]
    return all({word, word.rstrip("."), word.split("-")[0]} & common for word in plain)


def _without_opener(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first in _OPENERS and rest else words


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
