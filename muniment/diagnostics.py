"""Problems as values: what is wrong, where, and what to type instead. Printed by the command line, never raised."""

from difflib import get_close_matches
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Problem(Struct, frozen=True, order=True):
    """One fault in the content, with its place.

    `line` and `column` count from 1 (column in characters); line 0 means the file as a whole.
    `code` is a stable name for the kind of fault; `hint` says what to type instead.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"


def errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that keep a site from being built."""
    return tuple(problem for problem in problems if problem.severity == "error")


def nearest(word: str, known: object) -> str:
    """The hint "did you mean …?" for a mistyped word, or the list of what is known, or nothing."""
    names = sorted({str(name) for name in known})  # type: ignore[attr-defined]
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(str(word).casefold(), folded, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {folded[close[0]]!r}?"
    if 0 < len(names) <= 12:
        return f"Known here: {', '.join(names)}."
    return ""


def printable(text: str) -> str:
    """A text without the characters that could steer a terminal."""
    return "".join(char if char.isprintable() else "·" for char in text)


def in_order(problems: list[Problem] | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems by file, line and column, each once."""
    return tuple(sorted(set(problems)))
