"""Where accounts differ: every disputed or revised point of every event, each answer with everyone who gives it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from muniment.pages.disputes import DisputedPoint, denied_points, differing_points
from muniment.pages.folds import some
from muniment.pages.page import Page, later
from muniment.pages.parts import STATUS_LABELS, Foot, Link, foot
from muniment.pages.rows import EventLine, event_line, events_by_date, plural
from muniment.site import Entry, Site

ADDRESS = "differences.html"
TITLE = "Where accounts differ"
OWN_QUESTIONS = "Questions of one event"


class EventDifferences(Struct, frozen=True):
    """An event with its differing points; `asked` are their questions, for the list at the top."""

    anchor: str
    line: EventLine
    count: str
    asked: tuple[Link, ...]
    points: tuple[DisputedPoint, ...]


class Kind(Struct, frozen=True):
    """What is disputed, in the vocabulary's word, with the points of this kind."""

    label: str
    count: str
    points: tuple[Link, ...]


class Denied(Struct, frozen=True):
    """A point that is denied and not disputed, with its event."""

    line: EventLine
    point: DisputedPoint


class DifferencesView(Struct, frozen=True):
    """The events that have differing points, in order of time; the kinds; what is denied beside; events without any.

    `by_event` and `by_kind` tell what is in the two lists that lead to the points.
    """

    title: str
    count: str
    by_event: str
    events: tuple[EventDifferences, ...]
    by_kind: str
    kinds: tuple[Kind, ...]
    denied: tuple[Denied, ...]
    undisputed: tuple[EventLine, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/differences.html", TITLE, later(view, site))


def view(site: Site) -> DifferencesView:
    """All that the page shows."""
    found = [(event, differing_points(site, ADDRESS, event)) for event in events_by_date(site)]
    events = tuple(_differences(site, event, points) for event, points in found if points)
    kinds = _kinds(site, found)
    points = plural(sum(len(event.points) for event in events), "point")
    return DifferencesView(
        TITLE,
        _count(events),
        f"{plural(len(events), 'event')}, {points}",
        events,
        f"{points} of {plural(len(kinds), 'kind')}: {some((kind.label for kind in kinds), 3)}",
        kinds,
        tuple(
            Denied(event_line(site, ADDRESS, event), point)
            for event, _ in found
            for point in denied_points(site, ADDRESS, event)
        ),
        tuple(event_line(site, ADDRESS, event) for event, points in found if not points),
        foot(site, ADDRESS, TITLE),
    )


def _differences(site: Site, event: Entry, points: tuple[DisputedPoint, ...]) -> EventDifferences:
    asked = tuple(Link(point.ask or point.label, f"#{point.anchor}") for point in points)
    return EventDifferences(event.id, event_line(site, ADDRESS, event), _statuses(points), asked, points)


def _count(events: Iterable[EventDifferences]) -> str:
    points = [point for event in events for point in event.points]
    return f"{_statuses(points) or 'No disputed point'} in {plural(sum(1 for _ in events), 'event')}"


def _statuses(points: Iterable[DisputedPoint]) -> str:
    """How many of the points are disputed and how many revised, in a phrase."""
    counts = Counter(point.status.key for point in points)
    return ", ".join(plural(counts[key], f"{STATUS_LABELS[key].lower()} point") for key in STATUS_LABELS if counts[key])


def _kinds(site: Site, found: Iterable[tuple[Entry, tuple[DisputedPoint, ...]]]) -> tuple[Kind, ...]:
    """The points by what is disputed, in the vocabulary's order; questions that one event alone declares come last."""
    by_kind: dict[str, list[Link]] = {}
    for event, points in found:
        for point in points:
            own = f"{point.label}: {event.name}" if not point.kind else event.name
            by_kind.setdefault(point.kind or OWN_QUESTIONS, []).append(Link(own, f"#{point.anchor}"))
    order = [*(entry.label for entry in site.vocabulary.points.values()), OWN_QUESTIONS]
    return tuple(
        Kind(label, plural(len(by_kind[label]), "point"), tuple(by_kind[label]))
        for label in dict.fromkeys(order)
        if label in by_kind
    )
