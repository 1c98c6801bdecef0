"""Where else to look for acts: with the parts of an actor. Led to, never merged."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.findings.kin import Kin, parts
from muniment.pages.page import link
from muniment.pages.parts import Link
from muniment.pages.rows import plural
from muniment.pages.ties import relation_words
from muniment.site import Site


class Lead(Struct, frozen=True):
    """Another actor, leading to its acts: how documents describe the two, and in how many events it has an act."""

    actor: Link
    how: str
    count: str


def in_parts(site: Site, page: str, actor: str, standing: str) -> tuple[Lead, ...]:
    """The parts of an actor that have acts of one standing, each leading to these."""
    return tuple(_leads(site, page, parts(site, actor, standing), actor, f"deeds-{standing}"))


def anywhere(site: Site, page: str, actor: str) -> tuple[Lead, ...]:
    """For an actor without acts: its parts that have some."""
    return tuple(_leads(site, page, parts(site, actor), actor, "deeds"))


def _leads(site: Site, page: str, kin: Iterable[Kin], actor: str, anchor: str) -> Iterator[Lead]:
    name = site.entries[actor].name
    for one in kin:
        other = site.entries[one.actor]
        how, _ = relation_words(site, one.tie)
        href = link(page, f"{other.address}#{anchor}")
        yield Lead(Link(other.name, href), f"{how.lower()} {name}", plural(one.events, "event"))
