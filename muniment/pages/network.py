"""The network of actors: a way in by actor, the stated relations as a picture, and the table that is its twin."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from muniment.draw.network import MOST, Drawn, Line, Placed, Spot, network
from muniment.draw.shapes import outline
from muniment.findings.ties import OFFICE, Tie, ties, together
from muniment.memo import remembered
from muniment.pages.actors import alphabetical
from muniment.pages.page import Page, link
from muniment.pages.parts import Foot, Link, Numbers, Quotation, entry_link, foot, numbered, quotations, speaker
from muniment.pages.rows import events_by_date, plural
from muniment.pages.ties import Saying, relation_words, sayings
from muniment.site import Entry, Site

ADDRESS = "network.html"
TITLE = "Network"
FAINT = 100
"""How many pairs that only share events are drawn at most."""
FIRST = 18
"""How many actors the way in shows before it folds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An actor to start from, with its number of stated relations."""

    id: str
    link: Link
    ties: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of actor as the picture tells it: by the place of its colour, by an outline, by a word."""

    place: int
    outline: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Spotted:
    """An actor in the picture."""

    id: str
    href: str
    title: str
    kind: int
    placed: Placed


@dataclass(frozen=True, slots=True)
class Stated:
    """A line of the picture: whom it joins, in which relation, what it says in words."""

    source: str
    target: str
    relation: str
    disputed: bool
    title: str
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class Picture:
    """The network as a picture."""

    width: float
    height: float
    faint: tuple[Stated, ...]
    stated: tuple[Stated, ...]
    spots: tuple[Spotted, ...]


