"""Events: what happened, or is said to have happened, or stood for a time, with every claim about it."""

from typing import Annotated, Literal

from pydantic import Field

from muniment.records.base import (
    ClaimAddress,
    Claims,
    Date,
    Fact,
    Id,
    Many,
    Part,
    Record,
    Ref,
    Sentence,
    SomeClaims,
    Term,
    Text,
)
from muniment.records.claim import ClaimsById, Point


class Participant(Part):
    """An actor in its role in an event."""

    actor: Annotated[str, Ref("actor")]
    """The actor."""
    role: Annotated[str, Term("roles")]
    """The role: fired, struck, accused …"""
    claims: SomeClaims
    """The claims that say so."""


class Link(Part):
    """How this event stands to another one."""

    to: Annotated[str, Ref("event")]
    """The other event."""
    relation: Annotated[str, Term("relations")]
    """This event is its …: stated-response-to, followed-by, part-of, maybe-same-as."""
    claims: Claims = ()
    """The claims that say so."""
    basis: Text | None = None
    """Why, where no claim says so in words."""


class Slip(Part):
    """A plain error in a source: the words are kept and flagged."""

    claim: ClaimAddress
    """The claim that holds it."""
    words: Text
    """The erring words, as they stand in the quotation."""
    note: Text
    """What seems wrong and how we see it."""


class Silence(Part):
    """What somebody does not say, and which kind of silence it is."""

    who: Annotated[str, Ref("actor", "outlet", "document")]
    """Who is silent."""
    kind: Literal["denies", "declines-to-say", "does-not-mention", "no-document"]
    """Denies, declines to say, does not mention, or we hold no document of theirs."""
    point: Text | None = None
    """The point that the silence is about; the whole event where left out."""
    text: Text
    """What is missing, in a sentence of ours."""
    claims: Claims = ()
    """The claims that show it, where a document does."""


class Unknown(Part):
    """What is not known, and what would settle it."""

    text: Text
    """The open question."""
    settle: Text
    """What kind of evidence would settle it."""
    claims: Claims = ()
    """The claims that leave it open."""


class Event(Record):
    """Something that happened, is said to have happened, or stood for a time."""

    title: Text
    """The headline of the page: only what is printed and undisputed."""
    kind: Annotated[str, Term("event_kinds")]
    """The kind of event."""
    importance: Literal["core", "secondary", "background"]
    """Core events carry the story; secondary ones surround it; background lies before it."""
    date: Fact[Date] | None = None
    """When, in EDTF, never more precise than the sources."""
    place: Fact[Many[Annotated[str, Ref("place")]]] | None = None
    """Where: one or more places."""
    summary: tuple[Sentence, ...] = ()
    """What the documents say, one sentence an item."""
    points: dict[Id, Point] = {}
    """The points at issue, in the order of the page."""
    claims: Annotated[ClaimsById, Field(min_length=1)]
    """Every passage about it."""
    participants: tuple[Participant, ...] = ()
    """Who took part, in which role."""
    links: tuple[Link, ...] = ()
    """How it stands to other events."""
    silences: tuple[Silence, ...] = ()
    """Who does not say what."""
    unknowns: tuple[Unknown, ...] = ()
    """What is not known."""
    slips: tuple[Slip, ...] = ()
    """Plain errors of the sources."""
