"""The outlines of marks in lanes: a square, a bar, or two ends with a question mark between them."""

from msgspec import Struct

SIZE = 9.0
"""The height of a mark, and the width of one for a single day."""
ASK = 8.0
"""The room of a question mark."""
LEAST_RANGE, LEAST_SPLIT_RANGE = 2 * ASK, 2 * ASK + SIZE
"""How wide the ends of a range with its question mark are at least, without and with the sign of a split."""


class Outline(Struct, frozen=True):
    """What is drawn with a whole line, with a broken one, what can be hit; the middle of a question mark, or None."""

    path: str
    line: str = ""
    area: str = ""
    ask: float | None = None


def bar(start: float, end: float, y: float, opens: tuple[bool, bool], split: bool) -> Outline:
    """A square or a bar, a point at an open end, two parts where it is split."""
    middle = round((start + end) / 2, 1)
    if not split:
        return Outline(_piece(start, end, y, *opens))
    if end - start <= SIZE:
        return Outline(_piece(start - 1, middle - 1, y, True, False) + _piece(middle + 1, end + 1, y, False, True))
    left = _piece(start, middle - 1.5, y, opens[0], False)
    return Outline(left + _piece(middle + 1.5, end, y, False, opens[1]))


def doubted(start: float, end: float, y: float, split: bool) -> Outline:
    """The square of a day, and behind it a question mark."""
    square = bar(start, end - ASK, y, (False, False), split)
    return Outline(square.path, "", _box(start, end, y), round(end - ASK / 2 + 1, 1))


def some_day(start: float, end: float, y: float, opens: tuple[bool, bool], split: bool) -> Outline:
    """Where it begins and ends, nothing at an open end; between them a broken line with a question mark in it."""
    middle, bottom = round((start + end) / 2, 1), y + SIZE
    ends = "".join(
        f"M{_n(x)} {_n(y)}L{_n(x)} {_n(bottom)}" for x, is_open in zip((start, end), opens, strict=True) if not is_open
    )
    gap = ASK / 2 + 1
    if split:
        ends += _piece(middle - gap - SIZE / 2, middle - gap, y, True, False)
        ends += _piece(middle + gap, middle + gap + SIZE / 2, y, False, True)
        gap += SIZE / 2
    level = _n(y + SIZE / 2)
    line = f"M{_n(start)} {level}L{_n(middle - gap)} {level}M{_n(end)} {level}L{_n(middle + gap)} {level}"
    return Outline(ends, line if middle - gap - start > 2 else "", _box(start, end, y), middle)


def _box(start: float, end: float, y: float) -> str:
    return _piece(start, end, y, False, False)


def _piece(start: float, end: float, y: float, points_left: bool, points_right: bool) -> str:
    tip = min(SIZE / 2, end - start)
    middle, bottom = y + SIZE / 2, y + SIZE
    left = f"L{_n(start + tip)} {_n(bottom)}L{_n(start)} {_n(middle)}L{_n(start + tip)} {_n(y)}"
    right = f"L{_n(end - tip)} {_n(y)}L{_n(end)} {_n(middle)}L{_n(end - tip)} {_n(bottom)}"
    plain_left, plain_right = (
        f"L{_n(start)} {_n(bottom)}L{_n(start)} {_n(y)}",
        f"L{_n(end)} {_n(y)}L{_n(end)} {_n(bottom)}",
    )
    outline = (left if points_left else plain_left) + (right if points_right else plain_right)
    return "M" + outline[1:] + "Z"


def _n(number: float) -> str:
    return f"{round(number, 1):g}"
