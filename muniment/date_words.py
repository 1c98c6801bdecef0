"""Dates in words: how a reader sees them, and how people write them who have not learnt EDTF.

Works on text alone; `muniment.dates` decides what is a date.
"""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DAY = r"\d{4}-\d\d-\d\d"
_CLOCK = r"\d\d:\d\d(?::\d\d)?"
_GAP = r"[./ -]+"

SLIPS = (
    (r"", "The date is empty."),
    (r"\s.*|.*\s", "The date has a space or a line break at its start or end."),
    (r".*[^\x00-\x7f].*", "The date has characters other than the plain digits, letters and hyphens of a keyboard."),
    (r"\d{1,2}[./ -]\d{1,2}[./ -]\d{4}|\d{1,2}[./ -]\d{4}", "The year comes first, then month and day, with hyphens."),
    (r"\d{4}[./ ]\d{1,2}([./ ]\d{1,2})?", "The parts of a date are joined by hyphens."),
    (r"\d{8}|\d{6}", "The parts of a date are joined by hyphens."),
    (r"\d{1,2}([./-]\d{1,2}){0,2}", "The year needs its four digits."),
    (r"\d{4}-\d{1,2}(-\d{1,2})?", "Month and day need two digits each."),
    (r"[^/]*[T ]\d{1,2}:\d\d(:\d\d)?", "The time has no zone: +03:00 is three hours ahead of UTC, Z is UTC itself."),
    (r"[^/]*\d:\d\d[^/]*", "A time is written after a T and before its zone, like T19:30+03:00."),
    (r"/[^/]*|[^/]*/|\.\./\.\.", "An interval has a date at one end at least, and two dots for an open end."),
)
"""Common slips, most telling first: the form of the text, and the sentence for the editor."""

REWRITES = (
    (rf"(\d{{4}}){_GAP}(\d\d){_GAP}(\d\d)", (r"\1-\2-\3",)),
    (rf"(\d\d){_GAP}(\d\d){_GAP}(\d{{4}})", (r"\3-\2-\1", r"\3-\1-\2")),
    (r"(\d{4})[./ -](\d\d)", (r"\1-\2",)),
    (r"(\d\d)[./ -](\d{4})", (r"\2-\1",)),
    (r"(\d{4})(\d\d)(\d\d)", (r"\1-\2-\3",)),
    (r"(\d{4})(\d\d)", (r"\1-\2",)),
    (r"(\d{3})0S", (r"\1X",)),
    (rf"({_DAY})[T ]({_CLOCK})", (r"\1T\2+03:00", r"\1T\2Z")),
    (rf"({_DAY})[T ]({_CLOCK}) ?(Z|[+-]\d\d:\d\d)", (r"\1T\2\3",)),
    (rf"({_DAY})[T ]({_CLOCK}) ?([+-]\d\d)(\d\d)", (r"\1T\2\3:\4",)),
    (rf"({_DAY})[T ]({_CLOCK}) ?([+-]\d\d)", (r"\1T\2\3:00",)),
    (r"(\d{4}-\d\d-)(\d\d)/(\d\d)", (r"\1\2/\1\3",)),
    (r"(\d{4}-)(\d\d-\d\d)/(\d\d-\d\d)", (r"\1\2/\1\3",)),
    (r"([^ /]+) ?(?: - | TO |--) ?([^ /]+)", (r"\1/\2",)),
    (r"(?:ABOUT|AROUND|CIRCA|CA?\.?) ?([^ ]+)", (r"\1~",)),
    (r"([^?~%]+)(?:\?~|~\?)", (r"\1%",)),
    (r"([^/]+)/", (r"\1/..",)),
    (r"/([^/]+)", (r"../\1",)),
)
"""Forms that people type (upper case, two digits to a number), and the EDTF that they may mean."""


@lru_cache(maxsize=1 << 14)
def english(edtf: str) -> str:
    """A valid EDTF value in English: `27 December 2019, 19:30 (+03:00)`, `until about October 2019`."""
    if edtf.startswith("["):
        return _some_day(*edtf[1:-1].split(".."))
    start, slash, end = edtf.partition("/")
    if not slash:
        return _single(edtf)
    if end == "..":
        return f"from {_after_preposition(start)}"
    if start == "..":
        return f"until {_after_preposition(end)}"
    return _between(start, end)


def what_is_wrong(text: str, part: str) -> str:
    """One sentence on why the text, or the given part of it, is no date."""
    for candidate in (text, part):
        for pattern, sentence in SLIPS:
            if re.fullmatch(pattern, candidate, re.ASCII | re.DOTALL):
                return sentence
    return "This is not a date in the form used here: year, month, day, joined by hyphens."


def probably_meant(text: str) -> tuple[str, ...]:
    """EDTF spellings that the writer may have meant, likeliest first; some may not be valid."""
    plain = _plain(text)
    for pattern, spellings in REWRITES:
        if found := re.fullmatch(pattern, plain, re.ASCII):
            return tuple(dict.fromkeys(found.expand(spelling) for spelling in spellings))
    if plain.count("/") == 1:
        return ("/".join(probably_meant(side)[0] for side in plain.split("/")),)
    return (_from_month_name(plain),)


