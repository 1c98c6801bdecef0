"""The first page: what this is, the course of events, three doors, where accounts differ, the corpus in figures."""

from collections.abc import Iterator

from msgspec import Struct

from muniment.date_words import english
from muniment.export.linked import linked_site
from muniment.findings import documents_telling
from muniment.pages.contexts import by_publication
from muniment.pages.disputes import DisputedPoint, disputed_points
from muniment.pages.lanes import Picture, picture
from muniment.pages.page import Page, later, link
from muniment.pages.parts import ChangeLine, Foot, Link, changes, entry_link, foot
from muniment.pages.rows import EventRow, event_row, events_by_date, plural
from muniment.pages.timeline import anchors
from muniment.quotes import Passage
from muniment.site import Entry, Site

ADDRESS = "index.html"
MOST = 6
"""How many of the events with the most disputed points the page shows."""
LATEST = 5
"""How many of the latest corrections it shows."""
MOST_IN_COURSE = 20
"""How many events the course of events has at most."""


class Door(Struct, frozen=True):
    """A way into the site."""

    question: str
    href: str
    text: str
    counted: str
    beside: Link | None = None


class Dispute(Struct, frozen=True):
    """An event with one of its disputed points as an example."""

    row: EventRow
    point: DisputedPoint


class Figure(Struct, frozen=True):
    """A number of the corpus with what it counts."""

    number: str
    counts: str
    href: str


class Change(Struct, frozen=True):
    """A published correction, with the record that it changed."""

    line: ChangeLine
    record: Link


class HomeView(Struct, frozen=True):
    """The first page."""

    title: str
    subtitle: str
    statement: str
    picture: Picture | None
    course: tuple[EventRow, ...]
    standing: tuple[Link, ...]
    more: str
    doors: tuple[Door, ...]
    disputes: tuple[Dispute, ...]
    figures: tuple[Figure, ...]
    days: str
    method: str
    changes: tuple[Change, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/home.html", site.settings.title, later(view, site))


def view(site: Site) -> HomeView:
    """All that the page shows."""
    settings = site.settings
    events = events_by_date(site)
    chosen = _course(site, events)
    core = tuple(event_row(site, ADDRESS, event) for event in chosen)
    return HomeView(
        settings.title,
        settings.subtitle,
        settings.statement,
        picture(site, ADDRESS, chosen, anchors(site, ADDRESS), labelled=True),
        core,
        tuple(entry_link(site, ADDRESS, event.id) for event in events if _standing(event)),
        _others(events) if len(events) > len(core) else "",
        _doors(site, events),
        _disputes(site, events),
        _figures(site),
        _days(site),
        _method(site),
        _changes(site),
        foot(site, ADDRESS, settings.title, linked=linked_site(site)),
    )


def _others(events: tuple[Entry, ...]) -> str:
    """How many events there are in all, and how many of them carry the story."""
    core = sum(event.record.importance == "core" for event in events)  # type: ignore[attr-defined]
    return f"{plural(core, 'core event')}, {plural(len(events) - core, 'other')} around them"


def _course(site: Site, events: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The core events that most documents tell, in order of time; standing matters stand apart."""
    core = [event for event in events if event.record.importance == "core" and not _standing(event)]  # type: ignore[attr-defined]
    told = sorted(core, key=lambda event: (-len(documents_telling(site, event.id)), -len(site.claims_of(event.id))))
    chosen = {event.id for event in told[:MOST_IN_COURSE]}
    return tuple(event for event in core if event.id in chosen)


def _standing(event: Entry) -> bool:
    """Whether an event is a core one of the kind that lasts."""
    return (event.record.importance, event.record.kind) == ("core", "situation")  # type: ignore[attr-defined]


def _doors(site: Site, events: tuple[Entry, ...]) -> tuple[Door, ...]:
    disputed = sum(event_row(site, ADDRESS, event).disputed for event in events)
    return (
        Door(
            "What happened",
            "timeline.html",
            "Day by day, as the documents date it; each event with every account of it.",
            plural(len(events), "event"),
        ),
        Door(
            "Who says what",
            "differences.html",
            "The points on which accounts cannot all be true, each account in its own words.",
            plural(disputed, "disputed point"),
            Link(plural(len(site.of_type("actor")), "actor"), "actors/index.html"),
        ),
        Door(
            "The documents",
            "documents/index.html",
            "Oldest first, with the passages that the record quotes.",
            plural(len(site.of_type("document")), "document"),
        ),
    )


def _changes(site: Site) -> tuple[Change, ...]:
    """The latest corrections of all records, newest first."""
    found = [
        Change(line, entry_link(site, ADDRESS, entry.id))
        for entry in site.entries.values()
        for line in changes(entry.record)
    ]
    return tuple(sorted(found, key=lambda one: one.line.iso, reverse=True)[:LATEST])


def _disputes(site: Site, events: tuple[Entry, ...]) -> tuple[Dispute, ...]:
    """The events with the most disputed points, most first, each with an example; no two with the same words."""
    found = [(event, disputed_points(site, ADDRESS, event)) for event in events]
    found.sort(key=lambda one: -len(one[1]))
    chosen: list[Dispute] = []
    used: set[tuple] = set()
    for event, points in found:
        examples = sorted((point for point in points if point.pair), key=lambda point: bool(point.status.reason))
        if examples:
            example = next((point for point in examples if _words(point) not in used), examples[0])
            used.add(_words(example))
            chosen.append(Dispute(event_row(site, ADDRESS, event), example))
    return tuple(chosen[:MOST])


def _words(point: DisputedPoint) -> tuple:
    return tuple(given.said.words for given in point.pair)


def _figures(site: Site) -> tuple[Figure, ...]:
    quoted = sum(isinstance(claim.passage, Passage) for claim in site.claims.values())
    statements = sum(len(claim.claim.says) for claim in site.claims.values())
    held = {outlet.value for entry in site.of_type("document") if (outlet := entry.record.outlet)}  # type: ignore[attr-defined]
    counts = [
        (len(site.of_type("document")), "documents", "documents/index.html"),
        (len(held), "outlets that published them, as far as known", "outlets/index.html"),
        *((len(site.of_type(type)), f"{type}s", f"{type}s/index.html") for type in ("event", "actor", "place")),
    ]
    counts += [
        (quoted, "quotations, each found word for word in its document", _method(site)),
        (statements, "statements coded from them", _method(site)),
    ]
    counts += [
        (_told_once(site), "events that a single document tells", ""),
        (_unheard(site), "outlets named of which no document is held", "outlets/index.html"),
    ]
    return tuple(Figure(f"{number:,}", words, href) for number, words, href in counts)


def _told_once(site: Site) -> int:
    return sum(len(documents_telling(site, event.id)) == 1 for event in site.of_type("event"))


def _unheard(site: Site) -> int:
    """How many outlets have published or republished none of the documents."""
    records = [document.record for document in site.of_type("document")]
    held = {part.value for record in records for part in (record.outlet, record.republisher) if part}  # type: ignore[attr-defined]
    return len(site.of_type("outlet")) - len(held)


def _days(site: Site) -> str:
    """The first and the last day on which a document can have been published."""
    dates = [document.record.published.value for document in by_publication(site)]
    first = min((day for date in dates if (day := date.first_day)), default=None)
    last = max((day for date in dates if (day := date.last_day)), default=None)
    return f"{english(first.isoformat())} to {english(last.isoformat())}" if first and last else ""


def _method(site: Site) -> str:
    return link(ADDRESS, "method.html") if any(page.id == "method" for page in site.pages) else ""