@dataclass(frozen=True, slots=True)
class TieRow:
    """A stated relation in the table: who, how, to whom, who says so, and who denies or doubts it."""

    source: Link
    target: Link
    source_id: str
    target_id: str
    title: str
    sayings: tuple[Saying, ...]
    against: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of relation: its letter in the picture, its words, its rows."""

    key: str
    letter: str
    label: str
    meaning: str
    rows: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors with the events in which both have a part."""

    one: Link
    other: Link
    one_id: str
    other_id: str
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The page, from top to bottom. `shared` is the least number of events that a faint line stands for."""

    title: str
    actors: str
    count: str
    drawn: str
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    picture: Picture | None
    kinds: tuple[Kind, ...]
    relations: tuple[Relation, ...]
    disputed: bool
    shared: int
    pairs: tuple[Pair, ...]
    quotations: tuple[Quotation, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    stated = ties(site)
    numbers = numbered(claim.address for tie in stated for claim in (*tie.claims, *tie.against))
    shared, pairs = _often(site)
    shown = _shown(site, pairs)
    choices = _choices(site)
    view = NetworkView(
        title=TITLE,
        actors=f"{len(tie_counts(site))} of {plural(len(choices), 'actor')}",
        count=plural(len(stated), "stated relation"),
        drawn=_drawn_words(len(shown), len(choices)),
        first=choices[:FIRST],
        rest=tuple(sorted(choices[FIRST:], key=lambda choice: alphabetical(site.entries[choice.id]))),
        picture=_picture(site, shown, pairs) if shown else None,
        kinds=_kinds(site, shown),
        relations=_relations(site, numbers),
        disputed=any(tie.against for tie in stated),
        shared=shared,
        pairs=tuple(_pair(site, *pair) for pair in pairs),
        quotations=quotations(site, ADDRESS, "", numbers),
        foot=foot(site, ADDRESS, TITLE),
    )
    yield Page(ADDRESS, "pages/network.html", TITLE, view)


@remembered
def tie_counts(site: Site) -> Counter[str]:
    """How many stated relations each actor has."""
    return Counter(actor for tie in ties(site) for actor in (tie.source, tie.target))


def _choices(site: Site) -> tuple[Choice, ...]:
    """Every actor, those with the most stated relations first."""
    counts = tie_counts(site)
    ordered = sorted(site.of_type("actor"), key=lambda actor: (-counts[actor.id], alphabetical(actor)))
    return tuple(
        Choice(
            actor.id,
            Link(actor.name, link(ADDRESS, actor.address + ("#relations" if counts[actor.id] else ""))),
            plural(counts[actor.id], "relation") if counts[actor.id] else "",
        )
        for actor in ordered
    )


def _often(site: Site) -> tuple[int, tuple[tuple[str, str], ...]]:
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


def _shown(site: Site, pairs: tuple[tuple[str, str], ...]) -> tuple[Entry, ...]:
    """The actors that the picture shows: all that a line reaches, or those with the most lines."""
    counts, often = tie_counts(site), Counter(actor for pair in pairs for actor in pair)
    reached = sorted(counts | often, key=lambda id: (-counts[id], -often[id], id))[:MOST]
    return tuple(site.entries[id] for id in sorted(reached))


def _picture(site: Site, shown: tuple[Entry, ...], pairs: tuple[tuple[str, str], ...]) -> Picture:
    known, counts = {entry.id for entry in shown}, tie_counts(site)
    stated = [tie for tie in ties(site) if {tie.source, tie.target} <= known and tie.source != tie.target]
    joined = {frozenset((tie.source, tie.target)) for tie in stated}
    faint = [pair for pair in pairs if set(pair) <= known and frozenset(pair) not in joined]
    kinds = list(site.vocabulary.actor_kinds)
    spots = tuple(Spot(e.id, e.name, kinds.index(e.record.kind), counts[e.id]) for e in shown)  # type: ignore[attr-defined]
    lines = (*(_faint_line(site, *pair) for pair in faint), *(_stated_line(site, tie) for tie in stated))
    drawn = network(spots, lines)
    return Picture(
        drawn.width,
        drawn.height,
        tuple(_faint(site, pair, line) for pair, line in zip(faint, drawn.lines, strict=False)),
        tuple(_stated(site, tie, line) for tie, line in zip(stated, drawn.lines[len(faint) :], strict=True)),
        tuple(_spotted(site, entry, kinds, placed) for entry, placed in zip(shown, drawn.spots, strict=True)),
    )


def _faint_line(site: Site, one: str, other: str) -> Line:
    return Line(one, other, "", 0.15 + 0.05 * min(10, len(together(site)[one, other])), False)


def _stated_line(site: Site, tie: Tie) -> Line:
    label, inverse = relation_words(site, tie)
    return Line(tie.source, tie.target, _letters(site)[tie.relation], 1.0, label != inverse)


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


def _spotted(site: Site, entry: Entry, kinds: list[str], placed: Placed) -> Spotted:
    kind = entry.record.kind  # type: ignore[attr-defined]
    count = tie_counts(site)[entry.id]
    title = f"{entry.name}, {site.vocabulary.actor_kinds[kind].label.lower()}" + (
        f", {plural(count, 'stated relation')}" if count else ""
    )
    return Spotted(entry.id, link(ADDRESS, entry.address), title, kinds.index(kind), placed)


def _kinds(site: Site, shown: tuple[Entry, ...]) -> tuple[Kind, ...]:
    counts = Counter(entry.record.kind for entry in shown)  # type: ignore[attr-defined]
    return tuple(
        Kind(place, outline(place, 6.0), word.label, counts[key])
        for place, (key, word) in enumerate(site.vocabulary.actor_kinds.items())
        if counts[key]
    )


@remembered
def _letters(site: Site) -> dict[str, str]:
    """The letter of each kind of relation that is stated, in the order of the vocabulary."""
    used = {tie.relation for tie in ties(site)}
    keys = [key for key in (*site.vocabulary.actor_relations, OFFICE) if key in used]
    return {key: ascii_lowercase[place % 26] for place, key in enumerate(keys)}


def _relations(site: Site, numbers: Numbers) -> tuple[Relation, ...]:
    rows: dict[str, list[TieRow]] = {}
    by_name = sorted(ties(site), key=lambda tie: (alphabetical(site.entries[tie.source]), tie.target))
    for tie in by_name:
        rows.setdefault(tie.relation, []).append(_row(site, tie, numbers))
    return tuple(Relation(key, letter, *_words(site, key), tuple(rows[key])) for key, letter in _letters(site).items())


def _words(site: Site, key: str) -> tuple[str, str]:
    if key == OFFICE:
        return "Office in", "Holds an office of the other, as printed; no other relation is recorded."
    word = site.vocabulary.actor_relations[key]
    return word.label, word.definition


def _row(site: Site, tie: Tie, numbers: Numbers) -> TieRow:
    return TieRow(
        entry_link(site, ADDRESS, tie.source),
        entry_link(site, ADDRESS, tie.target),
        tie.source,
        tie.target,
        tie.title,
        sayings(site, ADDRESS, tie.claims, numbers),
        sayings(site, ADDRESS, tie.against, numbers),
    )


def _pair(site: Site, one: str, other: str) -> Pair:
    shared = set(together(site)[one, other])
    events = tuple(entry_link(site, ADDRESS, event.id) for event in events_by_date(site) if event.id in shared)
    return Pair(entry_link(site, ADDRESS, one), entry_link(site, ADDRESS, other), one, other, events)


def _drawn_words(shown: int, actors: int) -> str:
    if shown == actors:
        return "All of them are drawn."
    return f"{plural(shown, 'actor')} drawn: those that a line reaches, at most {MOST}."