def _single(text: str) -> str:
    plain = text.rstrip("?~%")
    mark = text[len(plain) :]
    day, _, clock = plain.partition("T")
    hour, zone = _clock_and_zone(clock)
    words = " ".join(_calendar_words(day)) + (f", {hour}" if hour else "")
    remarks = ", ".join(filter(None, (zone, "uncertain" if mark in ("?", "%") else "")))
    about = "about " if mark in ("~", "%") else ""
    article = "the " if about and day.endswith("X") and "-" not in day else ""
    return about + article + words + (f" ({remarks})" if remarks else "")


def _calendar_words(day: str) -> list[str]:
    """`2019-12-27` as 27, December, 2019; unspecified parts left out."""
    year, *rest = (part for part in day.split("-") if part != "XX")
    words = [f"{int(year[:3])}0s" if year.endswith("X") else str(int(year))]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if rest[1:]:
        words.insert(0, str(int(rest[1])))
    return words


def _clock_and_zone(clock: str) -> tuple[str, str]:
    """`19:30+03:00` as 19:30 and +03:00."""
    hour = re.match(_CLOCK, clock)
    if not hour:
        return "", ""
    zone = clock[hour.end() :]
    return hour[0], "UTC" if zone == "Z" else zone.replace("-", "\N{MINUS SIGN}")


def _after_preposition(text: str) -> str:
    words = _single(text)
    return f"the {words}" if re.match(r"\d+0s", words) else words


def _some_day(start: str, end: str) -> str:
    """`between 4 and 31 January 2020`; `12 or 13 March 2020` where there are but two; an open end in words."""
    if not end:
        return f"no earlier than {_after_preposition(start)}"
    if not start:
        return f"no later than {_after_preposition(end)}"
    if start == end:
        return _single(start)
    if _follows(start, end):
        return _between(start, end, "or")
    return f"between {_between(start, end, 'and')}"


def _follows(start: str, end: str) -> bool:
    """Whether the second of two plain days, months or years is the one after the first."""
    if len(start) != len(end) or re.search(r"[^\d-]", start + end):
        return False
    if len(start) == len("2020-01-03"):
        return date.fromisoformat(end) - date.fromisoformat(start) == timedelta(days=1)
    first, last = (int(one[:4]) * 12 + int(one[5:] or 1) for one in (start, end))
    return last - first == (1 if len(start) > 4 else 12)


def _between(start: str, end: str, word: str = "to") -> str:
    if start == end:
        return _single(start)
    if end.endswith("?") and not re.search(r"[?~%T]", start + end[:-1]):
        return f"{_between(start, end[:-1], word)} (uncertain)"
    if re.search(r"[?~%]", start + end):
        return f"{_single(start)} {word} {_single(end)}"
    if "T" in start + end:
        return _between_times(start, end, word)
    first, last = _calendar_words(start), _calendar_words(end)
    if len(first) == len(last):
        first = _without_shared_ending(first, last)
    return " ".join([*first, word, *last])


def _between_times(start: str, end: str, word: str) -> str:
    """`3 January 2020, 01:00 to 02:30 (+03:00)` on one day in one zone."""
    (first_day, _, first), (last_day, _, last) = start.partition("T"), end.partition("T")
    (first_hour, first_zone), (_, last_zone) = _clock_and_zone(first), _clock_and_zone(last)
    if (first_day, first_zone) != (last_day, last_zone):
        return f"{_single(start)} {word} {_single(end)}"
    day = " ".join(_calendar_words(first_day))
    return f"{day}, {first_hour} {word} {_clock_and_zone(last)[0]} ({first_zone})"


def _without_shared_ending(first: list[str], last: list[str]) -> list[str]:
    while first[-1:] == last[len(first) - 1 : len(first)]:
        first = first[:-1]
    return first


def _plain(text: str) -> str:
    """The text in upper case, with plain digits, hyphens and single spaces, two digits to a number."""
    ascii_digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    hyphens = re.sub(r"[\u2010-\u2015\u2212]", "-", ascii_digits)
    return re.sub(r"(?<!\d)(\d)(?!\d)", r"0\1", " ".join(hyphens.split()).upper())


def _from_month_name(plain: str) -> str:
    """`3 JANUARY 2020`, `JANUARY 3, 2020` or `JAN. 2020` with its month as a number; other text as it is."""
    found = re.fullmatch(r"(?:(\d\d) )?([A-Z]{3,9})\.?(?: (\d\d))?,? (\d{4})", plain, re.ASCII)
    if not found:
        return plain
    before, name, after, year = found.groups()
    numbers = [f"{at:02}" for at, month in enumerate(MONTHS, start=1) if month.upper().startswith(name)]
    return "-".join(filter(None, (year, *numbers[:1], before or after)))
