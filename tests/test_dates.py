"""Dates: what a source may state, how it is read, sorted and shown, and what an editor is told."""

import random
import re
from datetime import date, datetime

import pytest
from edtf import parse_edtf

from muniment.dates import DateError, parse

VALUES = [
    # raw, precision, first day, last day, English, <time datetime>
    ("201X", "decade", "2010-01-01", "2019-12-31", "2010s", ""),
    ("2019", "year", "2019-01-01", "2019-12-31", "2019", "2019"),
    ("2019-XX", "year", "2019-01-01", "2019-12-31", "2019", "2019"),
    ("2019-XX-XX", "year", "2019-01-01", "2019-12-31", "2019", "2019"),
    ("2019-12", "month", "2019-12-01", "2019-12-31", "December 2019", "2019-12"),
    ("2019-12-XX", "month", "2019-12-01", "2019-12-31", "December 2019", "2019-12"),
    ("2020-02-XX", "month", "2020-02-01", "2020-02-29", "February 2020", "2020-02"),
    ("2019-12-27", "day", "2019-12-27", "2019-12-27", "27 December 2019", "2019-12-27"),
    ("2020-02-29", "day", "2020-02-29", "2020-02-29", "29 February 2020", "2020-02-29"),
    ("2026-03-01~", "day", "2026-03-01", "2026-03-01", "about 1 March 2026", "2026-03-01"),
    ("2026-03-01/2026-03-05?", "interval", "2026-03-01", "2026-03-05", "1 to 5 March 2026 (uncertain)", ""),
    ("2026-03-01?", "day", "2026-03-01", "2026-03-01", "1 March 2026 (uncertain)", "2026-03-01"),
    ("2026-03-XX%", "month", "2026-03-01", "2026-03-31", "about March 2026 (uncertain)", "2026-03"),
    ("201X~", "decade", "2010-01-01", "2019-12-31", "about the 2010s", ""),
    (
        "2019-12-27T19:30+03:00", "minute", "2019-12-27", "2019-12-27",
        "27 December 2019, 19:30 (+03:00)", "2019-12-27T19:30+03:00",
    ),
    (
        "2020-01-02T21:46:05-05:00", "second", "2020-01-02", "2020-01-02",
        "2 January 2020, 21:46:05 (−05:00)", "2020-01-02T21:46:05-05:00",
    ),
    ("2026-03-01T04:20Z", "minute", "2026-03-01", "2026-03-01", "1 March 2026, 04:20 (UTC)", "2026-03-01T04:20Z"),
    (
        "2020-01-03T01:00+03:00%", "minute", "2020-01-03", "2020-01-03",
        "about 3 January 2020, 01:00 (+03:00, uncertain)", "2020-01-03T01:00+03:00",
    ),
    ("2020-01-03/2020-01-05", "interval", "2020-01-03", "2020-01-05", "3 to 5 January 2020", ""),
    ("2020-03-17/2020-03-24", "interval", "2020-03-17", "2020-03-24", "17 to 24 March 2020", ""),
    ("2020-01-03/2020-01-03", "interval", "2020-01-03", "2020-01-03", "3 January 2020", ""),
    ("2020-02-28/2020-03-03", "interval", "2020-02-28", "2020-03-03", "28 February to 3 March 2020", ""),
    ("2020-01-03/2020-03-03", "interval", "2020-01-03", "2020-03-03", "3 January to 3 March 2020", ""),
    ("2019-01-03/2020-01-03", "interval", "2019-01-03", "2020-01-03", "3 January 2019 to 3 January 2020", ""),
    ("2019-12-28/2020-01-04", "interval", "2019-12-28", "2020-01-04", "28 December 2019 to 4 January 2020", ""),
    ("2019-10/2019-12", "interval", "2019-10-01", "2019-12-31", "October to December 2019", ""),
    ("2019-10/2019-12-04", "interval", "2019-10-01", "2019-12-04", "October 2019 to 4 December 2019", ""),
    ("2018/2020", "interval", "2018-01-01", "2020-12-31", "2018 to 2020", ""),
    ("199X/201X", "interval", "1990-01-01", "2019-12-31", "1990s to 2010s", ""),
    ("2019-12~/2020-01-04", "interval", "2019-12-01", "2020-01-04", "about December 2019 to 4 January 2020", ""),
    (
        "2020-01-03T01:00+03:00/2020-01-03T02:30+03:00", "interval", "2020-01-03", "2020-01-03",
        "3 January 2020, 01:00 to 02:30 (+03:00)", "",
    ),
    (
        "2020-01-02T21:46-05:00/2020-01-03T06:00+03:00", "interval", "2020-01-02", "2020-01-03",
        "2 January 2020, 21:46 (−05:00) to 3 January 2020, 06:00 (+03:00)", "",
    ),
    ("2019-10/..", "interval", "2019-10-01", None, "from October 2019", ""),
    ("201X/..", "interval", "2010-01-01", None, "from the 2010s", ""),
    ("2019~/..", "interval", "2019-01-01", None, "from about 2019", ""),
    ("../2020-03-24", "interval", None, "2020-03-24", "until 24 March 2020", ""),
    ("[2020-01-04..2020-01-31]", "interval", "2020-01-04", "2020-01-31", "between 4 and 31 January 2020", ""),
    (
        "[2019-12-28..2020-01-03]", "interval", "2019-12-28", "2020-01-03",
        "between 28 December 2019 and 3 January 2020", "",
    ),
    ("[2020-03-12..2020-03-13]", "interval", "2020-03-12", "2020-03-13", "12 or 13 March 2020", ""),
    ("[2019-12..2020-01]", "interval", "2019-12-01", "2020-01-31", "December 2019 or January 2020", ""),
    ("[2019..2020]", "interval", "2019-01-01", "2020-12-31", "2019 or 2020", ""),
    ("[2019..2021]", "interval", "2019-01-01", "2021-12-31", "between 2019 and 2021", ""),
    ("[2019-12-30..2019-12-31?]", "interval", "2019-12-30", "2019-12-31", "between 30 and 31 December 2019 (uncertain)", ""),
    ("[..2020-04-15]", "interval", None, "2020-04-15", "no later than 15 April 2020", ""),
    ("[201X~..]", "interval", "2010-01-01", None, "no earlier than about the 2010s", ""),
]  # fmt: skip

