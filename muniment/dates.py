"""Dates as the documents give them: a strict part of EDTF (ISO 8601-2), never more precise than its source.

    2019   2019-12   2019-12-27        a year, a month, a day
    201X   2019-XX   2019-12-XX        a decade, some month of 2019, some day of December
    2019-12-27T19:30+03:00             a minute (or second), always with its zone: Z or ±HH:MM
    2020-01-03~   ?   %                about; uncertain; both: shown to the reader, never a wider range
    2020-01-03/2020-01-05              an interval: it lasted; 2019-10/.. and ../2020-03-24 are open at one end
    [2020-01-03..2020-01-05]           some day of these, it is not known which; [2020-01..] and [..2020-01-05] too

Wider than the standard in three places, because sources are: a time may lack its seconds, may be "about", and may
end an interval or such a choice. Seasons, lists of days and years outside 0001 to 9999 are left out.

**One line of time.** `earliest` and `latest` are naive datetimes. A value with a zone is put in UTC; a date without
one is a local day, 00:00:00 to 23:59:59 on the clocks of its place. So a value with a time and a day are compared by
the clocks of the place (00:47+03:00 on 3 January lies within 3 January), two values with times by UTC. `sort_key`
follows the one line; lists with a heading for each day sort by `(first_day, sort_key)`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from muniment import date_words

PRECISIONS = ("decade", "year", "month", "interval", "day", "minute", "second")
"""Coarse first: the order of values that begin together."""

USUAL_HINT = "type 2020-02-29, 2020-02 or 2020"

_SINGLE = re.compile(
    r"(?:(?P<decade>\d{3})X|(?P<year>\d{4})"
    r"(?:-XX(?:-XX)?|-(?P<month>\d\d)(?:-XX|-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<zone>Z|[+-]\d\d:\d\d))?)?)?)"
    r"(?P<mark>[?~%])?",
    re.ASCII,
)
_OPEN = ".."
_CHOICE = re.compile(r"\[([^.]*)\.\.([^.]*)\]")
_DAY_FORM = "-(0[1-9]|1[0-2])(-XX|-(0[1-9]|[12][0-9]|3[01])"
_TIME_FORM = "(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-5][0-9]))?)?"
_FORM = f"([0-9]{{3}}X|[0-9]{{4}}(-XX(-XX)?|{_DAY_FORM}{_TIME_FORM})?)[?~%]?"
PATTERN = rf"^({_FORM}(/({_FORM}|\.\.))?|\.\./{_FORM}|\[({_FORM}\.\.({_FORM})?|\.\.{_FORM})\])$"
"""The form alone, for editors' programs: it does not know how many days a month has, nor which end is the later."""
_LAST_SECOND = time(23, 59, 59)


class DateError(ValueError):
    """A date that cannot be read: one plain sentence for an editor, and what to type instead."""

    def __init__(self, message: str, hint: str):
        super().__init__(f"{message} Instead, {hint}.")
        self.message = message
        self.hint = hint


class Edtf(Struct, frozen=True):
    """A date as written, with the range of time that it allows."""

    raw: str
    earliest: datetime
    latest: datetime
    precision: str
    uncertain: bool
    approximate: bool
    offset: timedelta | None = None
    """Distance of the printed clock from UTC; None where no zone is printed."""
    ends: tuple[Edtf | None, Edtf | None] | None = None
    """Both ends of an interval or a choice, None for an open one; None for a single date."""
    is_choice: bool = False
    """Whether some day between the ends is meant, and not the time from one to the other."""

    @property
    def sort_key(self) -> tuple[datetime, int, datetime, str]:
        """Place in a list: what begins first, then the coarser, then what ends first."""
        return self.earliest, PRECISIONS.index(self.precision), self.latest, self.raw

    @property
    def english(self) -> str:
        """The date as a reader sees it: `about 1 March 2026`, `3 to 5 January 2020`."""
        return date_words.english(self.raw)

    @property
    def iso(self) -> str:
        """The value of `<time datetime>`, or "" for decades and intervals, which HTML cannot say."""
        inexpressible = self.precision in ("decade", "interval")
        return "" if inexpressible else self.raw.rstrip("?~%").replace("-XX", "")

    @property
    def first_day(self) -> date | None:
        """The first local day that the value allows; None where its beginning is open."""
        start, _ = self.ends or (self, self)
        return start and start._clock[0].date()

    @property
    def last_day(self) -> date | None:
        """The last local day that the value allows; None where its end is open."""
        _, end = self.ends or (self, self)
        return end and end._clock[1].date()

    @property
    def day_known(self) -> bool:
        """Whether the source names the day; for an interval, the first and the last one."""
        if self.is_choice:
            return False
        if self.ends:
            return all(end is not None and end.day_known for end in self.ends)
        return self.precision in ("day", "minute", "second")

    def overlaps(self, other: Edtf) -> bool:
        """Whether some moment is allowed by both."""
        (start, end), (other_start, other_end) = _on_one_clock(self, other)
        return start <= other_end and other_start <= end

    def within(self, other: Edtf) -> bool:
        """Whether every moment allowed by this value is allowed by the other."""
        (start, end), (other_start, other_end) = _on_one_clock(self, other)
        return other_start <= start and end <= other_end

    @property
    def _clock(self) -> tuple[datetime, datetime]:
        """Earliest and latest as the clocks of the place showed them."""
        start, end = self.ends or (self, self)
        return (
            start.earliest + (start.offset or timedelta()) if start else datetime.min,
            end.latest + (end.offset or timedelta()) if end else datetime.max,
        )

    @property
    def _zoned(self) -> bool:
        return all(end is None or end.offset is not None for end in self.ends or (self,))


