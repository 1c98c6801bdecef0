"""Text fragments: links to a passage by its words (`#:~:text=`), which outlive an anchor.

A browser takes the first stretch of the page that fits. The page of a document lists the words of its claims above the
text, so a link is given only where the words with those beside them stand once in the text and in no quotation; and
none where readers may not see the words beside it.
"""

from functools import lru_cache
from urllib.parse import quote

from muniment.export.iri import passage_address
from muniment.export.objects import quoted_words
from muniment.memo import remembered
from muniment.quotes import Passage, Span
from muniment.site import Site, SiteClaim

WORDS = 3
"""How many words of a passage begin it, end it, and stand before and after it."""
LONGEST = 300
"""The longest passage that is given word by word, in characters."""
Words = list[str]


def fragment_address(site: Site, claim: SiteClaim) -> str:
    """The path from the site's root to a passage by anchor and words; empty where words alone would not find it."""
    document = claim.claim.document
    if document not in site.transcripts or not isinstance(claim.passage, Passage) or site.access(document) != "full":
        return ""
    directive = _directive(site, document, claim.passage.spans[0])
    return f"{passage_address(site, claim)}:~:text={directive}" if directive else ""


def _directive(site: Site, document: str, span: Span) -> str:
    """The words for a browser to look for: those that begin and end the passage, else all of them."""
    text = site.transcripts[document].text
    block = site.transcripts[document].block_at(span[0])
    words, around = text[slice(*span)].split(), (text[block.start : span[0]], text[span[1] : block.end])
    before = _words(around[0])[-WORDS:] if around[0][-1:].isspace() else []
    after = _words(around[1])[:WORDS] if around[1][:1].isspace() else []
    start, end = words[:WORDS], words[-WORDS:]
    if before and len(words) > 2 * WORDS and _once(site, document, before + start) and _last(words, end):
        return _joined(before, start, end, after)
    if (before or after) and len(" ".join(words)) <= LONGEST and _once(site, document, before + words + after):
        return _joined(before, words, [], after)
    return ""


def _words(text: str) -> Words:
    """The words of a text; none where it is a full stop or a quotation mark alone."""
    return text.split() if any(map(str.isalnum, text)) else []


def _once(site: Site, document: str, words: Words) -> bool:
    """Whether words stand once in a document's text, and in none of its quotations."""
    text, quotations = _places(site, document)
    wanted = " ".join(words).casefold()
    return text.count(wanted) == 1 and wanted not in quotations


def _last(words: Words, end: Words) -> bool:
    """Whether the words that end a passage do not stand in it before."""
    passage, wanted = " ".join(words).casefold(), " ".join(end).casefold()
    return passage.find(wanted) == len(passage) - len(wanted)


@remembered
def _places(site: Site, document: str) -> tuple[str, str]:
    """A document's text and the words of its quotations, in small letters with single spaces."""
    quotations = "\n".join(quoted_words(site, claim.address) for claim in site.claims_from(document))
    return _plain(site.transcripts[document].text), _plain(quotations)


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _joined(before: Words, start: Words, end: Words, after: Words) -> str:
    parts = [f"{_encoded(before)}-" if before else "", _encoded(start), _encoded(end)]
    parts.append(f"-{_encoded(after)}" if after else "")
    return ",".join(part for part in parts if part)


def _encoded(words: Words) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
