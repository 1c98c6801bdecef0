"""The coverage grid: events down, outlets across. What each outlet's documents report, mention or pass over."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from muniment.findings.grid import GridCell, Teller, begun_by, cell, tellers
from muniment.pages.columns import COVERAGE, Column, by_period, column, row_anchor
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, foot, passage_link
from muniment.pages.rows import EventLine, event_line, events_by_date, plural
from muniment.records.event import Event
from muniment.site import Entry, Site

ADDRESS = COVERAGE
TITLE = "Coverage"
PARTS = (("core", "Core events"), ("secondary", "Secondary events"), ("background", "Background"))
MOST_NARROW = 12
"""How many columns stand beside one another on a wide screen without a box of their own to scroll in."""
STATES = (
    (
        "reported",
        "Reported",
        "A passage of its documents states more of the event than its name or its place in a row.",
    ),
    (
        "mentioned",
        "Mentioned",
        "Its documents only name the event, put it before or after another, or touch it in passing.",
    ),
    (
        "silent",
        "Silent",
        "Neither, though we hold a document of it of that day or later. This is no sign of agreement.",
    ),
    (
        "nothing-held",
        "Nothing held",
        "Neither, and we hold no document of it of that day or later, or no source dates the event.",
    ),
)


class State(Struct, frozen=True):
    """One of the four states, for the legend, with the number of cells in it."""

    key: str
    label: str
    meaning: str
    count: str


class Cell(Struct, frozen=True):
    """What one column does with one event; `href` leads to what it says, empty where it says nothing."""

    state: str
    word: str
    href: str


class Row(Struct, frozen=True):
    """An event with its cells; `tally` says how many report it."""

    anchor: str
    event: EventLine
    undated: bool
    tally: str
    cells: tuple[Cell, ...]


class Period(Struct, frozen=True):
    """The events of a month or year."""

    label: str
    rows: tuple[Row, ...]


class Part(Struct, frozen=True):
    """The events of one importance, with the number of events that each column reports."""

    anchor: str
    label: str
    count: str
    periods: tuple[Period, ...]
    totals: tuple[str, ...]


class CoverageView(Struct, frozen=True):
    """The grid, core events first."""

    title: str
    count: str
    states: tuple[State, ...]
    columns: tuple[Column, ...]
    width: int
    narrow: bool
    parts: tuple[Part, ...]
    foot: Foot


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/coverage.html", TITLE, later(view, site))


def view(site: Site) -> CoverageView:
    """All that the page shows."""
    across = tellers(site)
    counts: Counter[str] = Counter()
    parts = tuple(_part(site, across, key, label, counts) for key, label in PARTS)
    events, columns = site.of_type("event"), tuple(column(site, ADDRESS, teller) for teller in across)
    outlets = sum(one.kind == "outlet" for one in columns)
    alone = (
        f" and {plural(len(columns) - outlets, 'document')} without a known outlet" if outlets < len(columns) else ""
    )
    return CoverageView(
        TITLE,
        f"{plural(len(events), 'event')}, {plural(outlets, 'outlet')}{alone}",
        tuple(State(key, label, meaning, plural(counts[key], "cell")) for key, label, meaning in STATES),
        columns,
        len(columns) + 2,
        len(columns) <= MOST_NARROW,
        tuple(part for part in parts if part.periods),
        foot(site, ADDRESS, TITLE),
    )


def told_anchor(event: str) -> str:
    """The fragment, on an outlet's page, of what it tells of an event."""
    return f"told-{event}"


def _part(site: Site, across: Sequence[Teller], key: str, label: str, counts: Counter[str]) -> Part:
    events = [event for event in events_by_date(site) if event.record.importance == key]
    cells = {event.id: tuple(cell(site, event.id, teller) for teller in across) for event in events}
    counts.update(one.state for row in cells.values() for one in row)
    periods = tuple(
        Period(name, tuple(_row(site, across, event, cells[event.id]) for event in group))
        for name, group in by_period(events)
    )
    reported = (sum(row[i].state == "reported" for row in cells.values()) for i in range(len(across)))
    return Part(key, label, plural(len(events), "event"), periods, tuple(str(number) for number in reported))


def _row(site: Site, across: Sequence[Teller], entry: Entry, cells: Sequence[GridCell]) -> Row:
    event: Event = entry.record  # type: ignore[assignment]
    reported = sum(one.state == "reported" for one in cells)
    return Row(
        row_anchor(entry.id),
        event_line(site, ADDRESS, entry),
        begun_by(event) is None,
        f"{reported} of {len(cells)}",
        tuple(_cell(site, entry, teller, one) for teller, one in zip(across, cells, strict=True)),
    )


def _cell(site: Site, event: Entry, teller: Teller, found: GridCell) -> Cell:
    word = next(label for key, label, _ in STATES if key == found.state)
    if not found.claims:
        return Cell(found.state, word, "")
    if found.state == "reported":
        word += f", {plural(len(found.claims), 'passage')}"
    outlet = site.entries[teller.id]
    if found.state == "reported" and outlet.type == "outlet":
        return Cell(found.state, word, link(ADDRESS, f"{outlet.address}#{told_anchor(event.id)}"))
    return Cell(found.state, word, passage_link(site, ADDRESS, found.claims[0]))
