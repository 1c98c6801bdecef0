"""Counts as sources give them: `25` is twenty-five, `>=25` is "at least 25", and they are never made into one."""

import re

from msgspec import Struct

_FORMS = re.compile(r"(>=|<=|>|<|~)?(0|[1-9][0-9]{0,14})(?:\.\.(0|[1-9][0-9]{0,14}))?", re.ASCII)
_NUMBER = "(0|[1-9][0-9]{0,14})"
PATTERN = rf"^((>=|<=|>|~)?{_NUMBER}|<[1-9][0-9]{{0,14}}|{_NUMBER}\.\.{_NUMBER})$"
"""The form alone, for editors' programs: it does not know that a range goes up."""
HINT = 'Type 25, ">=25" (at least), ">25" (more than), "<=25" (at most), "<25", "~25" (about) or 25..30.'


class CountError(ValueError):
    """A text that is no count; `hint` says what to type."""

    def __init__(self, message: str, hint: str = HINT) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Count(Struct, frozen=True):
    """A number of persons or things: between `least` and `most` (None: no upper end given), both included."""

    raw: str
    least: int
    most: int | None
    about: bool = False

    def overlaps(self, other: "Count") -> bool:
        """Whether both counts can be true of the same people: "at least 25" and 26 can, 25 and 26 cannot."""
        if self.about or other.about:
            return True
        return (other.most is None or self.least <= other.most) and (self.most is None or other.least <= self.most)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that stand in it as typed."""
        return tuple(int(digits) for digits in re.findall(r"[0-9]+", self.raw))

    @property
    def english(self) -> str:
        """The count in words, for a chart's label: "at least 25", "25 to 30"."""
        low, _, high = self.raw.lstrip("<>=~").partition("..")
        words = {">=": "at least ", ">": "more than ", "<=": "at most ", "<": "fewer than ", "~": "about "}
        sign = self.raw[: len(self.raw) - len(self.raw.lstrip("<>=~"))]
        number = f"{int(low):,}" + (f" to {int(high):,}" if high else "")
        return words.get(sign, "") + number


def parse(text: str | int) -> Count:
    """The count that a text such as `>=25` or `25..30` states; CountError where it is none."""
    raw = str(text)
    form = _FORMS.fullmatch(raw)
    if isinstance(text, bool) or not form:
        raise CountError(f"{raw!r} is not a count.")
    sign, low, high = form[1], int(form[2]), form[3]
    if high is not None:
        return _range(raw, sign, low, int(high))
    if sign == "<" and low == 0:
        raise CountError(f"{raw!r} is not a count: nothing is fewer than none.")
    ends = {
        None: (low, low),
        "~": (low, low),
        ">=": (low, None),
        ">": (low + 1, None),
        "<=": (0, low),
        "<": (0, low - 1),
    }
    return Count(raw, *ends[sign], about=sign == "~")


def _range(raw: str, sign: str | None, low: int, high: int) -> Count:
    if sign:
        raise CountError(f"{raw!r} mixes a sign and a range.")
    if low > high:
        raise CountError(f"The count {raw} has its smaller end last.", f"Type {high}..{low}.")
    return Count(raw, low, high)
