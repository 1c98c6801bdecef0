"""The pictures of events in lanes: what `draw.lanes` drew, with names, links and words for each mark."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from muniment.date_words import MONTHS, english
from muniment.dates import Edtf
from muniment.draw import axis as scales
from muniment.draw import lanes as drawing
from muniment.draw.outlines import Outline
from muniment.pages.families import Family, families, family_of
from muniment.pages.page import link
from muniment.pages.rows import EventRow, event_row, plural
from muniment.site import Entry, Site

WIDTH = 1010.0
AXIS_HEIGHT = 51.0
LABEL_PITCH = 22.0
LONGEST_LABEL = 76
FEWEST_LETTERS = 8
LETTER = 6.7
"""How wide a letter of a label is, on the average and a little more."""
DOCUMENTS = Family(
    "documents", "Documents appear", "The days on which the documents were published.", "", "lane-documents"
)


class LaneView(Struct, frozen=True):
    """A lane with its name."""

    family: Family
    middle: float
    bottom: float


class MarkView(Struct, frozen=True):
    """An event or a document in the picture; `key` is its number in the page's list."""

    key: int
    href: str
    title: str
    outline: Outline
    css: str
    label: str
    x: float
    y: float
    anchor: str


class ColumnView(Struct, frozen=True):
    """So many events of a year, a month or a week, leading to them in the list."""

    href: str
    title: str
    css: str
    x: float
    y: float
    width: float
    height: float
    bottom: float
    members: str


class ZoneView(Struct, frozen=True):
    """A stretch of the axis in words."""

    label: str
    x: float
    width: float


class TickView(Struct, frozen=True):
    """A year or month of the axis; no link where the list has no such part."""

    x: float
    label: str
    href: str


class Picture(Struct, frozen=True):
    """Events in lanes; the whole height is that of the lanes and the axis above them."""

    width: float
    height: float
    whole_height: float
    zones: tuple[ZoneView, ...]
    breaks: tuple[float, ...]
    ticks: tuple[TickView, ...]
    lanes: tuple[LaneView, ...]
    marks: tuple[MarkView, ...]
    columns: tuple[ColumnView, ...]


def picture(
    site: Site, page: str, entries: Sequence[Entry], anchors: Mapping[tuple[int, int], str], labelled: bool = False
) -> Picture | None:
    """Events and documents in lanes, or None where none has a day to stand at.

    `anchors` are the parts of the page's list by year and month; the number of a mark is its entry's position.
    """
    dated = [(key, entry) for key, entry in enumerate(entries) if _reach(_date(entry)) != (None, None)]
    lane_of = _lanes_of(site, [entry for _, entry in dated])
    order = list(lane_of)
    spans = [_span(site, entry, order.index(_family(site, entry)), labelled) for _, entry in dated]
    drawn = drawing.lanes(spans, len(order), WIDTH, LABEL_PITCH if labelled else drawing.PITCH)
    if drawn is None:
        return None
    return Picture(
        WIDTH,
        drawn.height,
        drawn.height + AXIS_HEIGHT,
        tuple(ZoneView(_zone_words(zone), zone.x, zone.width) for zone in drawn.axis.zones),
        scales.gaps(drawn.axis),
        tuple(_tick(tick, anchors) for tick in drawn.axis.ticks),
        tuple(_lane(family, one) for family, one in zip(order, drawn.lanes, strict=True)),
        tuple(_mark(site, page, dated[at], mark, labelled) for at, mark in enumerate(drawn.marks)),
        tuple(_column(column, order, [key for key, _ in dated], anchors) for column in drawn.columns),
    )


def _lanes_of(site: Site, entries: Sequence[Entry]) -> dict[Family, None]:
    """The lanes that hold anything, in the order of the vocabulary; the documents last."""
    used = {_family(site, entry) for entry in entries}
    return {family: None for family in (*families(site), DOCUMENTS) if family in used}


def _family(site: Site, entry: Entry) -> Family:
    return family_of(site, entry) if entry.type == "event" else DOCUMENTS


def _date(entry: Entry) -> Edtf | None:
    if entry.type != "event":
        return entry.record.published.value  # type: ignore[attr-defined]
    return entry.record.date.value if entry.record.date else None  # type: ignore[attr-defined]


def _reach(value: Edtf | None) -> tuple[int | None, int | None]:
    if value is None:
        return None, None
    first, last = value.first_day, value.last_day
    return first and first.toordinal(), last and last.toordinal()


