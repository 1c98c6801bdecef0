"""Labels that collide with nothing: one greedy pass over all names of a picture, the most important first."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from muniment.basemap import Line

CELL = 48.0
LONGEST = 30
BESIDE = 8.0
"""Up to how far left or right of a name a marker is taken for the one that is named."""
NARROW, WIDE = frozenset("iljtfrI.,:;'’|!()-· "), frozenset("mwMW@—")

Box = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y."""


class Spot(Struct, frozen=True):
    """A marker: labels keep off it."""

    x: float
    y: float
    r: float


class Wish(Struct, frozen=True):
    """A name that wants to stand in the picture.

    With a `spot` it stands beside that marker, else centred on the first of its `places` that has room.
    """

    key: str
    text: str
    size: float
    spacing: float = 0.0
    spot: Spot | None = None
    places: Line = ()
    second: str = ""
    """A second line, a little smaller."""
    height: float = 0.0
    """The least height of its box: names that are links need the height of a finger."""


class Label(Struct, frozen=True):
    """A name that found room: where its first line starts, ends or is centred, and the box that it fills."""

    key: str
    text: str
    x: float
    y: float
    anchor: str
    box: Box
    second: str = ""


def labels(wishes: Iterable[Wish], spots: Iterable[Spot], frame: Box, blocked: Iterable[Box] = ()) -> tuple[Label, ...]:
    """The names that find room, in the order of the wishes: an earlier one is never displaced by a later one.

    A name stands beside its own marker only: nowhere where another one is next to it on the same line.

    `blocked` is what else stands in the picture, such as its bar of scale.
    """
    taken: dict[tuple[int, int], list[Box]] = {}
    for box in blocked:
        _take(taken, box)
    near: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        box = (spot.x - spot.r, spot.y - spot.r, spot.x + spot.r, spot.y + spot.r)
        _take(taken, box)
        for cell in _cells((box[0] - BESIDE, box[1], box[2] + BESIDE, box[3])):
            near.setdefault(cell, []).append(spot)
    placed = []
    for wish in wishes:
        label = next(
            (
                one
                for one in _candidates(wish)
                if _inside(one.box, frame) and _free(taken, one.box) and _reads_plainly(near, one.box, wish.spot)
            ),
            None,
        )
        if label:
            _take(taken, label.box)
            placed.append(label)
    return tuple(placed)


def _candidates(wish: Wish) -> Iterator[Label]:
    width = max(text_width(wish.text, wish.size, wish.spacing), text_width(wish.second, wish.size - 1))
    lead = wish.size * 1.15
    height = max(lead * (2 if wish.second else 1), wish.height)
    if wish.spot is None:
        for x, y in wish.places:
            yield _label(wish, x, y - height / 2, "middle", width, height)
        return
    x, y, r = wish.spot.x, wish.spot.y, wish.spot.r + 3
    slant = r * 0.75
    clear = max(slant, wish.spot.r + 0.1)
    for dx, dy, anchor in (
        (r, -height / 2, "start"),
        (-r, -height / 2, "end"),
        (0, -r - height, "middle"),
        (0, r, "middle"),
        (slant, -slant - height / 2, "start"),
        (slant, slant - height / 2, "start"),
        (-slant, -slant - height / 2, "end"),
        (-slant, slant - height / 2, "end"),
        (slant, -clear - height, "start"),
        (slant, clear, "start"),
        (-slant, -clear - height, "end"),
        (-slant, clear, "end"),
    ):
        yield _label(wish, x + dx, y + dy, anchor, width, height)


def _label(wish: Wish, x: float, top: float, anchor: str, width: float, height: float) -> Label:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    box = (left - 1, top, left + width + 1, top + height)
    line = top + max(0.0, wish.height - wish.size * 1.15) / 2 + wish.size * 0.9
    return Label(wish.key, wish.text, x, line, anchor, box, wish.second)


def text_width(text: str, size: float, spacing: float = 0.0) -> float:
    """About how wide a text is when set in the sans of the theme, rather too wide than too narrow."""
    return sum(_sign_width(sign) for sign in text) * size + spacing * len(text)


def _sign_width(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if sign in NARROW:
        return 0.34
    if sign in WIDE or unicodedata.east_asian_width(sign) in "WF":
        return 1.0 if sign not in WIDE else 0.9
    return 0.66 if sign.isupper() else 0.55


def shortened(text: str, longest: int = LONGEST) -> str:
    """A name no longer than a picture can carry; the dots say that there is more."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for x in range(int(box[0] // CELL), int(box[2] // CELL) + 1):
        for y in range(int(box[1] // CELL), int(box[3] // CELL) + 1):
            yield x, y


def _take(taken: dict[tuple[int, int], list[Box]], box: Box) -> None:
    for cell in _cells(box):
        taken.setdefault(cell, []).append(box)


def _reads_plainly(near: dict[tuple[int, int], list[Spot]], box: Box, own: Spot | None) -> bool:
    """Whether no marker but a name's own stands just left or right of it, as if it were that one's name."""
    return own is None or not any(
        one != own and _is_beside(box, one) for cell in _cells(box) for one in near.get(cell, ())
    )


def _is_beside(box: Box, spot: Spot) -> bool:
    across = max(box[0] - spot.x, spot.x - box[2])
    return box[1] <= spot.y <= box[3] and across - spot.r < BESIDE


def _free(taken: dict[tuple[int, int], Sequence[Box]], box: Box) -> bool:
    return not any(overlap(box, other) for cell in _cells(box) for other in taken.get(cell, ()))
