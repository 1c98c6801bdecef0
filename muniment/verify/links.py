"""Links between records: none leads back to its own record, none stands on nothing, each points to what is there."""

from collections.abc import Iterator

from muniment.diagnostics import Problem, nearest
from muniment.records.actor import Actor
from muniment.records.document import Document
from muniment.records.event import Event
from muniment.records.place import Place
from muniment.site import Entry, Site


def verify_links(site: Site, entry: Entry) -> Iterator[Problem]:
    """What is wrong with the ways from a record to others."""
    if isinstance(entry.record, Place):
        yield from _parents(site, entry, entry.record)
    elif isinstance(entry.record, Document):
        yield from _to_itself(
            entry, [(("shares_text_with", n), id) for n, id in enumerate(entry.record.shares_text_with)]
        )
    elif isinstance(entry.record, Actor):
        yield from _to_itself(
            entry, [(("relations", n, "to"), relation.to) for n, relation in enumerate(entry.record.relations)]
        )
    elif isinstance(entry.record, Event):
        yield from _to_itself(entry, [(("links", n, "to"), link.to) for n, link in enumerate(entry.record.links)])
        yield from _bases(entry, entry.record)
        yield from _silences(site, entry, entry.record)


def _parents(site: Site, entry: Entry, place: Place) -> Iterator[Problem]:
    """A problem where the larger places lead back to the place."""
    seen: list[str] = []
    parent = place.parent
    while parent and parent not in seen:
        seen.append(parent)
        parent = site.entries[parent].record.parent if parent in site.entries else None  # type: ignore[attr-defined]
    if entry.id in seen:
        around = " in ".join([entry.id, *seen[: seen.index(entry.id) + 1]])
        yield entry.parsed.problem(
            ("parent",),
            "parent-cycle",
            f"The place lies in itself: {around}.",
            "Name the larger place, or remove parent:.",
        )


def _to_itself(entry: Entry, targets: list[tuple[tuple, str]]) -> Iterator[Problem]:
    for path, target in targets:
        if target == entry.id:
            yield entry.parsed.problem(
                path, "link-to-itself", f"The record names itself, {target!r}.", "Name the other record, or remove it."
            )


def _bases(entry: Entry, event: Event) -> Iterator[Problem]:
    for index, link in enumerate(event.links):
        if not link.claims and not link.basis:
            yield entry.parsed.problem(
                ("links", index),
                "fact-without-claim",
                "The link stands on nothing.",
                "Add claims:, or basis: where no claim says so in words.",
            )


def _silences(site: Site, entry: Entry, event: Event) -> Iterator[Problem]:
    for index, silence in enumerate(event.silences):
        if silence.point and site.takes(entry.id, silence.point) is None:
            known = [*site.vocabulary.points, *event.points]
            yield entry.parsed.problem(
                ("silences", index, "point"),
                "unknown-point",
                f"There is no point {silence.point!r}.",
                nearest(silence.point, known) or "Leave it out where the silence is about the whole event.",
            )
