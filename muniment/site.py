"""The Site: every record by id, every claim by address, every back-reference; frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from msgspec import Struct

from muniment.basemap import Basemap
from muniment.memo import remembered
from muniment.mentions import Mention, NameIndex
from muniment.parse import Parsed, ParsedPage
from muniment.quotes import NotFound, Passage
from muniment.records.base import Record
from muniment.records.claim import Claim, Point, Statement
from muniment.records.document import Access
from muniment.records.vocabulary import PointEntry, Vocabulary
from muniment.settings import Settings
from muniment.strict_yaml import Path
from muniment.transcript import Transcript

CLAIM_OWNERS = ("event", "actor", "place", "outlet")
"""The types of record that hold claims."""
_UNDECLARED = Point()


class Entry(Struct, frozen=True):
    """A record with its id and the file that it stands in."""

    id: str
    type: str
    record: Record
    parsed: Parsed

    @property
    def name(self) -> str:
        """What the record is called on pages: its title or its display name."""
        held = self.record.__dict__
        return held.get("title") or held["name"]

    @property
    def address(self) -> str:
        """The path of its page from the site's root."""
        return f"{self.type}s/{self.id}.html"


class SiteClaim(Struct, frozen=True):
    """A claim with its address (`owner/id`) and the place of its quotation."""

    owner: str
    id: str
    claim: Claim
    passage: Passage | NotFound

    @property
    def address(self) -> str:
        """`record-id/claim-id`, the claim's permanent name."""
        return f"{self.owner}/{self.id}"

    @property
    def anchor(self) -> str:
        """The fragment of its passage on the document's page."""
        return f"{self.owner}--{self.id}"

    @property
    def own_anchor(self) -> str:
        """The fragment of the claim on its record's page."""
        return f"claim-{self.id}"

    def path(self, *rest: str | int) -> Path:
        """The way to it in its record's file."""
        return ("claims", self.id, *rest)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Site:
    """Everything that pages are made from.

    Two sites are never equal: what is computed of one is remembered for it alone.
    """

    settings: Settings
    vocabulary: Vocabulary
    entries: Mapping[str, Entry]
    transcripts: Mapping[str, Transcript] = field(repr=False)
    claims: Mapping[str, SiteClaim] = field(repr=False)
    names: NameIndex = field(repr=False)
    mentions: Mapping[str, tuple[Mention, ...]] = field(repr=False)
    printed: Mapping[str, frozenset[str]] = field(repr=False)
    """The folded forms of names that each document prints, inside longer words too."""
    pages: tuple[ParsedPage, ...] = field(repr=False)
    unsound: frozenset[str] = frozenset()
    """The records that name something missing or broken: that has its own message, and nothing more is told of them."""
    whole: bool = True
    """Whether every record could be read and every document be shown."""
    basemaps: tuple[Basemap, ...] = field(default=(), repr=False)
    """What maps lie on, the finest first."""

    def of_type(self, *types: str) -> tuple[Entry, ...]:
        """The records of these types, by id."""
        return _of_types(self, *types)

    def claim(self, address: str, owner: str) -> SiteClaim | None:
        """The claim that an address names, seen from the record `owner`."""
        return self.claims.get(address if "/" in address else f"{owner}/{address}")

    def claims_of(self, owner: str) -> tuple[SiteClaim, ...]:
        """A record's own claims, in the order of its file."""
        return _by_owner(self).get(owner, ())

    def claims_from(self, document: str) -> tuple[SiteClaim, ...]:
        """The claims that quote a document, in the order of their passages."""
        return _by_document(self).get(document, ())

    def point(self, owner: str, point: str) -> tuple[Point, PointEntry | None]:
        """What a record declares of a point (an empty declaration where it does not), and the vocabulary's entry."""
        declared = self.entries[owner].record.__dict__.get("points", {}).get(point)
        return declared or _UNDECLARED, self.vocabulary.points.get(point)

    def takes(self, owner: str, point: str) -> str | None:
        """What statements about a point hold: count, date, place, actor, answer or words; None for an unknown point."""
        declared, entry = self.point(owner, point)
        return declared.takes or (entry.takes if entry else None)

    def access(self, document: str) -> Access:
        """What readers see of a document."""
        return self.entries[document].record.access or self.settings.documents.access  # type: ignore[attr-defined]

    def statements(self, owner: str) -> Iterator[tuple[SiteClaim, int, Statement]]:
        """Every statement of a record's claims, with its claim and its position there."""
        for claim in self.claims_of(owner):
            for index, statement in enumerate(claim.claim.says):
                yield claim, index, statement


@remembered
def _of_types(site: Site, *types: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in site.entries.values() if entry.type in types)


@remembered
def _by_owner(site: Site) -> Mapping[str, tuple[SiteClaim, ...]]:
    found: dict[str, list[SiteClaim]] = {}
    for claim in site.claims.values():
        found.setdefault(claim.owner, []).append(claim)
    return {owner: tuple(claims) for owner, claims in found.items()}


@remembered
def _by_document(site: Site) -> Mapping[str, tuple[SiteClaim, ...]]:
    found: dict[str, list[SiteClaim]] = {}
    for claim in site.claims.values():
        if isinstance(claim.passage, Passage):
            found.setdefault(claim.claim.document, []).append(claim)
    return {document: tuple(sorted(claims, key=_in_place)) for document, claims in found.items()}


def _in_place(claim: SiteClaim) -> tuple:
    return claim.passage.spans, claim.address  # type: ignore[union-attr]


def frozen(mapping: dict) -> Mapping:
    """A read-only view of a mapping that nobody else holds."""
    return MappingProxyType(mapping)
