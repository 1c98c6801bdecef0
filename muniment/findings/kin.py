"""Kin: the actors that documents describe as part of another or speaking for it, with the acts recorded of each.

Nothing is merged: an act stays with the actor that the record names. Only a relation that is stated counts, never a
chain of two, and none that somebody denies or doubts.
"""

from msgspec import Struct

from muniment.findings.deeds import deeds
from muniment.findings.ties import Tie, ties_of
from muniment.records.vocabulary import ActorRelationEntry
from muniment.site import Site


class Kin(Struct, frozen=True):
    """An actor related to another, by the first tie that says so, and in how many events it has an act."""

    actor: str
    tie: Tie
    events: int


def parts(site: Site, actor: str, standing: str = "") -> tuple[Kin, ...]:
    """The parts of an actor that have acts, of one standing if one is given; the most first.

    Never the other way: what a body did is no act of those who belong to it.
    """
    return _with_acts(site, {tie.source: tie for tie in _ties(site, actor) if tie.target == actor}, standing)


def _ties(site: Site, actor: str) -> tuple[Tie, ...]:
    """The ties that make one actor part of another; the first of a pair last, so that it is the one kept."""
    words = site.vocabulary.actor_relations
    return tuple(
        tie
        for tie in reversed(ties_of(site, actor))
        if tie.claims and not tie.against and tie.relation in words and _joins(words[tie.relation])
    )


def _joins(word: ActorRelationEntry) -> bool:
    return word.part or word.speaks


def _with_acts(site: Site, found: dict[str, Tie], standing: str) -> tuple[Kin, ...]:
    kin = (Kin(other, tie, _events(site, other, standing)) for other, tie in found.items())
    return tuple(sorted((one for one in kin if one.events), key=lambda one: (-one.events, one.actor)))


def _events(site: Site, actor: str, standing: str) -> int:
    """In how many events an actor has an act, of one standing if one is given."""
    return len({deed.event for deed in deeds(site).get(actor, ()) if standing in ("", deed.standing)})
