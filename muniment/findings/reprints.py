"""Paragraphs that stand word for word in more than one document."""

from collections.abc import Mapping
from hashlib import blake2b

from muniment.memo import remembered
from muniment.site import Site
from muniment.transcript import Block

SHORTEST = 40
"""Characters: a shorter paragraph, such as "Related articles", is alike by chance."""
Place = tuple[str, Block]
"""A paragraph of a document, by the document's id."""


@remembered
def reprints(site: Site) -> Mapping[tuple[str, str], tuple[Place, ...]]:
    """The other documents that print a paragraph too, by document and anchor, in order of publication.

    White space and the form of quotation marks and dashes do not matter, everything else does.
    """
    alike: dict[bytes, list[Place]] = {}
    for id, transcript in site.transcripts.items():
        for block, text in zip(transcript.blocks, transcript.folded_texts(), strict=True):
            if block.number and len(text) >= SHORTEST:
                alike.setdefault(blake2b(text.encode(), digest_size=16).digest(), []).append((id, block))
    return {
        (id, block.anchor): tuple(sorted((p for p in places if p[0] != id), key=lambda p: _published(site, p[0])))
        for places in alike.values()
        for id, block in places
        if any(other != id for other, _ in places)
    }


def _published(site: Site, id: str) -> tuple:
    return site.entries[id].record.published.value.sort_key, id  # type: ignore[attr-defined]
