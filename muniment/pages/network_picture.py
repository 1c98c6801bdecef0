"""The network of actors as a picture: whom it shows, which lines join them, what marks and letters mean."""

from collections import Counter
from string import ascii_lowercase

from msgspec import Struct

from muniment.draw.network import MOST, Drawn, Line, Placed, Spot, network
from muniment.draw.shapes import outline
from muniment.findings.ties import OFFICE, Tie, ties, together
from muniment.memo import remembered
from muniment.pages.page import link
from muniment.pages.parts import speaker
from muniment.pages.rows import plural
from muniment.pages.ties import relation_words
from muniment.site import Entry, Site

ADDRESS = "network.html"
FAINT = 100
"""How many pairs that only share events are drawn at most."""


class Kind(Struct, frozen=True):
    """A kind of actor as the picture tells it: by the place of its colour, by an outline, by a word."""

    place: int
    outline: str
    label: str
    count: int


class Spotted(Struct, frozen=True):
    """An actor in the picture."""

    id: str
    href: str
    title: str
    kind: int
    placed: Placed


class Stated(Struct, frozen=True):
    """A line of the picture: whom it joins, in which relation, what it says in words."""

    source: str
    target: str
    relation: str
    disputed: bool
    title: str
    drawn: Drawn


class Picture(Struct, frozen=True):
    """The network as a picture."""

    width: float
    height: float
    faint: tuple[Stated, ...]
    stated: tuple[Stated, ...]
    spots: tuple[Spotted, ...]


@remembered
def tie_counts(site: Site) -> Counter[str]:
    """How many stated relations each actor has."""
    return Counter(actor for tie in ties(site) for actor in (tie.source, tie.target))


def picture(site: Site, actors: tuple[Entry, ...], pairs: tuple[tuple[str, str], ...]) -> Picture:
    """The picture of these actors: their stated relations, and faint lines for the pairs that have none."""
    known, counts = {entry.id for entry in actors}, tie_counts(site)
    stated = [tie for tie in ties(site) if {tie.source, tie.target} <= known and tie.source != tie.target]
    joined = {frozenset((tie.source, tie.target)) for tie in stated}
    faint = [pair for pair in pairs if set(pair) <= known and frozenset(pair) not in joined]
    order = list(site.vocabulary.actor_kinds)
    spots = tuple(Spot(e.id, e.name, order.index(e.record.kind), counts[e.id]) for e in actors)  # type: ignore[attr-defined]
    lines = (*(_faint_line(site, *pair) for pair in faint), *(_stated_line(site, tie) for tie in stated))
    drawn = network(spots, lines)
    return Picture(
        drawn.width,
        drawn.height,
        tuple(_faint(site, pair, line) for pair, line in zip(faint, drawn.lines, strict=False)),
        tuple(_stated(site, tie, line) for tie, line in zip(stated, drawn.lines[len(faint) :], strict=True)),
        tuple(_spotted(site, entry, order, placed) for entry, placed in zip(actors, drawn.spots, strict=True)),
    )


def _faint_line(site: Site, one: str, other: str) -> Line:
    return Line(one, other, "", 0.15 + 0.05 * min(10, len(together(site)[one, other])), False)


def _stated_line(site: Site, tie: Tie) -> Line:
    label, inverse = relation_words(site, tie)
    return Line(tie.source, tie.target, letters(site)[tie.relation], 1.0, label != inverse)


def _faint(site: Site, pair: tuple[str, str], line: Drawn) -> Stated:
    one, other = (site.entries[id].name for id in pair)
    return Stated(*pair, "together", False, f"{one} and {other}: {len(together(site)[pair])} events together", line)


def _stated(site: Site, tie: Tie, line: Drawn) -> Stated:
    words = (
        f"{tie.title}, {relation_words(site, tie)[0].lower()}" if tie.title else relation_words(site, tie)[0].lower()
    )
    says = ", ".join(dict.fromkeys(speaker(site, claim) for claim in tie.claims))
    title = f"{site.entries[tie.source].name}: {words} {site.entries[tie.target].name}"
    title += f" (according to {says})" if says else ""
    denied = ", ".join(dict.fromkeys(speaker(site, claim) for claim in tie.against))
    title += f"; denied or doubted by {denied}" if denied else ""
    return Stated(tie.source, tie.target, tie.relation, bool(tie.against), title, line)


def _spotted(site: Site, entry: Entry, order: list[str], placed: Placed) -> Spotted:
    kind = entry.record.kind  # type: ignore[attr-defined]
    count = tie_counts(site)[entry.id]
    title = f"{entry.name}, {site.vocabulary.actor_kinds[kind].label.lower()}" + (
        f", {plural(count, 'stated relation')}" if count else ""
    )
    return Spotted(entry.id, link(ADDRESS, entry.address), title, order.index(kind), placed)


def kinds(site: Site, actors: tuple[Entry, ...]) -> tuple[Kind, ...]:
    """The kinds of these actors, as the legend shows them."""
    counts = Counter(entry.record.kind for entry in actors)  # type: ignore[attr-defined]
    return tuple(
        Kind(place, outline(place, 6.0), word.label, counts[key])
        for place, (key, word) in enumerate(site.vocabulary.actor_kinds.items())
        if counts[key]
    )


def often(site: Site) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The pairs that share the most events, as many as a picture bears, and the least number that they share.

    A pair that shares one event only is never among them.
    """
    sizes = Counter(len(events) for events in together(site).values())
    least, seen = 2, 0
    for size in sorted(sizes, reverse=True):
        seen += sizes[size]
        if seen > FAINT:
            least = max(least, size + 1)
            break
    found = [pair for pair, events in together(site).items() if len(events) >= least]
    return least, tuple(sorted(found, key=lambda pair: (-len(together(site)[pair]), pair)))


def shown(site: Site, pairs: tuple[tuple[str, str], ...]) -> tuple[Entry, ...]:
    """The actors that the picture shows: all that a line reaches, or those with the most lines."""
    counts, near = tie_counts(site), Counter(actor for pair in pairs for actor in pair)
    reached = sorted(counts | near, key=lambda id: (-counts[id], -near[id], id))[:MOST]
    return tuple(site.entries[id] for id in sorted(reached))


@remembered
def letters(site: Site) -> dict[str, str]:
    """The letter of each kind of relation that is stated, in the order of the vocabulary."""
    used = {tie.relation for tie in ties(site)}
    keys = [key for key in (*site.vocabulary.actor_relations, OFFICE) if key in used]
    return {key: ascii_lowercase[place % 26] for place, key in enumerate(keys)}
