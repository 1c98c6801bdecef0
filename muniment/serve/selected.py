"""What an editor has selected on the page of a document, found again in the document itself.

The browser tells blocks by their anchors and counts the characters shown in them, white space aside: however the page
is laid out, whatever marks and links lie in it, that count stays. The words come along, and where they are not those
of the document at that place, nothing is found.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from muniment.pages.transcribed import clipped
from muniment.site import Site
from muniment.transcript import Block, Transcript

MOST = 5000
"""The most characters that can be selected at once."""
_WHITE = re.compile("[\\s\ufeff]")
_NUMBER = re.compile("[0-9]{1,7}")


class Asked(Struct, frozen=True):
    """A selection as a browser tells it: from character `start` of block `first` to `end`, exclusive, of `last`."""

    page: str
    first: str
    start: int
    last: str
    end: int
    words: str


class Selected(Struct, frozen=True):
    """A stretch of a document's displayed text, without white space around it.

    `blocks` is how many blocks it touches; `whole` says whether readers see all of it.
    """

    document: str
    start: int
    end: int
    blocks: int
    whole: bool


class Refused(Struct, frozen=True):
    """Why nothing can be made of a selection, and what to do."""

    refused: str


NOTHING = Refused("Select words of the document itself: the numbers and notes beside it are ours.")
TOO_MUCH = Refused(f"Select less: at most {MOST:,} characters at once.")
CHANGED = Refused("The document is no longer what this page shows. Reload the page, then select again.")


def asked(query: Mapping[str, Sequence[str]]) -> Asked | None:
    """The selection that the parts of an address tell; nothing where one is missing or malformed."""
    texts = [query.get(name, [""])[0] for name in ("page", "first", "last", "words")]
    numbers = [query.get(name, [""])[0] for name in ("start", "end")]
    if not all(texts[:3]) or not all(_NUMBER.fullmatch(number) for number in numbers):
        return None
    return Asked(texts[0], texts[1], int(numbers[0]), texts[2], int(numbers[1]), texts[3])


def find(site: Site, asked: Asked) -> Selected | Refused:
    """The selection in its document, or why it is not found there."""
    words = _WHITE.sub("", asked.words)
    entry = next((entry for entry in site.of_type("document") if entry.address == asked.page), None)
    transcript = site.transcripts.get(entry.id) if entry else None
    if not words:
        return NOTHING
    if len(words) > MOST:
        return TOO_MUCH
    blocks = _blocks(transcript, asked) if transcript else ()
    shown = [place for block in blocks for place in _part(site, entry.id, block, asked)]  # type: ignore[union-attr]
    if "".join(transcript.text[place] for place in shown) != words:  # type: ignore[union-attr]
        return CHANGED
    start, end = shown[0], shown[-1] + 1
    whole = _WHITE.sub("", transcript.text[start:end]) == words  # type: ignore[union-attr]
    return Selected(entry.id, start, end, len(blocks), whole)  # type: ignore[union-attr]


def _blocks(transcript: Transcript, asked: Asked) -> tuple[Block, ...]:
    """The blocks from the first to the last that the selection names."""
    numbers = {block.anchor: number for number, block in enumerate(transcript.blocks)}
    if asked.first not in numbers or asked.last not in numbers:
        return ()
    return transcript.blocks[numbers[asked.first] : numbers[asked.last] + 1]


def _part(site: Site, document: str, block: Block, asked: Asked) -> tuple[int, ...]:
    """The places in the document of the characters that are selected of a block."""
    places = tuple(_shown(site, document, block))
    start = asked.start if block.anchor == asked.first else 0
    return places[start : asked.end if block.anchor == asked.last else None]


def _shown(site: Site, document: str, block: Block) -> Iterator[int]:
    """The places in the document of the characters that readers see of a block, white space aside."""
    access, text = site.access(document), site.transcripts[document].text
    spans = [(block.start, block.end)] if access == "full" else []
    if access == "quotes":
        spans = [span for span, _ in clipped(block, site.claims_from(document))]
    seen = sorted({place for start, end in spans for place in range(start, end)})
    return (place for place in seen if not _WHITE.match(text[place]))
