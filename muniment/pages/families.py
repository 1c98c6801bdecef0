"""Families of events: the groups of the vocabulary, each with its letter and its colour; without groups, the kinds."""

from msgspec import Struct

from muniment.memo import remembered
from muniment.site import Entry, Site

MOST = 8
"""How many families have a colour of their own."""


class Family(Struct, frozen=True):
    """A family of events; `css` is the class that sets its colour, empty for what belongs to no group."""

    id: str
    label: str
    definition: str
    mark: str
    css: str


OTHER = Family("other", "Other events", "Events of no other group.", "·", "")
ALL = Family("events", "Events", "Every event.", "·", "group-1")


@remembered
def families(site: Site) -> tuple[Family, ...]:
    """The families that have events, in the order of the vocabulary; what has no group comes last."""
    groups = site.vocabulary.event_groups
    declared = {
        id: Family(id, one.label, one.definition, one.mark, f"group-{at}")
        for at, (id, one) in enumerate(groups.items(), 1)
    }
    found = {_group(site, event) for event in site.of_type("event")}
    if not groups:
        return _kinds(site)
    return (*(family for id, family in declared.items() if id in found), *((OTHER,) if "" in found else ()))


def family_of(site: Site, event: Entry) -> Family:
    """The family of an event."""
    return _by_kind(site)[event.record.kind]  # type: ignore[attr-defined]


@remembered
def _by_kind(site: Site) -> dict[str, Family]:
    known = {family.id: family for family in families(site)}
    kinds = site.vocabulary.event_kinds
    if site.vocabulary.event_groups:
        return {kind: known.get(entry.group or "", OTHER) for kind, entry in kinds.items()}
    return {kind: known.get(kind, ALL) for kind in kinds}


def _kinds(site: Site) -> tuple[Family, ...]:
    """The kinds in use as families, their first letters as marks; one family where they are too many."""
    used = {event.record.kind for event in site.of_type("event")}  # type: ignore[attr-defined]
    kinds = {id: entry for id, entry in site.vocabulary.event_kinds.items() if id in used}
    if len(kinds) > MOST:
        return (ALL,)
    return tuple(
        Family(id, entry.label, entry.definition, entry.label[0].upper(), f"group-{at}")
        for at, (id, entry) in enumerate(kinds.items(), 1)
    )


def _group(site: Site, event: Entry) -> str:
    return site.vocabulary.event_kinds[event.record.kind].group or ""  # type: ignore[attr-defined]
