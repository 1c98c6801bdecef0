"""The index of actors: by kind, A to Z within a kind, with every form of the name that documents print."""

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, foot
from muniment.pages.rows import plural
from muniment.records.names import Named
from muniment.site import Entry, Site

ADDRESS = "actors/index.html"
TITLE = "Actors"


@dataclass(frozen=True, slots=True)
class Variant:
    """Another printed form of a name; `slip` says what is wrong with a misprint."""

    text: str
    lang: str
    slip: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in the index."""

    link: Link
    variants: tuple[Variant, ...]
    events: str
    documents: str


@dataclass(frozen=True, slots=True)
class Kind:
    """The actors of one kind."""

    anchor: str
    label: str
    actors: tuple[ActorRow, ...]


@dataclass(frozen=True, slots=True)
class ActorsView:
    """Every actor by kind."""

    title: str
    count: str
    kinds: tuple[Kind, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/actors.html", TITLE, later(view, site))


def view(site: Site) -> ActorsView:
    """All that the page shows."""
    actors = site.of_type("actor")
    kinds = tuple(
        _kind(site, kind, [a for a in actors if a.record.kind == kind]) for kind in site.vocabulary.actor_kinds
    )
    return ActorsView(
        TITLE, plural(len(actors), "actor"), tuple(kind for kind in kinds if kind.actors), foot(site, ADDRESS, TITLE)
    )


def _kind(site: Site, kind: str, actors: list[Entry]) -> Kind:
    rows = tuple(_row(site, actor) for actor in sorted(actors, key=alphabetical))
    return Kind(f"kind-{kind}", site.vocabulary.actor_kinds[kind].label, rows)


def _row(site: Site, actor: Entry) -> ActorRow:
    events = sum(any(p.actor == actor.id for p in event.record.participants) for event in site.of_type("event"))
    return ActorRow(
        Link(actor.name, link(ADDRESS, actor.address)),
        variants(actor.record),
        plural(events, "event") if events else "",
        plural(naming(site, actor.id), "document"),
    )


def variants(record: Named) -> tuple[Variant, ...]:
    """The other forms of a name that documents print."""
    return tuple(Variant(name.text, name.lang or "", name.slip or "") for name in record.names if not name.search_only)


def naming(site: Site, record: str) -> int:
    """How many documents name a record."""
    return sum(any(mention.record == record for mention in mentions) for mentions in site.mentions.values())


def alphabetical(entry: Entry) -> tuple[str, str]:
    """A record's place in an index from A to Z; a leading article does not count."""
    return entry.name.casefold().removeprefix("the "), entry.id