REFUSED = [
    # text, part of the message, hint
    ("", "is empty", "type 2020-02-29, 2020-02 or 2020"),
    ("2019-02-30", "February 2019 has 28 days", "type 2019-02-28, 2019-02 or 2019"),
    ("2020-02-30", "February 2020 has 29 days", "type 2020-02-29, 2020-02 or 2020"),
    ("2019-12-00", "does not exist", "type 2019-12-01, 2019-12 or 2019"),
    ("2019-13", "no month 13", "type 2019-12 or 2019"),
    ("2019-27-12", "no month 27", "type 2019-12-27"),
    ("0000", "no year 0000", "type 2020-02-29, 2020-02 or 2020"),
    ("27/12/2019", "year comes first", "type 2019-12-27"),
    ("3/5/2019", "year comes first", "type 2019-05-03 or 2019-03-05"),
    ("27-12-2019", "year comes first", "type 2019-12-27"),
    ("12/2019", "year comes first", "type 2019-12"),
    ("2019.12.27", "joined by hyphens", "type 2019-12-27"),
    ("2019/12/27", "joined by hyphens", "type 2019-12-27"),
    ("2019/12", "joined by hyphens", "type 2019-12"),
    ("2019 12 27", "joined by hyphens", "type 2019-12-27"),
    ("20200103", "joined by hyphens", "type 2020-01-03"),
    ("202001", "joined by hyphens", "type 2020-01"),
    ("19-12-27", "four digits", "type 2020-02-29, 2020-02 or 2020"),
    ("19", "four digits", "type 2020-02-29, 2020-02 or 2020"),
    ("2020-1-3", "two digits", "type 2020-01-03"),
    ("2019-12-27\n", "line break", "type 2019-12-27"),
    (" 2019-12-27", "space", "type 2019-12-27"),
    ("٢٠١٩-١٢-٢٧", "plain digits", "type 2019-12-27"),
    ("２０１９", "plain digits", "type 2019"),
    ("2019–12–27", "plain digits", "type 2019-12-27"),
    ("2019-12-xx", "form used here", "type 2019-12-XX"),
    ("2019-12-2X", "form used here", "type 2020-02-29, 2020-02 or 2020"),
    ("2019-12-27?~", "form used here", "type 2019-12-27%"),
    ("2010s", "form used here", "type 201X"),
    ("circa 2019", "form used here", "type 2019~"),
    ("27 December 2019", "form used here", "type 2019-12-27"),
    ("March 5, 2019", "form used here", "type 2019-03-05"),
    ("Dec. 2019", "form used here", "type 2019-12"),
    ("2019-12-27T19:30", "no zone", "type 2019-12-27T19:30+03:00 or 2019-12-27T19:30Z"),
    ("2019-12-27 19:30", "no zone", "type 2019-12-27T19:30+03:00 or 2019-12-27T19:30Z"),
    ("2019-12-27T19:30+0300", "T19:30+03:00", "type 2019-12-27T19:30+03:00"),
    ("2019-12-27 19:30 +3", "T19:30+03:00", "type 2019-12-27T19:30+03:00"),
    ("2019-12-31T24:00+03:00", "next day", "type 2020-01-01T00:00+03:00"),
    ("2019-12-27T25:00Z", "00 to 23", "type 2019-12-27T19:30Z or 2019-12-27"),
    ("2019-12-27T19:30:60Z", "00 to 59", "type 2019-12-27T19:30Z or 2019-12-27"),
    ("2019-12-27T19:30+19:00", "no zone +19:00", "type 2019-12-27T19:30+03:00 or 2019-12-27T19:30Z, with your time"),
    ("2019-12-27T19:30-00:00", "no zone -00:00", "type 2019-12-27T19:30+03:00 or 2019-12-27T19:30Z, with your time"),
    ("0001-01-01T01:00+03:00", "0001 to 9999", "type 2020-02-29, 2020-02 or 2020"),
    ("2019-12T19:30Z", "A time is written", "type 2020-02-29, 2020-02 or 2020"),
    ("2020-01-05/2020-01-03", "ends before it starts", "type 2020-01-03/2020-01-05"),
    ("2020-01-03T02:00Z/2020-01-03T03:00+03:00", "ends before", "type 2020-01-03T03:00+03:00/2020-01-03T02:00Z"),
    ("2019-12-27/28", "four digits", "type 2019-12-27/2019-12-28"),
    ("2019-12-27/01-04", "four digits", "type 2020-02-29, 2020-02 or 2020"),
    ("2019-12-27 to 2019-12-29", "form used here", "type 2019-12-27/2019-12-29"),
    ("2020-1-3/2020-1-5", "two digits", "type 2020-01-03/2020-01-05"),
    ("2020-02-30/2020-03-01", "does not exist", "type 2020-02-29, 2020-02 or 2020"),
    ("2019-10/", "two dots", "type 2019-10/.."),
    ("/2020-03-24", "two dots", "type ../2020-03-24"),
    ("../..", "at one end at least", "type 2020-02-29, 2020-02 or 2020"),
    ("..", "form used here", "type 2020-02-29, 2020-02 or 2020"),
    ("2019/2020/2021", "form used here", "type 2020-02-29, 2020-02 or 2020"),
    ("[2020-01-05..2020-01-03]", "ends before it starts", "type [2020-01-03..2020-01-05]"),
    ("[..]", "form used here", "type 2020-02-29, 2020-02 or 2020"),
    ("[2020]", "form used here", "type 2020-02-29, 2020-02 or 2020"),
    ("[2020....]", "form used here", "type 2020-02-29, 2020-02 or 2020"),
    ("[2019,2020]", "form used here", "type 2020-02-29, 2020-02 or 2020"),
    ("[2020-13..2021]", "no month 13", "type 2020-12 or 2020"),
    ("yesterday", "form used here", "type 2020-02-29, 2020-02 or 2020"),
]  # fmt: skip


