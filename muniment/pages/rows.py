"""Events in lists: a line with date, place and kind, and beside it how its points stand."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from muniment.dates import Edtf
from muniment.findings import accounts, author_label
from muniment.memo import remembered
from muniment.pages.families import Family, family_of
from muniment.pages.page import link
from muniment.pages.parts import STATUS_LABELS, STATUS_MEANINGS, Link, entry_link
from muniment.records.event import Event
from muniment.site import Entry, Site


class EventLine(Struct, frozen=True):
    """An event in a list."""

    title: str
    href: str
    when: str
    iso: str
    kind: str
    family: Family
    importance: str
    places: tuple[Link, ...]


class StatusCount(Struct, frozen=True):
    """How many points of an event have a status."""

    key: str
    label: str
    meaning: str
    count: int


class EventRow(Struct, frozen=True):
    """An event with the standing of its points, in numbers and in one phrase."""

    line: EventLine
    statuses: tuple[StatusCount, ...]
    points: int
    disputed: int
    phrase: str


def event_line(site: Site, page: str, entry: Entry) -> EventLine:
    """An event as the page at an address lists it."""
    event: Event = entry.record  # type: ignore[assignment]
    when = event.date.value if event.date else None
    places = tuple(entry_link(site, page, place) for place in event.place.value) if event.place else ()
    kind = site.vocabulary.event_kinds[event.kind].label
    return EventLine(
        entry.name,
        link(page, entry.address),
        when.english if when else "date not stated",
        when.iso if when else "",
        kind,
        family_of(site, entry),
        event.importance,
        places,
    )


def event_row(site: Site, page: str, entry: Entry) -> EventRow:
    """An event with the number of its points that are disputed, agreed and so on."""
    counts = Counter(point.status.status if point.status.coded else "in-words" for point in accounts(site, entry.id))
    found = tuple(
        StatusCount(key, STATUS_LABELS[key], STATUS_MEANINGS[key], counts[key]) for key in STATUS_LABELS if counts[key]
    )
    return EventRow(event_line(site, page, entry), found, counts.total(), counts["disputed"], _phrase(counts))


def by_date(events: Iterable[Entry]) -> tuple[Entry, ...]:
    """Events in order of time; those without a date last."""
    return tuple(sorted(events, key=_place_in_time))


def plural(count: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 event", "3 events", "no events"."""
    return f"{count or 'no'} {one if count == 1 else many or one + 's'}"


def page_title(site: Site, entry: Entry) -> str:
    """A record's name, with its type where another record has the same name: titles are unique over the site."""
    return entry.name if _names(site)[entry.name.casefold()] == 1 else f"{entry.name} ({entry.type})"


@remembered
def _names(site: Site) -> Counter[str]:
    """How many records have each name, letter case aside."""
    return Counter(entry.name.casefold() for entry in site.entries.values())


@remembered
def events_by_date(site: Site) -> tuple[Entry, ...]:
    """Every event in order of time; those without a date last."""
    return by_date(site.of_type("event"))


def author_name(site: Site, document: str) -> str:
    """Whose word a document's own assertions are, in a line that names the document too."""
    record = site.entries[document].record
    return author_label(site, document) if record.authors or record.outlet else "the article itself, unsigned"  # type: ignore[attr-defined]


def _phrase(counts: Counter) -> str:
    if counts["disputed"]:
        return f"{counts['disputed']} of {plural(counts.total(), 'point')} disputed"
    return "no point disputed" if counts else ""


def _place_in_time(entry: Entry) -> tuple:
    fact = entry.record.date  # type: ignore[attr-defined]
    return (True, (), (), entry.id) if fact is None else (False, _start(fact.value), fact.value.sort_key, entry.id)


def _start(value: Edtf) -> tuple[int, int, int]:
    """Year, month and day at which a date starts: a year alone before its months, a month alone after its days."""
    if value.first_day is None:
        return 0, 0, 0
    start = (value.ends or (value,))[0] or value
    parts = start.raw.split("T")[0].rstrip("?~%").split("-")
    month = value.first_day.month if len(parts) > 1 and parts[1].isdigit() else 0
    day = value.first_day.day if len(parts) > 2 and parts[2].isdigit() else 99
    return value.first_day.year, month, day
