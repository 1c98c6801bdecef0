"""Where the open page is written: the file of its record, its seed, and the line of each claim on it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from muniment.quotes import cut as words_of
from muniment.serve.places import Place, Places
from muniment.settings import FILE
from muniment.site import Entry, Site, SiteClaim

VOCABULARY = "content/vocabulary.yaml"
LISTS = {
    "events/index.html": "event_kinds",
    "timeline.html": "event_groups",
    "actors/index.html": "actor_kinds",
    "network.html": "actor_relations",
    "places/index.html": "place_kinds",
    "documents/index.html": "genres",
}
"""The pages that the lists of the vocabulary give their headings and their order."""


_SHOWN = re.compile(rb'data-quotation="([a-z0-9/-]+)"')


class ClaimLine(Struct, frozen=True):
    """A claim of the open page: its id (with its record's, where it is another's), words, anchor, and line."""

    id: str
    words: str
    anchor: str
    place: Place


class Written(Struct, frozen=True):
    """The files that a page is written in, and its claims; `whose` says in words which claims they are.

    `quoted` has the line of each claim whose words stand on the page, by the claim's address.
    """

    files: tuple[Place, ...]
    whose: str
    claims: tuple[ClaimLine, ...]
    quoted: Mapping[str, Place]


def written(site: Site, places: Places, page: str, printed: bytes) -> Written:
    """Where the page at an address is written, no file where it is computed from many; `printed` is what it shows."""
    files, whose, claims = _written(site, places, page)
    quoted = (site.claims[address] for address in _addresses(printed) if address in site.claims)
    return Written(files, whose, claims, {claim.address: _place(site, places, claim) for claim in quoted})


def _addresses(printed: bytes) -> Iterable[str]:
    return dict.fromkeys(address.decode() for address in _SHOWN.findall(printed))


def _written(site: Site, places: Places, page: str) -> tuple[tuple[Place, ...], str, tuple[ClaimLine, ...]]:
    entry = next((entry for entry in site.entries.values() if entry.address == page), None)
    if entry is None:
        return tuple(_files(site, places, page)), "", ()
    if entry.type == "document":
        seed = f"seeds/{entry.record.seed}"  # type: ignore[attr-defined]
        files = places.of(entry), places.at(seed, entry.record.lines.first)  # type: ignore[attr-defined]
        return files, "Claims on this document", tuple(_lines(site, places, entry, site.claims_from(entry.id)))
    return (places.of(entry),), "Claims of this record", tuple(_lines(site, places, entry, site.claims_of(entry.id)))


def _files(site: Site, places: Places, page: str) -> Iterator[Place]:
    """The file of a page that is no record's."""
    yield from (places.at(text.file.path) for text in site.pages if f"{text.id}.html" == page)
    if page in LISTS:
        yield places.in_file(VOCABULARY, LISTS[page])
    if page == "index.html":
        yield places.at(FILE)


def _lines(site: Site, places: Places, entry: Entry, claims: tuple[SiteClaim, ...]) -> Iterator[ClaimLine]:
    for claim in claims:
        own = claim.owner == entry.id
        words = words_of(site.transcripts[claim.claim.document], claim.passage)  # type: ignore[arg-type]
        id, anchor = (claim.id, claim.own_anchor) if own else (claim.address, claim.anchor)
        yield ClaimLine(id, words, anchor, _place(site, places, claim))


def _place(site: Site, places: Places, claim: SiteClaim) -> Place:
    return places.of(site.entries[claim.owner], *claim.path())  # type: ignore[arg-type]