def day(text):
    return date.fromisoformat(text) if text else None


def refusal(text):
    with pytest.raises(DateError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(("raw", "precision", "first", "last", "english", "iso"), VALUES)
def test_a_date_says_what_its_source_says(raw, precision, first, last, english, iso):
    value = parse(raw)
    assert (value.raw, value.precision) == (raw, precision)
    assert (value.first_day, value.last_day) == (day(first), day(last))
    assert (value.english, value.iso) == (english, iso)


@pytest.mark.parametrize(("text", "message", "hint"), REFUSED)
def test_a_refused_date_says_why_and_what_to_type(text, message, hint):
    error = refusal(text)
    assert message in error.message
    assert error.hint == hint


@pytest.mark.parametrize("text", [row[0] for row in REFUSED])
def test_every_spelling_that_a_hint_offers_is_accepted(text):
    offered = re.findall(r"[\d.[][^\s,]+", refusal(text).hint)
    assert offered
    assert [parse(spelling).raw for spelling in offered] == offered


@pytest.mark.parametrize("sign", [" ", "\t", "\n", "\r", "\u200f", "\u00a0", "\0", "٣", "²", "x"])
@pytest.mark.parametrize(
    "raw", ["2019", "2019-12-27", "2019-12-27T19:30Z", "2019-10/..", "../2019", "[2019..2020]", "[..2019]"]
)
def test_no_stray_character_is_overlooked(raw, sign):
    for at in range(len(raw) + 1):
        refusal(raw[:at] + sign + raw[at:])


def test_a_day_lasts_from_midnight_to_its_last_second():
    value = parse("2019-12-27")
    assert value.earliest == datetime(2019, 12, 27, 0, 0, 0)
    assert value.latest == datetime(2019, 12, 27, 23, 59, 59)


def test_a_time_is_put_in_utc_and_a_minute_lasts_to_its_last_second():
    value = parse("2020-01-03T00:47+03:00")
    assert (value.earliest, value.latest) == (datetime(2020, 1, 2, 21, 47, 0), datetime(2020, 1, 2, 21, 47, 59))
    assert value.first_day == value.last_day == date(2020, 1, 3)


def test_an_open_end_reaches_to_the_end_of_time():
    assert parse("2019-10/..").latest == datetime.max
    assert parse("../2020-03-24").earliest == datetime.min


@pytest.mark.parametrize("raw", ["201X", "2019", "2019-XX", "2019-12", "2019-12-XX", "2019-12-27", "2019-12-27T19:30Z"])
def test_doubt_is_told_and_never_widens_the_range(raw):
    plain = parse(raw)
    for mark, uncertain, approximate in (("?", True, False), ("~", False, True), ("%", True, True)):
        value = parse(raw + mark)
        assert (value.earliest, value.latest) == (plain.earliest, plain.latest)
        assert (value.uncertain, value.approximate) == (uncertain, approximate)


def test_an_interval_has_the_doubts_of_its_ends():
    value = parse("2019-12-27~/2020-01-04?")
    assert (value.uncertain, value.approximate) == (True, True)
    assert value.english == "about 27 December 2019 to 4 January 2020 (uncertain)"


def test_dates_sort_by_beginning_and_the_coarser_first():
    in_order = [
        "../2020-03-24", "201X", "2019", "2019-01", "2019-01/2019-03", "2019-01/..", "2019-01-01", "2019-01-01~",
        "2019-01-01T00:00Z", "2019-01-01T00:00:00Z", "2019-12-27", "2019-12-27T16:00Z", "2019-12-27T19:30+03:00",
        "2019-12-28",
    ]  # fmt: skip
    shuffled = random.Random(1).sample(in_order, len(in_order))
    assert [value.raw for value in sorted(map(parse, shuffled), key=lambda value: value.sort_key)] == in_order


def test_what_was_said_in_washington_after_a_strike_in_baghdad_sorts_after_it():
    strike, statement = parse("2020-01-03T00:47+03:00"), parse("2020-01-02T21:46-05:00")
    assert strike.sort_key < statement.sort_key
    assert statement.first_day < strike.first_day


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("2019-12-27", "2019-12"),
        ("2019-12-27", "2019-12-XX"),
        ("2019-12", "2019"),
        ("2020-01-03T00:47+03:00", "2020-01-03"),
        ("2020-01-02T21:46-05:00", "2020-01-02"),
        ("2020-01-02T21:47:59Z", "2020-01-03T00:47+03:00"),
        ("2020-01-03", "2020-01-03/2020-01-05"),
        ("2020-01-03", "2019-10/.."),
        ("2020-01-03/..", "2019-10/.."),
        ("2020-01-03T04:20Z", "2020-01-03T04:00Z/.."),
    ],
)
def test_a_date_lies_within_what_contains_it(inner, outer):
    assert parse(inner).within(parse(outer))
    assert parse(inner).within(parse(inner))
    assert not parse(outer).within(parse(inner))
    assert parse(inner).overlaps(parse(outer)) and parse(outer).overlaps(parse(inner))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2019-12-27", "2019-12-28", False),
        ("2020-01-03T00:47+03:00", "2020-01-02", False),
        ("2020-01-03T00:47+03:00", "2020-01-02T21:47Z", True),
        ("2020-01-03T00:47+03:00", "2020-01-03T00:47Z", False),
        ("2019-12-28/2020-01-04", "2020-01-04/2020-01-08", True),
        ("2019-12-28/2020-01-04", "2020-01", True),
        ("../2019", "2020/..", False),
    ],
)
def test_dates_overlap_where_a_moment_suits_both(one, other, expected):
    assert parse(one).overlaps(parse(other)) is expected
    assert parse(other).overlaps(parse(one)) is expected


