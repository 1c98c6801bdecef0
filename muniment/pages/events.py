"""The index of events: every event in order of time, with its kind, its place and how its points stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from muniment.pages.page import Page, later
from muniment.pages.parts import Foot, foot
from muniment.pages.rows import EventRow, event_row, events_by_date, plural
from muniment.site import Site

ADDRESS = "events/index.html"
TITLE = "Events"


@dataclass(frozen=True, slots=True)
class EventsView:
    """Every event, those that carry the story apart from those around them."""

    title: str
    count: str
    core: tuple[EventRow, ...]
    around: tuple[EventRow, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/events.html", TITLE, later(view, site))


def view(site: Site) -> EventsView:
    """All that the page shows."""
    events = events_by_date(site)
    core = tuple(event_row(site, ADDRESS, event) for event in events if event.record.importance == "core")
    around = tuple(event_row(site, ADDRESS, event) for event in events if event.record.importance != "core")
    return EventsView(TITLE, plural(len(events), "event"), core, around, foot(site, ADDRESS, TITLE))
