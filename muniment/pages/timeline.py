"""The timeline: a picture in lanes, and every event by year, month and day among the days of publication."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from muniment.date_words import MONTHS, english
from muniment.dates import Edtf
from muniment.memo import remembered
from muniment.pages.contexts import by_publication
from muniment.pages.facets import Facet, Keys, facets, keys
from muniment.pages.lanes import Picture, picture
from muniment.pages.page import Page, later, link
from muniment.pages.parts import DocumentLine, Foot, document_line, foot
from muniment.pages.rows import EventRow, event_row, plural
from muniment.records.event import Event
from muniment.site import Entry, Site

ADDRESS = "timeline.html"
TITLE = "Timeline"
DAYS = ("day", "minute", "second")
SOME_DAY = "Some day or days"
"""How a heading begins over what happened on a day that no document tells: it may have taken more than one."""
THIN = 8
"""A year with no more entries than this is not worth months of its own."""
FULL = 40
"""So many entries of thin years stand together at most."""
SHORT = 20
"""A timeline of no more entries than this is open from the start."""


class Entered(Struct, frozen=True):
    """An event, or a document that appeared; `when` says of its date what the heading does not.

    `key` is its number in the list, `keys` what the filters know of it.
    """

    key: int
    keys: Keys
    event: EventRow | None
    document: DocumentLine | None
    when: str


class Day(Struct, frozen=True):
    """A day of a period, or, without `iso`, what no document dates to a day, under what is known of it."""

    label: str
    iso: str
    entries: tuple[Entered, ...]


class Period(Struct, frozen=True):
    """A month, or a year for what is dated to the year alone; `month` is its name in the address."""

    anchor: str
    label: str
    month: str
    days: tuple[Day, ...]


class Part(Struct, frozen=True):
    """What stands behind one line: a period, or thin years together; `gist` tells how much it is and from when."""

    label: str
    gist: str
    periods: tuple[Period, ...]


class TimelineView(Struct, frozen=True):
    """The picture, the filters, the parts in order, and the events that no document dates."""

    title: str
    count: str
    picture: Picture | None
    facets: tuple[Facet, ...]
    parts: tuple[Part, ...]
    undated: tuple[Entered, ...]
    undated_gist: str
    is_short: bool
    foot: Foot


class _Dated(Struct, frozen=True):
    date: Edtf
    entry: Entry

    @property
    def start(self) -> Edtf:
        return (self.date.ends or (self.date,))[0] or self.date

    @property
    def has_day(self) -> bool:
        """Whether the day on which it is or begins is stated, be it with doubt."""
        return self.start.precision in DAYS and not self.date.is_choice

    @property
    def period(self) -> tuple[int, int]:
        """Year and month; month 0 where no month is known, year 0 where the beginning is open."""
        first = self.date.first_day
        if first is None:
            return 0, 0
        return first.year, first.month if self.start.precision in ("month", *DAYS) else 0

    @property
    def order(self) -> tuple:
        return self.period, self.heading, self.entry.type != "event", self.date.sort_key, self.entry.id

    @property
    def heading(self) -> tuple[int, str]:
        """What stands over it, with the place of this among the headings of its period."""
        first, label = self.start.first_day, _label(self.period)
        if self.has_day and first:
            return first.day, f"{first.day} {MONTHS[first.month - 1]}"
        if first is None:
            return (32, f"{SOME_DAY} up to the date given") if self.date.is_choice else (34, label)
        if self.date.is_choice:
            return (32, f"{SOME_DAY} in {label}") if self._ends_within else (33, f"{SOME_DAY} in {label} or later")
        named = english(self.start.raw.rstrip("?~%"))
        if self.date.ends:
            return 34, f"From some day in {named} on"
        return 32, f"{SOME_DAY} in {'or about ' if self.start.approximate else ''}{named}"

    @property
    def _ends_within(self) -> bool:
        """Whether the last day that the date allows lies in the period, too."""
        last, (year, month) = self.date.last_day, self.period
        return last is not None and last.year == year and month in (0, last.month)


def pages(site: Site) -> Iterator[Page]:
    """The one page of this type."""
    yield Page(ADDRESS, "pages/timeline.html", TITLE, later(view, site))


def view(site: Site) -> TimelineView:
    """All that the page shows."""
    events = site.of_type("event")
    dated = _dated(site)
    undated = [event for event in events if not _event(event).date]
    number = {entry.id: at for at, entry in enumerate((*(one.entry for one in dated), *undated))}
    return TimelineView(
        TITLE,
        plural(len(events), "event"),
        picture(site, ADDRESS, [one.entry for one in dated], anchors(site, ADDRESS)),
        facets(site),
        tuple(_part(site, periods, number) for periods in _together(dated)),
        tuple(_entered(site, number[event.id], event, "") for event in undated),
        _amount(site, undated),
        len(number) <= SHORT,
        foot(site, ADDRESS, TITLE),
    )


def anchors(site: Site, page: str) -> dict[tuple[int, int], str]:
    """The links from a page to the periods of the list, by year and month; month 0 for a year alone."""
    return {one.period: link(page, f"{ADDRESS}#{_anchor(one.period)}") for one in _dated(site)}


@remembered
def _dated(site: Site) -> list[_Dated]:
    """Every dated event and every document, in the order of the list."""
    dated = [_Dated(event.record.date.value, event) for event in site.of_type("event") if _event(event).date]
    dated += [_Dated(document.record.published.value, document) for document in by_publication(site)]
    return sorted(dated, key=lambda one: one.order)


def _anchor(period: tuple[int, int]) -> str:
    year, month = period
    return f"t-{year:04}-{month:02}" if month else f"t-{year:04}"


def _together(dated: Sequence[_Dated]) -> Iterator[list[list[_Dated]]]:
    """The periods in order, each alone; those of thin years with their neighbours."""
    held: list[list[_Dated]] = []
    for year, group in groupby(dated, key=lambda one: one.period[0]):
        periods = [list(one) for _, one in groupby(group, key=lambda one: one.period)]
        count = sum(map(len, periods))
        if held and (not year or count > THIN or count + sum(map(len, held)) > FULL):
            yield held
            held = []
        if year and count <= THIN:
            held += periods
        else:
            yield from ([one] for one in periods)
    if held:
        yield held


def _part(site: Site, periods: Sequence[list[_Dated]], number: dict[str, int]) -> Part:
    (first, _), (last, _) = periods[0][0].period, periods[-1][0].period
    years = f"{first} to {last}" if first != last else str(first)
    label = _label(periods[0][0].period) if len(periods) == 1 else years
    gist = _amount(site, [one.entry for period in periods for one in period])
    span = _span(periods[0]) if len(periods) == 1 else ""
    return Part(
        label,
        f"{gist} · {span}" if span else gist,
        tuple(_period(site, one[0].period, one, number) for one in periods),
    )


def _amount(site: Site, entries: Iterable[Entry]) -> str:
    """How many events, how many of them have disputed points, and how many documents; a single one by name."""
    kinds = list(entries)
    if len(kinds) == 1:
        return f"1 {kinds[0].type}: {kinds[0].name}"
    events = [entry for entry in kinds if entry.type == "event"]
    disputed = sum(1 for event in events if event_row(site, ADDRESS, event).disputed)
    found = [plural(len(events), "event")] if events else []
    found += [f"{disputed} with disputed points"] if disputed else []
    found += [plural(len(kinds) - len(events), "document")] if len(events) < len(kinds) else []
    return ", ".join(found)


def _span(dated: Sequence[_Dated]) -> str:
    """From which day to which day the stated days of a month reach, or that there is none."""
    days = [one.start.first_day for one in dated if one.has_day and one.start.first_day]
    year, month = dated[0].period
    if not days:
        return "no day stated" if month else "dated to the year alone" if year else ""
    words = f"{days[0].day} to {days[-1].day}" if days[0] != days[-1] else f"{days[0].day}"
    return f"{words} {MONTHS[month - 1]}".replace(" ", "\u00a0")


def _label(period: tuple[int, int]) -> str:
    year, month = period
    return f"{MONTHS[month - 1]} {year}" if month else str(year) if year else "First day not known"


def _period(site: Site, period: tuple[int, int], dated: Sequence[_Dated], number: dict[str, int]) -> Period:
    year, month = period
    days = tuple(_day(site, list(group), number) for _, group in groupby(dated, key=lambda one: one.heading))
    return Period(_anchor(period), _label(period), f"{year:04}-{month:02}" if month else "", days)


def _day(site: Site, dated: list[_Dated], number: dict[str, int]) -> Day:
    (_, label), first = dated[0].heading, dated[0].date.first_day
    iso = first.isoformat() if first and dated[0].has_day else ""
    told = english(iso) if iso else label.removeprefix(f"{SOME_DAY} in ")
    words = ("" if one.date.english == told else one.date.english for one in dated)
    entered = (_entered(site, number[one.entry.id], one.entry, when) for one, when in zip(dated, words, strict=True))
    return Day(label, iso, tuple(entered))


def _entered(site: Site, key: int, entry: Entry, when: str) -> Entered:
    if entry.type == "event":
        return Entered(key, keys(site, entry), event_row(site, ADDRESS, entry), None, when)
    return Entered(key, keys(site, entry), None, document_line(site, ADDRESS, entry.id), when)


def _event(entry: Entry) -> Event:
    return entry.record  # type: ignore[return-value]