@pytest.mark.parametrize(
    ("raw", "known"),
    [
        ("2019-12-27", True),
        ("2019-12-27~", True),
        ("2019-12-27T19:30Z", True),
        ("2019-12-XX", False),
        ("2019", False),
        ("2020-01-03/2020-01-05", True),
        ("2020-01/2020-01-05", False),
        ("2020-01-03/..", False),
        ("[2020-01-03..2020-01-05]", False),
    ],
)
def test_a_day_is_known_only_where_the_source_names_it(raw, known):
    assert parse(raw).day_known is known


def test_equal_texts_give_equal_values_that_can_be_kept_in_a_set():
    assert len({parse("2019-10/2020-01"), parse("2019-10/2020-01"), parse("2019-10")}) == 2


def generated(count):
    """Valid values without times, the same ones at every run: every third an interval."""
    dice = random.Random(2019)
    return [generated_value(dice, interval=number % 3 == 0) for number in range(count)]


def generated_value(dice, interval):
    if interval:
        return f"{generated_side(dice, 1800, 1939)}/{generated_side(dice, 1950, 2100)}"
    return generated_side(dice, 1000, 2999)


def generated_side(dice, first_year, last_year):
    year, month, day = dice.randint(first_year, last_year), dice.randint(1, 12), dice.randint(1, 28)
    month = f"{year}-{month:02}"
    form = dice.choice([f"{year // 10}X", f"{year}", f"{year}-XX", month, f"{month}-XX", f"{month}-{day:02}"])
    return form + dice.choice(["", "", "?", "~", "%"])


@pytest.mark.parametrize("raw", generated(48))
def test_the_range_is_the_one_that_the_edtf_library_gives(raw):
    """The library is asked end by end: it refuses some ends of intervals that the standard allows."""
    value, ends = parse(raw), [parse_edtf(side) for side in raw.split("/")]
    assert value.first_day == date(*ends[0].lower_strict()[:3])
    assert value.last_day == date(*ends[-1].upper_strict()[:3])
