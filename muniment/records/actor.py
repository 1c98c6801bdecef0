"""Actors: persons, groups, bodies and states that do something or say something."""

from typing import Annotated

from muniment.records.base import Date, Part, Record, Ref, Sentence, SomeClaims, Term, Text
from muniment.records.claim import ClaimsById
from muniment.records.names import Named


class Office(Part):
    """An office or rank, as a document gives it."""

    title: Text
    """The office in the document's words."""
    of: Annotated[str, Ref("actor")] | None = None
    """The body that it is an office of."""
    as_of: Date | None = None
    """When it was held, where a document says so."""
    claims: SomeClaims
    """The claims that say so."""


class Relation(Part):
    """A relation to another actor."""

    to: Annotated[str, Ref("actor")]
    """The other actor."""
    relation: Annotated[str, Term("actor_relations")]
    """The kind: part-of, led-by, allied-with …"""
    claims: SomeClaims
    """The claims that say so."""


class Actor(Named, Record):
    """A person, armed group, state body, state, organisation or company."""

    kind: Annotated[str, Term("actor_kinds")]
    """The kind of actor."""
    summary: tuple[Sentence, ...] = ()
    """Who this is according to the documents."""
    offices: tuple[Office, ...] = ()
    """Offices and ranks, as printed."""
    relations: tuple[Relation, ...] = ()
    """Affiliations and relations."""
    claims: ClaimsById = {}
    """Passages about the actor itself: offices, affiliations, descriptions."""
