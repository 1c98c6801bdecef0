"""What is left to do, as the desk lists it: by kind, then by record, each thing with its page and its line."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from muniment.findings.accounts import accounts
from muniment.findings.coverage import coverage
from muniment.findings.suggestions import KINDS, Suggestion, suggestions
from muniment.memo import remembered
from muniment.pages.links import Link
from muniment.pages.page import link
from muniment.serve.places import Places
from muniment.site import Site
from muniment.tasks import SUGGESTED, cut

ADDRESS = "~muniment/desk"
"""Where the desk stands, from the site's root."""
LONGEST = 240
"""So many characters of a paragraph are shown."""
MOST_NAMED = 3
"""So many documents to look into are named; of more, the number is told."""


class Item(Struct, frozen=True):
    """Something missing in a record: where in it, the words there, its line, the documents to look into."""

    at: Link
    words: str
    place: Link
    documents: str
    look: str


class Group(Struct, frozen=True):
    """What is missing in one record."""

    record: Link
    place: Link
    items: tuple[Item, ...]


class Kind(Struct, frozen=True):
    """What is missing in one way: how much, how much more or less than before the last save, what to do."""

    key: str
    title: str
    remedy: str
    count: int
    change: str
    groups: tuple[Group, ...]


def kinds(site: Site, before: Site, places: Places) -> tuple[Kind, ...]:
    """All that is left, by kind, with what became of the numbers since the site was as `before`."""
    counts, earlier = _counts(site), _counts(before)
    found = {key: [one for one in left(site) if one.kind == key] for key in KINDS}
    return tuple(_kind(site, places, key, found[key], counts[key] - earlier[key]) for key in KINDS)


@remembered
def left(site: Site) -> tuple[Suggestion, ...]:
    """What `suggest` prints of a site."""
    return suggestions(site)


def _counts(site: Site) -> Counter[str]:
    return Counter(one.kind for one in left(site))


def _kind(site: Site, places: Places, key: str, found: Sequence[Suggestion], more: int) -> Kind:
    title, remedy = SUGGESTED[key]
    change = f"{abs(more)} {'more' if more > 0 else 'fewer'}" if more else ""
    groups = groupby(found, key=lambda one: one.record)
    return Kind(key, title, remedy, len(found), change, tuple(_group(site, places, list(rows)) for _, rows in groups))


def _group(site: Site, places: Places, found: Sequence[Suggestion]) -> Group:
    """What is missing in a record. A line is told once for all of it, where all is mended at one line."""
    entry, first = site.entries[found[0].record], found[0]
    lines = {one.line for one in found}
    name = entry.record.label if entry.type == "document" else entry.name  # type: ignore[attr-defined]
    place = places.at(first.path, first.line if len(lines) == 1 else 0)
    items = tuple(_item(site, one, _line(places, one) if len(lines) > 1 else Link("")) for one in found)
    return Group(Link(name, link(ADDRESS, entry.address)), Link(place.text, place.href), items)


def _line(places: Places, one: Suggestion) -> Link:
    return Link(f"line {one.line}", places.at(one.path, one.line).href)


def _item(site: Site, one: Suggestion, place: Link) -> Item:
    entry = site.entries[one.record]
    words = cut(one.words, LONGEST) if one.words != entry.name else ""
    return Item(_at(site, one), words, place, " ".join(one.documents), _look(site, one))


def _at(site: Site, one: Suggestion) -> Link:
    """Where in a record something is missing: a paragraph of a document, as far as its page shows it, or a point."""
    address = site.entries[one.record].address
    if one.kind == "origin":
        label = next(point.label for point in accounts(site, one.record) if point.id == one.at)
        return Link(label, link(ADDRESS, f"{address}#point-{one.at}"))
    if not one.at:
        return Link("")
    return Link(f"¶ {one.at[1:]}", link(ADDRESS, f"{address}#{one.at}" if _shown(site, one) else address))


def _shown(site: Site, one: Suggestion) -> bool:
    """Whether the page of a document shows a paragraph: not where readers see only what is quoted."""
    access = site.access(one.record)
    return access == "full" or (access == "quotes" and int(one.at[1:]) in _cited(site)[one.record])


@remembered
def _cited(site: Site) -> dict[str, tuple[int, ...]]:
    return {found.document: found.cited for found in coverage(site)}


def _look(site: Site, one: Suggestion) -> str:
    """The documents to look into, by their labels; none for what is open in a document itself."""
    if one.documents == (one.record,):
        return ""
    labels = [site.entries[id].record.label for id in one.documents]  # type: ignore[attr-defined]
    more = f"{len(labels) - MOST_NAMED} more" if len(labels) > MOST_NAMED else ""
    return "; ".join([*labels[:MOST_NAMED], *([more] if more else [])])
