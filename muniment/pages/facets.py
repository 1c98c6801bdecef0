"""What a list of events can be narrowed by: kind, actor, place, outlet, standing, importance; each choice with its key.

An entry of the list carries the keys of all choices that it meets, so that a script compares short words and knows
nothing of records.
"""

from collections.abc import Iterator

from msgspec import Struct

from muniment.findings import accounts, documents_telling
from muniment.memo import remembered
from muniment.pages.families import families, family_of
from muniment.pages.parts import STATUS_LABELS
from muniment.site import Entry, Site

IMPORTANCES = {"core": "Core events", "secondary": "Events around them", "background": "Background"}
OPEN_START, OPEN_END = 0, 999912


class Choice(Struct, frozen=True):
    """A value that a reader can choose: as the address names it, as the page prints it, and its key."""

    value: str
    label: str
    key: str


class ChoiceGroup(Struct, frozen=True):
    """Choices under a heading, or under none."""

    label: str
    choices: tuple[Choice, ...]


class Facet(Struct, frozen=True):
    """One control: the parameter in the address, the label, the choices."""

    name: str
    label: str
    groups: tuple[ChoiceGroup, ...]


class Keys(Struct, frozen=True):
    """What an entry meets, as keys, and the first and last month that its date allows, as the number YYYYMM."""

    keys: str
    first: str
    last: str


@remembered
def facets(site: Site) -> tuple[Facet, ...]:
    """The controls that have more than one choice."""
    events = site.of_type("event")
    found = (
        Facet("kind", "Kind", _kinds(site, events)),
        Facet("actor", "Actor", _records(site, "a", {id for event in events for id in _actors(site, event)})),
        Facet("place", "Place", _records(site, "p", {id for event in events for id in _places(event)})),
        Facet("outlet", "Told by", _records(site, "o", {id for event in events for id in _outlets(site, event)})),
        Facet(
            "standing",
            "How accounts stand",
            _words("s", STATUS_LABELS, {s for e in events for s in _statuses(site, e)}),
        ),
        Facet("importance", "Importance", _words("i", IMPORTANCES, {event.record.importance for event in events})),  # type: ignore[attr-defined]
    )
    return tuple(facet for facet in found if sum(len(group.choices) for group in facet.groups) > 1)


def keys(site: Site, entry: Entry) -> Keys:
    """The keys of an event or a document."""
    known = _known(site)
    names = _event_names(site, entry) if entry.type == "event" else [("outlet", id) for id in _held_by(entry)]
    return Keys(" ".join(dict.fromkeys(known[name] for name in names if name in known)), *_months(entry))


def _event_names(site: Site, event: Entry) -> Iterator[tuple[str, str]]:
    yield "kind", f"in.{family_of(site, event).id}"
    yield "kind", event.record.kind  # type: ignore[attr-defined]
    yield "importance", event.record.importance  # type: ignore[attr-defined]
    yield from (("actor", id) for id in _actors(site, event))
    yield from (("place", id) for id in _places(event))
    yield from (("outlet", id) for id in _outlets(site, event))
    yield from (("standing", id) for id in _statuses(site, event))


@remembered
def _known(site: Site) -> dict[tuple[str, str], str]:
    return {
        (facet.name, choice.value): choice.key
        for facet in facets(site)
        for group in facet.groups
        for choice in group.choices
    }


def _kinds(site: Site, events: tuple[Entry, ...]) -> tuple[ChoiceGroup, ...]:
    """The families, each with its kinds; without groups the kinds alone."""
    used = {event.record.kind: family_of(site, event) for event in events}  # type: ignore[attr-defined]
    kinds = [(id, entry.label) for id, entry in site.vocabulary.event_kinds.items() if id in used]
    key = {id: f"k{at}" for at, (id, _) in enumerate(kinds)}
    if not site.vocabulary.event_groups:
        return (ChoiceGroup("", tuple(Choice(id, label, key[id]) for id, label in kinds)),)
    return tuple(
        ChoiceGroup(
            family.label,
            (
                Choice(f"in.{family.id}", f"{family.label}: all", f"g{at}"),
                *(Choice(id, label, key[id]) for id, label in kinds if used[id] == family),
            ),
        )
        for at, family in enumerate(families(site))
    )


def _records(site: Site, letter: str, ids: set[str]) -> tuple[ChoiceGroup, ...]:
    named = sorted(ids, key=lambda id: (_filed(site.entries[id].name), id))
    return (ChoiceGroup("", tuple(Choice(id, site.entries[id].name, f"{letter}{at}") for at, id in enumerate(named))),)


def _words(letter: str, labels: dict[str, str], used: set[str]) -> tuple[ChoiceGroup, ...]:
    found = [(id, label) for id, label in labels.items() if id in used]
    return (ChoiceGroup("", tuple(Choice(id, label, f"{letter}{at}") for at, (id, label) in enumerate(found))),)


def _filed(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _actors(site: Site, event: Entry) -> tuple[str, ...]:
    """Who takes part in an event or speaks about it."""
    record = event.record
    voices = [voice for claim in record.claims.values() for voice in claim.by]  # type: ignore[attr-defined]
    named = (*(one.actor for one in record.participants), *(voice.is_ or voice.of for voice in voices))  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(id for id in named if id and site.entries[id].type == "actor"))


def _places(event: Entry) -> tuple[str, ...]:
    return event.record.place.value if event.record.place else ()  # type: ignore[attr-defined]


def _outlets(site: Site, event: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for one in documents_telling(site, event.id) for id in _held_by(site.entries[one])))


def _held_by(document: Entry) -> tuple[str, ...]:
    outlet = document.record.outlet  # type: ignore[attr-defined]
    return (outlet.value,) if outlet else ()


def _statuses(site: Site, event: Entry) -> tuple[str, ...]:
    return tuple({point.status.status: None for point in accounts(site, event.id) if point.status.coded})


def _months(entry: Entry) -> tuple[str, str]:
    fact = entry.record.date if entry.type == "event" else entry.record.published  # type: ignore[attr-defined]
    if fact is None:
        return "", ""
    first, last = fact.value.first_day, fact.value.last_day
    start = first.year * 100 + first.month if first else OPEN_START
    return str(start), str(last.year * 100 + last.month if last else OPEN_END)
