"""Outlets side by side on one line of time: what each tells of each event, when its documents appeared, and gaps."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from muniment.dates import Edtf
from muniment.findings.grid import GridCell, Teller, cell, foremost, tellers
from muniment.pages.columns import Column, column, period
from muniment.pages.coverage import STATES
from muniment.pages.page import Page, later, link
from muniment.pages.parts import Foot, Link, foot, passage_link, pieces, speaker
from muniment.pages.rows import EventLine, event_line, plural
from muniment.quotes import GAP
from muniment.site import Entry, Site

ADDRESS = "compare.html"
TITLE = "Compare outlets"
LONGEST = 150
"""How many characters of a passage a cell prints, at most."""
SHORTEST_GAP = 7
"""From how many days without anything on a gap is a row of its own."""
FINE = ("day", "minute", "second")


class Cell(Struct, frozen=True):
    """What one column has on one day: the words it tells an event in, or the documents that it published."""

    state: str
    word: str
    voice: str
    words: tuple[str, ...]
    cut: bool
    href: str
    published: tuple[Link, ...] = ()


class Row(Struct, frozen=True):
    """An event, a day on which documents appeared, or a gap between two days; `gap` from 1 (weeks) to 3 (years)."""

    kind: str
    label: str
    iso: str
    event: EventLine | None
    gap: int
    cells: tuple[Cell, ...]


class Stretch(Struct, frozen=True):
    """A month or a year with its rows."""

    label: str
    rows: tuple[Row, ...]


class CompareView(Struct, frozen=True):
    """The columns, and the stretches of time in order."""

    title: str
    count: str
    columns: tuple[Column, ...]
    width: int
    stretches: tuple[Stretch, ...]
    undated: int
    foot: Foot


class _Dated(Struct, frozen=True):
    """An event or a document with its place in time: year, month (0: not known), day (99: not known).

    What has no stated beginning comes last.
    """

    entry: Entry
    value: Edtf

    @property
    def place(self) -> tuple[int, int, int]:
        first, start = self.value.first_day, (self.value.ends or (self.value,))[0]
        if first is None or start is None:
            return date.max.year + 1, 0, 99
        month = first.month if start.precision in ("month", *FINE) else 0
        return first.year, month, first.day if start.precision in FINE and not self.value.is_choice else 99

    @property
    def day(self) -> date | None:
        return self.value.first_day if self.place[2] != 99 else None


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/compare.html", TITLE, later(view, site))


def view(site: Site) -> CompareView:
    """All that the page shows."""
    across = tellers(site)
    columns = tuple(column(site, ADDRESS, teller) for teller in across)
    events = [event for event in site.of_type("event") if event.record.importance != "background"]  # type: ignore[attr-defined]
    dated = [_Dated(event, event.record.date.value) for event in events if event.record.date]  # type: ignore[attr-defined]
    return CompareView(
        TITLE,
        f"{plural(len(dated), 'event')} and {plural(len(site.of_type('document')), 'document')}",
        columns,
        len(columns) + 1,
        tuple(_stretches(site, across, dated)),
        len(events) - len(dated),
        foot(site, ADDRESS, TITLE),
    )


def _stretches(site: Site, across: Sequence[Teller], events: Sequence[_Dated]) -> Iterator[Stretch]:
    """Everything in order of time, documents after the events of their day, by month or year."""
    documents = [_Dated(one, one.record.published.value) for one in site.of_type("document")]  # type: ignore[attr-defined]
    ordered = sorted([*events, *documents], key=lambda d: (d.place, d.entry.type == "document", d.entry.id))
    rows: list[Row] = []
    label, last = "", None
    for one in _merged(ordered):
        here = period(one[0].value)
        if here != label and rows:
            yield Stretch(label, tuple(rows))
            rows = []
        label = here
        day = one[0].day
        if day and last and (day - last).days > SHORTEST_GAP:
            rows.append(_gap((day - last).days - 1))
        rows.append(_row(site, across, one))
        last = day or last
    if rows:
        yield Stretch(label, tuple(rows))


def _merged(ordered: Sequence[_Dated]) -> Iterator[list[_Dated]]:
    """Each event alone, and the documents of one date together."""
    held: list[_Dated] = []
    for one in ordered:
        if held and not (one.entry.type == "document" and one.value == held[0].value):
            yield held
            held = []
        if one.entry.type == "document":
            held.append(one)
        else:
            yield [one]
    if held:
        yield held


def _gap(days: int) -> Row:
    size = 1 if days < 60 else 2 if days < 365 else 3
    return Row("gap", f"{days} days without a dated event or document", "", None, size, ())


def _row(site: Site, across: Sequence[Teller], ones: Sequence[_Dated]) -> Row:
    value = ones[0].value
    if ones[0].entry.type == "document":
        cells = tuple(_published({one.entry.id: one.entry for one in ones}, teller) for teller in across)
        return Row("published", value.english, value.iso, None, 0, cells)
    event = ones[0].entry
    cells = tuple(_told(site, event, teller) for teller in across)
    return Row("event", value.english, value.iso, event_line(site, ADDRESS, event), 0, cells)


def _published(entries: Mapping[str, Entry], teller: Teller) -> Cell:
    """The documents of a teller among those of one day, by id."""
    own = [entries[id] for id in sorted(entries.keys() & set(teller.documents))]
    links = tuple(Link(entry.name, link(ADDRESS, entry.address)) for entry in own)
    return Cell("published" if links else "", "", "", (), False, "", links)


def _told(site: Site, event: Entry, teller: Teller) -> Cell:
    found: GridCell = cell(site, event.id, teller)
    word = next(label for key, label, _ in STATES if key == found.state)
    if not found.claims:
        return Cell(found.state, word, "", (), False, "")
    claim = foremost(found.claims)
    voice = speaker(site, claim) if claim.claim.by else ""
    words = _short(claim.claim.quote)
    cut = words != claim.claim.quote
    return Cell(found.state, word, voice, pieces(words), cut, passage_link(site, ADDRESS, claim))


def _short(quote: str) -> str:
    """The first words of a quotation."""
    return quote if len(quote) <= LONGEST else quote[:LONGEST].rpartition(" ")[0].removesuffix(GAP).rstrip()
