"""Where accounts differ: every disputed point of every event, with each answer and everyone who gives it."""

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.pages.disputes import DisputedPoint, disputed_points
from muniment.pages.page import Page, later
from muniment.pages.parts import Foot, foot
from muniment.pages.rows import EventLine, event_line, events_by_date, plural
from muniment.site import Entry, Site

ADDRESS = "differences.html"
TITLE = "Where accounts differ"


@dataclass(frozen=True, slots=True)
class EventDifferences:
    """An event with its disputed points."""

    anchor: str
    line: EventLine
    count: str
    points: tuple[DisputedPoint, ...]


@dataclass(frozen=True, slots=True)
class DifferencesView:
    """The events that have disputed points, in order of time; and those that have none, by their titles."""

    title: str
    count: str
    events: tuple[EventDifferences, ...]
    undisputed: tuple[EventLine, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/differences.html", TITLE, later(view, site))


def view(site: Site) -> DifferencesView:
    """All that the page shows."""
    found = [(event, disputed_points(site, ADDRESS, event)) for event in events_by_date(site)]
    events = tuple(_differences(site, event, points) for event, points in found if points)
    undisputed = tuple(event_line(site, ADDRESS, event) for event, points in found if not points)
    total = sum(len(event.points) for event in events)
    count = f"{plural(total, 'disputed point')} in {plural(len(events), 'event')}"
    return DifferencesView(TITLE, count, events, undisputed, foot(site, ADDRESS, TITLE))


def _differences(site: Site, event: Entry, points: tuple[DisputedPoint, ...]) -> EventDifferences:
    return EventDifferences(event.id, event_line(site, ADDRESS, event), plural(len(points), "disputed point"), points)
