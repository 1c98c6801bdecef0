"""The columns of pages that set outlets side by side, and the periods by which such pages group events."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from muniment.date_words import MONTHS
from muniment.dates import Edtf
from muniment.findings.grid import Teller
from muniment.pages.page import link
from muniment.pages.parts import Link
from muniment.pages.rows import plural
from muniment.records.event import Event
from muniment.site import Entry, Site

COVERAGE = "coverage.html"
"""The page of the grid of events and outlets."""
NO_BEGINNING, NO_DATE = UNPLACED = ("Beginning not stated", "Date not stated")


class Column(Struct, frozen=True):
    """An outlet, or a document of which no outlet is known, as the head of a column."""

    id: str
    name: Link
    kind: str
    documents: str
    days: str


def column(site: Site, page: str, teller: Teller) -> Column:
    """The head of a teller's column: its name, how many documents of it we hold, and from when."""
    entry = site.entries[teller.id]
    alone = entry.type == "document"
    name = entry.record.label if alone else entry.name  # type: ignore[attr-defined]
    days = [site.entries[id].record.published.value.english for id in teller.documents]  # type: ignore[attr-defined]
    spread = days[0] if len(days) == 1 else f"{days[0]} … {days[-1]}"
    kind = "no outlet known" if alone else "outlet"
    return Column(teller.id, Link(name, link(page, entry.address)), kind, plural(len(days), "document"), spread)


def row_anchor(event: str) -> str:
    """The fragment of an event's row, on the coverage page."""
    return f"event-{event}"


def by_period(events: Iterable[Entry]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Events in order of time, together where they begin in one month, or in one year where no month is known.

    What has no stated beginning comes after what has, and what has no date last.
    """
    ordered = sorted(events, key=lambda entry: _event_period(entry.record) in UNPLACED)  # type: ignore[arg-type]
    for label, group in groupby(ordered, key=lambda entry: _event_period(entry.record)):  # type: ignore[arg-type]
        yield label, tuple(group)


def period(value: Edtf) -> str:
    """The month or year in which something begins, in words, never more precise than its date."""
    start = (value.ends or (value, value))[0]
    if start is None or start.first_day is None:
        return NO_BEGINNING
    if start.precision == "decade":
        return f"{start.first_day.year}s"
    dated = start.precision != "year"
    return f"{MONTHS[start.first_day.month - 1]} {start.first_day.year}" if dated else f"{start.first_day.year}"


def _event_period(event: Event) -> str:
    return period(event.date.value) if event.date else NO_DATE
