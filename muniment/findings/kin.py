"""Kin: the actors that documents describe as part of another or speaking for it, with the acts recorded of each.

Nothing is merged: an act stays with the actor that the record names. Only a relation that is stated counts, never a
chain of two, and none that somebody denies or doubts.
"""

from msgspec import Struct

from muniment.findings.deeds import deeds
from muniment.findings.ties import Tie, ties_of
from muniment.site import Site


class Kin(Struct, frozen=True):
    """A part of an actor, by the first tie that says so, and in how many events it has an act."""

    actor: str
    tie: Tie
    events: int


def parts(site: Site, actor: str, standing: str = "") -> tuple[Kin, ...]:
    """The parts of an actor that have acts, of one standing if one is given; the most first.

    Never the other way: what a body did is no act of those who belong to it.
    """
    first: dict[str, Tie] = {}
    for tie in ties_of(site, actor):
        if tie.target == actor and _joins(site, tie):
            first.setdefault(tie.source, tie)
    kin = (Kin(part, tie, _events(site, part, standing)) for part, tie in first.items())
    return tuple(sorted((one for one in kin if one.events), key=lambda one: (-one.events, one.actor)))


def _joins(site: Site, tie: Tie) -> bool:
    """Whether a tie is stated, undisputed, and makes one actor part of another."""
    word = site.vocabulary.actor_relations.get(tie.relation)
    return bool(tie.claims and not tie.against and word and (word.part or word.speaks))


def _events(site: Site, actor: str, standing: str) -> int:
    """In how many events an actor has an act, of one standing if one is given."""
    return len({deed.event for deed in deeds(site).get(actor, ()) if standing in ("", deed.standing)})
