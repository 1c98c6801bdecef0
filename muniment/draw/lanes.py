"""Swim lanes: what happened as marks and bars on lines of time, stacked so that none hides another.

What lasted is a bar; what happened on some day of many, it is not known which, has its two ends and a question mark.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from heapq import heappop, heappush
from typing import Literal

from msgspec import Struct

from muniment.draw.axis import Axis, axis
from muniment.draw.outlines import ASK, LEAST_RANGE, LEAST_SPLIT_RANGE, SIZE, Outline, bar, doubted, some_day

PITCH, PAD, STUB = 11.5, 8.0, 32.0
"""Height of a row, of the room around a lane's rows; length of an open end."""
MOST_MARKS = 1500
"""Above this many, columns that count stand for the marks."""
SHORT = 62
"""Up to how many days a span says where the axis must end; a longer one may reach beyond it."""
HIGHEST = 72.0
"""Height of the highest column."""
LEAST_COLUMN = 5.0


class Span(Struct, frozen=True):
    """What is to be drawn: a lane, the first and last ordinal day (None: open), if it is split, its label's width.

    It lasted from the one day to the other, or happened on some day between them, or on one day that is in doubt.
    """

    lane: int
    first: int | None
    last: int | None
    split: bool = False
    label: float = 0.0
    manner: Literal["lasted", "some-day", "doubted"] = "lasted"


class Mark(Struct, frozen=True):
    """A drawn span: its outline, and where its label stands ("start" or "end" anchored), in how much room."""

    outline: Outline
    x: float
    y: float
    anchor: str
    room: float


class Column(Struct, frozen=True):
    """A year, month or week of a lane in which `members` (positions of spans) begin."""

    lane: int
    first: int
    last: int
    x: float
    y: float
    width: float
    height: float
    members: tuple[int, ...]


class Lane(Struct, frozen=True):
    """A lane's place from the top."""

    y: float
    height: float


class Lanes(Struct, frozen=True):
    """The picture: either one mark for each span, in their order, or columns."""

    axis: Axis
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    columns: tuple[Column, ...]
    height: float


class _Box(Struct, frozen=True):
    start: float
    end: float
    label_at: float
    anchor: str
    ends_open: bool

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where nothing else of the row may stand."""
        return min(self.start, self.label_at) - 1.5, max(self.end, self.label_at) + 1.5


def lanes(spans: Sequence[Span], count: int, width: float, pitch: float = PITCH) -> Lanes | None:
    """Spans in so many lanes; None where there is none. A span without both days cannot be drawn."""
    if not spans:
        return None
    scale = axis([day for span in spans for day in _telling(span)], width)
    if len(spans) > MOST_MARKS:
        return _counted(scale, spans, count)
    return _marked(scale, spans, count, pitch)


def _telling(span: Span) -> tuple[int, ...]:
    """The days that the axis must hold."""
    if span.first is None or span.last is None:
        return (span.last if span.first is None else span.first,)
    return (span.first, span.last) if span.last - span.first <= SHORT else (span.first,)


def _marked(scale: Axis, spans: Sequence[Span], count: int, pitch: float) -> Lanes:
    boxes = [_box(scale, span) for span in spans]
    rows, heights = _rows(boxes, spans)
    bands = _bands([heights[lane] * pitch + 2 * PAD for lane in range(count)])
    marks = []
    for span, box, row in zip(spans, boxes, rows, strict=True):
        band = bands[span.lane]
        y = round(band.y + band.height - PAD - (row + 1) * pitch + (pitch - SIZE) / 2, 1)
        x = box.end + 5 if box.anchor == "start" else box.start - 5
        marks.append(
            Mark(_outline(span, box, y), round(x, 1), round(y + SIZE - 1, 1), box.anchor, abs(box.label_at - x))
        )
    return Lanes(scale, bands, tuple(marks), (), bands[-1].y + bands[-1].height)


def _box(scale: Axis, span: Span) -> _Box:
    """From where to where a span's outline and its label reach."""
    if span.first is None:
        end = max(scale.x(span.last + 1), STUB)
        start = end - STUB
    elif span.last is None:
        start = min(scale.x(span.first), scale.width - STUB)
        end = start + STUB
    else:
        start, end = scale.x(span.first), scale.x(span.last + 1)
        least = _least(span)
        if end - start < least:
            start = min(max((start + end - min(least, SIZE)) / 2, 0), scale.width - least)
            end = start + least
    start, end = round(start, 1), round(end, 1)
    beyond = span.last is None or span.last >= scale.zones[-1].last
    if not span.label:
        return _Box(start, end, end, "start", beyond)
    after, before = scale.width - end - 9, start - 9
    if after >= min(span.label, before):
        return _Box(start, end, end + 9 + min(span.label, after), "start", beyond)
    return _Box(start, end, start - 9 - min(span.label, before), "end", beyond)


