"""The superior numbers behind sentences of ours, and sentences with their names linked."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from muniment.pages.links import Link, passage_link
from muniment.pages.page import link
from muniment.records.base import ClaimMark
from muniment.records.base import Sentence as SentenceRecord
from muniment.records.document import Document
from muniment.site import Site, SiteClaim

SHORTEST_LINKED_NAME = 4
"""Names in our prose that are shorter, such as "US", are not links: they would be everywhere."""
Numbers = Mapping[str, int]
"""The number of each claim on a page, by the claim's address."""


class Mark(Struct, frozen=True):
    """The superior number behind a sentence of ours: it leads to the passage that the sentence stands on."""

    number: int
    href: str
    claim: str
    label: str


class Sentence(Struct, frozen=True):
    """A sentence of ours: its pieces (names are links) and its marks."""

    pieces: tuple[Link, ...]
    marks: tuple[Mark, ...]


def numbers(site: Site, owner: str) -> Numbers:
    """The number of each claim on a record's page: its own in the order of its file, then those that it cites."""
    cited = (site.claim(m.text, owner) for m in site.entries[owner].parsed.marked if isinstance(m.mark, ClaimMark))
    return numbered([c.address for c in site.claims_of(owner)] + [c.address for c in cited if c])


def numbered(addresses: Iterable[str]) -> Numbers:
    """A number for each address, from 1, in order of first occurrence."""
    return MappingProxyType({address: number for number, address in enumerate(dict.fromkeys(addresses), start=1)})


def mark(site: Site, page: str, claim: SiteClaim, number: int) -> Mark:
    """The mark of one claim."""
    document: Document = site.entries[claim.claim.document].record  # type: ignore[assignment]
    return Mark(number, passage_link(site, page, claim), claim.address, f"Evidence {number}: {document.label}")


def marks(site: Site, page: str, owner: str, claims: Iterable[str], numbers: Numbers) -> tuple[Mark, ...]:
    """The marks of the claims that a record names, as seen from it."""
    found = (site.claim(address, owner) for address in claims)
    return tuple(
        sorted(
            (mark(site, page, claim, numbers[claim.address]) for claim in found if claim), key=lambda one: one.number
        )
    )


def sentences(
    site: Site, page: str, owner: str, items: Iterable[SentenceRecord], numbers: Numbers
) -> tuple[Sentence, ...]:
    """Sentences of ours with their marks; the first mention of each record in them is a link."""
    linked = {owner}
    return tuple(
        Sentence(
            _last_word_apart(tuple(linked_names(site, page, item.text, linked))),
            marks(site, page, owner, item.claims, numbers),
        )
        for item in items
    )


def linked_names(site: Site, page: str, text: str, linked: set[str]) -> Iterator[Link]:
    """A text of ours in pieces: the names of records not yet in `linked` are links, and are added to it."""
    position = 0
    for mention in site.names.find(text):
        if mention.record in linked or mention.end - mention.start < SHORTEST_LINKED_NAME:
            continue
        linked.add(mention.record)
        if mention.start > position:
            yield Link(text[position : mention.start])
        yield Link(text[mention.start : mention.end], link(page, site.entries[mention.record].address))
        position = mention.end
    if position < len(text):
        yield Link(text[position:])


def _last_word_apart(found: tuple[Link, ...]) -> tuple[Link, ...]:
    """The pieces with the last word as one of its own, so that a template can keep it on a line with its marks."""
    before, space, word = found[-1].text.rpartition(" ") if found else ("", "", "")
    if not space or not word or found[-1].href:
        return found
    return (*found[:-1], Link(before + space), Link(word))
