"""The network of actors: a way in by actor, the stated relations as a picture, and the table that is its twin."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.draw.network import MOST
from muniment.findings.ties import OFFICE, Tie, ties, together
from muniment.pages.actors import alphabetical
from muniment.pages.network_picture import ADDRESS, Kind, Picture, kinds, letters, often, picture, shown, tie_counts
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, Numbers, Quotation, entry_link, foot, numbered, quotations
from muniment.pages.rows import events_by_date, plural
from muniment.pages.ties import Saying, sayings
from muniment.site import Site

TITLE = "Network"
FIRST = 18
"""How many actors the way in shows before it folds."""


class Choice(Struct, frozen=True):
    """An actor to start from, with its number of stated relations."""

    id: str
    link: Link
    ties: str


class TieRow(Struct, frozen=True):
    """A stated relation in the table: who, how, to whom, who says so, and who denies or doubts it."""

    source: Link
    target: Link
    source_id: str
    target_id: str
    title: str
    sayings: tuple[Saying, ...]
    against: tuple[Saying, ...]


class Relation(Struct, frozen=True):
    """A kind of relation: its letter in the picture, its words, its rows."""

    key: str
    letter: str
    label: str
    meaning: str
    rows: tuple[TieRow, ...]


class Pair(Struct, frozen=True):
    """Two actors with the events in which both have a part."""

    one: Link
    other: Link
    one_id: str
    other_id: str
    events: tuple[Link, ...]


class NetworkView(Struct, frozen=True):
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
    yield Page(ADDRESS, "pages/network.html", TITLE, later(_view, site))


def _view(site: Site) -> NetworkView:
    stated = ties(site)
    numbers = numbered(claim.address for tie in stated for claim in (*tie.claims, *tie.against))
    shared, pairs = often(site)
    reached = shown(site, pairs)
    choices = _choices(site)
    return NetworkView(
        title=TITLE,
        actors=f"{len(tie_counts(site))} of {plural(len(choices), 'actor')}",
        count=plural(len(stated), "stated relation"),
        drawn=_drawn_words(len(reached), len(choices)),
        first=choices[:FIRST],
        rest=tuple(sorted(choices[FIRST:], key=lambda choice: alphabetical(site.entries[choice.id]))),
        picture=picture(site, reached, pairs) if reached else None,
        kinds=kinds(site, reached),
        relations=_relations(site, numbers),
        disputed=any(tie.against for tie in stated),
        shared=shared,
        pairs=tuple(_pair(site, *pair) for pair in pairs),
        quotations=quotations(site, ADDRESS, "", numbers),
        foot=foot(site, ADDRESS, TITLE),
    )


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


def _relations(site: Site, numbers: Numbers) -> tuple[Relation, ...]:
    rows: dict[str, list[TieRow]] = {}
    by_name = sorted(ties(site), key=lambda tie: (alphabetical(site.entries[tie.source]), tie.target))
    for tie in by_name:
        rows.setdefault(tie.relation, []).append(_row(site, tie, numbers))
    return tuple(Relation(key, letter, *_words(site, key), tuple(rows[key])) for key, letter in letters(site).items())


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


def _drawn_words(count: int, actors: int) -> str:
    if count == actors:
        return "All of them are drawn."
    return f"{plural(count, 'actor')} drawn: those that a line reaches, at most {MOST}."
