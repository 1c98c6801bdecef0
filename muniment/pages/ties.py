"""Offices and relations of an actor, from both sides: as its own record states them, and as others state them of it."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.findings.ties import OFFICE, Tie, ties_of
from muniment.memo import remembered
from muniment.pages.links import author_name, voices
from muniment.pages.parts import Link, Mark, Numbers, entry_link, mark
from muniment.records.actor import Office
from muniment.site import Entry, Site, SiteClaim

OFFICE_WORDS = ("Office in", "Has as office-holder")
"""What a tie that only an office states is called, from either side."""


class Saying(Struct, frozen=True):
    """A voice with the marks of all that it says on one matter; an author's name leads nowhere."""

    voice: tuple[Link, ...]
    marks: tuple[Mark, ...]


class OfficeLine(Struct, frozen=True):
    """An office with the body that it is an office of, or with the person who holds it; `when` may be empty."""

    title: str
    other: Link | None
    when: str
    iso: str
    sayings: tuple[Saying, ...]


class Related(Struct, frozen=True):
    """Another actor with how this one is said to stand to it, who says so, and who denies or doubts it."""

    label: str
    title: str
    actor: Link
    id: str
    sayings: tuple[Saying, ...]
    against: tuple[Saying, ...]


def offices(site: Site, page: str, entry: Entry, numbers: Numbers) -> tuple[OfficeLine, ...]:
    """The offices of an actor, each with its body: dated ones in order of time, then the undated as in the file."""
    return _in_time(((office, entry.id, office.of) for office in entry.record.offices), site, page, numbers)


def holders(site: Site, page: str, entry: Entry, numbers: Numbers) -> tuple[OfficeLine, ...]:
    """The offices in an actor that is a body, each with the person who holds it, likewise in order of time."""
    return _in_time(((office, other, other) for other, office in _held(site).get(entry.id, ())), site, page, numbers)


def relations(site: Site, page: str, entry: Entry, numbers: Numbers) -> tuple[Related, ...]:
    """The stated relations of an actor in the order of the vocabulary, an office that no relation covers last."""
    order = {key: place for place, key in enumerate(site.vocabulary.actor_relations)}
    found = sorted(
        ties_of(site, entry.id), key=lambda tie: (order.get(tie.relation, len(order)), tie.target == entry.id)
    )
    return tuple(_related(site, page, entry.id, tie, numbers) for tie in found)


def relation_words(site: Site, tie: Tie) -> tuple[str, str]:
    """What a tie is called seen from its source, and seen from its target."""
    if tie.relation == OFFICE:
        return OFFICE_WORDS
    word = site.vocabulary.actor_relations[tie.relation]
    return word.label, word.inverse


def sayings(site: Site, page: str, claims: Iterable[SiteClaim], numbers: Numbers) -> tuple[Saying, ...]:
    """Who says so, each voice once, with the marks of its passages."""
    found: dict[tuple[Link, ...], list[SiteClaim]] = {}
    for claim in claims:
        voice = voices(site, page, claim) or (Link(author_name(site, claim.claim.document)),)
        found.setdefault(voice, []).append(claim)
    return tuple(Saying(voice, _marks(site, page, said, numbers)) for voice, said in found.items())


def claims_of_others(site: Site, actor: str) -> Iterator[SiteClaim]:
    """The claims of other records that say how these stand to the actor, or deny what its own record states."""
    for other, office in _held(site).get(actor, ()):
        yield from _claims(site, other, office.claims)
    for tie in ties_of(site, actor):
        yield from (*tie.claims, *tie.against)


def _in_time(found: Iterable[tuple[Office, str, str | None]], site: Site, page: str, numbers: Numbers):
    lines = [(office, _office(site, page, owner, office, other, numbers)) for office, owner, other in found]
    dated = sorted((one for one in lines if one[0].as_of), key=lambda one: one[0].as_of.sort_key)  # type: ignore[union-attr]
    return tuple(line for _, line in (*dated, *(one for one in lines if not one[0].as_of)))


def _office(site: Site, page: str, owner: str, office: Office, other: str | None, numbers: Numbers) -> OfficeLine:
    return OfficeLine(
        office.title,
        entry_link(site, page, other) if other else None,
        office.as_of.english if office.as_of else "",
        office.as_of.iso if office.as_of else "",
        sayings(site, page, _claims(site, owner, office.claims), numbers),
    )


@remembered
def _held(site: Site) -> dict[str, tuple[tuple[str, Office], ...]]:
    """The offices of each body, with those who hold them."""
    found: dict[str, list[tuple[str, Office]]] = {}
    for other in site.of_type("actor"):
        for office in other.record.offices:  # type: ignore[attr-defined]
            if office.of:
                found.setdefault(office.of, []).append((other.id, office))
    return {body: tuple(offices) for body, offices in found.items()}


def _related(site: Site, page: str, actor: str, tie: Tie, numbers: Numbers) -> Related:
    here, there = relation_words(site, tie)
    label, other = (here, tie.target) if tie.source == actor else (there, tie.source)
    return Related(
        label,
        tie.title,
        entry_link(site, page, other),
        other,
        sayings(site, page, tie.claims, numbers),
        sayings(site, page, tie.against, numbers),
    )


def _claims(site: Site, owner: str, addresses: tuple[str, ...]) -> Iterator[SiteClaim]:
    yield from (claim for address in addresses if (claim := site.claim(address, owner)))


def _marks(site: Site, page: str, claims: list[SiteClaim], numbers: Numbers) -> tuple[Mark, ...]:
    found = (mark(site, page, claim, numbers[claim.address]) for claim in claims)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.number))