def parse(text: str) -> Edtf:
    """The date that the text states; raises DateError where it is not exactly one of the forms above."""
    if choice := _CHOICE.fullmatch(text):
        return _range(text, *(side or _OPEN for side in choice.groups()), is_choice=True)
    start, slash, end = text.partition("/")
    return _range(text, start, end) if slash else _single(text)


def _range(text: str, start: str, end: str, is_choice: bool = False) -> Edtf:
    if start == end == _OPEN:
        raise _refusal(text, text)
    for side in (start, end):
        if not _has_form(side):
            raise _refusal(text, side)
    first, last = ends = tuple(None if side == _OPEN else _single(side) for side in (start, end))
    if first and last and _is_later(first, last):
        meant = f"[{end}..{start}]" if is_choice else f"{end}/{start}"
        raise DateError("The interval ends before it starts.", f"type {meant}")
    earliest = first.earliest if first else datetime.min
    latest = last.latest if last else datetime.max
    uncertain = any(side.uncertain for side in ends if side)
    approximate = any(side.approximate for side in ends if side)
    return Edtf(text, earliest, latest, "interval", uncertain, approximate, ends=ends, is_choice=is_choice)


def _single(text: str) -> Edtf:
    found = _SINGLE.fullmatch(text)
    if not found:
        raise _refusal(text, text)
    first, last = _days(found)
    offset = _offset(found)
    if offset is None:
        earliest, latest = datetime.combine(first, time()), datetime.combine(last, _LAST_SECOND)
    else:
        earliest, latest = _moment(found, first, offset)
    mark = found["mark"]
    return Edtf(text, earliest, latest, _precision(found), mark in ("?", "%"), mark in ("~", "%"), offset)


def _precision(found: re.Match[str]) -> str:
    return next(name for name in ("second", "minute", "day", "month", "year", "decade") if found[name])


def _days(found: re.Match[str]) -> tuple[date, date]:
    """First and last day of the calendar part."""
    if int(found["decade"] or found["year"]) == 0:
        raise DateError("There is no year 0000.", USUAL_HINT)
    if found["decade"]:
        return date(int(found["decade"] + "0"), 1, 1), date(int(found["decade"] + "9"), 12, 31)
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    if found["month"] is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise _no_such_month(found["year"], month, day)
    length = calendar.monthrange(year, month)[1]
    if found["day"] is None:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        raise _no_such_day(found, length)
    return date(year, month, day), date(year, month, day)


def _no_such_month(year: str, month: int, day: int) -> DateError:
    swapped = f"{year}-{day:02}-{month:02}"
    meant = swapped if 1 <= day <= 12 and _is_valid(swapped) else f"{year}-12 or {year}"
    return DateError(f"There is no month {month:02}: months run from 01 to 12.", f"type {meant}")


def _no_such_day(found: re.Match[str], length: int) -> DateError:
    month = f"{found['year']}-{found['month']}"
    sentence = f"{month}-{found['day']} does not exist: {date_words.english(month)} has {length} days."
    nearest = min(max(int(found["day"]), 1), length)
    return DateError(sentence, f"type {month}-{nearest:02}, {month} or {found['year']}")


def _offset(found: re.Match[str]) -> timedelta | None:
    zone = found["zone"]
    if zone in (None, "Z"):
        return zone and timedelta()
    hours, minutes = int(zone[1:3]), int(zone[4:])
    if zone == "-00:00" or minutes > 59 or hours * 60 + minutes > 14 * 60:
        day = found.string.partition("T")[0]
        raise DateError(f"There is no zone {zone}.", f"type {day}T19:30+03:00 or {day}T19:30Z, with your time")
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)


def _moment(found: re.Match[str], day: date, offset: timedelta) -> tuple[datetime, datetime]:
    """First and last second of the time of day, in UTC."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if (hour, minute, second) == (24, 0, 0) and day < date.max:
        midnight = f"{day + timedelta(days=1)}T00:00{found['zone']}"
        raise DateError("24:00 is written as 00:00 of the next day.", f"type {midnight}")
    if hour > 23 or minute > 59 or second > 59:
        raise DateError("Hours run from 00 to 23, minutes and seconds from 00 to 59.", f"type {day}T19:30Z or {day}")
    try:
        start = datetime.combine(day, time(hour, minute, second)) - offset
    except OverflowError:
        raise DateError("The time lies outside the years 0001 to 9999.", USUAL_HINT) from None
    return start, start if found["second"] else start + timedelta(seconds=59)


def _is_later(one: Edtf, other: Edtf) -> bool:
    (start, _), (_, end) = _on_one_clock(one, other)
    return start > end


def _on_one_clock(one: Edtf, other: Edtf) -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
    """Both ranges in UTC if both print their zones, else on the clocks of their places."""
    if one._zoned and other._zoned:
        return (one.earliest, one.latest), (other.earliest, other.latest)
    return one._clock, other._clock


def _refusal(text: str, part: str) -> DateError:
    """What is wrong with a text of another form; every date that the hint offers is valid."""
    meant = [other for other in date_words.probably_meant(text) if other != text and _is_valid(other)]
    hint = "type " + " or ".join(meant) if meant else USUAL_HINT
    return DateError(date_words.what_is_wrong(text, part), hint)


def _is_valid(text: str) -> bool:
    try:
        return all(_has_form(side) for side in text.split("/", 1)) and bool(parse(text))
    except DateError:
        return False


def _has_form(side: str) -> bool:
    return side == _OPEN or bool(_SINGLE.fullmatch(side))
