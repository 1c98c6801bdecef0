"""Web Annotations (W3C): each quotation as an annotation of its document's page, by its exact words.

The words before and after it stand there too, but only where readers see the whole document.
"""

import json
from collections.abc import Iterator

from muniment.export.file import DataFile
from muniment.export.iri import claim_address, iri
from muniment.export.objects import quoted_words
from muniment.export.voices import voice_words
from muniment.quotes import Passage, Span
from muniment.site import Site, SiteClaim
from muniment.transcript import Transcript

PATH = "data/annotations.jsonld"
AROUND = 48
"""How many characters before and after a quotation are given to find it by."""


def files(site: Site) -> Iterator[DataFile]:
    """The one collection."""
    yield DataFile(
        PATH,
        lambda: collection(site).encode(),
        "The quotations as annotations",
        "Each quotation as an annotation of its document's page, by its exact words and those around them; its body "
        "says who says so and leads to the claim.",
        "W3C Web Annotation (JSON-LD)",
    )


def collection(site: Site) -> str:
    """All annotations, one a line, in the order of the record."""
    items = [annotation(site, claim) for claim in site.claims.values()]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in items)
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": iri(site, PATH, PATH),
        "type": "AnnotationCollection",
        "label": site.settings.title,
        "total": len(items),
    }
    first = {"id": iri(site, f"{PATH}#page", PATH), "type": "AnnotationPage", "startIndex": 0}
    return _open(head) + ',"first":' + _open(first) + f',"items":[\n{lines}\n]}}}}\n'


def annotation(site: Site, claim: SiteClaim) -> dict:
    """A quotation: a target for each of its pieces, in order, and the claim as its body."""
    here = iri(site, claim_address(site, claim), PATH)
    said = {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": f"{voice_words(site, claim)}, on {site.entries[claim.owner].name}",
    }
    linked = {"type": "SpecificResource", "purpose": "linking", "source": here}
    source = iri(site, site.entries[claim.claim.document].address, PATH)
    targets = [{"source": source, "selector": one} for one in _selectors(site, claim)]
    return {
        "id": here,
        "type": "Annotation",
        "motivation": "describing",
        "body": [said, linked],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _selectors(site: Site, claim: SiteClaim) -> Iterator[dict]:
    transcript = site.transcripts.get(claim.claim.document)
    if transcript is None or not isinstance(claim.passage, Passage):
        yield {"type": "TextQuoteSelector", "exact": quoted_words(site, claim.address)}
        return
    whole = site.access(claim.claim.document) == "full"
    for span in claim.passage.spans:
        around = _around(transcript, span) if whole else {}
        yield {"type": "TextQuoteSelector", "exact": transcript.text[slice(*span)], **around}


def _around(transcript: Transcript, span: Span) -> dict[str, str]:
    """The words before and after a span, within the blocks in which it begins and ends."""
    first, last = transcript.block_at(span[0]), transcript.block_at(span[1] - 1)
    before = transcript.text[max(first.start, span[0] - AROUND) : span[0]]
    after = transcript.text[span[1] : min(last.end, span[1] + AROUND)]
    return {key: text for key, text in (("prefix", before), ("suffix", after)) if text}


def _open(head: dict) -> str:
    """A mapping as JSON, its last brace still open."""
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).removesuffix("}")