def _span(site: Site, entry: Entry, lane: int, labelled: bool) -> drawing.Span:
    value = _date(entry)
    first, last = _reach(value)
    split = entry.type == "event" and event_row(site, "", entry).disputed > 0
    manner = "some-day" if _some_day(value) else "doubted" if _in_doubt(value) else "lasted"
    return drawing.Span(lane, first, last, split, len(_label(entry)) * LETTER if labelled else 0, manner)


def _label(entry: Entry, room: float = LONGEST_LABEL * LETTER) -> str:
    """The name, cut where there is no room for it; nothing where there is room for a few letters alone."""
    most = int(room / LETTER + 0.5)
    if len(entry.name) <= most:
        return entry.name
    return entry.name[: most - 1].rstrip() + "…" if most > FEWEST_LETTERS else ""


def _lane(family: Family, lane: drawing.Lane) -> LaneView:
    return LaneView(family, round(lane.y + lane.height / 2, 1), round(lane.y + lane.height, 1))


def _mark(site: Site, page: str, dated: tuple[int, Entry], mark: drawing.Mark, labelled: bool) -> MarkView:
    key, entry = dated
    value = _date(entry)
    label = _label(entry, mark.room) if labelled else ""
    place = key, link(page, entry.address)
    if entry.type != "event":
        return MarkView(
            *place,
            f"{entry.name}, published {value.english}",
            mark.outline,
            "lane-documents",
            label,
            mark.x,
            mark.y,
            mark.anchor,
        )
    row = event_row(site, page, entry)
    css = " ".join(
        filter(None, (family_of(site, entry).css, f"lane-{row.line.importance}", "lane-unsure" * _blurred(value)))
    )
    return MarkView(*place, _words(row, value), mark.outline, css, label, mark.x, mark.y, mark.anchor)


def _words(row: EventRow, value: Edtf) -> str:
    plain = _some_day(value) and not (value.is_choice or value.approximate)
    when = f"on some day or days in {row.line.when}" if plain else row.line.when
    return ". ".join(filter(None, (f"{row.line.title}, {when}", row.line.kind, row.phrase)))


def _some_day(value: Edtf) -> bool:
    """Whether it happened within the time that the date names, and on which day of it is not told."""
    return value.is_choice or not (value.ends or value.day_known)


def _in_doubt(value: Edtf) -> bool:
    """Whether the date names one day, and that with doubt."""
    return not value.ends and value.day_known and (value.uncertain or value.approximate)


def _blurred(value: Edtf) -> bool:
    """Whether it lasted, and the days on which it began or ended are in doubt or not told."""
    told = [end for end in value.ends or () if end]
    in_doubt = value.uncertain or value.approximate or not all(end.day_known for end in told)
    return bool(told) and not value.is_choice and in_doubt


def _column(
    column: drawing.Column, order: Sequence[Family], keys: Sequence[int], anchors: Mapping[tuple[int, int], str]
) -> ColumnView:
    first, last = date.fromordinal(column.first), date.fromordinal(column.last - 1)
    one = "document" if order[column.lane] is DOCUMENTS else "event"
    when = english(first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}")
    title = f"{order[column.lane].label}: {plural(len(column.members), one)}, {when}"
    bottom = round(column.y + column.height, 1)
    members = " ".join(str(keys[at]) for at in column.members)
    href = anchors.get((first.year, first.month)) or anchors.get((first.year, 0), "")
    return ColumnView(
        href, title, order[column.lane].css, column.x, column.y, column.width, column.height, bottom, members
    )


def _tick(tick: scales.Tick, anchors: Mapping[tuple[int, int], str]) -> TickView:
    if not tick.month:
        href = anchors.get((tick.year, 0)) or next(
            (anchors[tick.year, m] for m in range(1, 13) if (tick.year, m) in anchors), ""
        )
        return TickView(tick.x, str(tick.year), href)
    name = MONTHS[tick.month - 1][:3]
    return TickView(tick.x, f"{name} {tick.year}" if tick.dated else name, anchors.get((tick.year, tick.month), ""))


def _zone_words(zone: scales.Zone) -> str:
    """From when to when; nothing where it is one year, or too narrow for the words: its ticks say it."""
    words = _zone_span(zone)
    return words if len(words) * LETTER <= zone.width and not words.isdigit() else ""


def _zone_span(zone: scales.Zone) -> str:
    first, last = date.fromordinal(zone.first), date.fromordinal(max(zone.last - 1, zone.first))
    if zone.unit == "year":
        return f"{first.year} to {last.year}" if first.year != last.year else str(first.year)
    months = [f"{one.year:04}-{one.month:02}" for one in (first, last)]
    return english("/".join(months))
