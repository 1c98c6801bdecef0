"""The timeline: every event by year, month and day, and between the events the days on which documents appeared."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from muniment.date_words import MONTHS
from muniment.dates import Edtf
from muniment.pages.contexts import by_publication
from muniment.pages.page import Page, later
from muniment.pages.parts import DocumentLine, Foot, document_line, foot
from muniment.pages.rows import EventRow, event_row, plural
from muniment.records.event import Event
from muniment.site import Entry, Site

ADDRESS = "timeline.html"
TITLE = "Timeline"
DAYS = ("day", "minute", "second")


@dataclass(frozen=True, slots=True)
class Entered:
    """An event, or a document that appeared; `when` says of its date what the heading does not."""

    event: EventRow | None
    document: DocumentLine | None
    when: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a period; no label for what has no certain day in it."""

    label: str
    iso: str
    entries: tuple[Entered, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or a year for what is dated to the year alone."""

    anchor: str
    label: str
    events: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The periods in order, and the events that no document dates."""

    title: str
    count: str
    periods: tuple[Period, ...]
    undated: tuple[EventRow, ...]
    foot: Foot


@dataclass(frozen=True, slots=True)
class _Dated:
    date: Edtf
    entry: Entry

    @property
    def start(self) -> Edtf:
        return (self.date.ends or (self.date,))[0] or self.date

    @property
    def has_day(self) -> bool:
        return self.start.precision in DAYS and not (self.start.uncertain or self.start.approximate)

    @property
    def period(self) -> tuple[int, int]:
        """Year and month; month 0 where no month is known, year 0 where the beginning is open."""
        first = self.date.first_day
        if first is None:
            return 0, 0
        return first.year, first.month if self.start.precision in ("month", *DAYS) else 0

    @property
    def order(self) -> tuple:
        day = self.start.first_day.day if self.has_day else 99
        return self.period, day, self.entry.type != "event", self.date.sort_key, self.entry.id


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/timeline.html", TITLE, later(view, site))


def view(site: Site) -> TimelineView:
    """All that the page shows."""
    events = site.of_type("event")
    dated = [_Dated(event.record.date.value, event) for event in events if _event(event).date]
    dated += [_Dated(document.record.published.value, document) for document in by_publication(site)]
    dated.sort(key=lambda one: one.order)
    periods = tuple(_period(site, period, list(group)) for period, group in groupby(dated, key=lambda one: one.period))
    undated = tuple(event_row(site, ADDRESS, event) for event in events if not _event(event).date)
    return TimelineView(TITLE, plural(len(events), "event"), periods, undated, foot(site, ADDRESS, TITLE))


def _period(site: Site, period: tuple[int, int], dated: list[_Dated]) -> Period:
    year, month = period
    label = f"{MONTHS[month - 1]} {year}" if month else str(year) if year else "Beginning not known"
    anchor = f"t-{year:04}-{month:02}" if month else f"t-{year:04}"
    days = tuple(
        _day(site, list(group)) for _, group in groupby(dated, key=lambda one: one.has_day and one.date.first_day)
    )
    count = sum(one.entry.type == "event" for one in dated)
    return Period(anchor, label, plural(count, "event") if count else "", days)


def _day(site: Site, dated: list[_Dated]) -> Day:
    first = dated[0].date.first_day
    if not dated[0].has_day or first is None:
        return Day("", "", tuple(_entered(site, one, "") for one in dated))
    label = f"{first.day} {MONTHS[first.month - 1]}"
    return Day(label, first.isoformat(), tuple(_entered(site, one, f"{label} {first.year}") for one in dated))


def _entered(site: Site, dated: _Dated, heading: str) -> Entered:
    when = "" if dated.date.english == heading else dated.date.english
    if dated.entry.type == "event":
        return Entered(event_row(site, ADDRESS, dated.entry), None, when)
    return Entered(None, document_line(site, ADDRESS, dated.entry.id), when)


def _event(entry: Entry) -> Event:
    return entry.record  # type: ignore[return-value]
