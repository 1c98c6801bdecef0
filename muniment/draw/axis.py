"""A time axis in up to three zones: far years one beside the other, then months, then days to scale."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

SPARSE, THIN = 0.5, 0.3
"""How much denser the rest must be before years, and then months, are set apart."""
YEAR_WIDTH, MONTH_WIDTH = 14.0, 24.0
MOST_OF_WIDTH = 0.24
"""The share of the width that years, and months, may take at most."""
BETWEEN = 14.0
"""The room for the break between two zones."""
TICK_ROOM, DATED_TICK_ROOM = 44.0, 66.0
"""The room for a year or a month, and for a month with its year."""
LEAST_ZONE = {"year": TICK_ROOM - BETWEEN, "month": DATED_TICK_ROOM - BETWEEN}
"""How wide years and months are at least, so that the first has room for its name."""
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Months between two ticks of the last zone."""


class Zone(Struct, frozen=True):
    """A stretch of the axis with one scale: by "year", "month" or "day", from one ordinal day to another."""

    unit: str
    x: float
    width: float
    first: int
    last: int


class Tick(Struct, frozen=True):
    """A year, or a month of it, at its place; month 0: the whole year; `dated`: the month needs its year."""

    x: float
    year: int
    month: int
    dated: bool


class Axis(Struct, frozen=True):
    """Zones and ticks, and the knots between which a day's place is found."""

    zones: tuple[Zone, ...]
    ticks: tuple[Tick, ...]
    width: float
    knots: tuple[tuple[int, float], ...]

    def x(self, day: float) -> float:
        """The place of an ordinal day; what lies outside stands at the edge."""
        at = min(max(bisect_right(self.knots, (day, float("inf"))) - 1, 0), len(self.knots) - 2)
        (day0, x0), (day1, x1) = self.knots[at], self.knots[at + 1]
        share = (day - day0) / (day1 - day0) if day1 > day0 else 0
        return round(min(max(x0 + share * (x1 - x0), 0), self.width), 1)

    def zone(self, day: int) -> Zone:
        """The zone that holds a day."""
        return next((zone for zone in reversed(self.zones) if day >= zone.first), self.zones[0])


def axis(days: Sequence[int], width: float) -> Axis:
    """The axis on which these ordinal days fall, the last zone to scale; a long empty stretch never fills it."""
    days = sorted(days)
    cut = _cut(days, SPARSE)
    later = days[bisect_right(days, cut - 1) :] if cut else days
    second = _cut(later, THIN)
    end = _month_after(days[-1])
    years = sorted({date.fromordinal(day).year for day in days if cut and day < cut})
    starts = [date(year, 1, 1).toordinal() for year in years]
    months = _months(cut or _month(days[0]), second) if second else []
    zones: list[Zone] = []
    knots: list[tuple[int, float]] = []
    x = 0.0
    for unit, firsts, last, each in (("year", starts, cut, YEAR_WIDTH), ("month", months, second, MONTH_WIDTH)):
        if firsts:
            room = max(min(each * len(firsts), MOST_OF_WIDTH * width), LEAST_ZONE[unit])
            knots += [(day, round(x + room * at / len(firsts), 1)) for at, day in enumerate(firsts)]
            knots.append((last - 1, round(x + room, 1)))
            zones.append(Zone(unit, round(x, 1), round(room, 1), firsts[0], last))
            x += room + BETWEEN
    first = second or cut or _month(days[0])
    zones.append(Zone("day", round(x, 1), round(width - x, 1), first, end))
    knots += [(first, round(x, 1)), (end, width)]
    return Axis(tuple(zones), tuple(_ticks(zones, starts, months, knots)), width, tuple(knots))


def _cut(days: Sequence[int], least: float) -> int | None:
    """The first day of the month at which the dense part begins; None where no part is much denser.

    The cut that leaves out most of the time with fewest of the days.
    """
    whole = days[-1] - days[0]
    if not whole:
        return None
    gain, at = max(((len(days) - at) / len(days) - (days[-1] - day) / whole, at) for at, day in enumerate(days))
    cut = _month(days[at])
    return cut if gain >= least and cut > days[0] else None


def _ticks(zones: list[Zone], years: list[int], months: list[int], knots: list[tuple[int, float]]) -> list[Tick]:
    places = dict(knots)
    found: list[Tick] = []
    ends = {zone.unit: zone.x + zone.width + BETWEEN for zone in zones}
    for unit, firsts in (("year", years), ("month", months), ("day", _stepped(zones[-1]))):
        free, year = -1.0, 0
        for day in firsts:
            x = places[day] if unit != "day" else _between(zones[-1], day)
            one = date.fromordinal(day)
            whole_year = unit == "year" or (unit == "day" and _step(zones[-1]) >= 12)
            dated = not whole_year and (unit == "month" or one.year != year)
            after = x + (DATED_TICK_ROOM if dated else TICK_ROOM)
            if x >= free and (free < 0 or after <= ends[unit]):
                found.append(Tick(x, one.year, 0 if whole_year else one.month, dated))
                free, year = after, one.year
    return found


def _between(zone: Zone, day: int) -> float:
    return round(zone.x + zone.width * (day - zone.first) / (zone.last - zone.first), 1)


def _stepped(zone: Zone) -> list[int]:
    step = _step(zone)
    start = date.fromordinal(zone.first)
    at = start.year * 12 + start.month - 1
    at += -at % step
    days = []
    while at // 12 <= 9999 and (day := date(at // 12, at % 12 + 1, 1).toordinal()) < zone.last:
        days.append(day)
        at += step
    return days


def _step(zone: Zone) -> int:
    each = zone.width / max((zone.last - zone.first) / 30.44, 1)
    return next((step for step in STEPS if step * each >= TICK_ROOM), STEPS[-1])


def _months(first: int, end: int) -> list[int]:
    days = [first]
    while (day := _month_after(days[-1])) < end:
        days.append(day)
    return days


def _month(day: int) -> int:
    return date.fromordinal(day).replace(day=1).toordinal()


def _month_after(day: int) -> int:
    one = date.fromordinal(day)
    if (one.year, one.month) == (9999, 12):
        return date.max.toordinal()
    return date(one.year + one.month // 12, one.month % 12 + 1, 1).toordinal()


def gaps(axis: Axis) -> tuple[float, ...]:
    """The middle of each break between two zones."""
    return tuple(round((one.x + one.width + other.x) / 2, 1) for one, other in pairwise(axis.zones))
