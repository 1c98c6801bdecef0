"""Every record as one plain mapping: the same in its own JSON file and in the file of the whole record.

What documents say stands in `claims`, what the build computes in `computed`, everything else is ours. What readers
may not see of a document stands in none of them.
"""

from collections.abc import Mapping

from muniment.export.iri import claim_address, passage_address
from muniment.export.plain import part
from muniment.findings import accounts, answer_label, origin, origin_label
from muniment.memo import remembered
from muniment.quotes import Passage, cut
from muniment.records.claim import Statement
from muniment.site import Entry, Site, SiteClaim

WORKSHEET = frozenset(("layout", "set_aside"))
"""What document records note of lines and words of the text, for editors: it quotes the text beyond the claims."""
LOCATING = frozenset(("before", "after", "says", "quote"))
"""Fields of a claim that only help to find its place, or that are spelled out otherwise."""


@remembered
def record_object(site: Site, id: str) -> Mapping[str, object]:
    """A record: its type, id, name and page, then its fields."""
    entry = site.entries[id]
    found: dict[str, object] = {"type": entry.type, "id": id, "name": entry.name, "page": entry.address}
    found |= {k: v for k, v in part(entry.record, id, WORKSHEET | {"claims", "name"}).items() if k not in found}
    if entry.type == "document":
        return found | _of_document(site, entry)
    claims = {claim.id: claim_object(site, claim) for claim in site.claims_of(id)}
    found |= {"claims": claims} if claims else {}
    computed = _computed(site, entry) if entry.type == "event" else []
    return found | ({"computed": {"points": computed}} if computed else {})


@remembered
def quoted_words(site: Site, address: str) -> str:
    """The words of a claim as its document prints them, pieces joined by [...]."""
    claim = site.claims[address]
    transcript = site.transcripts.get(claim.claim.document)
    placed = transcript is not None and isinstance(claim.passage, Passage)
    return cut(transcript, claim.passage) if placed else claim.claim.quote  # type: ignore[arg-type]


def paragraph(site: Site, claim: SiteClaim) -> str:
    """The anchor of the block of its document in which a passage begins: p4, title1."""
    transcript = site.transcripts.get(claim.claim.document)
    if transcript is None or not isinstance(claim.passage, Passage):
        return ""
    return transcript.block_at(claim.passage.spans[0][0]).anchor


def claim_object(site: Site, claim: SiteClaim) -> dict[str, object]:
    """A claim: its words, where they stand, who says so, and each statement."""
    said = claim.claim
    return {
        "address": claim.address,
        "page": claim_address(site, claim),
        "passage": passage_address(site, claim),
        "paragraph": paragraph(site, claim),
        "quote": quoted_words(site, claim.address),
        "computed": {"origin": origin(site, claim), "origin_words": origin_label(site, claim)},
        **part(said, claim.owner, LOCATING),
        "says": [_statement(site, claim.owner, one) for one in said.says],
    }


def _statement(site: Site, owner: str, statement: Statement) -> dict[str, object]:
    found = part(statement, owner)
    if statement.answer:
        found["answer_words"] = [answer_label(site, owner, statement.point, key) for key in statement.answer]
    return found


def _computed(site: Site, entry: Entry) -> list[dict[str, object]]:
    """The points of an event with how the accounts of each stand to each other."""
    return [
        {
            "point": point.id,
            "label": point.label,
            "takes": point.takes,
            "status": point.status.status,
            "set_by_editors": point.status.set_by_editors,
            "computed_status": point.status.computed,
            "origins": point.status.origins,
            "silent": list(point.silent),
        }
        for point in accounts(site, entry.id)
    ]


def _of_document(site: Site, entry: Entry) -> dict[str, object]:
    """What readers see of a document, and the claims that rest on it; its text only where it is shown in full."""
    access, transcript = site.access(entry.id), site.transcripts.get(entry.id)
    found: dict[str, object] = {
        "access": access,
        "claims": [claim.address for claim in site.claims_from(entry.id)],
    }
    if transcript and access == "full":
        found["text"] = [
            {"anchor": block.anchor, "role": block.role, "text": transcript.block_text(block)}
            | ({"lang": block.lang} if block.lang else {})
            for block in transcript.blocks
        ]
    return found
