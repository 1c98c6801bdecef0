"""The vocabulary: the closed lists of kinds, roles, relations and points, with labels and definitions in order."""

from typing import Annotated, Literal

from pydantic import Field

from muniment.records.base import Id, Part, Term, Text

Takes = Literal["count", "date", "place", "actor", "answer", "words"]


class Entry(Part):
    """A word of a closed list."""

    label: Text
    """How pages print it."""
    definition: Text
    """What it means, for editors and for the method page."""


class EventGroup(Entry):
    """A family of kinds of event: a lane of the timeline, a letter and a colour on its pictures."""

    mark: Annotated[str, Field(pattern=r"^[A-Z]$")]
    """The letter that stands for it where a picture has no room for the label."""


class EventKind(Entry):
    """A kind of event, with the family it belongs to."""

    group: Annotated[Id, Term("event_groups")] | None = None
    """The family, one of `event_groups`."""


class ActorKind(Entry):
    """A kind of actor, with what it means to programs that know only a few."""

    means: Literal["person", "organization", "public-body", "company"] | None = None
    """What the data that others read calls it; left out where none of these is right."""


class RelationEntry(Entry):
    """A word for a relation, with its label seen from the other side."""

    inverse: Text
    """The label on the other record's page."""


class ActorRelationEntry(RelationEntry):
    """A word for how an actor stands to another, with whether its word counts as the other's."""

    speaks: bool = False
    """Whether who stands so to another speaks for it: what is said so of its acts counts as its word, set apart."""
    part: bool = False
    """Whether who stands so to another is a part of it: the page of the whole leads to the acts of the part."""


class RoleEntry(Entry):
    """A role in an event, with what it says of an act."""

    act: Literal["done", "ascribed", "denied"] | None = None
    """Whether who has it did the act, is said by others to have done it, or denies it; left out where it is no act.

    By whose word it was done is computed from the claims.
    """
    deed: Text | None = None
    """What the act is called where a page says by whose word it was done; the label where left out."""


class LoadedWord(Part):
    """A word that takes sides when we use it: it may stand only inside quotation marks."""

    reason: Text
    """Why it takes sides."""
    instead: Text
    """What to write instead."""


class PointEntry(Entry):
    """A point that statements can be about."""

    takes: Takes
    """What its statements hold: a count, a date, a place, an actor, one of the answers declared, or words only."""


class Vocabulary(Part):
    """Every closed list of the site; the order in the file is the order on the pages."""

    event_groups: Annotated[dict[Id, EventGroup], Field(max_length=8)] = {}
    """Families of kinds of event, at most eight: the order gives each its colour."""
    event_kinds: dict[Id, EventKind]
    """Kinds of event."""
    actor_kinds: dict[Id, ActorKind]
    """Kinds of actor."""
    place_kinds: dict[Id, Entry]
    """Kinds of place."""
    genres: dict[Id, Entry]
    """Genres of document."""
    roles: dict[Id, RoleEntry]
    """Roles of an actor in an event."""
    relations: dict[Id, RelationEntry]
    """How an event stands to another."""
    actor_relations: dict[Id, ActorRelationEntry]
    """How an actor stands to another."""
    points: dict[Id, PointEntry]
    """Points that statements are about."""
    counted: dict[Id, Entry]
    """Whom or what figures count."""
    coverage_reasons: dict[Id, Entry]
    """Why a paragraph, a number or a name of a document needs no record."""
    common_capitals: tuple[Text, ...] = ()
    """Words with a capital letter that name no record by themselves: adjectives of nations, days, months, titles."""
    loaded_words: dict[Text, LoadedWord] = {}
    """Words that our own sentences do not use outside quotation marks; each with its forms in -s, -ed, -ing."""

    def __contains__(self, list_and_word: tuple[str, str]) -> bool:
        """Whether a list holds a word: `("roles", "struck") in vocabulary`."""
        return list_and_word[1] in getattr(self, list_and_word[0])
