"""The small network of one actor: its stated relations on one side, those in the same events on the other."""

from msgspec import Struct

from muniment.draw.ego import Beside, Fan, Spoke, Stem, fan, stem
from muniment.findings.ties import companions
from muniment.pages.page import link
from muniment.pages.parts import Link
from muniment.pages.rows import plural
from muniment.pages.ties import Related
from muniment.site import Entry, Site

MOST_RELATED, MOST_TOGETHER = 14, 8
"""How many rows the picture has on either side at most; the table has them all."""


class Row(Struct, frozen=True):
    """A row of the picture with the page that it leads to; `twig` is its line where the screen is narrow."""

    href: str
    title: str
    kind: int
    disputed: bool
    spoke: Spoke
    twig: Spoke


class Companion(Struct, frozen=True):
    """Another actor with the number of events in which both have a part."""

    actor: Link
    count: int


class Ego(Struct, frozen=True):
    """The small network, wide and narrow; `left_out` says how many stated relations it has no room for."""

    fan: Fan
    stem: Stem
    related: tuple[Row, ...]
    together: tuple[Row, ...]
    left_out: int


def ego(site: Site, page: str, entry: Entry, relations: tuple[Related, ...]) -> Ego | None:
    """The small network of an actor; none where nobody stands beside it."""
    merged = _merged(relations)
    related, beside = merged[:MOST_RELATED], together_with(site, page, entry)
    if not related and not beside:
        return None
    others = [id for id, _ in companions(site).get(entry.id, ())][: len(beside)]
    left = [Beside(group[0].actor.text, _words(group), _kind(site, group[0].id)) for group in related]
    right = [
        Beside(one.actor.text, plural(one.count, "event"), _kind(site, id))
        for one, id in zip(beside, others, strict=True)
    ]
    drawn, narrow = fan(entry.name, left, right), stem(entry.name, left, right)
    own, shared = (bough.spokes for bough in narrow.boughs)
    return Ego(
        drawn,
        narrow,
        tuple(
            Row(g[0].actor.href, f"{_words(g)}: {g[0].actor.text}", b.kind, any(r.against for r in g), spoke, twig)
            for g, b, spoke, twig in zip(related, left, drawn.left, own, strict=True)
        ),
        tuple(
            Row(one.actor.href, f"{one.actor.text}: {b.word} together", b.kind, False, spoke, twig)
            for one, b, spoke, twig in zip(beside, right, drawn.right, shared, strict=True)
        ),
        len(merged) - len(related),
    )


def together_with(site: Site, page: str, entry: Entry) -> tuple[Companion, ...]:
    """Those who share the most events with an actor."""
    found = companions(site).get(entry.id, ())[:MOST_TOGETHER]
    return tuple(
        Companion(Link(site.entries[id].name, link(page, site.entries[id].address)), count) for id, count in found
    )


def _merged(relations: tuple[Related, ...]) -> list[list[Related]]:
    """The relations to one and the same actor together, in the order of the first of each."""
    found: dict[str, list[Related]] = {}
    for relation in relations:
        found.setdefault(relation.id, []).append(relation)
    return list(found.values())


def _words(group: list[Related]) -> str:
    return ", ".join(dict.fromkeys(relation.label for relation in group))


def _kind(site: Site, id: str) -> int:
    return list(site.vocabulary.actor_kinds).index(site.entries[id].record.kind)  # type: ignore[attr-defined]
