"""Quotations found in documents: exactly, or not at all. Near passages are only ever shown as a hint."""

import re
from difflib import SequenceMatcher

from msgspec import Struct

from muniment.text import plain_quotation
from muniment.transcript import Transcript

GAP = "[...]"
FEWEST_WORDS = 2
_JOINT = re.compile(r"\s*\[(?:\.\.\.|…)\]\s*")
Span = tuple[int, int]
"""A stretch of a document's displayed text: first character and the one after the last."""


class Passage(Struct, frozen=True):
    """Where a quotation stands: one span of the displayed text per piece, in order."""

    spans: tuple[Span, ...]


class NotFound(Struct, frozen=True):
    """Why a quotation has no single place, with what to type instead."""

    code: str
    message: str
    hint: str


def find_quotation(
    transcript: Transcript, quote: str, before: str | None = None, after: str | None = None
) -> Passage | NotFound:
    """The one place in a document at which a quotation stands, or why there is none.

    `before` and `after` are words that stand directly before and after it. Pieces joined by `[...]` stand in the
    document's order; the first must have one place, each next one is the nearest after it.
    """
    pieces = _pieces(quote)
    if fault := _too_short(pieces):
        return fault
    for piece in pieces:
        if piece not in transcript.folded.text:
            return _missing(transcript, piece)
    places = [
        chain
        for chain in _chains(transcript.folded.text, pieces)
        if _fits(transcript.folded.text, chain, before, after)
    ]
    if len(places) == 1:
        return Passage(tuple(transcript.folded.span(start, end, transcript.text) for start, end in places[0]))
    return _not_there(transcript, pieces, before, after) if not places else _repeated(transcript, places)


