"""Words into a ready claim: where they stand in the documents, with the exact, disambiguated quotation as YAML."""

import json
import re
from collections.abc import Iterator

from msgspec import Struct

from muniment.quotes import Span, disambiguate, near_passages
from muniment.site import Site, SiteClaim
from muniment.text import fold_name, plain_name, plain_quotation
from muniment.transcript import Transcript

_PLAIN = re.compile(r"[A-Za-z0-9“‘][^:#\n]*[^\s:#]")


class Found(Struct, frozen=True):
    """A place at which words stand: the document, the paragraph's anchor, the exact words, what sets them apart.

    `line` is the line of the seed at which the paragraph starts, `span` the words' place in the displayed text.
    """

    document: str
    anchor: str
    line: int
    span: Span
    quote: str
    before: str | None
    after: str | None
    cited_by: tuple[str, ...]

    def yaml(self) -> str:
        """The claim, ready to be put under `claims:` of a record."""
        lines = ["  a-short-name:", f"    document: {self.document}", f"    quote: {scalar(self.quote)}"]
        lines += [
            f"    {key}: {scalar(value)}" for key, value in (("before", self.before), ("after", self.after)) if value
        ]
        return "\n".join(
            [*lines, "    says:", f"      - {{point: , words: {json.dumps(self.quote, ensure_ascii=False)}}}"]
        )


def cite(site: Site, words: str, document: str | None = None) -> tuple[Found, ...]:
    """Every place at which words stand in the documents, letter case and apostrophes aside, as claims to be."""
    wanted = plain_name(words)
    if not wanted:
        return ()
    chosen = [id for id in site.transcripts if document in (None, id)]
    return tuple(found for id in chosen for found in _in(site, id, site.transcripts[id], wanted))


def claim_at(site: Site, document: str, start: int, end: int) -> Found:
    """The claim to be on a stretch of a document's displayed text, widened to whole words."""
    transcript = site.transcripts[document]
    start, end = _whole_words(transcript.text, start, end)
    before, after = disambiguate(transcript, start, end)
    block = transcript.block_at(start)
    citing = tuple(claim.address for claim in citing_claims(site, document, start, end))
    quote = transcript.text[start:end]
    return Found(document, block.anchor, block.lines[0], (start, end), quote, before, after, citing)


def citing_claims(site: Site, document: str, start: int, end: int) -> tuple[SiteClaim, ...]:
    """The claims whose passages share words with a stretch of a document, in the order of their passages."""
    claims = site.claims_from(document)
    return tuple(c for c in claims if any(a < end and start < b for a, b in c.passage.spans))  # type: ignore[union-attr]


def nearest_passages(site: Site, words: str, document: str | None = None) -> tuple[tuple[str, str], ...]:
    """The documents' stretches that resemble words which stand nowhere, with their documents."""
    piece = plain_quotation(words)
    return tuple(
        (id, text)
        for id, t in site.transcripts.items()
        if document in (None, id)
        for text in near_passages(t, piece, 1)
    )


def scalar(text: str) -> str:
    """A text as a YAML scalar: plain where that is safe, else in double quotes."""
    safe = _PLAIN.fullmatch(text) and text not in ("true", "false", "null") and not text.isdigit()
    return text if safe else json.dumps(text, ensure_ascii=False)


def _in(site: Site, id: str, transcript: Transcript, wanted: str) -> Iterator[Found]:
    folded = fold_name(transcript.text)
    position = folded.text.find(wanted)
    while position >= 0:
        yield claim_at(site, id, *folded.span(position, position + len(wanted), transcript.text))
        position = folded.text.find(wanted, position + len(wanted))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
