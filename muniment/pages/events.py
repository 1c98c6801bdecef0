"""The index of events: every event in order of time, with its kind, its place and how its points stand."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from muniment.date_words import english
from muniment.pages.families import Family, families
from muniment.pages.folds import some
from muniment.pages.page import Page, later
from muniment.pages.parts import Foot, Link, entry_link, foot
from muniment.pages.rows import EventRow, event_row, events_by_date, plural
from muniment.site import Entry, Site

ADDRESS = "events/index.html"
TITLE = "Events"


class Month(Struct, frozen=True):
    """The events of a month, or of a time before or without months."""

    label: str
    gist: str
    rows: tuple[EventRow, ...]


class Letter(Struct, frozen=True):
    """The events whose titles begin with a letter."""

    letter: str
    events: tuple[Link, ...]


class EventsView(Struct, frozen=True):
    """Every event by month, those that carry the story apart from those around them; all again from A to Z."""

    title: str
    count: str
    families: tuple[Family, ...]
    core: tuple[Month, ...]
    around: tuple[Month, ...]
    letters: tuple[Letter, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/events.html", TITLE, later(view, site))


def view(site: Site) -> EventsView:
    """All that the page shows."""
    events = events_by_date(site)
    core = [event for event in events if event.record.importance == "core"]  # type: ignore[attr-defined]
    around = [event for event in events if event.record.importance != "core"]  # type: ignore[attr-defined]
    shown = plural(len(events), "event"), families(site), _months(site, core), _months(site, around)
    return EventsView(TITLE, *shown, _letters(site, events), foot(site, ADDRESS, TITLE))


def _months(site: Site, events: Iterable[Entry]) -> tuple[Month, ...]:
    months = ((label, tuple(group)) for label, group in groupby(events, key=_month))
    return tuple(
        Month(label, _gist(group), tuple(event_row(site, ADDRESS, event) for event in group)) for label, group in months
    )


def _gist(events: tuple[Entry, ...]) -> str:
    """How many events, and the names of the first."""
    return f"{plural(len(events), 'event')}: {some((event.name for event in events), 2, ' · ')}"


def _month(event: Entry) -> str:
    """The heading of an event: the month or year in which it begins."""
    fact = event.record.date  # type: ignore[attr-defined]
    if fact is None:
        return "Not dated"
    if fact.value.first_day is None:
        return "Beginning not known"
    start = (fact.value.ends or (fact.value,))[0]
    day = start.first_day
    return english(f"{day.year:04}" if start.precision in ("decade", "year") else f"{day.year:04}-{day.month:02}")


def _letters(site: Site, events: Iterable[Entry]) -> tuple[Letter, ...]:
    filed = sorted(((_filed(event.name), event.id) for event in events), key=lambda one: one)
    groups = groupby(filed, key=lambda one: one[0][:1].upper() if one[0][:1].isalpha() else "#")
    return tuple(Letter(letter, tuple(entry_link(site, ADDRESS, id) for _, id in group)) for letter, group in groups)


def _filed(name: str) -> str:
    """A title as it is filed: without its article and opening quotation marks, letter case aside."""
    plain = name.casefold().lstrip("“‘\"'")
    return plain.removeprefix("the ").removeprefix("a ").removeprefix("an ").lstrip("“‘\"'")
