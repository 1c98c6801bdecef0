"""The card that others show when they link here: a picture of the record itself, drawn from its dates.

A stroke for each event whose day is known, the taller the more claims it has; a flat bar for each that only lies within
some days. Lanes are the families of kinds. No words: the title stands beside the card wherever it is shown, and letters
would need a font library in every build.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from muniment.export.file import DataFile
from muniment.export.png import Canvas, Colour
from muniment.site import Entry, Site

CARD = "card.png"
WIDTH, HEIGHT, MARGIN = 1200, 630, 72
PAPER, INK, RULE, ACCENT = range(4)
FRAME: tuple[Colour, ...] = ((250, 247, 240), (27, 26, 23), (216, 208, 191), (143, 42, 27))
LANES: tuple[Colour, ...] = (
    (158, 42, 28),
    (168, 78, 0),
    (91, 63, 140),
    (29, 92, 138),
    (31, 107, 74),
    (122, 90, 0),
    (138, 43, 98),
    (90, 84, 74),
)
"""The colours of the families of events, as on the light pages."""
STROKE = 7
BARS = 5
"""How many rows of flat bars a lane has room for."""
Days = tuple[date, date]


class Mark(Struct, frozen=True):
    """An event in the picture: where, how wide, and how tall (from 0 to 1; 0 for a flat bar)."""

    at: int
    width: int
    tall: float


def files(site: Site) -> Iterator[DataFile]:
    """The card, where the site's address is known: others need the whole address of a picture."""
    if site.settings.url:
        yield DataFile(CARD, lambda: card(site))


def card(site: Site) -> bytes:
    """The picture as PNG, 1200 by 630."""
    canvas = Canvas(WIDTH, HEIGHT, FRAME + LANES)
    canvas.fill(0, 0, WIDTH, 14, ACCENT)
    lanes = _lanes(site)
    room = (HEIGHT - 2 * MARGIN) // max(1, len(lanes))
    for number, (lane, marks) in enumerate(lanes.items(), start=1):
        floor, colour = MARGIN + number * room, len(FRAME) + lane % len(LANES)
        canvas.fill(MARGIN, floor, WIDTH - 2 * MARGIN, 2, RULE)
        bars = [mark for mark in marks if not mark.tall]
        for row, mark in enumerate(bars):
            canvas.fill(mark.at, floor - 6 - row % BARS * 7, mark.width, 3, colour)
        for mark in marks:
            tall = round(mark.tall * (room - 12))
            canvas.fill(mark.at, floor - tall, mark.width, tall, colour)
    canvas.fill(MARGIN, HEIGHT - MARGIN + 2, WIDTH - 2 * MARGIN, 3, INK)
    return canvas.png()


def _lanes(site: Site) -> dict[int, list[Mark]]:
    """The marks of each family of events, in the order of the vocabulary."""
    dated = [(entry, days) for entry in site.of_type("event") if (days := _days(entry))]
    if not dated:
        return {}
    first, last = _window([days for _, days in dated])
    most = max(len(site.claims_of(entry.id)) for entry, _ in dated)
    groups = {word: place for place, word in enumerate(site.vocabulary.event_groups)}
    found: dict[int, list[Mark]] = defaultdict(list)
    for entry, days in dated:
        if days[0] <= last and first <= days[1] and not (days[0] < first and last < days[1]):
            group = site.vocabulary.event_kinds[entry.record.kind].group  # type: ignore[attr-defined]
            share = (len(site.claims_of(entry.id)) / most) ** 0.5 if days[0] == days[1] else 0.0
            found[groups.get(group or "", 0)].append(_mark(days, first, last, share))
    return dict(sorted(found.items()))


def _mark(days: Days, first: date, last: date, share: float) -> Mark:
    room, whole = WIDTH - 2 * MARGIN - STROKE, max(1, (last - first).days)
    start, end = (round((min(max(day, first), last) - first).days / whole * room) for day in days)
    return Mark(MARGIN + start, max(STROKE, end - start), share)


def _days(entry: Entry) -> Days | None:
    """The first and the last day that the date of an event allows; of an open one none."""
    when = entry.record.date  # type: ignore[attr-defined]
    first, last = (when.value.first_day, when.value.last_day) if when else (None, None)
    return (first, last) if first and last else None


def _window(days: list[Days]) -> Days:
    """The days of the picture: it begins where most events of a known day lie, so that early ones do not press them."""
    known = sorted(first for first, last in days if first == last) or [min(first for first, _ in days)]
    return known[len(known) // 8], known[-1]
