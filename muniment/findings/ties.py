"""Ties between actors: the relations and offices that documents state, who says so, and who appears with whom."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from muniment.memo import remembered
from muniment.records.claim import Statement
from muniment.site import Site, SiteClaim, frozen

OFFICE = "office"
"""The kind of a tie that only an office states: no relation of the vocabulary is recorded between the two."""
AGAINST = ("denies", "doubts", "finds-no-evidence")
"""The stances that set a claim against what another says."""


class Tie(Struct, frozen=True):
    """How one actor is said to stand to another, with the claims that say so and those that answer them.

    `relation` is a key of the vocabulary, or OFFICE; then `title` is the office as printed. `against` holds the
    claims that deny or doubt what the others say.
    """

    source: str
    target: str
    relation: str
    title: str
    claims: tuple[SiteClaim, ...]
    against: tuple[SiteClaim, ...]


@remembered
def ties(site: Site) -> tuple[Tie, ...]:
    """Every stated tie, by the actors' ids; an office in a body counts where no relation to it is recorded."""
    return tuple(tie for actor in site.of_type("actor") for tie in _stated(site, actor.id))


def ties_of(site: Site, actor: str) -> tuple[Tie, ...]:
    """The ties that an actor's own record states, then those that other records state to it."""
    return _by_actor(site).get(actor, ())


@remembered
def together(site: Site) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The events in which two actors both have a part, by the pair of their ids in order of the alphabet."""
    found: dict[tuple[str, str], list[str]] = {}
    for event in site.of_type("event"):
        present = sorted({part.actor for part in event.record.participants})  # type: ignore[attr-defined]
        for pair in combinations(present, 2):
            found.setdefault(pair, []).append(event.id)
    return frozen({pair: tuple(events) for pair, events in found.items()})


@remembered
def companions(site: Site) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each actor the others with the number of events in which both have a part, the most first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for (one, other), events in together(site).items():
        found.setdefault(one, []).append((other, len(events)))
        found.setdefault(other, []).append((one, len(events)))
    return frozen({actor: tuple(sorted(others, key=lambda o: (-o[1], o[0]))) for actor, others in found.items()})


def _stated(site: Site, actor: str) -> Iterator[Tie]:
    record = site.entries[actor].record
    for relation in record.relations:  # type: ignore[attr-defined]
        yield _tie(site, actor, relation.to, relation.relation, "", relation.claims)
    related = {relation.to for relation in record.relations}  # type: ignore[attr-defined]
    for office in record.offices:  # type: ignore[attr-defined]
        if office.of and office.of not in related:
            yield _tie(site, actor, office.of, OFFICE, office.title, office.claims)


def _tie(site: Site, source: str, target: str, relation: str, title: str, addresses: Iterable[str]) -> Tie:
    claims = tuple(claim for address in addresses if (claim := site.claim(address, source)))
    saying = tuple(claim for claim in claims if not _only_against(claim.claim.says))
    answers = (answer for claim in saying for answer in _answers(site).get(claim.address, ()))
    against = dict.fromkeys([*(claim for claim in claims if claim not in saying), *answers])
    return Tie(source, target, relation, title, saying, tuple(against))


def _only_against(statements: tuple[Statement, ...]) -> bool:
    return all(statement.stance in AGAINST for statement in statements)


@remembered
def _answers(site: Site) -> dict[str, tuple[SiteClaim, ...]]:
    """The claims that deny or doubt another claim, by the address of that one."""
    found: dict[str, dict[str, SiteClaim]] = {}
    for claim in site.claims.values():
        for statement in claim.claim.says:
            if statement.about and statement.stance in AGAINST:
                about = site.claim(statement.about, claim.owner)
                if about:
                    found.setdefault(about.address, {})[claim.address] = claim
    return {address: tuple(claims.values()) for address, claims in found.items()}


@remembered
def _by_actor(site: Site) -> dict[str, tuple[Tie, ...]]:
    own: dict[str, list[Tie]] = {}
    others: dict[str, list[Tie]] = {}
    for tie in ties(site):
        own.setdefault(tie.source, []).append(tie)
        others.setdefault(tie.target, []).append(tie)
    return {actor: (*own.get(actor, ()), *others.get(actor, ())) for actor in own | others}
