"""Links to passages, by the name of their document and the number of their paragraph."""

from collections.abc import Iterable

from muniment.pages.links import Link, passage_link
from muniment.pages.quoted import BLOCK_NAMES
from muniment.quotes import Passage
from muniment.records.document import Document
from muniment.site import Site, SiteClaim


def passages(site: Site, page: str, claims: Iterable[SiteClaim], document: str = "") -> tuple[Link, ...]:
    """The passages of claims, each paragraph once; `document` is the one that readers know to be meant."""
    found: dict[tuple[str, str], Link] = {}
    for claim in claims:
        where, named = place(site, claim), claim.claim.document
        record: Document = site.entries[named].record  # type: ignore[assignment]
        label = where if where and named == document else f"{record.label}, {where}" if where else record.label
        found.setdefault((named, where), Link(label, passage_link(site, page, claim)))
    return tuple(found.values())


def place(site: Site, claim: SiteClaim) -> str:
    """The paragraph of a claim's passage in its document: "¶ 4", or "title"; empty where it has none."""
    transcript = site.transcripts.get(claim.claim.document)
    if transcript is None or not isinstance(claim.passage, Passage):
        return ""
    block = transcript.block_at(claim.passage.spans[0][0])
    return f"¶ {block.number}" if block.number else BLOCK_NAMES[block.role]
