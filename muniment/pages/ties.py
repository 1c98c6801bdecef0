"""Offices and relations of an actor, from both sides: as its own record states them, and as others state them of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.pages.parts import Link, Mark, Numbers, entry_link, marks
from muniment.records.actor import Office
from muniment.site import Entry, Site, SiteClaim


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office with the body that it is an office of, or with the person who holds it."""

    title: str
    other: Link | None
    as_of: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another actor with the claims that say how it is related."""

    actor: Link
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The actors to which this one stands in one way."""

    label: str
    actors: tuple[Related, ...]


def offices(site: Site, page: str, entry: Entry, numbers: Numbers) -> tuple[OfficeLine, ...]:
    """The offices of an actor, each with its body."""
    return tuple(_office(site, page, entry.id, office, office.of, numbers) for office in entry.record.offices)


def holders(site: Site, page: str, entry: Entry, numbers: Numbers) -> tuple[OfficeLine, ...]:
    """The offices in an actor that is a body, each with the person who holds it."""
    return tuple(_office(site, page, other.id, office, other.id, numbers) for other, office in _held(site, entry.id))


def relations(site: Site, page: str, entry: Entry, numbers: Numbers) -> tuple[RelationGroup, ...]:
    """The relations of an actor by kind, in the order of the vocabulary."""
    return tuple(_relations(site, page, entry, numbers))


def claims_of_others(site: Site, actor: str) -> Iterator[SiteClaim]:
    """The claims of other actors' records that say how these stand to the actor."""
    for other in site.of_type("actor"):
        for office in other.record.offices:
            if office.of == actor:
                yield from _claims(site, other.id, office.claims)
        for relation in other.record.relations:
            if relation.to == actor:
                yield from _claims(site, other.id, relation.claims)


def _office(site: Site, page: str, owner: str, office: Office, other: str | None, numbers: Numbers) -> OfficeLine:
    return OfficeLine(
        office.title,
        entry_link(site, page, other) if other else None,
        office.as_of.english if office.as_of else "",
        marks(site, page, owner, office.claims, numbers),
    )


def _held(site: Site, body: str) -> Iterator[tuple[Entry, Office]]:
    """The offices of a body, with those who hold them."""
    for other in site.of_type("actor"):
        for office in other.record.offices:
            if office.of == body:
                yield other, office


def _relations(site: Site, page: str, entry: Entry, numbers: Numbers) -> Iterator[RelationGroup]:
    """The relations that the record states, and those that other records state to it under their inverse labels."""
    for key, word in site.vocabulary.actor_relations.items():
        own = tuple(
            Related(entry_link(site, page, r.to), marks(site, page, entry.id, r.claims, numbers))
            for r in entry.record.relations
            if r.relation == key
        )
        others = tuple(
            Related(entry_link(site, page, other.id), marks(site, page, other.id, r.claims, numbers))
            for other in site.of_type("actor")
            for r in other.record.relations
            if r.to == entry.id and r.relation == key
        )
        yield from (
            RelationGroup(label, found) for label, found in ((word.label, own), (word.inverse, others)) if found
        )


def _claims(site: Site, owner: str, addresses: tuple[str, ...]) -> Iterator[SiteClaim]:
    yield from (claim for address in addresses if (claim := site.claim(address, owner)))