def find_words(quote: str, words: str) -> bool:
    """Whether `words`, or its pieces in order, are part of a quotation."""
    text, position = plain_quotation(quote), 0
    for piece in _pieces(words):
        found = _search(text, piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    return bool(_pieces(words))


def without_marks(words: str) -> str:
    """Words without the quotation marks around them."""
    return words.strip("\"'“”‘’„«» ")


def cut(transcript: Transcript, passage: Passage) -> str:
    """The displayed words of a passage, its pieces joined by `[...]`."""
    return f" {GAP} ".join(transcript.text[start:end] for start, end in passage.spans)


def disambiguate(transcript: Transcript, start: int, end: int) -> tuple[str | None, str | None]:
    """The fewest words before a span, else after it, else on both sides, that give it one place in the document."""
    quote = transcript.text[start:end]
    if isinstance(find_quotation(transcript, quote), Passage):
        return None, None
    block = transcript.block_at(start)
    words_before = transcript.text[block.start : start].split()
    for count in range(1, len(words_before) + 1):
        before = " ".join(words_before[-count:])
        if isinstance(find_quotation(transcript, quote, before=before), Passage):
            return before, None
    words_after = transcript.text[end : block.end].split()
    for count in range(1, len(words_after) + 1):
        after = " ".join(words_after[:count])
        if isinstance(find_quotation(transcript, quote, after=after), Passage):
            return None, after
    before = " ".join(words_before)
    for count in range(1, len(words_after) + 1) if before else ():
        after = " ".join(words_after[:count])
        if isinstance(find_quotation(transcript, quote, before, after), Passage):
            return before, after
    return None, None


def near_passages(transcript: Transcript, piece: str, most: int = 2) -> tuple[str, ...]:
    """Stretches of a document that resemble words not found in it, best first; for hints only."""
    wanted = piece.split()
    scored = []
    for block in transcript.blocks:
        words = transcript.text[block.start : block.end].split()
        folded = [plain_quotation(word) for word in words]
        match = SequenceMatcher(None, folded, wanted, autojunk=False)
        same = match.get_matching_blocks()
        score = sum(part.size for part in same)
        if score:
            anchor = max(same, key=lambda part: part.size)
            first = max(0, anchor.a - anchor.b)
            scored.append((score, " ".join(words[first : first + len(wanted)])))
    scored.sort(key=lambda pair: -pair[0])
    return tuple(text for score, text in scored[:most] if score * 3 >= len(wanted))


def _pieces(quote: str) -> list[str]:
    return [piece for piece in (plain_quotation(part) for part in _JOINT.split(quote)) if piece]


def _too_short(pieces: list[str]) -> NotFound | None:
    words = [word for word in " ".join(pieces).split() if any(map(str.isalnum, word))]
    if not words:
        return NotFound("quotation-empty", "The quotation holds no words.", "Copy the words from the document.")
    if len(words) < FEWEST_WORDS:
        return NotFound(
            "quotation-too-short",
            f"The quotation {pieces[0]!r} is a single word.",
            "Quote at least two words, and enough to show who or what is meant; put the single word into words:.",
        )
    return None


def _chains(text: str, pieces: list[str]) -> list[tuple[Span, ...]]:
    chains = []
    position = _search(text, pieces[0], 0)
    while position >= 0:
        chain, at = [(position, position + len(pieces[0]))], position + len(pieces[0])
        for piece in pieces[1:]:
            at = _search(text, piece, at)
            if at < 0:
                break
            chain.append((at, at + len(piece)))
            at += len(piece)
        if len(chain) == len(pieces):
            chains.append(tuple(chain))
        position = _search(text, pieces[0], position + 1)
    return chains


def _search(text: str, piece: str, start: int) -> int:
    """The next place at which a piece stands as whole words, or -1."""
    position = text.find(piece, start)
    while position >= 0:
        end = position + len(piece)
        cut_before = position > 0 and text[position - 1].isalnum() and piece[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and piece[-1].isalnum()
        if not cut_before and not cut_after:
            return position
        position = text.find(piece, position + 1)
    return -1


def _fits(text: str, chain: tuple[Span, ...], before: str | None, after: str | None) -> bool:
    start, end = chain[0][0], chain[-1][1]
    fits_before = not before or text[:start].rstrip(" ").endswith(plain_quotation(before))
    return fits_before and (not after or text[end:].lstrip(" ").startswith(plain_quotation(after)))


def _missing(transcript: Transcript, piece: str) -> NotFound:
    if (bare := without_marks(piece)) != piece and _search(transcript.folded.text, bare, 0) >= 0:
        message = "The words stand in the document, the quotation marks around them do not."
        return NotFound("quotation-not-found", message, "Leave the marks out: what stands after quote: needs none.")
    near = near_passages(transcript, piece)
    hint = (
        "Nearest in the document: " + " / ".join(f"“{text}”" for text in near)
        if near
        else "Nothing in the document resembles it: check document:."
    )
    return NotFound("quotation-not-found", f"The words {_short(piece)!r} do not stand in the document.", hint)


def _not_there(transcript: Transcript, pieces: list[str], before: str | None, after: str | None) -> NotFound:
    if before or after:
        return NotFound(
            "quotation-not-found",
            "The quotation does not stand beside the words in before: or after:.",
            "Give the words that stand directly before or after it, in the same paragraph.",
        )
    if len(pieces) > 1:
        return NotFound(
            "quotation-not-found",
            f"The pieces joined by {GAP} do not stand in this order.",
            "Give them in the document's order.",
        )
    return NotFound(
        "quotation-not-found",
        f"The words {_short(pieces[0])!r} only stand there as part of longer words.",
        "Quote whole words.",
    )


def _repeated(transcript: Transcript, places: list[tuple[Span, ...]]) -> NotFound:
    contexts = []
    for chain in places[:3]:
        start = transcript.folded.offsets[chain[0][0]]
        contexts.append("“…" + transcript.text[max(0, start - 30) : start].split("\n")[-1].strip() + "”")
    return NotFound(
        "quotation-repeated",
        f"The quotation stands {len(places)} times in the document.",
        "Quote more words, or add before: with the words before it: " + " / ".join(contexts),
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"
