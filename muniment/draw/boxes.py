"""Texts in lines, and boxes moved until none overlaps another."""

from collections.abc import Sequence

from msgspec import Struct

from muniment.draw.labels import shortened


class Box(Struct, frozen=True):
    """A box around its centre, in the picture's units."""

    x: float
    y: float
    width: float
    height: float


def broken(text: str, most: int, lines: int = 2) -> tuple[str, ...]:
    """A text in lines of about `most` letters, broken between words; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in text.split():
        if found and len(found[-1]) + 1 + len(word) <= most:
            found[-1] += " " + word
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]} …"]
    return tuple(shortened(line, most + most // 2) for line in found)


def apart(boxes: Sequence[Box], gap: float = 3.0, rounds: int = 400) -> tuple[Box, ...]:
    """The same boxes moved as little as need be until none overlaps another; the order of the boxes decides ties."""
    import numpy

    at = numpy.array([(box.x, box.y) for box in boxes], dtype=float).reshape(-1, 2)
    half = numpy.array([(box.width + gap, box.height + gap) for box in boxes], dtype=float).reshape(-1, 2) / 2
    reach = half[:, None] + half[None, :]
    upper = numpy.triu(numpy.ones((len(at), len(at)), dtype=bool), 1)
    for _ in range(rounds):
        between = at[:, None] - at[None, :]
        over = reach - numpy.abs(between)
        hit = (over > 0.01).all(axis=2) & upper
        if not hit.any():
            break
        first, second = numpy.nonzero(hit)
        axis = over[first, second].argmin(axis=1)
        push = numpy.zeros((len(first), 2))
        rows = numpy.arange(len(first))
        side = numpy.where(between[first, second, axis] < 0, -1.0, 1.0)
        push[rows, axis] = side * over[first, second, axis] * 0.45
        numpy.add.at(at, first, push)
        numpy.subtract.at(at, second, push)
    return tuple(Box(float(x), float(y), box.width, box.height) for (x, y), box in zip(at, boxes, strict=True))
