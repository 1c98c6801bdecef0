"""One name and others in rows beside it, each with a word on how it belongs there: a fan; for phones, a stem."""

from collections.abc import Sequence

from msgspec import Struct

from muniment.draw.boxes import broken
from muniment.draw.labels import text_width
from muniment.draw.shapes import outline

SIDE, LEAST, GAP, ROW, TOP, MARK = 262.0, 176.0, 62.0, 46.0, 34.0, 6.0
NAME, WORD = 14.0, 12.0
STEM_X, TWIG, ROOM, HEAD = 9.0, 26.0, 262.0, 30.0


class Beside(Struct, frozen=True):
    """Somebody beside the middle: the name, the word for the line, the place of its kind in the list of kinds."""

    name: str
    word: str
    kind: int


class Spoke(Struct, frozen=True):
    """A line from the middle to a row: its path, the mark at its end, and the two texts that stand at x."""

    path: str
    outline: str
    mark_x: float
    y: float
    x: float
    word_y: float
    name_y: float
    word: str
    name: str


class CentreLine(Struct, frozen=True):
    """A line of the name in the middle."""

    y: float
    text: str


class Fan(Struct, frozen=True):
    """The picture: its size, the middle, and the rows at the start and at the end side."""

    width: float
    height: float
    centre_x: float
    centre: tuple[CentreLine, ...]
    left: tuple[Spoke, ...]
    right: tuple[Spoke, ...]
    left_x: float
    right_x: float
    head_y: float


def fan(centre: str, left: Sequence[Beside], right: Sequence[Beside]) -> Fan:
    """The fan of a name; a side without rows takes no room."""
    lines = broken(centre, 16, lines=3)
    half = max(46.0, max(text_width(line, 15.0) for line in lines) / 2 + 10)
    left_side, right_side = _side(left), _side(right)
    middle = (left_side + GAP if left else 4.0) + half
    width = middle + half + (GAP + right_side if right else 4.0)
    height = TOP + ROW * max(len(left), len(right), 2)
    y = TOP + (height - TOP) / 2
    centre_lines = tuple(
        CentreLine(round(y + 5 + 18 * (place - (len(lines) - 1) / 2), 1), line) for place, line in enumerate(lines)
    )
    return Fan(
        round(width, 1),
        round(height, 1),
        round(middle, 1),
        centre_lines,
        _spokes(left, middle - half, left_side, y, height, -1),
        _spokes(right, middle + half, width - right_side, y, height, 1),
        round(left_side, 1),
        round(width - right_side, 1),
        14.0,
    )


class Bough(Struct, frozen=True):
    """The rows of one kind on the stem: the place of their heading, their part of the stem, the rows."""

    head_y: float
    path: str
    spokes: tuple[Spoke, ...]


class Stem(Struct, frozen=True):
    """The picture for narrow screens: the name on top, the rows below it, all to one side of a line."""

    width: float
    height: float
    centre: tuple[CentreLine, ...]
    boughs: tuple[Bough, ...]


def stem(centre: str, *groups: Sequence[Beside]) -> Stem:
    """The same rows as a fan, one below the other; a group without rows has a bough without any."""
    lines = tuple(CentreLine(16.0 + 18 * place, line) for place, line in enumerate(broken(centre, 34, lines=3)))
    y = start = lines[-1].y + 10
    boughs = []
    for rows in groups:
        boughs.append(_bough(rows, start, y))
        y += HEAD + ROW * len(rows) if rows else 0
        start = y - ROW / 2 - 10 if rows else start
    return Stem(STEM_X + TWIG + 2 * MARK + ROOM, round(y, 1), lines, tuple(boughs))


def _bough(rows: Sequence[Beside], start: float, top: float) -> Bough:
    """The rows of a group from a height on, the first below the heading; the stem comes from `start`."""
    heights = [top + HEAD + ROW * (place + 0.5) for place in range(len(rows))]
    path = f"M{STEM_X:.1f} {start:.1f}V{heights[-1] - 10:.1f}" if rows else ""
    return Bough(round(top + 18, 1), path, tuple(_twig(row, at) for row, at in zip(rows, heights, strict=True)))


def _twig(row: Beside, at: float) -> Spoke:
    end = STEM_X + TWIG
    path = f"M{STEM_X:.1f} {at - 10:.1f}Q{STEM_X:.1f} {at:.1f} {STEM_X + 10:.1f} {at:.1f}H{end - MARK:.1f}"
    return _texts(row, path, end, at, end + MARK + 8)


def _side(rows: Sequence[Beside]) -> float:
    """How much room the texts of a side take."""
    texts = [(row.word, WORD) for row in rows] + [(row.name, NAME) for row in rows]
    return min(SIDE, max([LEAST, *(text_width(text, size) + 12 for text, size in texts)]))


def _spokes(rows: Sequence[Beside], edge: float, side: float, y: float, height: float, way: int) -> tuple[Spoke, ...]:
    """The rows of one side, spread evenly; `way` is -1 to the left of the middle and 1 to the right."""
    first = TOP + ((height - TOP) - ROW * len(rows)) / 2 + ROW / 2
    return tuple(_spoke(row, edge, side, y, first + ROW * place, way) for place, row in enumerate(rows))


def _spoke(row: Beside, edge: float, side: float, y: float, at: float, way: int) -> Spoke:
    end = side - way * (MARK + 4)
    bend = (edge + end) / 2
    path = f"M{edge:.1f} {y:.1f}C{bend:.1f} {y:.1f} {bend:.1f} {at:.1f} {end - way * MARK:.1f} {at:.1f}"
    return _texts(row, path, end, at, side + way * 4)


def _texts(row: Beside, path: str, mark_x: float, at: float, x: float) -> Spoke:
    """A row whose line is drawn: its mark at the end, its two texts beside the mark."""
    return Spoke(
        path,
        outline(row.kind, MARK),
        round(mark_x, 1),
        round(at, 1),
        round(x, 1),
        round(at - 5, 1),
        round(at + 11, 1),
        _fitting(row.word, WORD),
        _fitting(row.name, NAME),
    )


def _fitting(text: str, size: float) -> str:
    """As much of a text as its row holds."""
    while text_width(text, size) > SIDE - 12:
        text = text[:-2].rstrip() + "…"
    return text
