"""The catalogue: every kind of problem that a check can find, with its meaning, an example and the remedy.

`catalogue.toml` holds what we say of each; `sample` makes the example and asks the program what it prints;
`explained` puts both into words for a terminal and for docs/problems.md.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from muniment.diagnostics import Severity

FILE = Path(__file__).with_name("catalogue.toml")


class Change(Struct, frozen=True):
    """One change to the sample: words replaced in a file, a file written, or something made in its place.

    `old` is empty where the whole file is `new`; `make` is what else is done to it: removed, a folder, a link,
    locked, large, or latin-1 for a text saved so.
    """

    path: str
    old: str = ""
    new: str = ""
    make: str = ""


class Kind(Struct, frozen=True):
    """A kind of problem: its code, what it means, what to do, and the changes to the sample that make it."""

    code: str
    group: str
    severity: Severity
    means: str
    remedy: str
    changes: tuple[Change, ...]
    relock: bool = False


@cache
def catalogue() -> Mapping[str, Kind]:
    """Every kind of problem by its code, in the order of the page."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    titles: dict[str, str] = held["groups"]
    return {code: _kind(code, titles[group], row) for group in titles for code, row in held[group].items()}


def _kind(code: str, group: str, row: Mapping) -> Kind:
    return Kind(
        code,
        group,
        row.get("severity", "error"),
        row["means"],
        row["remedy"],
        tuple(_changes(row)),
        row.get("relock", False),
    )


def _changes(row: Mapping) -> Iterator[Change]:
    for one in (row, *row.get("and", ())):
        written = one.get("text", "").removeprefix("\n")
        yield Change(one["file"], one.get("old", ""), one.get("new", written), one.get("make", ""))