def _least(span: Span) -> float:
    """How wide a span is at least; what a day alone has room for comes behind it."""
    if span.manner == "some-day":
        return LEAST_SPLIT_RANGE if span.split else LEAST_RANGE
    return SIZE + ASK if span.manner == "doubted" else SIZE


def _outline(span: Span, box: _Box, y: float) -> Outline:
    opens = span.first is None, box.ends_open
    if span.manner == "some-day":
        return some_day(box.start, box.end, y, opens, span.split)
    if span.manner == "doubted":
        return doubted(box.start, box.end, y, span.split)
    return bar(box.start, box.end, y, opens, span.split)


def _rows(boxes: Sequence[_Box], spans: Sequence[Span]) -> tuple[list[int], Counter[int]]:
    """The row of each box, the lowest that is free, and the number of rows of each lane."""
    rows = [0] * len(boxes)
    heights: Counter[int] = Counter()
    busy: dict[int, list[tuple[float, int]]] = defaultdict(list)
    free: dict[int, list[int]] = defaultdict(list)
    for at in sorted(range(len(boxes)), key=lambda at: (boxes[at].reach[0], -boxes[at].reach[1], at)):
        lane = spans[at].lane
        start, end = boxes[at].reach
        while busy[lane] and busy[lane][0][0] <= start:
            heappush(free[lane], heappop(busy[lane])[1])
        if not free[lane]:
            heappush(free[lane], heights[lane])
            heights[lane] += 1
        rows[at] = heappop(free[lane])
        heappush(busy[lane], (end, rows[at]))
    return rows, heights


def _bands(heights: Sequence[float]) -> tuple[Lane, ...]:
    bands, y = [], 0.0
    for height in heights:
        bands.append(Lane(round(y, 1), round(max(height, PITCH + 2 * PAD), 1)))
        y = bands[-1].y + bands[-1].height
    return tuple(bands)


def _counted(scale: Axis, spans: Sequence[Span], count: int) -> Lanes:
    """Columns by year, month and week; the highest of all lanes gives the scale."""
    members: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for at, span in enumerate(spans):
        day = span.first if span.first is not None else span.last
        members[span.lane, *_bin(scale, day)].append(at)
    most = max(map(len, members.values()))
    bands = _bands([HIGHEST + 2 * PAD] * count)
    columns = []
    for (lane, first, last), found in sorted(members.items()):
        height = max(round(HIGHEST * len(found) / most, 1), 2.0)
        x, end = scale.x(first), scale.x(last)
        bottom = bands[lane].y + bands[lane].height - PAD
        wide = round(max(end - x - 0.6, 1.5), 1)
        columns.append(Column(lane, first, last, x, round(bottom - height, 1), wide, height, tuple(found)))
    return Lanes(scale, bands, (), tuple(columns), bands[-1].y + bands[-1].height)


def _bin(scale: Axis, day: int) -> tuple[int, int]:
    """The first day of a column, and the first after it: a year, a month, or a week from Monday."""
    zone = scale.zone(day)
    one = date.fromordinal(day)
    month = one.replace(day=1).toordinal()
    next_month = (one.replace(day=28).toordinal() + 4) if (one.year, one.month) != (9999, 12) else day
    next_month = date.fromordinal(next_month).replace(day=1).toordinal() if next_month != day else day + 1
    each = zone.width / (zone.last - zone.first)
    if zone.unit == "year" or (zone.unit == "day" and each * 31 < LEAST_COLUMN):
        return one.replace(month=1, day=1).toordinal(), one.replace(month=12, day=31).toordinal() + 1
    if zone.unit == "month" or each * 7 < LEAST_COLUMN:
        return month, next_month
    monday = (day - 1) // 7 * 7 + 1
    return max(monday, zone.first), monday + 7
